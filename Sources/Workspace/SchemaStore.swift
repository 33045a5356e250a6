import CriteriaSemantics
import SourceText

/// The schema files of a workspace, found and read when they are first asked for, once.
final class SchemaStore: @unchecked Sendable {
  struct Loaded: Sendable {
    var catalog = SchemaCatalog.none
    var problems: [Problem] = []
    /// The bytes of each file, with the path that findings name it by.
    var texts: [(path: String, bytes: [UInt8])] = []
    /// Absolute, sorted.
    var files: [FilePath] = []
    /// What each of them was when it was read.
    var stamps: [FileSystem.Stamp?] = []

    func text(of path: String) -> [UInt8]? { texts.first { $0.path == path }?.bytes }
  }

  private let root: FilePath
  private let settings: Settings
  private let hasSettings: Bool
  private let currentDirectory: FilePath
  private let lock = Lock()
  private var state: Loaded?

  init(root: FilePath, settings: Settings, hasSettings: Bool, currentDirectory: FilePath) {
    self.root = root
    self.settings = settings
    self.hasSettings = hasSettings
    self.currentDirectory = currentDirectory
  }

  var loaded: Loaded {
    lock.withLock {
      if let state { return state }
      let loaded = load()
      state = loaded
      return loaded
    }
  }

  /// Whether another reading would find other files, or other content; nil where nothing was read yet.
  var hasChanged: Bool? {
    guard let state = lock.withLock({ state }) else { return nil }
    return state.files != findFiles() || state.stamps != state.files.map(FileSystem.stamp)
  }

  private func findFiles() -> [FilePath] {
    let folder = FileFinder.dataRoot(root, hasSettings: hasSettings)
    return FileFinder.files(matching: settings.datastores.files, below: folder)
  }

  /// Nothing where no schema was needed.
  var problemsSoFar: [Problem] { lock.withLock { state?.problems ?? [] } }

  private func load() -> Loaded {
    var result = Loaded()
    result.files = findFiles()
    result.stamps = result.files.map(FileSystem.stamp)
    var schemas: [DatastoreSchema] = []
    for file in result.files {
      let shown = file.shown(from: currentDirectory)
      do {
        let bytes = try FileSystem.read(file)
        let path = (file.below(root) ?? file).text
        let read = SchemaFile(bytes, path: path, api: settings.dialect.api)
        result.texts.append((path, bytes))
        let places = PlaceTable(
          offsets: read.problems.map(\.range.start) + read.schemas.map(\.nameRange.start), lineOffsets: [],
          in: bytes)
        for problem in read.problems {
          result.problems.append(
            Problem(
              .schema, problem.message, severity: problem.severity == .error ? .error : .warning, path: shown,
              place: places.place(at: problem.range.start)))
        }
        for schema in read.schemas {
          if let first = schemas.first(where: { $0.uniqueName == schema.uniqueName && $0.api == schema.api })
          {
            let other = first.path.map { " in `\($0)`" } ?? ""
            result.problems.append(
              Problem(
                .schema, "`\(schema.uniqueName)` is described already\(other); that description holds",
                severity: .warning, path: shown, place: places.place(at: schema.nameRange.start)))
          } else {
            schemas.append(schema)
          }
        }
      } catch {
        result.problems.append(Problem(.schema, error.message, path: shown))
      }
    }
    result.catalog = SchemaCatalog(schemas, isComplete: settings.datastores.complete)
    return result
  }
}

extension WorkspaceSnapshot {
  /// The schema file that findings name `path`, absolute, as it was read.
  package func schemaText(_ path: String) -> (file: FilePath, bytes: [UInt8])? {
    guard let bytes = schemas.loaded.text(of: path) else { return nil }
    return (FilePath(path).absolute(from: root), bytes)
  }
}

/// Files by globs.
enum FileFinder {
  private static let mostFolders = 20_000

  /// Where the globs of schemas and fixtures begin. Without settings their folders may stand above the current
  /// directory, as far as its repository reaches.
  static func dataRoot(_ root: FilePath, hasSettings: Bool) -> FilePath {
    if hasSettings { return root }
    var folder = root
    while true {
      for name in ["datastores", "fixtures"] where FileSystem.kind(folder.appending(name)) == .folder {
        return folder
      }
      if FileSystem.kind(folder.appending(".git")) != nil || folder.parent == folder { return root }
      folder = folder.parent
    }
  }

  /// The files below `root` that a glob matches, absolute and sorted. Hidden names and `node_modules` count only
  /// where a glob spells them out.
  static func files(matching globs: [String], below root: FilePath) -> [FilePath] {
    var found: Set<FilePath> = []
    for text in globs {
      let (base, rest) = base(of: text, below: root)
      for pattern in Glob.patterns(String(rest)) { collect(pattern, base, &found) }
    }
    return found.sorted()
  }

  /// A glob may lead out of the root: `../shared/*.json`, `/srv/schemas/*.json`. Where it begins, and what is left.
  static func base(of glob: String, below root: FilePath) -> (base: FilePath, rest: Substring) {
    var base = glob.hasPrefix("/") ? FilePath("/") : root
    var rest = glob[...]
    while rest.hasPrefix("../") {
      base = base.parent
      rest = rest.dropFirst(3)
    }
    return (base, rest)
  }

  private static func collect(_ glob: Glob, _ root: FilePath, _ found: inout Set<FilePath>) {
    let start = root.appending(Array(glob.fixedFolder))
    guard FileSystem.kind(start) == .folder else { return }
    var waiting = [(folder: start.absolute(from: root), depth: glob.fixedDepth)]
    var count = 0
    while let (folder, depth) = waiting.popLast(), count < mostFolders {
      count += 1
      guard let entries = try? FileSystem.list(folder) else { continue }
      for entry in entries where entry.name.first != UInt8(ascii: ".") {
        let path = folder.appending(entry.name)
        switch entry.kind {
        case .folder:
          let isTooDeep = glob.depth.map { depth + 1 >= $0 } ?? false
          if !isTooDeep, entry.name != Array("node_modules".utf8) { waiting.append((path, depth + 1)) }
        case .file, .link:
          guard let relative = path.below(root), glob.matches(relative.bytes[...], isFolder: false) else {
            continue
          }
          if entry.kind == .file || FileSystem.kind(path) == .file { found.insert(path) }
        case .other: continue
        }
      }
    }
  }
}
