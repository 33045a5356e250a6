import CriteriaSemantics
import SourceText

/// The one table of rules, in the order of their codes.
package enum RuleRegistry {
  package static let rules: [RegisteredRule] = [
    RegisteredRule(SyntaxRule.self),
    RegisteredRule(UnknownOperatorRule.self),
    RegisteredRule(WordLogicalOperatorRule.self),
    RegisteredRule(TooManyClausesRule.self),
    RegisteredRule(CriteriaTooLongRule.self),
    RegisteredRule(TooManyValuesRule.self),
    RegisteredRule(NestingRule.self),
    RegisteredRule(UnknownDatastoreRule.self),
    RegisteredRule(UnknownFieldRule.self),
    RegisteredRule(OperatorTypeRule.self),
    RegisteredRule(InvalidNumberRule.self),
    RegisteredRule(InvalidBooleanRule.self),
    RegisteredRule(DuplicateSortFieldRule.self),
    RegisteredRule(UnknownSortFieldRule.self),
    RegisteredRule(LimitRangeRule.self),
    RegisteredRule(InvalidTokenRule.self),
    RegisteredRule(MissingSelectionRule.self),
    RegisteredRule(InvalidFieldNameRule.self),
    RegisteredRule(DuplicateClauseRule.self),
    RegisteredRule(DuplicateValueRule.self),
    RegisteredRule(ValueTooLongRule.self),
    RegisteredRule(OrderingOnTextRule.self),
    RegisteredRule(OrderingOnBooleanRule.self),
    RegisteredRule(LikeWithoutWildcardRule.self),
    RegisteredRule(ForeignWildcardRule.self),
    RegisteredRule(PrecedenceRule.self),
    RegisteredRule(BooleanCaseRule.self),
    RegisteredRule(NumberPrecisionRule.self),
    RegisteredRule(SwallowedOperatorRule.self),
    RegisteredRule(KeywordCaseRule.self),
    RegisteredRule(EmptyValueRule.self),
    RegisteredRule(UndocumentedLimitRule.self),
    RegisteredRule(SortDialectRule.self),
    RegisteredRule(EncryptedFieldRule.self),
    RegisteredRule(LikeOnLargeTextRule.self),
    RegisteredRule(SmartQuotesRule.self),
    RegisteredRule(StrayQuoteRule.self),
    RegisteredRule(UnparenthesizedConditionRule.self),
    RegisteredRule(RedundantParenthesesRule.self),
    RegisteredRule(EqualitySpellingRule.self),
    RegisteredRule(UseInRule.self),
    RegisteredRule(QuotedValueRule.self),
    RegisteredRule(SystemFieldRule.self),
    RegisteredRule(MisplacedDirectiveRule.self),
    RegisteredRule(UnknownDirectiveRule.self),
    RegisteredRule(BadDirectiveValueRule.self),
    RegisteredRule(DuplicateDirectiveRule.self),
    RegisteredRule(UnboundHoleRule.self),
    RegisteredRule(UnusedSuppressionRule.self),
    RegisteredRule(UnknownSuppressedRuleRule.self),
    RegisteredRule(UncheckedTextRule.self),
    RegisteredRule(UncheckedTextInDeleteRule.self),
    RegisteredRule(UnencodedCriteriaRule.self),
    RegisteredRule(DoubleEncodingRule.self),
    RegisteredRule(TokenInSourceRule.self),
    RegisteredRule(WrongArgumentRule.self),
    RegisteredRule(UnusedQueryRule.self),
    RegisteredRule(PlusInURLRule.self),
    RegisteredRule(NoInterpolationRule.self),
    RegisteredRule(UnknownQueryKeyRule.self),
    RegisteredRule(RequestSyntaxRule.self),
    RegisteredRule(UnknownEndpointRule.self),
    RegisteredRule(WrongMethodRule.self),
    RegisteredRule(UnknownParameterRule.self),
    RegisteredRule(MissingParameterRule.self),
    RegisteredRule(DuplicateParameterRule.self),
    RegisteredRule(ExactlyOneOfRule.self),
    RegisteredRule(InvalidValueRule.self),
    RegisteredRule(BarePagingRule.self),
    RegisteredRule(UnknownPagingMemberRule.self),
    RegisteredRule(PagingIgnoredRule.self),
    RegisteredRule(UnknownSortPropertyRule.self),
    RegisteredRule(JoinedColumnsRule.self),
    RegisteredRule(UnknownColumnRule.self),
    RegisteredRule(DuplicateColumnRule.self),
    RegisteredRule(MixedColumnsRule.self),
    RegisteredRule(RawBracketsRule.self),
    RegisteredRule(RepeatedEncodingRule.self),
    RegisteredRule(UnencodedValueRule.self),
    RegisteredRule(InsecureSchemeRule.self),
    RegisteredRule(PathFormRule.self),
    RegisteredRule(AuthorizationSchemeRule.self),
    RegisteredRule(UnconfirmedDeletionRule.self),
    RegisteredRule(MissingBodyRule.self),
  ]

  /// The rule with this code or name, in any case; the first one where a name is that of a rule in each language.
  package static func rule(_ codeOrName: String) -> RuleInfo? {
    index(codeOrName).map { rules[$0].info }
  }

  package static func index(_ codeOrName: String) -> Int? { all(codeOrName).first }

  /// All rules with this code or name: what is wrong in both languages has one name and two codes.
  package static func all(_ codeOrName: String) -> [Int] { indexes[codeOrName.lowercased()] ?? [] }

  /// By code and by name, in lower case.
  private static let indexes: [String: [Int]] = {
    var result: [String: [Int]] = [:]
    for (index, rule) in rules.enumerated() {
      for key in [rule.info.code.lowercased(), rule.info.name] { result[key, default: []].append(index) }
    }
    return result
  }()

  /// The rules that a selector means: a code, a name, the beginning of codes (`CQ1`, `HQ`), or `ALL`; empty where
  /// it means none.
  package static func indexes(selectedBy selector: String) -> [Int] {
    let named = all(selector)
    if !named.isEmpty { return named }
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
