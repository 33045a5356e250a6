import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// ## What it does
/// Remarks on a value that begins with a quote and is not enclosed by it.
///
/// ## Why it matters
/// Quotes count only where they enclose the whole value. Elsewhere they are characters like any other, and the record
/// is not found.
///
/// ## Example
/// ```criteria
/// empname=="John" Doe
/// ```
///
/// ## Use instead
/// ```criteria
/// empname=="John Doe"
/// ```
///
/// ## Fix safety
/// There is no fix: where the other quote was meant to stand cannot be known.
///
/// ## Basis and source
/// Decision C3: only quotes around a whole value are taken off.
package enum StrayQuoteRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ123", name: "stray-quote", severity: .hint, group: .suspicion,
    summary: "a value that begins with a quote and is not enclosed by it")

  package static let traits: QueryTraits = .diagnostics

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    for diagnostic in query.diagnostics(.strayQuote) {
      let place = diagnostic.range
      if place.count == 1 {
        findings.report(
          in: query.text, at: place,
          "this quote encloses nothing, so it is the value itself; close it, or write the value",
          basis: .decision(.quotedValues))
        continue
      }
      findings.report(
        in: query.text, at: place,
        "the quote before \(query.quoted(ByteRange(place.start + 1, place.end))) does not enclose the whole value,"
          + " so it is a part of it; close it at the end, or leave it out",
        basis: .decision(.quotedValues))
    }
  }
}
