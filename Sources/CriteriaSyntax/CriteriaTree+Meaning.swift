import SourceText

extension CriteriaTree {
  /// Whether two trees say the same: structure, fields, operators, values and holes; blanks, redundant parentheses
  /// and the spelling of operators do not count. `bytes` and `otherBytes` are the buffers that were parsed.
  ///
  /// Linear, and without allocation.
  package func hasSameMeaning(_ bytes: [UInt8], as other: CriteriaTree, _ otherBytes: [UInt8]) -> Bool {
    guard diagnostics.elementsEqual(other.diagnostics, by: { $0.kind == $1.kind }) else { return false }
    guard hasSameTokens(bytes, as: other, otherBytes) else { return false }
    var left = 0
    var right = 0
    while true {
      while left < nodes.count, nodes[left].kind == .group, nodes[left].size > 1 { left += 1 }
      while right < other.nodes.count, other.nodes[right].kind == .group, other.nodes[right].size > 1 {
        right += 1
      }
      guard left < nodes.count, right < other.nodes.count else {
        return left == nodes.count && right == other.nodes.count
      }
      guard nodes[left].kind == other.nodes[right].kind, operandCount(left) == other.operandCount(right)
      else {
        return false
      }
      if nodes[left].size == 1, nodes[left].flags != other.nodes[right].flags { return false }
      left += 1
      right += 1
    }
  }

  /// The number of a node's children.
  package func operandCount(_ index: NodeIndex) -> Int {
    var count = 0
    let first = index - Int(nodes[index].size) + 1
    var child = index - 1
    while child >= first, child >= 0 {
      count += 1
      child -= max(1, Int(nodes[child].size))
    }
    return count
  }

  /// Whether two trees are made of the same tokens in the same order, blanks and parentheses left out. What no rule
  /// takes counts too: beside a hole it stands there without a finding.
  private func hasSameTokens(_ bytes: [UInt8], as other: CriteriaTree, _ otherBytes: [UInt8]) -> Bool {
    var token = 0
    var otherToken = 0
    let end = tokens.count - 1
    let otherEnd = other.tokens.count - 1
    while true {
      while token < end, tokens[token].isLeftOut { token += 1 }
      while otherToken < otherEnd, other.tokens[otherToken].isLeftOut { otherToken += 1 }
      guard token < end, otherToken < otherEnd else { return token >= end && otherToken >= otherEnd }
      guard hasSameMeaning(token, bytes, as: other, otherToken, otherBytes) else { return false }
      token += 1
      otherToken += 1
    }
  }

  private func hasSameMeaning(
    _ left: TokenIndex, _ bytes: [UInt8], as other: CriteriaTree, _ right: TokenIndex, _ otherBytes: [UInt8]
  ) -> Bool {
    let token = tokens[left]
    let otherToken = other.tokens[right]
    guard token.kind == otherToken.kind, token.flags == otherToken.flags else { return false }
    if token.kind == .comparisonOperator {
      if token.operatorID == otherToken.operatorID { return true }
      let table = OperatorTable.entries
      let id = Int(token.operatorID)
      let otherID = Int(otherToken.operatorID)
      guard id < table.count, otherID < table.count else { return false }
      return table[id].comparison == table[otherID].comparison && table[id].status == table[otherID].status
    }
    return bytes[range(ofToken: left)].elementsEqual(otherBytes[other.range(ofToken: right)])
  }
}

extension CriteriaTree.Token {
  fileprivate var isLeftOut: Bool {
    kind == .blank || kind == .openParenthesis || kind == .closeParenthesis
  }
}
