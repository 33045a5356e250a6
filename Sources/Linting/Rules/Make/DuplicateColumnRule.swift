import MakeQuery
import SourceText

/// ## What it does
/// Reports a column that is asked for twice.
///
/// ## Why it matters
/// The second one changes nothing; often another column was meant.
///
/// ## Example
/// ```make
/// GET /data-stores?teamId=35&cols[]=id&cols[]=name&cols[]=id
/// ```
///
/// ## Use instead
/// ```make
/// GET /data-stores?teamId=35&cols[]=id&cols[]=name
/// ```
///
/// ## Fix safety
/// Safe: an answer has each property once.
///
/// ## Basis and source
/// Make API, "Filtering".
package enum DuplicateColumnRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ032", name: "duplicate-column", severity: .warning, group: .requests,
    summary: "a column that is asked for twice")
  package static let traits: RequestTraits = .columns

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    var seen: Set<String> = []
    for argument in Columns.arguments(of: request) {
      if findings.isFull { break }
      guard let value = Columns.text(argument, request), !value.isEmpty, !value.contains(","),
        !seen.insert(value).inserted, !PlaceholderText.isPlaceholder(value)
      else { continue }
      // Without its number a list of numbered columns would have a gap.
      let isNumbered = Columns.number(argument, request) != nil
      findings.report(
        in: request.text, at: argument.parameter.range,
        "the column \(Message.quoted(value)) is asked for twice; once is enough",
        fixes: isNumbered ? [] : [.safe("remove the second one", request.removal(of: [argument.index]))],
        isUnnecessary: true)
    }
  }
}
