import SourceText

/// The names of files' queries and requests, as long as the files stay what they are: who looks for a symbol asks again
/// with each letter.
package final class SymbolCache: @unchecked Sendable {
  struct Symbol: Sendable {
    let kind: OutlineSymbol.Kind
    let name: String
    let container: String?
    let range: ByteRange
  }

  private struct Entry {
    let stamp: FileSystem.Stamp
    let workspace: WorkspaceSnapshot
    let symbols: [Symbol]
  }

  private let lock = Lock()
  private var entries: [FilePath: Entry] = [:]
  private var count = 0
  /// More names are not kept (ours).
  private static let mostSymbols = 200_000

  package init() {}

  func symbols(of path: FilePath, _ stamp: FileSystem.Stamp, in workspace: WorkspaceSnapshot) -> [Symbol]? {
    lock.withLock {
      guard let entry = entries[path], entry.stamp == stamp, entry.workspace.isSame(as: workspace) else {
        return nil
      }
      return entry.symbols
    }
  }

  func keep(
    _ symbols: [Symbol], of path: FilePath, _ stamp: FileSystem.Stamp, in workspace: WorkspaceSnapshot
  ) {
    lock.withLock {
      if count + symbols.count > Self.mostSymbols {
        entries = [:]
        count = 0
      }
      count += symbols.count - (entries[path]?.symbols.count ?? 0)
      entries[path] = Entry(stamp: stamp, workspace: workspace, symbols: symbols)
    }
  }

  /// To be called when settings were read anew: what was read by the old ones is asked for no more.
  package func forget() {
    lock.withLock {
      entries = [:]
      count = 0
    }
  }
}
