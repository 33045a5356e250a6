import SourceText

/// `HQ212`: keys of the map given to `getRecords` that are none of its parameters.
extension DelugeScanner {
  mutating func findUnknownKeys(_ argument: DelugeRange, _ call: DelugeCall) {
    let function = "zoho.cliq." + String(decoding: script.text(call.name), as: UTF8.self)
    for key in keys(of: argument) where !Self.parameters.contains(where: { script.isLiteral(key, $0) }) {
      let range = script.contents(key)
      guard !range.isEmpty, unknownKeys.insert(key).inserted else { continue }
      file.observations.append(
        HostObservation(
          kind: .unknownKey(name: script.bytes.text(range), function: function), range: range))
    }
  }

  /// Those of both versions of the API.
  private static let parameters: [StaticString] = [
    "criteria", "from_index", "limit", "order_by", "start_token", "next_token", "sync_token", "ids",
    "extension_key",
  ]

  /// The literals that are keys of the map that `argument` is: a map literal, or a variable that was given a map of
  /// its own. Empty where something else may have put keys there.
  private mutating func keys(of argument: DelugeRange) -> [Int32] {
    let argument = withoutConversions(script.withoutParentheses(argument))
    if let map = mapLiteral(argument) { return Self.entries(of: map, in: script).map(\.key) }
    guard argument.count == 1, script.isVariable(argument.start) else { return [] }
    let place = argument.start
    let block = block(at: place)
    // One map, made in the same block or around it, or in a branch of its own.
    guard let sources = flow.reaching(place, key: nil, at: place, in: block), sources.count == 1,
      let source = sources.first, source.kind == .assign, !source.mentionsItself,
      flow.encloses(source.block, place)
    else { return [] }
    var result: [Int32] = []
    if let map = mapLiteral(source.value) {
      result = Self.entries(of: map, in: script).map(\.key)
    } else if !isNewMap(source.value) {
      return []
    }
    let events = flow.events(of: flow.variable(place, in: block))
    var index = events.partitioningIndex { flow.events[Int($0)].token > source.token }
    let end = min(index + Self.mostEvents, events.count)
    while index < end {
      let event = flow.events[Int(events[index])]
      index += 1
      if event.token >= place { break }
      guard event.effect <= place else { continue }
      switch event.kind {
      case .put: if event.key >= 0 { result.append(event.key) }
      case .append, .remove, .given: return []
      case .assign: break
      }
    }
    return result
  }

  /// A map of parameters has few keys, and one map may be given to many calls.
  private static let mostEvents = 32
}
