import CriteriaSyntax

/// What is remarkable about a query, gathered in one pass; a rule runs only where one of its traits is there.
///
/// The lower half holds the parser's ``SyntaxFeatures``, the upper half what the meaning adds.
package struct QueryTraits: OptionSet, Sendable, Hashable {
  package let rawValue: UInt64
  package init(rawValue: UInt64) { self.rawValue = rawValue }

  package init(_ features: SyntaxFeatures) { self.init(rawValue: UInt64(features.rawValue)) }

  private static func bit(_ number: UInt64) -> QueryTraits { QueryTraits(rawValue: 1 << (32 + number)) }

  /// The parser has something to say.
  package static let diagnostics = QueryTraits(.diagnostics)
  package static let holes = QueryTraits(.holes)
  package static let holeConditions = QueryTraits(.holeConditions)

  /// More than 10 conditions.
  package static let manyConditions = bit(0)
  /// More than 500 bytes: perhaps more than 500 characters.
  package static let long = bit(1)
  /// A list of more than 10 values, holes counted.
  package static let manyValues = bit(2)
  /// Groups deeper than 32.
  package static let deep = bit(3)
  /// The target's datastore has no schema although there are some, or should be all.
  package static let unknownDatastore = bit(4)
  package static let unknownField = bit(5)
  package static let systemField = bit(6)
  /// Without a schema: a field's name is not one that can be created.
  package static let oddFieldName = bit(7)
  /// ``TypeMatrix`` has a verdict other than `allowed` and `orderingOnText`.
  package static let typeVerdict = bit(8)
  /// A number is ordered against a text field.
  package static let numberOrderedOnText = bit(9)
  package static let invalidNumber = bit(10)
  /// A leading `+`; in v2 a point or more than 19 characters.
  package static let oddNumber = bit(11)
  package static let invalidBoolean = bit(12)
  /// `TRUE`, `False`.
  package static let booleanCase = bit(13)
  /// A text value of more than 250 bytes, compared for equality or membership.
  package static let longValue = bit(14)
  /// No criteria, or one of blanks only, in an update or a delete.
  package static let noSelection = bit(15)
  /// `order_by` that is more than known fields in the api's own dialect, each once.
  package static let orderBy = bit(16)
  /// `limit` outside 1 to 100.
  package static let limit = bit(17)
  package static let token = bit(18)
  /// Two conditions name the same field.
  package static let repeatedField = bit(19)
  /// Two conditions are the same, byte for byte, blanks aside.
  package static let repeatedCondition = bit(20)
  /// Two values of a list are the same, or may be the same number.
  package static let repeatedValue = bit(21)
  /// A pattern without `%` and `_`, and without a hole.
  package static let plainPattern = bit(22)
  /// A pattern with `*` or `?`.
  package static let foreignWildcard = bit(23)
  /// A conjunction stands as an operand of a disjunction without parentheses.
  package static let mixedLogic = bit(24)
  /// A quoted value of no characters.
  package static let emptyValue = QueryTraits(.emptyValue)
  /// The query has `@let` or `@expect`.
  package static let bindings = bit(25)
  /// A text was typed by a person: a hole whose origin is free text.
  package static let freeText = bit(26)
  /// Two disjoined equalities on one field, which `in` could say.
  package static let disjoinedEqualities = bit(27)
}
