import CriteriaSemantics
import SourceText

/// ## What it does
/// Reports numbers that the server may read otherwise than they are meant: a leading `+`, and in v2 a decimal point
/// or more than 19 characters.
///
/// ## Why it matters
/// A `+` in a URL is a blank. v2's numbers are integers of at most 19 characters.
///
/// ## Example
/// ```criteria
/// @datastore empdir
/// (salary>+100)
/// ```
///
/// ## Use instead
/// ```criteria
/// @datastore empdir
/// (salary>100)
/// ```
///
/// ## Fix safety
/// Removing the `+` is unsafe: that the value stays the same rests on decision C22.
///
/// ## Basis and source
/// v2 help, data types: integers up to 19 characters; decision C22.
package enum NumberPrecisionRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ113", name: "number-precision", severity: .warning, group: .suspicion,
    summary: "a number that the server may read otherwise")

  package static let traits: QueryTraits = .oddNumber

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    for fact in query.facts
    where fact.isJudged && fact.type == .number && fact.comparison.operatorClass != .pattern {
      for token in query.values(fact) where query.isLiteral(token) {
        let inner = query.inner(token)
        guard let shape = NumberShape(query.bytes, inner), CriteriaChecker.isOdd(shape, query.api) else {
          continue
        }
        let place = query.range(ofToken: token)
        if shape.hasSign, !shape.isNegative {
          findings.report(
            in: query.text, at: place, "leave out the `+` of \(query.quoted(place)); in a URL it is a blank",
            basis: .decision(.numberLiterals),
            fixes: [.unsafe("remove the `+`", [.delete(ByteRange(inner.start, inner.start + 1))])])
        } else {
          let reason = shape.hasPoint ? "" : " of at most \(Limits.numberCharactersV2) characters"
          findings.report(
            in: query.text, at: place, "v2 keeps integers\(reason), and \(query.quoted(place)) is none",
            basis: .decision(.numberLiterals))
        }
      }
    }
  }
}
