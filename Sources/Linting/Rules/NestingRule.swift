import CriteriaSemantics
import SourceText

/// ## What it does
/// Reports groups that are nested deeper than 32, as a warning, and deeper than 256, as an error.
///
/// ## Why it matters
/// The limits are cliquery's own: nobody reads such a text, and a generator that makes one has most likely run wild.
/// The server's limit is not documented, but 10 conditions never need more than a few levels.
///
/// ## Example
/// ```criteria
/// (((((((((((((((((((((((((((((((((empid==1)))))))))))))))))))))))))))))))))
/// ```
///
/// ## Use instead
/// ```criteria
/// (empid==1)
/// ```
///
/// ## Fix safety
/// There is no fix.
///
/// ## Basis and source
/// cliquery's own limit.
package enum NestingRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ007", name: "nesting-too-deep", severity: .warning, group: .suspicion,
    summary: "groups nested deeper than 32")

  package static let traits: QueryTraits = .deep

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    let depth = query.tree.depth
    let isError = depth > Limits.nesting
    let place = opening(atDepth: isError ? Limits.nesting + 1 : Limits.comfortableNesting + 1, query)
    findings.report(
      in: query.text, at: place,
      isError
        ? "groups nested \(depth) deep, more than the \(Limits.nesting) that cliquery reads; this is cliquery's limit"
        : "groups nested \(depth) deep are hard to read; cliquery warns above \(Limits.comfortableNesting)",
      severity: isError ? .error : .warning)
  }

  private static func opening(atDepth wanted: Int, _ query: QueryContext) -> ByteRange {
    var depth = 0
    var isAfterOperator = false
    for (index, token) in query.tree.tokens.enumerated() where !token.isTrivia {
      switch token.kind {
      case .openParenthesis:
        // A list's parenthesis is no group, but its close counts like one.
        depth += 1
        if depth == wanted, !isAfterOperator { return query.range(ofToken: index) }
      case .closeParenthesis: depth -= 1
      default: break
      }
      isAfterOperator = token.kind == .comparisonOperator
    }
    return ByteRange(at: query.text.range.start)
  }
}
