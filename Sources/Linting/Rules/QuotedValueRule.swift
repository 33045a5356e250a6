import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// ## What it does
/// Reports quotes around a value that can be written without them.
///
/// ## Why it matters
/// No official example has quotes around a value, and whether the server takes them off is not documented. If it keeps
/// them, nothing is found.
///
/// ## Example
/// ```criteria
/// department=="Sales"
/// ```
///
/// ## Use instead
/// ```criteria
/// department==Sales
/// ```
///
/// ## Fix safety
/// Removing the quotes is unsafe: if the server keeps them, it selects other records.
///
/// ## Basis and source
/// Decision C3; v3, "List records", criteria: all examples write values without quotes.
package enum QuotedValueRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ305", name: "quoted-value", severity: .warning, isEnabledByDefault: false, group: .style,
    summary: "quotes around a value that needs none")

  package static let traits = QueryTraits(.quotedValue)

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    let canFix = query.parses
    for fact in query.facts where fact.isJudged {
      for token in query.values(fact) where query.tree.tokens[token].kind == .quotedValue {
        guard query.isLiteral(token), canStandBare(query.bytes[query.inner(token)]) else { continue }
        let place = query.range(ofToken: token)
        let inner = query.inner(token)
        let edits = [
          TextEdit.delete(ByteRange(place.start, inner.start)),
          TextEdit.delete(ByteRange(inner.end, place.end)),
        ]
        findings.report(
          in: query.text, at: place, "the documentation writes values without quotes; remove them",
          basis: .decision(.quotedValues), fixes: canFix ? [.unsafe("remove the quotes", edits)] : [])
      }
    }
  }

  /// Whether the value reads the same without quotes: words of characters that mean nothing to the language. A single
  /// blank may stand between two of them unless one could be taken for an operator.
  private static func canStandBare(_ value: ArraySlice<UInt8>) -> Bool {
    guard let first = value.first, first != UInt8(ascii: " "), value.last != UInt8(ascii: " ") else {
      return false
    }
    guard value.allSatisfy(isPlain) else { return false }
    let words = value.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    return words.count == 1 || words.allSatisfy { !$0.isEmpty && !isOperatorWord($0) }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "@"), UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: "%"),
      UInt8(ascii: " "):
      true
    default: false
    }
  }

  private static func isOperatorWord(_ word: ArraySlice<UInt8>) -> Bool {
    let lower = String(decoding: word, as: UTF8.self).lowercased()
    if lower == "and" || lower == "or" || lower == "not" { return true }
    return OperatorTable.entries.contains {
      $0.isWord && $0.spelling.split(separator: " ").contains { $0 == lower }
    }
  }
}
