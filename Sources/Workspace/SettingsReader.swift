import SourceText
import Yams

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

  private mutating func follow(_ target: String, from path: FilePath, node: Node, file: YAMLFile) {
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

/// A text of YAML, composed into nodes, with problems at their places.
struct YAMLFile {
  private let bytes: [UInt8]
  private let shownPath: String
  private(set) var problems: [Problem] = []

  init(_ bytes: [UInt8], shownPath: String) {
    self.bytes = bytes
    self.shownPath = shownPath
  }

  /// The document's root; nil where the file is empty or not YAML.
  mutating func compose() -> Node? {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      report("the file is not UTF-8; save it so", at: nil)
      return nil
    }
    do {
      return try Yams.compose(yaml: text, .basic, .default, .utf8)
    } catch let error as YamlError {
      report(error)
    } catch {
      report("not YAML", at: nil)
    }
    return nil
  }

  private mutating func report(_ error: YamlError) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      report("not YAML: \(problem)", at: mark)
    case .duplicatedKeysInMapping(let duplicates, let context):
      report(
        "twice in one mapping: " + duplicates.map { "`\($0)`" }.joined(separator: ", "), at: context.mark)
    case .reader(let problem, _, _, _):
      report("not YAML: \(problem)", at: nil)
    default:
      report("not YAML", at: nil)
    }
  }

  /// Reports so many scalars after a mark, on its line.
  mutating func report(_ message: String, at mark: Mark?, scalarsAfter: Int = 0) {
    let start = mark.map { place(line: $0.line, column: $0.column + scalarsAfter) }
    problems.append(Problem(.settings, message, path: shownPath, place: start))
  }

  /// Reports a place of a block of lines whose `|` stands at `mark`: so many scalars after the indentation of its line,
  /// counted from 0.
  mutating func report(_ message: String, inBlockAt mark: Mark, line: Int, scalarsAfter: Int) {
    let index = LineIndex(bytes)
    var indentation = 0
    // The first line that is not empty sets the indentation of all.
    for number in mark.line..<max(mark.line, index.lineCount) {
      let text = bytes[index.range(ofLine: number)]
      guard let first = text.firstIndex(where: { $0 > 0x20 }) else { continue }
      indentation = first - text.startIndex
      break
    }
    let start = place(line: mark.line + line + 1, column: indentation + scalarsAfter + 1)
    problems.append(Problem(.settings, message, path: shownPath, place: start))
  }

  mutating func report(_ message: String, at node: Node) { report(message, at: node.mark) }

  func problem(_ message: String, at node: Node, severity: Problem.Severity = .error) -> Problem {
    Problem(
      .settings, message, severity: severity, path: shownPath,
      place: node.mark.map { place(line: $0.line, column: $0.column) })
  }

  /// The parser counts columns in scalars.
  private func place(line: Int, column: Int) -> Place {
    let index = LineIndex(bytes)
    let range = index.range(ofLine: line - 1)
    var offset = range.start
    if line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset += 3 }
    var scalars = 1
    while scalars < column, offset < range.end {
      offset += 1
      while offset < range.end, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      scalars += 1
    }
    return Place(
      line: line, column: offset - range.start + 1, scalarColumn: column, offset: offset)
  }
}
