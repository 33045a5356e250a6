import Linting

/// Where the page of a finding's rule stands, from the setting `docs-url`.
enum RuleAddress {
  static func of(_ finding: Finding, base: String) -> String {
    of(code: finding.code, base: base)
  }

  static func of(code: String, base: String) -> String {
    base.hasSuffix("/") ? "\(base)\(code)" : "\(base)/\(code)"
  }
}
