import CriteriaSyntax
import SourceText

/// A condition as an operand of `&&` or `||`, with what is needed to take it out.
///
/// Groups that hold one thing only are looked through, and a chain inside a chain of the same operator is one with
/// it: `(a && b) && c` has three operands.
struct Operand: Sendable {
  /// Operands of one chain have the same number.
  let chain: Int
  let isConjunction: Bool
  let condition: CriteriaTree.NodeIndex
  /// The condition with the groups around it, a child of the innermost chain node.
  let top: CriteriaTree.NodeIndex
  /// The chain node that `top` is a child of.
  let parent: CriteriaTree.NodeIndex
  /// The children of `parent` beside `top`.
  let previous: CriteriaTree.NodeIndex?
  let next: CriteriaTree.NodeIndex?
}

extension CriteriaTree {
  /// The conditions that are operands, in the order of the text. Linear in the tree.
  func operands() -> [Operand] {
    struct Place {
      let node: NodeIndex
      /// The nearest chain; nil at the root and below a negation.
      var chain: (number: Int, isConjunction: Bool)?
      var top: NodeIndex
      var parent: NodeIndex
      var previous: NodeIndex?
      var next: NodeIndex?
    }
    guard !nodes.isEmpty else { return [] }
    var result: [Operand] = []
    var chains = 0
    var stack = [Place(node: root, chain: nil, top: root, parent: root, previous: nil, next: nil)]
    while let place = stack.popLast() {
      switch nodes[place.node].kind {
      case .condition:
        guard let chain = place.chain else { continue }
        result.append(
          Operand(
            chain: chain.number, isConjunction: chain.isConjunction, condition: place.node, top: place.top,
            parent: place.parent, previous: place.previous, next: place.next))
      case .criteria, .group:
        for child in children(of: place.node) {
          stack.append(
            Place(
              node: child, chain: place.chain, top: place.top, parent: place.parent,
              previous: place.previous, next: place.next))
        }
      case .negation:
        for child in children(of: place.node) {
          stack.append(Place(node: child, chain: nil, top: child, parent: child, previous: nil, next: nil))
        }
      case .conjunction, .disjunction:
        let isConjunction = nodes[place.node].kind == .conjunction
        var chain = (number: chains, isConjunction: isConjunction)
        if let outer = place.chain, outer.isConjunction == isConjunction {
          chain = outer
        } else {
          chains += 1
        }
        let children = children(of: place.node)
        for index in children.indices.reversed() {
          stack.append(
            Place(
              node: children[index], chain: chain, top: children[index], parent: place.node,
              previous: index > 0 ? children[index - 1] : nil,
              next: index + 1 < children.count ? children[index + 1] : nil))
        }
      case .holeCondition, .error: continue
      }
    }
    return result
  }

  /// The range that takes `operand` out together with one operator beside it; nil where it is the only operand, or
  /// where something stands in between that would go with it unseen.
  func removal(of operand: Operand) -> ByteRange? {
    let own = range(ofNode: operand.top)
    if let previous = operand.previous {
      let gap = (Int(nodes[previous].tokenEnd), Int(nodes[operand.top].firstToken))
      return isPlainGap(gap) ? ByteRange(range(ofNode: previous).end, own.end) : nil
    }
    guard let next = operand.next else { return nil }
    let gap = (Int(nodes[operand.top].tokenEnd), Int(nodes[next].firstToken))
    return isPlainGap(gap) ? ByteRange(own.start, range(ofNode: next).start) : nil
  }

  /// Whether the tokens are blanks and one `&&` or `||`.
  private func isPlainGap(_ gap: (start: Int, end: Int)) -> Bool {
    var operators = 0
    var token = gap.start
    while token < gap.end, token < tokens.count {
      switch tokens[token].kind {
      case .blank: break
      case .and, .or:
        operators += 1
        if !tokens[token].flags.isEmpty { return false }
      default: return false
      }
      token += 1
    }
    return operators == 1
  }
}
