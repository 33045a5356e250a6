import CriteriaSemantics
import Linting
import SourceText

/// Reading the user's own rules.
extension SettingsFormReader {
  private static let customRuleKeys = ["name", "when", "message", "severity"]

  mutating func customRules(_ sequence: [YAMLNode]) -> [Settings.CustomRuleSettings] {
    var rules: [Settings.CustomRuleSettings] = []
    for node in sequence {
      guard let rule = customRule(node) else { continue }
      if rules.contains(where: { $0.name == rule.name }) {
        file.report("two rules of `custom-rules` are named `\(rule.name)`", at: node)
      } else {
        rules.append(rule)
      }
    }
    return rules
  }

  /// Nil where something is wrong with the rule, and that was reported.
  private mutating func customRule(_ node: YAMLNode) -> Settings.CustomRuleSettings? {
    guard case .mapping(let mapping) = node.content else {
      file.report(
        "`custom-rules` expects rules with \(SettingsForm.list(Self.customRuleKeys)), found \(Self.describe(node))",
        at: node)
      return nil
    }
    var texts: [String: (text: String, node: YAMLNode)] = [:]
    var isRight = true
    func complain(_ message: String, _ node: YAMLNode) {
      file.report(message, at: node)
      isRight = false
    }
    for member in mapping {
      guard let key = Self.text(member.key) else { continue }
      let value = member.value
      if !Self.customRuleKeys.contains(key) {
        let near = Suggestions.nearest(to: key, in: Self.customRuleKeys).map { "; did you mean `\($0)`?" }
        complain("a rule of `custom-rules` has no `\(key)`\(near ?? "")", member.key)
      } else if let text = Self.text(value), !text.isEmpty {
        texts[key] = (text, value)
      } else {
        texts[key] = ("", value)
        complain("`\(key)` expects a text, found \(Self.describe(value))", value)
      }
    }
    let missing = ["name", "when", "message"].first { texts[$0] == nil }
    if let missing { complain("a rule of `custom-rules` needs `\(missing)`", node) }
    var severity = Severity.warning
    if let written = texts["severity"], !written.text.isEmpty {
      if let known = Severity(rawValue: written.text) {
        severity = known
      } else {
        complain(
          "`severity` expects `error`, `warning` or `hint`, found \(Self.describe(written.node))",
          written.node)
      }
    }
    if let name = texts["name"], !name.text.isEmpty, let problem = Self.problem(ofRuleName: name.text) {
      complain(problem, name.node)
    }
    guard isRight, let name = texts["name"], let when = texts["when"], let message = texts["message"] else {
      return nil
    }
    let rule = Settings.CustomRuleSettings(
      name: name.text, when: when.text, message: message.text, severity: severity)
    do {
      _ = try rule.rule()
      return rule
    } catch {
      report(error, in: when.text, at: when.node)
      return nil
    }
  }

  /// Suppressions name rules, so a name is one word, and not one of ours.
  private static func problem(ofRuleName name: String) -> String? {
    let isWord = name.utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: ",") && $0 != 0x7F }
    if !isWord || name.hasPrefix("--") {
      return
        "the name of a rule is one word without commas, such as `no-like-on-notes`, not `\(shortened(name))`"
    }
    if RuleRegistry.rule(name) != nil || name == CustomRule.code {
      return "`\(name)` is the name of a rule of cliquery; name yours otherwise"
    }
    return nil
  }

  /// At the place in the criteria where it stands on the key's own line as it is, else at its beginning.
  private mutating func report(_ mistake: CustomRule.Mistake, in text: String, at node: YAMLNode) {
    guard case .scalar(let scalar) = node.content, let mark = node.mark else {
      file.report("`when`: \(mistake.message)", at: node)
      return
    }
    let before = String(decoding: Array(text.utf8).prefix(mistake.range.start), as: UTF8.self)
    let isVerbatim: Bool
    switch scalar.style {
    case .plain: isVerbatim = true
    case .singleQuoted: isVerbatim = !before.contains("'")
    case .doubleQuoted: isVerbatim = !before.contains("\\") && !before.contains("\"")
    default: isVerbatim = false
    }
    guard isVerbatim, !before.contains("\n") else {
      file.report("`when`: \(mistake.message)", at: node)
      return
    }
    let quote = scalar.style == .plain ? 0 : 1
    file.report(
      "`when`: \(mistake.message)", at: mark, scalarsAfter: quote + before.unicodeScalars.count)
  }
}
