import MakeQuery
import SourceText

/// ## What it does
/// Reports a parameter that stands twice and is no list.
///
/// ## Why it matters
/// Only one of the two counts, and which one is not documented.
///
/// ## Example
/// ```make
/// GET /data-stores?teamId=35&pg[limit]=10&pg[limit]=20
/// ```
///
/// ## Use instead
/// ```make
/// GET /data-stores?teamId=35&pg[limit]=20
/// ```
///
/// ## Fix safety
/// Taking out the second one is safe where both have the same value; else there is no fix.
///
/// ## Basis and source
/// Decision M9. Lists (`cols[]`, `type[]`) stand as often as they have values.
package enum DuplicateParameterRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ012", name: "duplicate-parameter", severity: .warning, group: .requests,
    summary: "a parameter that stands twice and is no list")
  package static let traits: RequestTraits = .repeatedParameter

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    var first: [String: RequestContext.Argument] = [:]
    for argument in request.arguments {
      if findings.isFull { break }
      guard let known = argument.known, !known.type.isList else { continue }
      guard let before = first[known.name] else {
        first[known.name] = argument
        continue
      }
      let isSame = value(before, request) == value(argument, request)
      let name = Message.quoted(argument.name)
      findings.report(
        in: request.text, at: argument.parameter.range,
        isSame
          ? "\(name) stands twice with one value; once is enough"
          : "\(name) stands twice, and which value counts is not documented; keep one",
        basis: .requestDecision(.repeatedParameters),
        fixes: isSame ? [.safe("remove the second \(name)", request.removal(of: [argument.index]))] : [],
        related: [
          RelatedPlace(message: "the first one", range: request.text.fileRange(before.parameter.range))
        ])
    }
  }

  private static func value(_ argument: RequestContext.Argument, _ request: RequestContext) -> [UInt8]? {
    argument.parameter.value.map { request.tree.decoded($0, in: request.text, isValue: true) }
  }
}
