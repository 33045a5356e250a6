import JSONSyntax

/// Settings that an editor has beside those of files: the same names with the same values, as JSON.
///
/// What is wrong is told and left out; the rest holds.
package struct SettingsOverlay: Sendable, Hashable {
  /// Which of two values holds where both the editor and a file have one.
  package enum Precedence: String, Sendable, Hashable, CaseIterable {
    case editor
    case file
  }

  private struct Value: Sendable, Hashable {
    let key: String
    let value: SettingsValue
  }

  package static let precedenceKey = "precedence"
  /// What clients keep in the same section for themselves.
  private static let foreignKeys: Set<String> = ["trace"]
  /// What has a meaning in files only: there, paths are known.
  private static let fileOnlyKeys: Set<String> = ["extend"]
  /// What the problems' path says.
  package static let origin = "settings of the editor"

  package private(set) var precedence = Precedence.editor
  private var values: [Value] = []
  package private(set) var problems: [Problem] = []

  /// No settings.
  package init() {}

  package var isEmpty: Bool { values.isEmpty }

  /// `json`: an object as in a file, `{"lint": {"hints": true}}`; keys may be joined by full stops, `"lint.hints"`.
  package init(_ json: JSONValue) {
    if json.isNull { return }
    guard json.kind == .object else {
      problems.append(
        Problem(
          .settings, "expected an object such as `{\"lint\": {\"hints\": true}}`", severity: .warning,
          path: Self.origin))
      return
    }
    var form = SettingsFormReader(file: YAMLFile([], shownPath: Self.origin))
    for found in form.values(Self.node(nested(json))) {
      values.append(Value(key: found.key.name, value: found.value))
    }
    problems += form.file.problems.map {
      Problem(.settings, $0.message, severity: .warning, path: Self.origin)
    }
  }

  /// Whether an object looks like settings of ours, which some clients send without their section's name.
  package static func isSettings(_ json: JSONValue) -> Bool {
    json.members.contains { member in
      guard let name = member.key.string?.split(separator: ".").first else { return false }
      return name == precedenceKey || SettingsTable.keys.contains { $0.path.first == String(name) }
    }
  }

  /// `settings` with these over them.
  func applied(to settings: Settings) -> Settings {
    var settings = settings
    for value in values {
      SettingsTable.keys.first { $0.name == value.key }?.apply(value.value, &settings)
    }
    return settings
  }

  // MARK: From JSON

  /// A member of the section, its name split at full stops.
  private indirect enum Tree {
    case leaf(JSONValue)
    case branch([(name: String, tree: Tree)])
  }

  private mutating func nested(_ json: JSONValue) -> [(name: String, tree: Tree)] {
    var result: [(name: String, tree: Tree)] = []
    for member in json.members {
      guard let name = member.key.string else { continue }
      var parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let first = parts.removeFirst()
      if Self.foreignKeys.contains(first) { continue }
      if Self.fileOnlyKeys.contains(first) {
        report("`\(first)` has a meaning in settings files only")
      } else if name == Self.precedenceKey {
        readPrecedence(member.value)
      } else if member.value.isNull {
        // What an editor has no value for.
        continue
      } else if let rest = parts.first {
        Self.add(Tree.leaf(member.value), named: rest, below: first, to: &result)
      } else if member.value.kind == .object, Self.isSection(first) {
        for inner in member.value.members where !inner.value.isNull {
          Self.add(Tree.leaf(inner.value), named: inner.key.string ?? "", below: first, to: &result)
        }
      } else {
        result.removeAll { $0.name == first }
        result.append((first, .leaf(member.value)))
      }
    }
    return result
  }

  private static func isSection(_ name: String) -> Bool {
    SettingsTable.keys.contains { $0.path.count > 1 && $0.path.first == name }
  }

  /// The last value of a name holds.
  private static func add(
    _ tree: Tree, named name: String, below section: String, to result: inout [(name: String, tree: Tree)]
  ) {
    var members: [(name: String, tree: Tree)] = []
    if let index = result.firstIndex(where: { $0.name == section }) {
      if case .branch(let known) = result.remove(at: index).tree { members = known }
    }
    members.removeAll { $0.name == name }
    members.append((name, tree))
    result.append((section, .branch(members)))
  }

  private mutating func readPrecedence(_ value: JSONValue) {
    if let chosen = value.string.flatMap(Precedence.init(rawValue:)) {
      precedence = chosen
    } else if !value.isNull {
      let choices = SettingsForm.list(Precedence.allCases.map(\.rawValue))
      let shown = SettingsFormReader.shortened(value.string ?? value.source)
      report("`\(Self.precedenceKey)` expects \(choices), found `\(shown)`")
    }
  }

  private mutating func report(_ message: String) {
    problems.append(Problem(.settings, message, severity: .warning, path: Self.origin))
  }

  private static func node(_ members: [(name: String, tree: Tree)]) -> YAMLNode {
    YAMLNode(
      .mapping(
        members.map { member in
          let value =
            switch member.tree {
            case .leaf(let value): node(value, depth: 0)
            case .branch(let inner): node(inner)
            }
          return YAMLNode.Member(key: text(member.name), value: value)
        }))
  }

  /// Deeper than settings go.
  private static let greatestDepth = 8

  private static func node(_ value: JSONValue, depth: Int) -> YAMLNode {
    guard depth < greatestDepth else { return text("…") }
    switch value.kind {
    case .object:
      var members: [YAMLNode.Member] = []
      for member in value.members {
        let key = text(member.key.string ?? "")
        members.removeAll { $0.key == key }
        members.append(YAMLNode.Member(key: key, value: node(member.value, depth: depth + 1)))
      }
      return YAMLNode(.mapping(members))
    case .array: return YAMLNode(.sequence(value.elements.map { node($0, depth: depth + 1) }))
    case .string: return text(value.string ?? "")
    default: return YAMLNode(.scalar(YAMLNode.Scalar(string: value.source, style: .plain)))
    }
  }

  private static func text(_ text: String) -> YAMLNode {
    YAMLNode(.scalar(YAMLNode.Scalar(string: text, style: .doubleQuoted)))
  }
}
