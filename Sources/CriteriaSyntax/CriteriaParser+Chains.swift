import SourceText

/// Operators and parentheses around operands: what is pending, and the nodes that come of it.
extension CriteriaParser {
  mutating func closeGroup(length: Int) {
    guard let group = groups.popLast() else { return }
    reduce(to: group.pendingBase, power: 0)
    append(.closeParenthesis, length: length, flags: length > 1 ? .nonstandard : [])
    appendGroupNode(group, flags: .closed)
    lastOperand = .closed
    operandEnded()
  }

  private mutating func appendGroupNode(_ group: Group, flags: CriteriaTree.Node.Flags) {
    tree.features.insert(.group)
    if let child = tree.nodes.last, tree.nodes.count > group.firstNode {
      switch child.kind {
      case .group, .conjunction, .disjunction: tree.features.insert(.compoundGroup)
      default: break
      }
    }
    appendNode(.group, flags: flags, firstToken: group.openToken, firstNode: group.firstNode)
  }

  /// The operand that was just read is whole: prefixes take it.
  mutating func operandEnded() {
    let base = groups.last?.pendingBase ?? 0
    while pending.count > base, let last = pending.last, case .negation(let diagnostic) = last.kind {
      pending.removeLast()
      negate(last, diagnostic: diagnostic)
    }
  }

  /// Apart, because negations are rare, and a loop that writes to the diagnostics makes them its own beforehand.
  @inline(never)
  private mutating func negate(_ operand: Pending, diagnostic: Int) {
    if diagnostic >= 0, diagnostic < tree.diagnostics.count {
      tree.diagnostics[diagnostic].node = UInt32(tree.nodes.count)
    }
    appendNode(.negation, flags: [], firstToken: operand.firstToken, firstNode: operand.firstNode)
  }

  mutating func pushOperator(
    _ logical: LogicalOperator, length: Int, flags: CriteriaTree.Token.Flags
  ) {
    pushPending(logical, firstToken: tree.tokens.count)
    append(logical == .and ? .and : .or, length: length, flags: flags)
  }

  /// The operand before is the left side of `logical`: closes what binds tighter, and joins a chain of equals.
  mutating func pushPending(_ logical: LogicalOperator, firstToken: Int) {
    let base = groups.last?.pendingBase ?? 0
    reduce(to: base, power: logical.bindingPower)
    tree.features.insert(logical == .and ? .conjunction : .disjunction)
    if let last = tree.nodes.last, last.kind == .condition { tree.features.insert(.bareCondition) }
    if pending.count > base, pending[pending.count - 1].bindingPower == logical.bindingPower {
      pending[pending.count - 1].operandCount += 1
      return
    }
    guard let operand = tree.nodes.last else { return }
    pending.append(
      Pending(
        kind: .chain(logical), firstNode: tree.nodes.count - Int(operand.size),
        firstToken: Int(operand.firstToken), operandCount: 1))
  }

  /// Closes pending chains that bind tighter than `power`, down to `base`.
  private mutating func reduce(to base: Int, power: UInt8) {
    while pending.count > base, let last = pending.last, last.bindingPower > power {
      pending.removeLast()
      guard case .chain(let logical) = last.kind else { continue }
      if let operand = tree.nodes.last, operand.kind == .condition { tree.features.insert(.bareCondition) }
      appendNode(
        logical == .and ? .conjunction : .disjunction, flags: [], firstToken: last.firstToken,
        firstNode: last.firstNode)
    }
  }

  mutating func finish(expectsOperand: Bool) {
    if expectsOperand, pending.count > (groups.last?.pendingBase ?? 0) {
      report(.conditionExpected, previousTokenEnd(), previousTokenEnd())
      appendErrorNode()
      operandEnded()
    }
    if let outermost = groups.first, lastOperand != .hole {
      let open = Int(tree.tokens[outermost.openToken].start)
      report(.unclosedGroup, open, open + 1)
    }
    while let group = groups.popLast() {
      reduce(to: group.pendingBase, power: 0)
      appendGroupNode(group, flags: [])
      operandEnded()
    }
    reduce(to: 0, power: 0)
    if tree.conditionCount > 1 { tree.features.insert(.manyConditions) }
    appendNode(.criteria, flags: [], firstToken: 0, firstNode: 0)
    tree.tokens.append(CriteriaTree.Token(start: UInt32(scanner.end), kind: .blank))
  }

  /// A `${` without its end breaks the condition it stands in, unless that is broken already.
  mutating func reportUnclosedHole(_ range: ByteRange) {
    for index in tree.nodes.indices where tree.range(ofNode: index).contains(range.start) {
      guard tree.nodes[index].kind == .condition else { continue }
      if tree.nodes[index].flags.contains(.broken) { return }
      tree.nodes[index].flags.insert(.broken)
      report(.unclosedHole, range.start, range.end, node: index)
      return
    }
    report(.unclosedHole, range.start, range.end)
  }
}
