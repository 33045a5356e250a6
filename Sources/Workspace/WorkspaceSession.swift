import Embedding
import SourceText

/// One run of a command: the workspaces of the files it is about, found once, and the work on them.
package struct WorkspaceSession {
  package let currentDirectory: FilePath
  private var table: WorkspaceTable

  /// Looks for the settings that hold in `currentDirectory`, absolute.
  /// `folders` and `overlay` are an editor's; without folders of an editor the current directory stands for one.
  package init(
    currentDirectory: FilePath, overrides: SettingsOverrides = SettingsOverrides(),
    folders: [WorkspaceFolder]? = nil, overlay: SettingsOverlay = SettingsOverlay()
  ) {
    self.currentDirectory = currentDirectory
    var overrides = overrides
    for selector in (overrides.select ?? []) + overrides.ignore {
      if let message = RuleSelectors.problem(of: selector) { usageProblems.append(Problem(.usage, message)) }
    }
    overrides.select = overrides.select?.filter { RuleSelectors.problem(of: $0) == nil }
    table = WorkspaceTable(
      currentDirectory: currentDirectory, overrides: overrides, folders: folders, overlay: overlay)
    _ = table.index(holding: currentDirectory, fallback: currentDirectory)
  }

  private var usageProblems: [Problem] = []

  /// Those of an editor; nil on a command line.
  var folders: [WorkspaceFolder]? { table.folders }

  /// Whether a settings file stands where none was.
  var settingsHaveAppeared: Bool { table.settingsHaveAppeared }

  /// That of the current directory is the first one.
  package var workspaces: [WorkspaceSnapshot] { table.snapshots }

  /// The workspace of the current directory.
  package var main: WorkspaceSnapshot { table.snapshots[0] }

  /// What is wrong with options and settings, and with the schemas as far as they were read.
  package var problems: [Problem] {
    usageProblems + table.problems + table.snapshots.flatMap(\.schemaProblems)
  }

  /// The files below `paths`. Those that a folder led to are looked into only if their content tells of queries,
  /// which is not known yet.
  package mutating func discover(_ paths: [FilePath]) -> DiscoveryResult {
    Discovery.run(paths, currentDirectory: currentDirectory, workspaces: &table)
  }

  /// The discovered files that hold queries as far as their bytes tell, in their order: what `--show-files` lists.
  package func relevant(_ files: [DiscoveredFile]) -> [DiscoveredFile] {
    var result: [DiscoveredFile] = []
    Parallel.run(
      count: files.count, threads: SystemCalls.coreCount, makeState: { () },
      work: { (_: inout Void, index: Int) -> DiscoveredFile? in
        let file = files[index]
        if file.isExplicit || file.kind == .criteria { return file }
        guard let bytes = try? FileSystem.read(file.path) else { return file }
        return ContentGate.passes(bytes, of: file.path, kind: file.kind) ? file : nil
      }, emit: { if let file = $0 { result.append(file) } })
    return result
  }

  /// Reads the settings that hold in `folder`, absolute.
  package mutating func open(_ folder: FilePath) { _ = table.index(holding: folder, fallback: folder) }

  /// What standard input is: `name` tells, or else its content.
  package mutating func standardInput(_ bytes: [UInt8], name: FilePath?) -> StandardInput {
    let absolute = (name ?? FilePath("<stdin>")).absolute(from: currentDirectory)
    let fileKind = name.map { FileKind(name: $0.lastComponent) }
    let kind = fileKind.map { $0.host ?? .deluge } ?? ContentGate.guess(bytes)
    let shown = name?.text ?? "<stdin>"
    var problem = fileKind == .later ? name.map(Discovery.laterProblem) : nil
    if TextEncoding.isUTF16(bytes) { problem = Problem(.input, TextEncoding.refusal, path: shown) }
    return StandardInput(
      bytes: problem == nil ? bytes : [], kind: kind, path: absolute, shownPath: shown,
      workspace: table.index(holding: absolute.parent, fallback: absolute.parent),
      problem: problem)
  }
}

/// Text that came on standard input, with the place it pretends to be at.
package struct StandardInput: Sendable {
  package let bytes: [UInt8]
  package let kind: HostKind
  let path: FilePath
  package let shownPath: String
  let workspace: Int
  /// Why it is not looked into.
  package let problem: Problem?
}
