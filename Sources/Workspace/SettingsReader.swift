import SourceText

/// Reads one settings file, and those that it extends.
struct SettingsReader {
  /// What settings files say, later ones over earlier ones.
  private(set) var settings = Settings()
  private(set) var problems: [Problem] = []
  /// The files that were looked at, with what they were then.
  private(set) var sources: [SettingsSource] = []

  private let currentDirectory: FilePath
  /// The files that are being read, from the first one to the one it led to.
  private var chain: [FilePath] = []

  private static let longestChain = 32

  init(currentDirectory: FilePath) {
    self.currentDirectory = currentDirectory
  }

  /// The settings of the file at `path`, absolute, over others. What is wrong in it is in the problems, and the rest
  /// holds.
  static func read(_ path: FilePath, over settings: Settings = Settings(), currentDirectory: FilePath)
    -> (settings: Settings, problems: [Problem], sources: [SettingsSource])
  {
    var reader = SettingsReader(currentDirectory: currentDirectory)
    reader.settings = settings
    do {
      let bytes = try reader.read(path)
      reader.read(bytes, at: path)
    } catch {
      reader.problems.append(
        Problem(.settings, error.message, path: path.shown(from: currentDirectory)))
    }
    return (reader.settings, reader.problems, reader.sources)
  }

  private mutating func read(_ path: FilePath) throws(FileSystem.Failure) -> [UInt8] {
    sources.append(SettingsSource(file: path, stamp: FileSystem.stamp(path)))
    return try FileSystem.read(path)
  }

  /// Reads `bytes` as the file at `path`.
  mutating func read(_ bytes: [UInt8], at path: FilePath) {
    chain.append(path)
    defer { chain.removeLast() }
    var file = YAMLFile(bytes, shownPath: path.shown(from: currentDirectory))
    guard let root = file.compose() else {
      problems += file.problems
      return
    }
    var form = SettingsFormReader(file: file)
    let values = form.values(root)
    problems += form.file.problems
    if let extend = values.first(where: { $0.key.path == ["extend"] }), case .text(let target) = extend.value
    {
      follow(target, from: path, node: extend.node, file: file)
    }
    for found in values { found.key.apply(found.value, &settings) }
  }

  private mutating func follow(_ target: String, from path: FilePath, node: YAMLNode, file: YAMLFile) {
    let next = FilePath(target).absolute(from: path.parent)
    if chain.contains(next) {
      let round = (chain.drop { $0 != next } + [next]).map { "`\($0.shown(from: currentDirectory))`" }
      problems.append(
        file.problem("`extend` leads in a circle: \(round.joined(separator: " extends "))", at: node))
      return
    }
    guard chain.count < Self.longestChain else {
      problems.append(file.problem("more than \(Self.longestChain) files extend each other", at: node))
      return
    }
    do {
      read(try read(next), at: next)
    } catch {
      problems.append(file.problem("cannot extend `\(target)`: \(error.message)", at: node))
    }
  }
}

/// A settings file, and what it was when it was read; no stamp for one that was not there.
struct SettingsSource: Sendable, Hashable {
  let file: FilePath
  let stamp: FileSystem.Stamp?
}

extension FilePath {
  /// For people who stand in `folder`: relative where it lies below, else absolute.
  func shown(from folder: FilePath) -> String { (below(folder) ?? self).text }
}
