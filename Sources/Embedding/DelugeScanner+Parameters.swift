import SourceText

/// The values that stand beside the criteria in a map.
extension DelugeScanner {
  /// The expressions that are the value of `key` in the map of `argument`. A variable stands for its assignment where
  /// there is one only, and that is a literal or a number.
  mutating func parameterValues(_ key: StaticString, in argument: DelugeRange) -> [DelugeRange] {
    var budget = 32
    return expressions(of: key, in: argument, at: argument.start, depth: 0, budget: &budget).map { range in
      let range = script.withoutParentheses(range)
      guard range.count == 1, script.isVariable(range.start),
        let events = flow.reaching(range.start, key: nil, at: range.start, in: block(at: range.start)),
        events.count == 1, let event = events.first, event.kind == .assign, !event.mentionsItself,
        script.isNumber(event.value) || pieces(event.value) != nil
      else { return range }
      return event.value
    }
  }

  private mutating func expressions(
    of key: StaticString, in range: DelugeRange, at place: Int32, depth: Int, budget: inout Int
  ) -> [DelugeRange] {
    budget -= 1
    guard budget > 0, depth < 8 else { return [] }
    let range = withoutConversions(script.withoutParentheses(range))
    if let map = mapLiteral(range) { return entry(key, of: map).map { [$0] } ?? [] }
    guard range.count == 1, script.isVariable(range.start),
      let events = flow.reaching(range.start, key: key, at: place, in: block(at: place))
    else { return [] }
    var result: [DelugeRange] = []
    for event in events {
      switch event.kind {
      case .put: result.append(event.value)
      case .assign, .append:
        result += expressions(
          of: key, in: event.value, at: event.value.start, depth: depth + 1, budget: &budget)
      case .remove, .given: break
      }
    }
    return result
  }
}
