/// ## What it does
/// Reports a `cliquery: ignore` comment, or a rule in it, that silences nothing.
///
/// ## Why it matters
/// What it once silenced is gone. Left in place it hides the next finding, and readers wonder what is wrong here.
///
/// ## Example
/// ```criteria
/// # cliquery: ignore duplicate-clause
/// (department==Sales)
/// ```
///
/// ## Use instead
/// ```criteria
/// (department==Sales)
/// ```
///
/// ## Fix safety
/// Removing the rule, or the comment where no other rule is left in it, is safe: comments select nothing. The reason
/// stays with the rules that stay.
///
/// ## Basis and source
/// cliquery's own comments. Rules that are switched off are not judged: nobody knows whether they would find something.
package enum UnusedSuppressionRule: EngineRule {
  package static let info = RuleInfo(
    code: "CQ901", name: "unused-suppression", severity: .warning, group: .suppressions,
    summary: "a comment that silences nothing")
}
