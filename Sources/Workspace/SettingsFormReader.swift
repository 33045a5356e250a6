import CriteriaSemantics
import Linting
import SourceText

/// Holds the nodes of a settings file against the table of keys.
struct SettingsFormReader {
  /// A key that is set, and right.
  struct Found {
    let key: SettingsKey
    let value: SettingsValue
    let node: YAMLNode
    /// The key's node, or that of its section.
    let section: YAMLNode
  }

  var file: YAMLFile
  private var found: [Found] = []

  init(file: YAMLFile) {
    self.file = file
  }

  mutating func values(_ root: YAMLNode) -> [Found] {
    if Self.isNull(root) { return [] }
    guard case .mapping(let mapping) = root.content else {
      file.report("expected settings such as `lint:`, found \(Self.describe(root))", at: root)
      return []
    }
    for member in mapping { section(member.key, member.value) }
    return found
  }

  private mutating func section(_ keyNode: YAMLNode, _ node: YAMLNode) {
    guard let name = text(ofKey: keyNode) else { return }
    if let key = SettingsTable.keys.first(where: { $0.path == [name] }) {
      read(key, node, section: keyNode)
      return
    }
    let members = SettingsTable.keys.filter { $0.path.first == name }
    guard !members.isEmpty else {
      unknownKey(name, in: nil, at: keyNode)
      return
    }
    if Self.isNull(node) { return }
    guard case .mapping(let mapping) = node.content else {
      let names = SettingsForm.list(members.compactMap(\.path.last))
      file.report("`\(name)` expects a mapping with \(names), found \(Self.describe(node))", at: node)
      return
    }
    for member in mapping {
      guard let memberName = text(ofKey: member.key) else { continue }
      if let key = members.first(where: { $0.path.last == memberName }) {
        read(key, member.value, section: keyNode)
      } else {
        unknownKey(memberName, in: name, at: member.key)
      }
    }
  }

  private mutating func text(ofKey node: YAMLNode) -> String? {
    if case .scalar(let scalar) = node.content { return scalar.string }
    file.report("expected the name of a setting, found \(Self.describe(node))", at: node)
    return nil
  }

  private mutating func unknownKey(_ name: String, in section: String?, at node: YAMLNode) {
    let known = Self.names(in: section)
    let place = section.map { "`\($0)` has no setting `\(name)`" } ?? "there is no setting `\(name)`"
    let elsewhere = SettingsTable.keys.first { $0.path.count > 1 && $0.path.last == name }
    if let near = Suggestions.nearest(to: name, in: known) {
      file.report("\(place); did you mean `\(near)`?", at: node)
    } else if let elsewhere {
      file.report("\(place); did you mean `\(elsewhere.name)`?", at: node)
    } else {
      file.report("\(place); known are \(known.map { "`\($0)`" }.joined(separator: ", "))", at: node)
    }
  }

  private static func names(in section: String?) -> [String] {
    var names: [String] = []
    for key in SettingsTable.keys {
      let name = section == nil ? key.path.first : key.path.first == section ? key.path.last : nil
      if let name, !names.contains(name) { names.append(name) }
    }
    return names
  }

  private mutating func read(_ key: SettingsKey, _ node: YAMLNode, section: YAMLNode) {
    guard let value = value(key, node) else { return }
    found.append(Found(key: key, value: value, node: node, section: section))
  }
}

/// Values by their form; what is wrong is reported, and nil.
extension SettingsFormReader {
  private mutating func value(_ key: SettingsKey, _ node: YAMLNode) -> SettingsValue? {
    switch key.form {
    case .boolean:
      if case .scalar(let scalar) = node.content, scalar.style == .plain {
        if ["true", "True", "TRUE"].contains(scalar.string) { return .boolean(true) }
        if ["false", "False", "FALSE"].contains(scalar.string) { return .boolean(false) }
      }
    case .integer(let range):
      if case .scalar(let scalar) = node.content, scalar.style == .plain, let number = Int(scalar.string),
        range.contains(number)
      {
        return .integer(number)
      }
    case .choice(let choices):
      if case .scalar(let scalar) = node.content, !Self.isNull(node) {
        return choice(scalar.string, choices, key, node).map { .text($0) }
      }
    case .globs, .texts, .rules:
      return texts(node, key).map { .texts($0) }
    case .path:
      if let text = Self.text(node), !text.isEmpty { return .text(text) }
    case .address:
      if let text = Self.text(node), text.hasPrefix("https://") || text.hasPrefix("http://") {
        return .text(text)
      }
    case .severities:
      if case .mapping(let mapping) = node.content { return .severities(severities(mapping, key)) }
    case .perFileIgnores:
      if case .mapping(let mapping) = node.content { return .perFileIgnores(perFileIgnores(mapping, key)) }
    case .customRules:
      if case .sequence(let sequence) = node.content {
        return .customRules(customRules(sequence))
      }
    case .endpoints:
      if let text = Self.text(node) { return .text(endpoints(text, node)) }
    }
    mismatch(key, node)
    return nil
  }

  private mutating func mismatch(_ key: SettingsKey, _ node: YAMLNode) {
    file.report("`\(key.name)` expects \(key.form.expectation), found \(Self.describe(node))", at: node)
  }

  private mutating func choice(_ text: String, _ choices: [String], _ key: SettingsKey, _ node: YAMLNode)
    -> String?
  {
    if choices.contains(text) { return text }
    let suggestion = Suggestions.nearest(to: text, in: choices).map { "; did you mean `\($0)`?" } ?? ""
    file.report(
      "`\(key.name)` expects \(SettingsForm.list(choices)), found `\(text)`\(suggestion)", at: node)
    return nil
  }

  private mutating func texts(_ node: YAMLNode, _ key: SettingsKey) -> [String]? {
    guard case .sequence(let sequence) = node.content else {
      if let text = Self.text(node) {
        file.report("`\(key.name)` expects \(key.form.expectation); write `[\(text)]`", at: node)
      } else {
        mismatch(key, node)
      }
      return nil
    }
    var result: [String] = []
    for item in sequence {
      guard let text = Self.text(item), !text.isEmpty else {
        file.report(
          "`\(key.name)` expects \(key.form.expectation), found \(Self.describe(item)) in it", at: item)
        continue
      }
      if case .rules = key.form, !checkRule(text, item) { continue }
      result.append(text)
    }
    return result
  }

  private mutating func severities(_ mapping: [YAMLNode.Member], _ key: SettingsKey) -> [Settings
    .SeverityOverride]
  {
    var result: [Settings.SeverityOverride] = []
    for member in mapping {
      guard let rule = Self.text(member.key), checkRule(rule, member.key) else { continue }
      let node = member.value
      let choices = ["error", "warning", "hint", "off"]
      guard let text = Self.text(node) else {
        file.report(
          "`\(key.name)` expects \(SettingsForm.list(choices)) for `\(rule)`, found \(Self.describe(node))",
          at: node)
        continue
      }
      // `off` and `false` are one word in YAML 1.1.
      guard let chosen = choice(text == "false" ? "off" : text, choices, key, node) else { continue }
      result.append(Settings.SeverityOverride(rule: rule, severity: Severity(rawValue: chosen)))
    }
    return result
  }

  private mutating func perFileIgnores(_ mapping: [YAMLNode.Member], _ key: SettingsKey) -> [Settings
    .PerFileIgnore]
  {
    var result: [Settings.PerFileIgnore] = []
    for member in mapping {
      guard let glob = Self.text(member.key) else {
        file.report("`\(key.name)` expects a glob, found \(Self.describe(member.key))", at: member.key)
        continue
      }
      let node = member.value
      guard case .sequence(let sequence) = node.content else {
        file.report(
          "`\(key.name)` expects a list of rules for `\(glob)`, found \(Self.describe(node))", at: node)
        continue
      }
      var rules: [String] = []
      for item in sequence {
        guard let text = Self.text(item) else {
          file.report("`\(key.name)` expects a list of rules, found \(Self.describe(item)) in it", at: item)
          continue
        }
        if checkRule(text, item) { rules.append(text) }
      }
      result.append(Settings.PerFileIgnore(glob: glob, rules: rules))
    }
    return result
  }

  private mutating func checkRule(_ text: String, _ node: YAMLNode) -> Bool {
    guard let message = RuleSelectors.problem(of: text) else { return true }
    file.report(message, at: node)
    return false
  }

  static func text(_ node: YAMLNode) -> String? {
    guard case .scalar(let scalar) = node.content, !isNull(node) else { return nil }
    return scalar.string
  }

  private static func isNull(_ node: YAMLNode) -> Bool {
    guard case .scalar(let scalar) = node.content, scalar.style == .plain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// What stands there, for a message.
  static func describe(_ node: YAMLNode) -> String {
    switch node.content {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar(let scalar):
      if isNull(node) {
        "nothing"
      } else if scalar.style != .plain {
        "the text `\(shortened(scalar.string))` in quotes"
      } else {
        "`\(shortened(scalar.string))`"
      }
    }
  }

  static func shortened(_ text: String) -> String {
    let line = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
    return line.count > 60 ? String(line.prefix(60)) + "…" : String(line)
  }
}
