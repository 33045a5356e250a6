import SourceText

/// Reading the tree.
extension CriteriaTree {
  package typealias NodeIndex = Int
  @usableFromInline package typealias TokenIndex = Int

  package var root: NodeIndex { nodes.count - 1 }

  /// The bytes of a token.
  @inlinable package func range(ofToken index: TokenIndex) -> ByteRange {
    guard index >= 0, index + 1 < tokens.count else { return ByteRange(at: 0) }
    return ByteRange(Int(tokens[index].start), Int(tokens[index + 1].start))
  }

  /// The token that holds the byte at `offset`; nil at the text's end and beyond.
  package func token(at offset: Int) -> TokenIndex? {
    let next = tokens.partitioningIndex { Int($0.start) > offset }
    return next > 0 && next < tokens.count ? next - 1 : nil
  }

  /// From a node's first token to its last; leading and trailing trivia are outside.
  package func range(ofNode index: NodeIndex) -> ByteRange {
    let node = nodes[index]
    let end = Int(node.tokenEnd)
    guard end > Int(node.firstToken), end < tokens.count else {
      let start = Int(node.firstToken)
      return ByteRange(at: start < tokens.count ? Int(tokens[start].start) : 0)
    }
    return ByteRange(Int(tokens[Int(node.firstToken)].start), Int(tokens[end].start))
  }

  /// A node's children in order. Linear in their number.
  package func children(of index: NodeIndex) -> [NodeIndex] {
    var result: [NodeIndex] = []
    let first = index - Int(nodes[index].size) + 1
    var child = index - 1
    while child >= first {
      result.append(child)
      child -= Int(nodes[child].size)
    }
    return result.reversed()
  }

  /// A condition's parts, found by walking its tokens once.
  package struct Condition: Sendable {
    package let node: NodeIndex
    /// Nil where the condition begins with something else.
    package let field: TokenIndex?
    package let operatorToken: TokenIndex?
    /// Nil where the operator is missing.
    package let entry: OperatorEntry?
    /// The values in order; one for all operators but those of membership.
    package let values: [TokenIndex]

    package var comparison: Comparison? { entry?.comparison }
  }

  /// The parts of the condition at `index`. Linear in its tokens.
  package func condition(_ index: NodeIndex) -> Condition {
    let node = nodes[index]
    var field: TokenIndex?
    var operatorToken: TokenIndex?
    var values: [TokenIndex] = []
    for token in Int(node.firstToken)..<max(Int(node.firstToken), Int(node.tokenEnd)) {
      switch tokens[token].kind {
      case .field: if field == nil { field = token }
      case .comparisonOperator: if operatorToken == nil { operatorToken = token }
      case .quotedValue, .bareValue: values.append(token)
      default: break
      }
    }
    let entry = operatorToken.flatMap { token -> OperatorEntry? in
      let id = Int(tokens[token].operatorID)
      return id < OperatorTable.entries.count ? OperatorTable.entries[id] : nil
    }
    return Condition(node: index, field: field, operatorToken: operatorToken, entry: entry, values: values)
  }

  /// The decoded text of a value token: quotes removed and escapes resolved [decision C3], a bare value as it is.
  /// Holes stay as written.
  package func decodedValue(ofToken index: TokenIndex, in bytes: [UInt8]) -> [UInt8] {
    let range = range(ofToken: index)
    guard tokens[index].kind == .quotedValue else { return Array(bytes[range]) }
    let inner = bytes[ByteRange(range.start + 1, max(range.start + 1, range.end - 1))]
    guard tokens[index].flags.contains(.hasEscape) else { return Array(inner) }
    var result: [UInt8] = []
    var position = inner.startIndex
    while position < inner.endIndex {
      let byte = inner[position]
      if byte == UInt8(ascii: "\\"), position + 1 < inner.endIndex {
        let next = inner[position + 1]
        if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") || next == UInt8(ascii: "\\") {
          result.append(next)
          position += 2
          continue
        }
      }
      result.append(byte)
      position += 1
    }
    return result
  }
}
