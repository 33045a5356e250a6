/// The workspaces of a run: one for each settings file that holds for some of its files, and one for none.
struct WorkspaceTable {
  let currentDirectory: FilePath
  private(set) var snapshots: [WorkspaceSnapshot] = []
  private(set) var problems: [Problem] = []

  private let overrides: SettingsOverrides
  /// By the folder of the settings, or the root of those without any.
  private var bySettings: [FilePath: Int] = [:]
  private var byRoot: [FilePath: Int] = [:]
  /// The nearest folder with settings, for folders that were asked about.
  private var nearest: [FilePath: FilePath?] = [:]
  /// The last one asked for. A check of one file needs no more than this, and a dictionary costs it a tenth of its
  /// time: the types of its keys are looked up in the whole program first.
  private var last: (folder: FilePath, settings: FilePath?)?

  private static let name = ".cliquery.yml"
  private static let otherName = ".cliquery.yaml"

  init(currentDirectory: FilePath, overrides: SettingsOverrides) {
    self.currentDirectory = currentDirectory
    self.overrides = overrides
  }

  func patterns(_ index: Int) -> WorkspacePatterns { snapshots[index].patterns }

  /// The workspace of the files in `folder`, absolute. Where no settings hold for it, its root is the current
  /// directory, or `fallback` outside of that.
  mutating func index(holding folder: FilePath, fallback: FilePath) -> Int {
    if let settings = settingsFolder(above: folder) { return index(ofSettingsIn: settings) }
    let root = folder.below(currentDirectory) != nil ? currentDirectory : fallback
    if let known = byRoot[root] { return known }
    let index = add(root: root, settings: Settings(), file: nil)
    byRoot[root] = index
    return index
  }

  /// The workspace of the settings file in `folder`.
  mutating func index(ofSettingsIn folder: FilePath) -> Int {
    if let known = bySettings[folder] { return known }
    let file = folder.appending(Self.name)
    let read = SettingsReader.read(file, currentDirectory: currentDirectory)
    for problem in read.problems where !problems.contains(problem) { problems.append(problem) }
    let index = add(root: folder, settings: read.settings, file: file)
    bySettings[folder] = index
    return index
  }

  private mutating func add(root: FilePath, settings: Settings, file: FilePath?) -> Int {
    var settings = settings
    if let select = overrides.select { settings.lint.select = select }
    settings.lint.ignore += overrides.ignore
    if let hints = overrides.hints { settings.lint.hints = hints }
    if let failOn = overrides.failOn { settings.lint.failOn = failOn }
    snapshots.append(
      WorkspaceSnapshot(
        root: root, settings: settings, settingsFile: file, currentDirectory: currentDirectory))
    return snapshots.count - 1
  }

  private mutating func settingsFolder(above folder: FilePath) -> FilePath? {
    if let last, last.folder == folder { return last.settings }
    let isFirst = last == nil
    var asked: [FilePath] = []
    var current = folder
    var result: FilePath?
    while true {
      if !isFirst, let known = nearest[current] {
        result = known
        break
      }
      asked.append(current)
      if FileSystem.kind(current.appending(Self.name)) == .file {
        result = current
        break
      }
      warnOfOtherName(in: current)
      if current.parent == current { break }
      current = current.parent
    }
    if !isFirst {
      for folder in asked { nearest[folder] = .some(result) }
    }
    last = (folder, result)
    return result
  }

  private mutating func warnOfOtherName(in folder: FilePath) {
    let other = folder.appending(Self.otherName)
    guard FileSystem.kind(other) == .file else { return }
    problems.append(
      Problem(
        .settings, "settings are read from `\(Self.name)`; rename the file", severity: .warning,
        path: other.shown(from: currentDirectory)))
  }
}
