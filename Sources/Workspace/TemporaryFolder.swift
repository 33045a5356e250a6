#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder below the system's temporary folder for files that a person looks at, gone with its value. Only its owner
/// can look into it; it is made when the first file is written.
package final class TemporaryFolder: @unchecked Sendable {
  private let lock = Lock()
  private var folder: FilePath?
  private var files: [FilePath] = []
  private var count = 0

  /// Older files go when there are more.
  private static let mostFiles = 50

  package init() {}

  /// Writes `text` to a file of its own, called like `name` with a number; nil where none can be written.
  package func write(_ text: String, name: String, suffix: String) -> FilePath? {
    lock.withLock {
      let folder = self.folder ?? Self.make()
      self.folder = folder
      guard let folder else { return nil }
      count += 1
      let path = folder.appending("\(name)-\(count)\(suffix)")
      guard (try? FileSystem.writeNew(Array(text.utf8), to: path)) != nil else { return nil }
      files.append(path)
      if files.count > Self.mostFiles { Self.remove(files.removeFirst()) }
      return path
    }
  }

  /// Takes everything away again.
  package func remove() {
    lock.withLock {
      for file in files { Self.remove(file) }
      files = []
      if let folder { _ = SystemCalls.withCString(folder) { rmdir($0) } }
      folder = nil
    }
  }

  private static func make() -> FilePath? {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    let folder = base.hasPrefix("/") ? base : "/tmp"
    var template =
      Array(FilePath(folder).appending("cliquery-XXXXXX").bytes.map { CChar(bitPattern: $0) }) + [0]
    guard mkdtemp(&template) != nil else { return nil }
    return FilePath(template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) })
  }

  private static func remove(_ path: FilePath) {
    _ = SystemCalls.withCString(path) { unlink($0) }
  }

  deinit { remove() }
}
