import MakeQuery
import SourceText

/// ## What it does
/// Checks that a value is one of its parameter's: whole numbers, booleans, dates, and words of a list. What a person will
/// fill in (`{teamId}`, `TEAM_ID`) is not judged.
///
/// ## Why it matters
/// The server refuses the value, or takes it for another one: `pg[limit]=abc` limits nothing.
///
/// ## Example
/// ```make
/// GET /data-stores?teamId=35&pg[limit]=abc&pg[sortDir]=ASC
/// ```
///
/// ## Use instead
/// ```make
/// GET /data-stores?teamId=35&pg[limit]=10&pg[sortDir]=asc
/// ```
///
/// ## Fix safety
/// Unsafe: another value may be another answer.
///
/// ## Basis and source
/// Make API, "HTTP status codes of errors": 400 for an invalid data type, `IM005` for invalid parameters; the types and
/// words of each endpoint. A text that is not of the type is an error; a word that is not in the list, a number above the
/// documented maximum and `1` for `true` (decision M8) are warnings.
package enum InvalidValueRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ014", name: "invalid-value", severity: .error, group: .requests,
    summary: "a value that its parameter cannot have")
  package static let traits: RequestTraits = .value

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    for argument in request.arguments {
      if findings.isFull { break }
      guard let known = argument.known, known.root != "cols", known.name != "pg[sortBy]",
        !argument.parameter.traits.contains(.holeInValue)
      else { continue }
      let value = argument.parameter.value.map { request.tree.decoded($0, in: request.text, isValue: true) }
      guard
        let problem = ParameterValue.problem(
          value.map { String(decoding: $0, as: UTF8.self) }, of: known)
      else { continue }
      let range = argument.parameter.value ?? argument.parameter.name
      var fixes: [FixDraft] = []
      if let better = problem.suggestion {
        let text = argument.parameter.value == nil ? "=\(better)" : better
        let edit =
          argument.parameter.value == nil
          ? TextEdit.insert(text, at: argument.parameter.name.end)
          : TextEdit(range: range, newText: request.spelledValue(text))
        fixes = [.unsafe("write `\(better)`", [edit])]
      }
      findings.report(
        in: request.text, at: range.isEmpty ? argument.parameter.range : range, problem.message,
        severity: problem.isWrongType ? nil : .warning,
        basis: known.type == .boolean && !problem.isWrongType ? .requestDecision(.booleans) : .documented,
        fixes: fixes)
    }
  }
}
