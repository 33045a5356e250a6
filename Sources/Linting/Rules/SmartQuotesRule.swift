import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// ## What it does
/// Remarks on typographic quotes around a value.
///
/// ## Why it matters
/// Word processors and chats turn `"` into `“` and `”`. Those are characters like any other: they are a part of the
/// value, and the record is not found.
///
/// ## Example
/// ```criteria
/// empname==“John”
/// ```
///
/// ## Use instead
/// ```criteria
/// empname=="John"
/// ```
///
/// ## Fix safety
/// Writing straight quotes is unsafe: it selects other records.
///
/// ## Basis and source
/// Decision C3: straight quotes are taken off; nothing is documented about others.
package enum SmartQuotesRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ122", name: "smart-quotes", severity: .hint, group: .suspicion,
    summary: "typographic quotes around a value")

  package static let traits: QueryTraits = .diagnostics

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    for diagnostic in query.diagnostics(.smartQuotes) {
      let place = diagnostic.range
      let text = query.string(place)
      let inner = String(text.unicodeScalars.dropFirst().dropLast())
      var fixes: [FixDraft] = []
      var advice = ""
      if !inner.unicodeScalars.contains(where: { $0 == "\"" || $0 == "\\" }) {
        let straight = "\"\(inner)\""
        advice = "; did you mean \(Message.quoted(straight))?"
        fixes = [.unsafe("write straight quotes", [TextEdit(range: place, newText: straight)])]
      }
      findings.report(
        in: query.text, at: place, "typographic quotes are a part of the value" + advice,
        basis: .decision(.quotedValues), fixes: fixes)
    }
  }
}
