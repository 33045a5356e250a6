extension RecordQuery {
  /// The same for queries that ask for the same records in the same order, however they are written or paged.
  package var fingerprint: UInt64 {
    var hash = StableHash()
    for step in criteria.steps {
      switch step {
      case .condition(let index):
        guard criteria.conditions.indices.contains(index) else { continue }
        let condition = criteria.conditions[index]
        hash.add(1)
        hash.add(UInt64(truncatingIfNeeded: condition.field))
        hash.add(condition.isNegated ? 1 : 0)
        hash.add(condition.test)
      case .all(let operands):
        hash.add(2)
        hash.add(UInt64(operands))
      case .any(let operands):
        hash.add(3)
        hash.add(UInt64(operands))
      }
    }
    for key in order {
      hash.add(4)
      hash.add(UInt64(truncatingIfNeeded: key.field))
      hash.add(key.isDescending ? 1 : 0)
    }
    return hash.value
  }
}

extension StableHash {
  fileprivate mutating func add(_ test: ConditionTest) {
    switch test {
    case .number(let order, let operand): add(10, order, operand.text)
    case .boolean(let order, let operand): add(11, order, [operand ? 1 : 0])
    case .text(let order, let operand): add(12, order, operand)
    case .foldedText(let operand): add(13, .equal, operand)
    case .like(let pattern):
      add(14)
      for element in pattern.elements {
        switch element {
        case .literal(let bytes): add(bytes)
        case .one: add(1)
        case .run: add(2)
        }
      }
    case .numberSet(let members): add(15, members.map(\.text))
    case .booleanSet(let members): add(16, members.map { [$0 ? 1 : 0] })
    case .textSet(let members): add(17, Array(members))
    case .foldedTextSet(let members): add(18, Array(members))
    }
  }

  private mutating func add(_ kind: UInt64, _ order: ConditionTest.Order, _ operand: [UInt8]) {
    add(kind)
    add(UInt64(order.rawValue))
    add(operand)
  }

  /// Sets have no order of their own.
  private mutating func add(_ kind: UInt64, _ members: [[UInt8]]) {
    add(kind)
    for member in members.sorted(by: { $0.lexicographicallyPrecedes($1) }) { add(member) }
  }
}
