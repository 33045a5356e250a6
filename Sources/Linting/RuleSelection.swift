import CriteriaSemantics
import MakeQuery

/// Which rules run, and how severe their findings are.
package struct RuleSelection: Sendable, Hashable {
  /// By index of the registry.
  package private(set) var isEnabled: [Bool]
  /// By index of the registry; nil where the rule decides.
  package private(set) var severities: [Severity?]
  /// Whether the user's own rules run; as a selector they are called ``CustomRule/code``.
  package private(set) var runsCustomRules = true

  /// The rules that are on by default.
  package init() {
    isEnabled = RuleRegistry.rules.map(\.info.isEnabledByDefault)
    severities = Array(repeating: nil, count: RuleRegistry.rules.count)
  }

  /// Everything, also what is off by default.
  package static var all: RuleSelection {
    var selection = RuleSelection()
    selection.isEnabled = selection.isEnabled.map { _ in true }
    return selection
  }

  /// `select` replaces the default rules where it is not empty, `extend` adds to them, `ignore` takes away; of
  /// two selectors for one rule the longer (more exact) one wins, and `ignore` where they are equally long.
  /// Unknown selectors are for the caller to report; here they mean nothing.
  package init(select: [String] = [], extend: [String] = [], ignore: [String] = []) {
    self.init()
    func namesCustom(_ selector: String) -> Bool {
      selector.lowercased() == CustomRule.code || selector.uppercased() == "ALL"
    }
    runsCustomRules =
      (select.isEmpty || (select + extend).contains(where: namesCustom))
      && !ignore.contains(where: namesCustom)
    var strength = Array(repeating: 0, count: isEnabled.count)
    if !select.isEmpty { isEnabled = isEnabled.map { _ in false } }
    for selector in select + extend {
      for index in RuleRegistry.indexes(selectedBy: selector) {
        isEnabled[index] = true
        strength[index] = max(strength[index], Self.exactness(selector, index))
      }
    }
    for selector in ignore {
      for index in RuleRegistry.indexes(selectedBy: selector)
      where Self.exactness(selector, index) >= strength[index] {
        isEnabled[index] = false
      }
    }
  }

  private static func exactness(_ selector: String, _ index: Int) -> Int {
    let info = RuleRegistry.rules[index].info
    if selector.lowercased() == info.name { return info.code.count }
    return selector.uppercased() == "ALL" ? 1 : selector.count
  }

  /// Turns rules off by code, prefix of codes or name.
  package mutating func disable(_ codeOrName: String) {
    for index in RuleRegistry.indexes(selectedBy: codeOrName) { isEnabled[index] = false }
    if codeOrName.lowercased() == CustomRule.code { runsCustomRules = false }
  }

  /// Sets the severity of rules by code, prefix of codes or name.
  package mutating func setSeverity(_ severity: Severity, of selector: String) {
    for index in RuleRegistry.indexes(selectedBy: selector) { severities[index] = severity }
  }

  package func isEnabled(_ code: String) -> Bool {
    RuleRegistry.index(code).map { isEnabled[$0] } ?? false
  }

  /// The same for requests.
  package var requestTraits: RequestTraits {
    var result = RequestTraits()
    for (index, rule) in RuleRegistry.rules.enumerated() where isEnabled[index] {
      if case .request(let traits, _) = rule.check { result.formUnion(traits) }
    }
    return result
  }

  /// The union of what the enabled query rules look for: a query without any of it needs no rule.
  package var traits: QueryTraits {
    var result = QueryTraits(rawValue: 0)
    for (index, rule) in RuleRegistry.rules.enumerated() where isEnabled[index] {
      if case .query(let traits, _) = rule.check { result.formUnion(traits) }
    }
    return result
  }
}
