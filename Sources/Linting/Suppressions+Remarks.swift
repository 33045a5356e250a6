import SourceText

extension Suppressions {
  /// What there is to say about the suppressions themselves (`CQ901`, `CQ902`), after they were applied.
  package func remarks(_ selection: RuleSelection) -> [Finding] {
    []
  }
}
