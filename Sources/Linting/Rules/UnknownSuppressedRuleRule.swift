/// ## What it does
/// Reports a word in a `cliquery: ignore` comment that is neither the code nor the name of a rule.
///
/// ## Why it matters
/// It silences nothing: what it was meant for is still reported, or will be.
///
/// ## Example
/// ```criteria
/// # cliquery: ignore duplicate-clauses
/// (department==Sales)
/// ```
///
/// ## Use instead
/// ```criteria
/// # cliquery: ignore duplicate-clause -- kept until the second office opens
/// (department==Sales) || (department==Sales)
/// ```
///
/// ## Fix safety
/// Removing the word, or the comment where no rule is left in it, is safe: comments select nothing. Writing the rule that
/// was most likely meant is unsafe: it hides what that rule finds.
///
/// ## Basis and source
/// cliquery's own comments.
package enum UnknownSuppressedRuleRule: EngineRule {
  package static let info = RuleInfo(
    code: "CQ902", name: "unknown-rule-in-suppression", severity: .warning, group: .suppressions,
    summary: "a word in a suppression that is no rule")
}
