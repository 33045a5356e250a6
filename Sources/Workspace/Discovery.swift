import Embedding
import SourceText

/// Walks the paths of a run: folders with their `.gitignore` files and the settings on the way, files as they are.
///
/// Links inside folders are not followed, so there is no circle to run in; hidden names and `node_modules` are
/// left out.
struct Discovery {
  private let currentDirectory: FilePath
  private var workspaces: WorkspaceTable
  private var found = GrowingMap<FilePath, DiscoveredFile>()
  private var problems: [Problem] = []

  private static let settingsName = Array(".cliquery.yml".utf8)
  private static let ignoreName = Array(".gitignore".utf8)
  private static let skippedFolder = Array("node_modules".utf8)

  init(currentDirectory: FilePath, workspaces: WorkspaceTable) {
    self.currentDirectory = currentDirectory
    self.workspaces = workspaces
  }

  /// The files below `paths`, and the workspaces they belong to.
  static func run(_ paths: [FilePath], currentDirectory: FilePath, workspaces: inout WorkspaceTable)
    -> DiscoveryResult
  {
    var discovery = Discovery(currentDirectory: currentDirectory, workspaces: workspaces)
    for path in paths { discovery.take(path) }
    workspaces = discovery.workspaces
    var result = DiscoveryResult()
    result.files = discovery.found.values.sorted { $0.path < $1.path }
    result.problems = discovery.problems
    return result
  }

  private mutating func take(_ path: FilePath) {
    switch FileSystem.kind(path) {
    case .folder: walk(path)
    case nil:
      let reason = FileSystem.failure(of: path)?.message ?? "cannot be read"
      problems.append(Problem(.input, reason, path: path.text))
    case .file, .link, .other: takeFile(path)
    }
  }

  /// What there is to say of a file whose kind is not read yet.
  static func laterProblem(_ path: FilePath) -> Problem {
    let name = path.lastComponent
    let suffix = name.lastIndex(of: UInt8(ascii: ".")).map { name[$0...] } ?? []
    return Problem(
      .input,
      "queries inside `\(String(decoding: suffix, as: UTF8.self))` files are not found by this version; "
        + "put the criteria into a `.criteria` file to check it",
      path: path.text)
  }

  private mutating func takeFile(_ path: FilePath) {
    let absolute = path.absolute(from: currentDirectory)
    guard let kind = FileKind(name: path.lastComponent).host else {
      problems.append(Self.laterProblem(path))
      return
    }
    let workspace = workspaces.index(holding: absolute.parent, fallback: absolute.parent)
    if found[absolute]?.isExplicit ?? false { return }
    found[absolute] = DiscoveredFile(
      path: Self.tidied(path), kind: kind, isExplicit: true, workspace: workspace)
  }
}

/// Folders.
extension Discovery {
  /// An ignore file and how many bytes of an absolute path lead to its folder, the slash included.
  private struct Ignore {
    let file: IgnoreFile
    let prefix: Int
  }

  private struct Folder {
    let path: FilePath
    let absolute: FilePath
    let ignores: [Ignore]
    let workspace: Int
  }

  private mutating func walk(_ root: FilePath) {
    let absolute = root.absolute(from: currentDirectory)
    var waiting = [
      Folder(
        path: Self.tidied(root), absolute: absolute, ignores: ignoresAbove(absolute),
        workspace: workspaces.index(holding: absolute, fallback: absolute))
    ]
    while let folder = waiting.popLast() { waiting += look(into: folder) }
  }

  /// Without slashes at the end and `./` at the start.
  private static func tidied(_ path: FilePath) -> FilePath {
    var bytes = path.bytes
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    while bytes.count > 2, bytes.starts(with: [UInt8(ascii: "."), UInt8(ascii: "/")]) { bytes.removeFirst(2) }
    return FilePath(bytes)
  }

  /// Takes the files of a folder; gives the folders in it that are to be walked.
  private mutating func look(into folder: Folder) -> [Folder] {
    let entries: [FileSystem.Entry]
    do {
      entries = try FileSystem.list(folder.path)
    } catch {
      problems.append(Problem(.input, error.message, path: folder.path.text))
      return []
    }
    var ignores = folder.ignores
    var workspace = folder.workspace
    for entry in entries where entry.name.first == UInt8(ascii: ".") {
      if entry.name == Self.ignoreName {
        add(folder.path.appending(entry.name), in: folder.absolute, to: &ignores)
      }
      if entry.name == Self.settingsName { workspace = workspaces.index(ofSettingsIn: folder.absolute) }
    }
    let patterns = workspaces.patterns(workspace)
    var folders: [Folder] = []
    for entry in entries where entry.name.first != UInt8(ascii: ".") {
      if entry.kind == .folder {
        if entry.name == Self.skippedFolder { continue }
        let absolute = folder.absolute.appending(entry.name)
        if isIgnored(absolute, isFolder: true, by: ignores) || patterns.excludes(absolute, isFolder: true) {
          continue
        }
        folders.append(
          Folder(
            path: folder.path.appending(entry.name), absolute: absolute, ignores: ignores,
            workspace: workspace))
      } else if entry.kind == .file {
        let kind = FileKind(name: entry.name[...])
        guard let host = kind.host, kind != .other || patterns.hasInclude else { continue }
        let absolute = folder.absolute.appending(entry.name)
        if isIgnored(absolute, isFolder: false, by: ignores) || !patterns.takes(absolute) { continue }
        if found[absolute] != nil { continue }
        found[absolute] = DiscoveredFile(
          path: folder.path.appending(entry.name), kind: host, isExplicit: false, workspace: workspace)
      }
    }
    return folders
  }

  private func isIgnored(_ path: FilePath, isFolder: Bool, by ignores: [Ignore]) -> Bool {
    for ignore in ignores.reversed() {
      if let verdict = ignore.file.verdict(path.bytes[ignore.prefix...], isFolder: isFolder) {
        return verdict
      }
    }
    return false
  }

  private mutating func add(_ path: FilePath, in folder: FilePath, to ignores: inout [Ignore]) {
    do {
      let file = IgnoreFile(try FileSystem.read(path))
      if !file.isEmpty {
        let isRoot = folder.bytes.last == UInt8(ascii: "/")
        ignores.append(Ignore(file: file, prefix: folder.bytes.count + (isRoot ? 0 : 1)))
      }
    } catch {
      if !error.isMissing {
        problems.append(Problem(.input, error.message, severity: .warning, path: path.text))
      }
    }
  }

  /// What the folders above `folder` ignore: from the root of its repository, or where it lies in none, from the
  /// current directory.
  private mutating func ignoresAbove(_ folder: FilePath) -> [Ignore] {
    let repository = FileSystem.repository(holding: folder)
    var chain = [folder]
    while let last = chain.last, last != repository, last.parent != last { chain.append(last.parent) }
    var ignores: [Ignore] = []
    if let repository {
      add(repository.appending(".git/info/exclude"), in: repository, to: &ignores)
    } else {
      chain = chain.filter { $0.below(currentDirectory) != nil }
    }
    for above in chain.reversed() where above != folder {
      add(above.appending(Self.ignoreName), in: above, to: &ignores)
    }
    return ignores
  }
}
