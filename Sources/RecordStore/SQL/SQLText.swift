/// A piece of SQL with the values that are bound to its marks.
struct SQLText: Sendable, Hashable {
  private enum Piece: Sendable, Hashable {
    case text(String)
    case value(SQLValue)
  }

  private var pieces: [Piece] = []

  init(_ text: String = "") {
    if !text.isEmpty { pieces = [.text(text)] }
  }

  static func value(_ value: SQLValue) -> SQLText {
    var text = SQLText()
    text.pieces = [.value(value)]
    return text
  }

  static func + (left: SQLText, right: SQLText) -> SQLText {
    var result = left
    result.pieces += right.pieces
    return result
  }

  static func + (left: SQLText, right: String) -> SQLText { left + SQLText(right) }
  static func + (left: String, right: SQLText) -> SQLText { SQLText(left) + right }

  static func joined(_ parts: [SQLText], by separator: String) -> SQLText {
    var result = SQLText()
    for (index, part) in parts.enumerated() {
      if index > 0 { result.pieces.append(.text(separator)) }
      result.pieces += part.pieces
    }
    return result
  }

  /// With `?` for each value.
  var statement: String {
    pieces.map { piece -> String in
      switch piece {
      case .text(let text): text
      case .value: "?"
      }
    }.joined()
  }

  var values: [SQLValue] {
    pieces.compactMap { piece -> SQLValue? in
      if case .value(let value) = piece { value } else { nil }
    }
  }

  /// For people: with the values in it.
  var readable: String {
    pieces.map { piece -> String in
      switch piece {
      case .text(let text): return text
      case .value(.null): return "NULL"
      case .value(.integer(let number)): return String(number)
      case .value(.text(let bytes)):
        // A NUL ends a statement, so it is written as the function that makes one.
        let parts = bytes.split(separator: 0, omittingEmptySubsequences: false).map { part -> String in
          "'" + String(decoding: part, as: UTF8.self).replacingQuotes + "'"
        }
        return parts.joined(separator: " || char(0) || ")
      }
    }.joined()
  }
}

extension String {
  fileprivate var replacingQuotes: String {
    var text = ""
    for scalar in unicodeScalars { text += scalar == "'" ? "''" : String(scalar) }
    return text
  }
}
