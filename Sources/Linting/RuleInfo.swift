/// What a rule is called and how it behaves unless settings say otherwise.
package struct RuleInfo: Sendable, Hashable {
  package enum Group: String, Sendable, Hashable, CaseIterable {
    /// The server refuses it, or may.
    case correctness = "Correctness"
    /// It parses and runs, and does not do what its author wants.
    case suspicion = "Suspicion"
    /// How it is written.
    case style = "Style"
    /// Criteria documents.
    case documents = "Documents"
    /// cliquery's own comments.
    case suppressions = "Suppressions"
    /// How a host builds and sends criteria.
    case hosts = "Hosts"
    /// Requests of the Make API.
    case requests = "Requests"
  }

  /// `CQ011`.
  package let code: String
  /// `unknown-field`.
  package let name: String
  /// The severity of most of its findings; some rules report others by operation or dialect.
  package let severity: Severity
  /// Whether it runs without being selected.
  package let isEnabledByDefault: Bool
  package let group: Group
  /// One line for lists: what it finds.
  package let summary: String

  package init(
    code: String, name: String, severity: Severity, isEnabledByDefault: Bool = true, group: Group,
    summary: String
  ) {
    self.code = code
    self.name = name
    self.severity = severity
    self.isEnabledByDefault = isEnabledByDefault
    self.group = group
    self.summary = summary
  }
}
