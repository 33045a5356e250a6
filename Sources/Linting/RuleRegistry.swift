import CriteriaSemantics

/// The one table of rules, in the order of their codes.
package enum RuleRegistry {
  package static let rules: [RegisteredRule] = types.map(RegisteredRule.init)

  private static let types: [any Rule.Type] = [
    SyntaxRule.self,
    UnknownOperatorRule.self,
    WordLogicalOperatorRule.self,
    TooManyClausesRule.self,
    CriteriaTooLongRule.self,
    TooManyValuesRule.self,
    NestingRule.self,
    UnknownDatastoreRule.self,
    UnknownFieldRule.self,
    OperatorTypeRule.self,
    InvalidNumberRule.self,
    InvalidBooleanRule.self,
    DuplicateSortFieldRule.self,
    UnknownSortFieldRule.self,
    LimitRangeRule.self,
    InvalidTokenRule.self,
    MissingSelectionRule.self,
    InvalidFieldNameRule.self,
    DuplicateClauseRule.self,
    DuplicateValueRule.self,
    ValueTooLongRule.self,
    OrderingOnTextRule.self,
    OrderingOnBooleanRule.self,
    LikeWithoutWildcardRule.self,
    ForeignWildcardRule.self,
    PrecedenceRule.self,
    BooleanCaseRule.self,
    NumberPrecisionRule.self,
    SwallowedOperatorRule.self,
    KeywordCaseRule.self,
    EmptyValueRule.self,
    UndocumentedLimitRule.self,
    SortDialectRule.self,
    EncryptedFieldRule.self,
    LikeOnLargeTextRule.self,
    SmartQuotesRule.self,
    StrayQuoteRule.self,
    UnparenthesizedConditionRule.self,
    RedundantParenthesesRule.self,
    EqualitySpellingRule.self,
    UseInRule.self,
    QuotedValueRule.self,
    SystemFieldRule.self,
    MisplacedDirectiveRule.self,
    UnknownDirectiveRule.self,
    BadDirectiveValueRule.self,
    DuplicateDirectiveRule.self,
    UnboundHoleRule.self,
    UnusedSuppressionRule.self,
    UnknownSuppressedRuleRule.self,
    UncheckedTextRule.self,
    UncheckedTextInDeleteRule.self,
    WrongArgumentRule.self,
    UnusedQueryRule.self,
    NoInterpolationRule.self,
  ]

  /// The rule with this code or name, in any case.
  package static func rule(_ codeOrName: String) -> RuleInfo? {
    index(codeOrName).map { rules[$0].info }
  }

  package static func index(_ codeOrName: String) -> Int? { indexes[codeOrName.lowercased()] }

  /// By code and by name, in lower case; the first one wins, should two rules ever share one.
  private static let indexes: [String: Int] = {
    var result: [String: Int] = [:]
    for (index, rule) in rules.enumerated() {
      for key in [rule.info.code.lowercased(), rule.info.name] where result[key] == nil {
        result[key] = index
      }
    }
    return result
  }()

  /// The rules that a selector means: a code, a name, the beginning of codes (`CQ1`, `HQ`), or `ALL`; empty where
  /// it means none.
  package static func indexes(selectedBy selector: String) -> [Int] {
    if let index = index(selector) { return [index] }
    let wanted = selector.uppercased()
    if wanted == "ALL" { return Array(rules.indices) }
    guard wanted.count >= 2 else { return [] }
    return rules.indices.filter { rules[$0].info.code.hasPrefix(wanted) }
  }

  /// The code or name that a selector without rules most likely meant.
  package static func suggestion(for selector: String) -> String? {
    let upper = selector.uppercased()
    if let code = Suggestions.nearest(to: upper, in: rules.map(\.info.code)) { return code }
    return Suggestions.nearest(to: selector, in: rules.map(\.info.name))
  }
}
