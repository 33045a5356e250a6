import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// ## What it does
/// Remarks on `&&` beside `||` without parentheses.
///
/// ## Why it matters
/// `&&` binds tighter: `a || b && c` is `a || (b && c)`, which is not how everybody reads it.
///
/// ## Example
/// ```criteria
/// (department==Sales) || (department==Support) && (isactive==true)
/// ```
///
/// ## Use instead
/// ```criteria
/// (department==Sales) || ((department==Support) && (isactive==true))
/// ```
/// Or, if that was meant, `((department==Sales) || (department==Support)) && (isactive==true)`.
///
/// ## Fix safety
/// Adding the parentheses is safe: they change nothing.
///
/// ## Basis and source
/// v3, "List records", criteria: `&&` is evaluated before `||`.
package enum PrecedenceRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ111", name: "precedence", severity: .hint, group: .suspicion,
    summary: "`&&` beside `||` without parentheses")

  package static let traits: QueryTraits = .mixedLogic

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    let canFix = query.isWhole
    for (index, node) in query.tree.nodes.enumerated() where node.kind == .disjunction {
      for child in query.tree.children(of: index) where query.tree.nodes[child].kind == .conjunction {
        let place = query.tree.range(ofNode: child)
        let edits = [TextEdit.insert("(", at: place.start), TextEdit.insert(")", at: place.end)]
        findings.report(
          in: query.text, at: place,
          "`&&` binds tighter than `||`; put this part in parentheses to show it",
          fixes: canFix ? [.safe("add the parentheses", edits)] : [])
      }
    }
  }
}
