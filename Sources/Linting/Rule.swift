import CriteriaSemantics
import MakeQuery

/// A rule. One in a file under `Rules/`; the doc comment of the type is its manual page, with the sections "What
/// it does", "Why it matters", "Example", "Use instead", "Fix safety" and "Basis and source" as second-level
/// headings. Fenced examples carry a language tag (`criteria`, `deluge`, `json`, `make`, `http`) and are run by a test.
package protocol Rule: Sendable {
  static var info: RuleInfo { get }
}

/// A rule about one query and one of its targets.
package protocol QueryRule: Rule {
  /// The rule runs where the query has one of these.
  static var traits: QueryTraits { get }
  static func check(_ query: QueryContext, _ findings: inout FindingSink)
}

/// A rule about one request of the Make API.
package protocol RequestRule: Rule {
  /// The rule runs where the request has one of these.
  static var traits: RequestTraits { get }
  static func check(_ request: RequestContext, _ findings: inout FindingSink)
}

/// A rule about a whole file: what its host observed, its directives, its holes.
package protocol FileRule: Rule {
  static func check(_ file: FileContext, _ findings: inout FindingSink)
}

/// A rule that the engine itself applies, such as those about suppressions.
package protocol EngineRule: Rule {}

/// A row of the registry.
package struct RegisteredRule: Sendable {
  /// What a rule is asked of, and what a query or request must have for it to be asked.
  package enum Check: Sendable {
    case query(QueryTraits, @Sendable (QueryContext, inout FindingSink) -> Void)
    case request(RequestTraits, @Sendable (RequestContext, inout FindingSink) -> Void)
    case file(@Sendable (FileContext, inout FindingSink) -> Void)
    case engine
  }

  package let info: RuleInfo
  package let check: Check

  // One for each kind, so that none is found out at run time: a cast to a protocol searches the whole program.

  init<R: QueryRule>(_ rule: R.Type) {
    info = rule.info
    check = .query(rule.traits) { rule.check($0, &$1) }
  }

  init<R: RequestRule>(_ rule: R.Type) {
    info = rule.info
    check = .request(rule.traits) { rule.check($0, &$1) }
  }

  init<R: FileRule>(_ rule: R.Type) {
    info = rule.info
    check = .file { rule.check($0, &$1) }
  }

  init<R: EngineRule>(_ rule: R.Type) {
    info = rule.info
    check = .engine
  }
}
