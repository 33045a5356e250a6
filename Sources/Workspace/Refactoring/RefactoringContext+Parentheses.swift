import CriteriaSyntax
import SourceText

/// Wrapping in parentheses, and taking them away.
extension RefactoringContext {
  func parentheses() -> [Rewrite] { wrap() + unwrap() + unwrapAll() }

  private func wrap() -> [Rewrite] {
    func rewrite(_ place: ByteRange, _ what: String) -> Rewrite {
      Rewrite(
        id: "wrap", title: "Wrap \(what) in parentheses",
        edits: [.insert("(", at: place.start), .insert(")", at: place.end)])
    }
    func isWrapped(_ node: Int) -> Bool { parent(node).map { kind($0) == .group } ?? false }
    func refused(_ what: String) -> Rewrite {
      Rewrite(
        id: "wrap", title: "Wrap \(what) in parentheses", refusal: "they stand in parentheses already")
    }
    if let (chain, operands, isWhole) = selectedOperands, let first = operands.first, let last = operands.last
    {
      let place = ByteRange(range(first).start, range(last).end)
      if isWhole, isWrapped(chain) { return [refused("these conditions")] }
      return [rewrite(place, "these conditions")]
    }
    if let (token, chain, _, _) = logicalOperator {
      let what = "what `\(spelling(of: token))` joins"
      if isWrapped(chain) { return [refused(what)] }
      // Around the whole text they would change nothing for anybody.
      return parent(chain).map { kind($0) == .criteria } ?? true ? [] : [rewrite(range(chain), what)]
    }
    guard let condition else { return [] }
    let what = "this condition"
    return isWrapped(condition.node) ? [refused(what)] : [rewrite(range(condition.node), what)]
  }

  func spelling(of logical: Int) -> String { tree.tokens[logical].kind == .and ? "&&" : "||" }

  private func unwrap() -> [Rewrite] {
    // The innermost one: nodes stand behind what they hold.
    let group = tree.nodes.indices.first {
      tree.nodes[$0].kind == .group && tree.nodes[$0].flags.contains(.closed) && tree.nodes[$0].size > 1
        && touches(range($0))
    }
    guard let group else { return [] }
    return [
      Rewrite(id: "unwrap", title: "Remove these parentheses", edits: removal(of: group))
    ]
  }

  private func removal(of group: Int) -> [RewriteEdit] {
    let place = range(group)
    let inside = range(group - 1)
    return [
      .delete(ByteRange(place.start, inside.start)), .delete(ByteRange(inside.end, place.end)),
    ]
  }

  /// Those that change nothing; the ones around a condition of a compound belong to the canonical form.
  private func unwrapAll() -> [Rewrite] {
    var edits: [RewriteEdit] = []
    var count = 0
    var contents = [CriteriaTree.Node.Kind?](repeating: nil, count: tree.nodes.count)
    for (index, node) in tree.nodes.enumerated()
    where node.kind == .group && node.size > 1 && node.flags.contains(.closed) {
      let inner = tree.nodes[index - 1].kind
      contents[index] = inner == .group ? contents[index - 1] : inner
      guard let content = contents[index], content != .holeCondition, let outer = parent(index) else {
        continue
      }
      let around = tree.nodes[outer].kind
      guard around == .criteria || around == .group || around == content else { continue }
      edits += removal(of: index)
      count += 1
    }
    guard count > 0 else { return [] }
    return [
      Rewrite(
        id: "unwrap.all",
        title: count == 1 ? "Remove the redundant parentheses" : "Remove all \(count) redundant parentheses",
        edits: edits)
    ]
  }
}
