import CriteriaSyntax
import SourceText

/// Blanks and characters of other alphabets.
extension SyntaxFixes {
  /// A blank for each run of strange ones between two tokens, nothing at an end or beside a blank. Safe: between
  /// tokens a blank means nothing.
  static func strangeBlanks(_ diagnostic: SyntaxDiagnostic, _ query: QueryContext) -> [FixDraft] {
    let tree = query.tree
    guard let here = query.token(at: diagnostic.range.start) else { return [] }
    var tokens = [here]
    if let node = query.node(diagnostic), tree.nodes[node].kind == .condition {
      // One finding speaks for all of a condition's, those after it included.
      let first = min(here, Int(tree.nodes[node].firstToken))
      let end = query.significantToken(from: Int(tree.nodes[node].tokenEnd)) ?? tree.tokens.count - 1
      tokens = (first..<max(first, end)).filter { tree.tokens[$0].kind == .strangeBlank }
    }
    let edits = tokens.map { token -> TextEdit in
      let isBesideBlank =
        token > 0 && tree.tokens[token - 1].kind == .blank
        || token + 2 < tree.tokens.count && tree.tokens[token + 1].kind == .blank
      let isAtEnd = token == 0 || token + 2 >= tree.tokens.count
      return TextEdit(range: query.range(ofToken: token), newText: isBesideBlank || isAtEnd ? "" : " ")
    }
    return edits.isEmpty ? [] : [.safe("write a plain blank", edits)]
  }

  /// All full-width operators, fields and parentheses of the text: one is seldom alone.
  static func fullWidth(_ query: QueryContext) -> [FixDraft] {
    var edits: [TextEdit] = []
    for (index, token) in query.tree.tokens.enumerated() where token.flags.contains(.nonstandard) {
      switch token.kind {
      case .openParenthesis, .closeParenthesis, .and, .or, .field, .comparisonOperator: break
      default: continue
      }
      let range = query.range(ofToken: index)
      let plain = ascii(query.bytes[range])
      if plain.count < range.count { edits.append(TextEdit(range: range, newText: plain)) }
    }
    return edits.isEmpty ? [] : [.unsafe("write plain characters", edits)]
  }

  /// U+FF01 to U+FF5E are U+0021 to U+007E, 0xFEE0 further on.
  private static func ascii(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar.value >= 0xFF01, scalar.value <= 0xFF5E {
        result.append(UInt8(truncatingIfNeeded: scalar.value - 0xFEE0))
      } else {
        result += Array(String(scalar).utf8)
      }
    }
    return result
  }
}
