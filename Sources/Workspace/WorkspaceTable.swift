/// The workspaces of a run: one for each settings file that holds for some of its files, and one for none.
struct WorkspaceTable {
  let currentDirectory: FilePath
  /// Those of an editor; nil on a command line.
  let folders: [WorkspaceFolder]?
  /// The editor's settings for what lies in none of its folders.
  let overlay: SettingsOverlay
  private(set) var snapshots: [WorkspaceSnapshot] = []
  private(set) var problems: [Problem] = []

  private let overrides: SettingsOverrides
  /// The folder of the settings, or the root of those without any, and the editor's folder whose settings hold too.
  private struct Key: Hashable {
    let root: FilePath
    let editorFolder: FilePath?
  }

  private var bySettings = GrowingMap<Key, Int>()
  private var byRoot = GrowingMap<Key, Int>()
  /// The nearest folder with settings, for folders that were asked about.
  private var nearest = GrowingMap<FilePath, FilePath?>()
  /// The last one asked for.
  private var last: (folder: FilePath, settings: FilePath?)?

  private static let name = ".cliquery.yml"
  private static let otherName = ".cliquery.yaml"

  init(
    currentDirectory: FilePath, overrides: SettingsOverrides, folders: [WorkspaceFolder]? = nil,
    overlay: SettingsOverlay = SettingsOverlay()
  ) {
    self.currentDirectory = currentDirectory
    self.overrides = overrides
    self.folders = folders
    self.overlay = overlay
  }

  func patterns(_ index: Int) -> WorkspacePatterns { snapshots[index].patterns }

  /// The workspace of the files in `folder`, absolute. Where no settings hold for it, its root is the nearest folder
  /// of the editor, or on a command line the current directory; `fallback` outside of these.
  mutating func index(holding folder: FilePath, fallback: FilePath) -> Int {
    if let settings = settingsFolder(above: folder) { return index(ofSettingsIn: settings, for: folder) }
    let editorFolder = editorFolder(holding: folder)
    let isBelow = folders == nil && folder.below(currentDirectory) != nil
    let root = editorFolder?.path ?? (isBelow ? currentDirectory : fallback)
    let key = Key(root: root, editorFolder: editorFolder?.path)
    if let known = byRoot[key] { return known }
    let overlay = editorFolder?.overlay ?? overlay
    let index = add(root: root, settings: overlay.applied(to: Settings()), file: nil)
    byRoot[key] = index
    return index
  }

  /// The workspace of the settings file in `folder`.
  mutating func index(ofSettingsIn folder: FilePath) -> Int { index(ofSettingsIn: folder, for: folder) }

  /// The same for what lies in `place`, which may be in a folder of the editor that has settings of its own.
  private mutating func index(ofSettingsIn folder: FilePath, for place: FilePath) -> Int {
    let editorFolder = editorFolder(holding: place)
    let key = Key(root: folder, editorFolder: editorFolder?.path)
    if let known = bySettings[key] { return known }
    let file = folder.appending(Self.name)
    let overlay = editorFolder?.overlay ?? overlay
    let isFirst = overlay.precedence == .file
    let read = SettingsReader.read(
      file, over: isFirst ? overlay.applied(to: Settings()) : Settings(), currentDirectory: currentDirectory)
    for problem in read.problems where !problems.contains(problem) { problems.append(problem) }
    let settings = isFirst ? read.settings : overlay.applied(to: read.settings)
    let index = add(root: folder, settings: settings, file: file, sources: read.sources)
    bySettings[key] = index
    return index
  }

  /// The innermost one.
  private func editorFolder(holding folder: FilePath) -> WorkspaceFolder? {
    guard let folders else { return nil }
    return folders.filter { folder.below($0.path) != nil }.max { $0.path.bytes.count < $1.path.bytes.count }
  }

  private mutating func add(
    root: FilePath, settings: Settings, file: FilePath?, sources: [SettingsSource] = []
  ) -> Int {
    var settings = settings
    if let select = overrides.select { settings.lint.select = select }
    settings.lint.ignore += overrides.ignore
    if let hints = overrides.hints { settings.lint.hints = hints }
    if let failOn = overrides.failOn { settings.lint.failOn = failOn }
    snapshots.append(
      WorkspaceSnapshot(
        root: root, settings: settings, settingsFile: file, settingsSources: sources,
        currentDirectory: currentDirectory))
    return snapshots.count - 1
  }

  /// Whether a settings file stands now in a folder that was looked into and had none.
  var settingsHaveAppeared: Bool {
    var starts = nearest.entries.map { (folder: $0.key, settings: $0.value) }
    if let last { starts.append(last) }
    var empty: Set<FilePath> = []
    for (folder, settings) in starts {
      var current = folder
      while current != settings, empty.insert(current).inserted, current.parent != current {
        current = current.parent
      }
    }
    return empty.contains { FileSystem.kind($0.appending(Self.name)) == .file }
  }

  private mutating func settingsFolder(above folder: FilePath) -> FilePath? {
    if let last, last.folder == folder { return last.settings }
    var asked: [FilePath] = []
    var current = folder
    var result: FilePath?
    while true {
      if let known = nearest[current] {
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
    for folder in asked { nearest[folder] = .some(result) }
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

/// A folder that is open in an editor.
package struct WorkspaceFolder: Sendable, Hashable {
  /// Absolute.
  package let path: FilePath
  /// The editor's settings for it.
  package var overlay: SettingsOverlay

  package init(_ path: FilePath, overlay: SettingsOverlay = SettingsOverlay()) {
    self.path = path
    self.overlay = overlay
  }
}
