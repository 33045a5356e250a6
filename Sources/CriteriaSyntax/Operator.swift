/// What a comparison asks, whatever its spelling.
@usableFromInline package enum Comparison: UInt8, Sendable, CaseIterable {
  case equal
  case notEqual
  case less
  case lessOrEqual
  case greater
  case greaterOrEqual
  case like
  case notLike
  case `in`
  case notIn
  /// An operator of another language that none of ours stands for (`between`, `is null`).
  case foreign

  /// How the operator is judged and evaluated: operators of one class take the same field types.
  @usableFromInline package enum Class: UInt8, Sendable, CaseIterable {
    case equality
    case ordering
    case pattern
    case membership
    case foreign
  }

  @inlinable package var operatorClass: Class {
    switch self {
    case .equal, .notEqual: .equality
    case .less, .lessOrEqual, .greater, .greaterOrEqual: .ordering
    case .like, .notLike: .pattern
    case .in, .notIn: .membership
    case .foreign: .foreign
    }
  }

  /// The comparison that is true exactly where this one is false; nil for `foreign`.
  package var negated: Comparison? {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    case .like: .notLike
    case .notLike: .like
    case .in: .notIn
    case .notIn: .in
    case .foreign: nil
    }
  }
}

/// How a spelling stands to the documented language.
package enum OperatorStatus: UInt8, Sendable {
  /// Documented.
  case standard
  /// Not an operator here (`CQ002`), but it can only have meant one: the fix is safe.
  case misspelt
  /// Not an operator here (`CQ002`); the fix, where there is one, changes the text's shape and is unsafe.
  case foreign
}

/// A row of the operator table.
package struct OperatorEntry: Sendable {
  /// As written; words in lower case, one blank between them.
  package let spelling: String
  package let comparison: Comparison
  package let status: OperatorStatus
  /// One line of plain English, for hover, completion and the documentation.
  package let meaning: String
  /// Where the fact is from.
  package let source: String

  /// Whether the spelling is made of words, which end at a blank and are read in any case [decision C1].
  package var isWord: Bool { spelling.utf8.first.map { $0 >= UInt8(ascii: "a") } ?? false }
}

/// The logical operators, with the binding power that drives the parser and the printer's parentheses.
package enum LogicalOperator: UInt8, Sendable, CaseIterable {
  case or
  case and

  /// A higher power binds tighter: `a || b && c` is `a || (b && c)` (v3, "List records", criteria).
  package var bindingPower: UInt8 {
    switch self {
    case .or: 1
    case .and: 2
    }
  }

  package var spelling: String {
    switch self {
    case .or: "||"
    case .and: "&&"
    }
  }
}

/// The one table of comparison operators: parser, printer, checker, completion, hover and documentation read it.
package enum OperatorTable {
  /// The index of an entry is the operator id that tokens and nodes carry.
  package static let entries: [OperatorEntry] = symbols + words

  private static let listRecords = "v3, \"List records\", criteria"

  private static let symbols: [OperatorEntry] = [
    standard("=", .equal, "is equal to"),
    standard("==", .equal, "is equal to (an alias of `=`)"),
    standard("!=", .notEqual, "is not equal to"),
    standard(">", .greater, "is greater than"),
    standard(">=", .greaterOrEqual, "is greater than or equal to"),
    standard("<", .less, "is less than"),
    standard("<=", .lessOrEqual, "is less than or equal to"),
    misspelt("===", .equal), misspelt("!==", .notEqual), misspelt("<>", .notEqual),
    misspelt("=>", .greaterOrEqual), misspelt("=<", .lessOrEqual),
    foreign("=~", .like), foreign(":=", .equal),
  ]

  private static let words: [OperatorEntry] = [
    standard("like", .like, "matches a pattern, whatever the case of letters"),
    standard("not like", .notLike, "does not match a pattern, whatever the case of letters"),
    standard("in", .in, "is one of at most 10 values"),
    standard("not in", .notIn, "is none of at most 10 values"),
    foreign("contains", .like), foreign("starts with", .like), foreign("starts_with", .like),
    foreign("ends with", .like), foreign("ends_with", .like), foreign("between", .foreign),
    foreign("matches", .like), foreign("is null", .foreign), foreign("is empty", .foreign),
    foreign("is not null", .foreign), foreign("is", .equal), foreign("is not", .notEqual),
    foreign("eq", .equal), foreign("ne", .notEqual), foreign("gt", .greater), foreign("lt", .less),
    foreign("ge", .greaterOrEqual), foreign("le", .lessOrEqual),
  ]

  private static func standard(_ spelling: String, _ comparison: Comparison, _ meaning: String)
    -> OperatorEntry
  {
    OperatorEntry(
      spelling: spelling, comparison: comparison, status: .standard, meaning: meaning, source: listRecords)
  }

  private static func misspelt(_ spelling: String, _ comparison: Comparison) -> OperatorEntry {
    OperatorEntry(
      spelling: spelling, comparison: comparison, status: .misspelt,
      meaning: "not an operator of the criteria language", source: "criteria language, \"Syntax\" 3")
  }

  private static func foreign(_ spelling: String, _ comparison: Comparison) -> OperatorEntry {
    OperatorEntry(
      spelling: spelling, comparison: comparison, status: .foreign,
      meaning: "an operator of other query languages", source: "criteria language, \"Syntax\" 3")
  }

  /// The spelling that the formatter and fixes write for a comparison; nil for `foreign`.
  package static func standardSpelling(of comparison: Comparison) -> String? {
    switch comparison {
    case .equal: "=="
    default: entries.first { $0.status == .standard && $0.comparison == comparison }?.spelling
    }
  }
}
