import Embedding
import SourceText

/// The places of a symbol in one file.
package struct FilePlaces: Sendable {
  /// Absolute.
  package let path: FilePath
  package let bytes: [UInt8]
  /// In the order of the file.
  package let places: [SymbolPlace]
}

/// All texts in which names may stand: the files that `check` would look into, schemas, fixtures; those that are open
/// in an editor as they stand there.
package struct SymbolWorkspace {
  private var session: WorkspaceSession
  private let open: [FilePath: OpenText]
  /// Absolute: what is searched. Nothing else is walked, so that a file that was opened alone does not lead to all of
  /// its disk.
  private let folders: [FilePath]
  /// What is known of files already.
  private let cache: SymbolCache
  /// Whether nobody waits for an answer any more; what was found until then is no answer.
  package var isCancelled: @Sendable () -> Bool = { false }
  /// Told how many of the files were looked into.
  package var report: (_ done: Int, _ count: Int) -> Void = { _, _ in }

  package init(
    _ session: WorkspaceSession, open: [OpenText], folders: [FilePath], cache: SymbolCache = SymbolCache()
  ) {
    self.session = session
    self.cache = cache
    self.open = Dictionary(open.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    self.folders = folders
  }

  /// An open text; nil for one that holds no names.
  package mutating func text(_ open: OpenText) -> SymbolText? {
    let index = session.standardInput([], name: open.path).workspace
    let workspace = session.workspaces[index]
    guard let source = workspace.symbolSource(of: open.path, kind: open.kind) else { return nil }
    return SymbolText(
      path: open.path, bytes: open.bytes, source: source, workspace: workspace, workspaceIndex: index)
  }

  /// The text of a file that was found, as an editor has it or as it is stored; nil where it cannot be read.
  private func read(_ path: FilePath, _ source: SymbolSource, _ like: SymbolText) -> SymbolText? {
    guard let bytes = open[path]?.bytes ?? (try? FileSystem.read(path)) else { return nil }
    return SymbolText(
      path: path, bytes: bytes, source: source, workspace: like.workspace,
      workspaceIndex: like.workspaceIndex)
  }

  // MARK: Places

  /// Where a symbol of `text` stands, in the order of paths.
  package mutating func places(of symbol: NamedSymbol, in text: SymbolText) -> [FilePlaces] {
    if symbol.isLocal {
      return [FilePlaces(path: text.path, bytes: text.bytes, places: text.places(of: symbol))]
    }
    let found =
      hostPlaces(of: symbol, in: text) + schemaPlaces(of: symbol, in: text)
      + fixturePlaces(of: symbol, in: text)
    return found.filter { !$0.places.isEmpty }.sorted { $0.path < $1.path }
  }

  /// Those in files that hold queries.
  mutating func hostPlaces(of symbol: NamedSymbol, in text: SymbolText) -> [FilePlaces] {
    let files = hostFiles(like: text)
    let open = open
    let isCancelled = isCancelled
    let name = Array(symbol.name.utf8)
    let owners = symbol.owners.map { Array($0.utf8) }
    let isInDirectives = symbol.kind == .field
    var result: [FilePlaces] = []
    var done = 0
    Parallel.run(
      count: files.count, threads: files.count < 32 ? 1 : SystemCalls.coreCount, makeState: { () },
      work: { (_: inout Void, index: Int) -> FilePlaces? in
        let file = files[index]
        guard !isCancelled(), let bytes = open[file.path]?.bytes ?? (try? FileSystem.read(file.path)),
          case .host(let kind) = file.source
        else { return nil }
        let mayHold =
          SystemCalls.contains(name, rare: 0, in: bytes)
          // A name that a script puts together from pieces.
          || isInDirectives && kind == .deluge
            && owners.contains { SystemCalls.contains($0, rare: 0, in: bytes) }
        guard mayHold, open[file.path] != nil || ContentGate.passes(bytes, of: file.path, kind: kind) else {
          return nil
        }
        let other = SymbolText(
          path: file.path, bytes: bytes, source: file.source, workspace: text.workspace,
          workspaceIndex: text.workspaceIndex)
        return FilePlaces(path: file.path, bytes: bytes, places: other.places(of: symbol))
      },
      emit: { places in
        done += 1
        report(done, files.count)
        if let places, !places.places.isEmpty { result.append(places) }
      })
    return result
  }

  /// Those in schema files.
  func schemaPlaces(of symbol: NamedSymbol, in text: SymbolText) -> [FilePlaces] {
    schemaTexts(like: text).map {
      FilePlaces(path: $0.path, bytes: $0.bytes, places: $0.places(of: symbol))
    }
  }

  /// Those in fixtures. The name of a datastore stands in none: the file's own name is one.
  func fixturePlaces(of symbol: NamedSymbol, in text: SymbolText) -> [FilePlaces] {
    guard symbol.kind == .field else { return [] }
    return fixtureTexts(of: symbol.owners, like: text).map {
      FilePlaces(path: $0.path, bytes: $0.bytes, places: $0.places(of: symbol))
    }
  }

  // MARK: Files

  private struct File: Sendable {
    let path: FilePath
    let source: SymbolSource
  }

  /// The files with queries of the workspace that `text` belongs to.
  private mutating func hostFiles(like text: SymbolText) -> [File] {
    var files: [File] = []
    let searched = searched(for: text)
    if !searched.isEmpty {
      for file in session.discover(searched).files
      where file.workspace == text.workspaceIndex && open[file.path] == nil {
        files.append(File(path: file.path, source: .host(file.kind)))
      }
    }
    for other in openTexts(like: text) {
      if case .host = other.source { files.append(File(path: other.path, source: other.source)) }
    }
    return files.sorted { $0.path < $1.path }
  }

  /// The folders that the workspace of `text` lies in, or that lie in it; else its own, where settings tell of one.
  private func searched(for text: SymbolText) -> [FilePath] {
    let root = text.workspace.root
    let own = folders.filter { $0.below(root) != nil || root.below($0) != nil }
    return own.isEmpty && text.workspace.settingsFile != nil ? [root] : own
  }

  /// What the files and open texts of the workspace of `text` hold, gated by content.
  mutating func hostSymbols(like text: SymbolText) -> [(path: FilePath, symbols: [SymbolCache.Symbol])] {
    let files = hostFiles(like: text)
    return files.enumerated().compactMap { index, file in
      report(index, files.count)
      guard !isCancelled(), case .host(let kind) = file.source else { return nil }
      let stamp = open[file.path] == nil ? FileSystem.stamp(file.path) : nil
      if let stamp, let known = cache.symbols(of: file.path, stamp, in: text.workspace) {
        return (file.path, known)
      }
      guard let other = read(file.path, file.source, text) else { return nil }
      let isLikely = open[file.path] != nil || ContentGate.passes(other.bytes, of: file.path, kind: kind)
      let symbols = isLikely ? Self.symbols(in: other) : []
      if let stamp { cache.keep(symbols, of: file.path, stamp, in: text.workspace) }
      return (file.path, symbols)
    }
  }

  /// The bytes of a text that was found; nil where it is gone.
  func bytes(of path: FilePath) -> [UInt8]? { open[path]?.bytes ?? (try? FileSystem.read(path)) }

  private mutating func openTexts(like text: SymbolText) -> [SymbolText] {
    var texts: [SymbolText] = []
    for other in open.values {
      if let other = self.text(other), other.workspaceIndex == text.workspaceIndex { texts.append(other) }
    }
    return texts
  }

  package func schemaTexts(like text: SymbolText) -> [SymbolText] {
    let paths = Set(text.workspace.schemaFiles + (text.source == .schema ? [text.path] : []))
    return paths.sorted().compactMap { read($0, .schema, text) }
  }

  func fixtureTexts(of names: Set<String>, like text: SymbolText) -> [SymbolText] {
    var texts: [SymbolText] = []
    for name in names.sorted() {
      var paths = Set(text.workspace.fixtureFiles(of: name))
      if case .fixture(name, _) = text.source { paths.insert(text.path) }
      for path in paths.sorted() {
        guard let source = text.workspace.symbolSource(of: path, kind: nil) else { continue }
        if let other = read(path, source, text) { texts.append(other) }
      }
    }
    return texts
  }

  /// The workspaces that the folders belong to, each by a text that stands for it; for questions about all of them.
  package mutating func everything() -> [SymbolText] {
    if !folders.isEmpty { _ = session.discover(folders) }
    for other in open.values { _ = text(other) }
    return session.workspaces.enumerated().map { index, workspace in
      SymbolText(
        path: workspace.root, bytes: [], source: .schema, workspace: workspace, workspaceIndex: index)
    }
  }
}
