/// One record at a time: the meaning that every faster way has to give as well.
extension CompiledCriteria {
  package func truth(of record: Record) -> Truth {
    truth { condition in condition.truth(of: record) }
  }

  /// Whether only a masked value keeps the answer open [decision C21]: it is unknown, and would be true if each
  /// condition on a masked value were. A null would not do that.
  package func isUndecidable(_ record: Record) -> Bool {
    guard truth(of: record) == .unknown else { return false }
    let best = truth { condition in
      if case .masked = condition.value(in: record) { return .true }
      return condition.truth(of: record)
    }
    return best == .true
  }

  func truth(_ answer: (Condition) -> Truth) -> Truth {
    var stack: [Truth] = []
    for step in steps {
      switch step {
      case .condition(let index):
        stack.append(conditions.indices.contains(index) ? answer(conditions[index]) : .unknown)
      case .all(let operands):
        let joined = stack.suffix(operands).reduce(.true) { $0 && $1 }
        stack.removeLast(min(operands, stack.count))
        stack.append(joined)
      case .any(let operands):
        let joined = stack.suffix(operands).reduce(.false) { $0 || $1 }
        stack.removeLast(min(operands, stack.count))
        stack.append(joined)
      }
    }
    return stack.last ?? .true
  }
}

extension CompiledCriteria.Condition {
  /// Null where the record has no such field.
  func value(in record: Record) -> RecordValue {
    record.values.indices.contains(field) ? record.values[field] : .null
  }

  package func truth(of record: Record) -> Truth {
    let answer = test.truth(of: value(in: record))
    return isNegated ? !answer : answer
  }
}
