import CriteriaSemantics
import Linting

/// What settings and options may say to mean rules: codes, beginnings of codes, names, `ALL`.
package enum RuleSelectors {
  /// Why `text` means no rule; nil where it means some.
  package static func problem(of text: String) -> String? {
    if !RuleRegistry.indexes(selectedBy: text).isEmpty || text.lowercased() == CustomRule.code { return nil }
    let suggestion = RuleRegistry.suggestion(for: text).map { "; did you mean `\($0)`?" }
    return "there is no rule `\(text)`\(suggestion ?? "; `cliquery rule` lists them")"
  }

  /// The rules that run and how much they matter.
  package static func selection(_ lint: Settings.Lint) -> RuleSelection {
    var selection = RuleSelection(select: lint.select ?? [], ignore: lint.ignore)
    for override in lint.severity {
      if let severity = override.severity {
        selection.setSeverity(severity, of: override.rule)
      } else {
        selection.disable(override.rule)
      }
    }
    return selection
  }
}
