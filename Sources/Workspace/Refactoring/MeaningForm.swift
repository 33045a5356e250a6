import CriteriaSyntax
import SourceText

/// What a criteria means, whatever its spelling, as one number: the order of operands, parentheses that change nothing,
/// the spelling of operators and quotes do not count; a list is its equalities, and a negation what it comes to inside.
///
/// Two texts with one number select the same records, under two- and three-valued logic alike.
struct MeaningForm: Hashable {
  private let value: Int

  private struct Part {
    enum Kind: UInt8 { case leaf, all, any }
    var kind: Kind
    /// Of a leaf: one.
    var operands: [Int]
  }

  /// Nil where something cannot be read. `isNegated`: the meaning of the opposite.
  init?(_ tree: CriteriaTree, _ text: MappedText, isNegated: Bool = false) {
    guard !tree.nodes.isEmpty else { return nil }
    let negated = Self.parities(tree, isNegated: isNegated)
    var stack: [Part] = []
    for index in tree.nodes.indices {
      switch tree.nodes[index].kind {
      case .condition:
        guard let part = Self.part(tree, text, index, isNegated: negated[index]) else { return nil }
        stack.append(part)
      case .holeCondition:
        var hasher = Hasher()
        hasher.combine(negated[index])
        for byte in text.bytes[tree.range(ofNode: index)] { hasher.combine(byte) }
        stack.append(Part(kind: .leaf, operands: [hasher.finalize()]))
      case .error: return nil
      case .group: if tree.nodes[index].size == 1 { return nil }
      case .negation: break
      case .conjunction, .disjunction:
        let count = tree.operandCount(index)
        guard count <= stack.count else { return nil }
        let isAll = (tree.nodes[index].kind == .conjunction) != negated[index]
        stack.append(Self.join(stack.suffix(count), isAll ? .all : .any))
        stack.removeSubrange((stack.count - 1 - count)..<(stack.count - 1))
      case .criteria: break
      }
    }
    guard stack.count <= 1 else { return nil }
    value = stack.first.map(Self.number) ?? 0
  }

  /// Whether an odd number of negations holds each node.
  private static func parities(_ tree: CriteriaTree, isNegated: Bool) -> [Bool] {
    var changes = [Bool](repeating: false, count: tree.nodes.count + 1)
    for index in tree.nodes.indices where tree.nodes[index].kind == .negation {
      changes[max(0, index - Int(tree.nodes[index].size) + 1)].toggle()
      changes[index].toggle()
    }
    var state = isNegated
    return tree.nodes.indices.map { index in
      if changes[index] { state.toggle() }
      return state
    }
  }

  private static func join(_ parts: ArraySlice<Part>, _ kind: Part.Kind) -> Part {
    var operands: [Int] = []
    for part in parts {
      if part.kind == kind || part.kind == .leaf {
        operands += part.operands
      } else {
        operands.append(number(part))
      }
    }
    return Part(kind: kind, operands: operands)
  }

  private static func number(_ part: Part) -> Int {
    if part.operands.count == 1 { return part.operands[0] }
    var hasher = Hasher()
    hasher.combine(part.kind)
    for operand in part.operands.sorted() { hasher.combine(operand) }
    return hasher.finalize()
  }

  private static func part(
    _ tree: CriteriaTree, _ text: MappedText, _ node: Int, isNegated: Bool
  ) -> Part? {
    guard tree.nodes[node].flags.isDisjoint(with: [.broken, .foreignOperator, .missingValue]) else {
      return nil
    }
    let condition = tree.condition(node)
    guard let field = condition.field, var comparison = condition.comparison, !condition.values.isEmpty
    else { return nil }
    if isNegated {
      guard let opposite = comparison.negated else { return nil }
      comparison = opposite
    }
    let isMember = comparison.operatorClass == .membership
    // A hole alone after `in` may be a list, which no equality is.
    let mayBeList =
      isMember && !tree.nodes[node].flags.contains(.closed) && condition.values.count == 1
      && tree.tokens[condition.values[0]].flags.contains(.isHole)
    let single: Comparison =
      switch comparison {
      case .in where !mayBeList: .equal
      case .notIn where !mayBeList: .notEqual
      default: comparison
      }
    let name = text.bytes[tree.range(ofToken: field)]
    let leaves = condition.values.map { token -> Int in
      var hasher = Hasher()
      hasher.combine(single)
      for byte in name { hasher.combine(byte) }
      hasher.combine(0 as UInt8)
      for byte in tree.decodedValue(ofToken: token, in: text.bytes) { hasher.combine(byte) }
      return hasher.finalize()
    }
    if leaves.count == 1 { return Part(kind: .leaf, operands: leaves) }
    return Part(kind: comparison == .notIn ? .all : .any, operands: leaves)
  }
}
