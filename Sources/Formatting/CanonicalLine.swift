import CriteriaSyntax
import SourceText

/// Whether a text without syntax findings is one line in canonical spelling, told from its tokens alone.
///
/// Answers for almost every text of a formatted document, and writes nothing. A false answer only means that the
/// text has to be printed and compared.
func isCanonicalLine(
  _ tree: CriteriaTree, _ text: [UInt8], _ range: ByteRange, _ options: FormatOptions,
  _ operators: OperatorSpellings
) -> Bool {
  guard range.count <= options.width else { return false }
  if options.addsParentheses, tree.features.contains(.bareCondition) { return false }
  if options.equality == .canonical, tree.features.contains(.singleEquals) { return false }
  let count = tree.tokens.count - 1
  guard count > 0 else { return range.isEmpty }
  return text.withUnsafeBufferPointer { bytes in
    tree.tokens.withUnsafeBufferPointer { tokens in
      var left: CriteriaTree.Token?
      var index = 0
      while index < count {
        var token = tokens[index]
        var hasBlank = false
        if token.isTrivia {
          let start = Int(token.start)
          guard token.kind == .blank, index &+ 1 < count, tokens[index &+ 1].start &- token.start == 1,
            start < bytes.count, bytes[start] == UInt8(ascii: " ")
          else { return false }
          hasBlank = true
          index &+= 1
          token = tokens[index]
        }
        guard !token.isTrivia else { return false }
        let end = Int(tokens[index &+ 1].start)
        if token.kind == .comparisonOperator {
          let entry = operators[token]
          if end &- Int(token.start) != entry.length { return false }
          if entry.isPhrase, text[ByteRange(Int(token.start), end)].contains(where: isOddBlank) {
            return false
          }
        }
        if let left {
          if hasBlank != isSeparated(left, token, operators) {
            guard hasBlank, end <= bytes.count else { return false }
            let value = ByteRange(Int(token.start), end)
            guard keepsBlank(left, token, startingWith: text[value]) else { return false }
          }
        } else if hasBlank {
          return false
        }
        left = token
        index &+= 1
      }
      return true
    }
  }
}

private func isOddBlank(_ byte: UInt8) -> Bool {
  byte >= 0x09 && byte <= 0x0D
}
