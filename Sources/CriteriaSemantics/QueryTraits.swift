import CriteriaSyntax

/// What is remarkable about a query, gathered in one pass; a rule runs only where one of its traits is there.
///
/// The lower half holds the parser's ``SyntaxFeatures``, the upper half what the meaning adds.
@usableFromInline package struct QueryTraits: OptionSet, Sendable, Hashable {
  @usableFromInline package let rawValue: UInt64
  @inlinable package init(rawValue: UInt64) { self.rawValue = rawValue }

  @inlinable package init(_ features: SyntaxFeatures) { self.init(rawValue: UInt64(features.rawValue)) }

  @inlinable static func bit(_ number: UInt64) -> QueryTraits { QueryTraits(rawValue: 1 &<< (32 &+ number)) }

  /// The parser has something to say.
  @inlinable package static var diagnostics: QueryTraits { QueryTraits(SyntaxFeatures.diagnostics) }
  @inlinable package static var holes: QueryTraits { QueryTraits(SyntaxFeatures.holes) }
  @inlinable package static var holeConditions: QueryTraits { QueryTraits(SyntaxFeatures.holeConditions) }

  /// More than 10 conditions.
  @inlinable package static var manyConditions: QueryTraits { bit(0) }
  /// More than 500 bytes: perhaps more than 500 characters.
  @inlinable package static var long: QueryTraits { bit(1) }
  /// A list of more than 10 values, holes counted.
  @inlinable package static var manyValues: QueryTraits { bit(2) }
  /// Groups deeper than 32.
  @inlinable package static var deep: QueryTraits { bit(3) }
  /// The target's datastore has no schema although there are some, or should be all.
  @inlinable package static var unknownDatastore: QueryTraits { bit(4) }
  @inlinable package static var unknownField: QueryTraits { bit(5) }
  @inlinable package static var systemField: QueryTraits { bit(6) }
  /// Without a schema: a field's name is not one that can be created.
  @inlinable package static var oddFieldName: QueryTraits { bit(7) }
  /// ``TypeMatrix`` has a verdict other than `allowed` and `orderingOnText`.
  @inlinable package static var typeVerdict: QueryTraits { bit(8) }
  /// A number is ordered against a text field.
  @inlinable package static var numberOrderedOnText: QueryTraits { bit(9) }
  @inlinable package static var invalidNumber: QueryTraits { bit(10) }
  /// A leading `+`; in v2 a point or more than 19 characters.
  @inlinable package static var oddNumber: QueryTraits { bit(11) }
  @inlinable package static var invalidBoolean: QueryTraits { bit(12) }
  /// `TRUE`, `False`.
  @inlinable package static var booleanCase: QueryTraits { bit(13) }
  /// A text value of more than 250 bytes, compared for equality or membership.
  @inlinable package static var longValue: QueryTraits { bit(14) }
  /// No criteria, or one of blanks only, in an update or a delete.
  @inlinable package static var noSelection: QueryTraits { bit(15) }
  /// `order_by` that is more than known fields in the api's own dialect, each once.
  @inlinable package static var orderBy: QueryTraits { bit(16) }
  /// `limit` outside 1 to 100.
  @inlinable package static var limit: QueryTraits { bit(17) }
  @inlinable package static var token: QueryTraits { bit(18) }
  /// Two conditions name the same field.
  @inlinable package static var repeatedField: QueryTraits { bit(19) }
  /// Two conditions are the same, byte for byte, blanks aside.
  @inlinable package static var repeatedCondition: QueryTraits { bit(20) }
  /// Two values of a list are the same, or may be the same number.
  @inlinable package static var repeatedValue: QueryTraits { bit(21) }
  /// A pattern without `%` and `_`, and without a hole.
  @inlinable package static var plainPattern: QueryTraits { bit(22) }
  /// A pattern with `*` or `?`.
  @inlinable package static var foreignWildcard: QueryTraits { bit(23) }
  /// A conjunction stands as an operand of a disjunction without parentheses.
  @inlinable package static var mixedLogic: QueryTraits { bit(24) }
  /// A quoted value of no characters.
  @inlinable package static var emptyValue: QueryTraits { QueryTraits(SyntaxFeatures.emptyValue) }
  /// The query has `@let` or `@expect`.
  @inlinable package static var bindings: QueryTraits { bit(25) }
  /// A text was typed by a person: a hole whose origin is free text.
  @inlinable package static var freeText: QueryTraits { bit(26) }
  /// Two disjoined equalities on one field, which `in` could say.
  @inlinable package static var disjoinedEqualities: QueryTraits { bit(27) }
}
