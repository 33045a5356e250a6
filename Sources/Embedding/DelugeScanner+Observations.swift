import SourceText

/// `HQ207`: maps that got a criteria and are used for nothing.
extension DelugeScanner {
  /// A script without a call that takes a map of criteria says nothing about a key `criteria`.
  mutating func findUnusedQueries(_ calls: [DelugeCall]) {
    guard calls.contains(where: { $0.kind == .getRecords }) else { return }
    let uses = usesOfMaps()
    var seen: Set<MapLife> = []
    for event in flow.events {
      switch event.kind {
      case .put:
        // In a statement that is not closed what follows may stand inside.
        guard event.key >= 0, script.isLiteral(event.key, "criteria"), script.isClosed(event.key - 1),
          isOwnMap(event)
        else { continue }
      case .assign:
        guard let map = mapLiteral(event.value), entry("criteria", of: map) != nil else { continue }
      case .append, .remove, .given: continue
      }
      let variable = flow.variable(event.token, in: event.block)
      let life = MapLife(variable: variable, end: replacement(of: event, variable))
      if !isUsed(event, uses), seen.insert(life).inserted {
        file.observations.append(
          HostObservation(
            kind: .unusedQuery(variable: String(decoding: script.text(event.token), as: UTF8.self)),
            range: script.tokens[Int(event.token)].range))
      }
    }
  }

  /// Whether the map that `event` puts to was made for its variable: another, a list or a caller may hold one that was
  /// not.
  private func isOwnMap(_ event: DelugeFlow.Event) -> Bool {
    guard let sources = flow.reaching(event.token, key: nil, at: event.token, in: event.block),
      !sources.isEmpty
    else { return false }
    return sources.allSatisfy { source in
      switch source.kind {
      case .assign: isNewMap(source.value) || mapLiteral(source.value) != nil
      case .append: true
      case .put, .remove, .given: false
      }
    }
  }

  /// A variable up to the assignment that replaces its map: one finding is enough.
  private struct MapLife: Hashable {
    let variable: DelugeFlow.Variable
    let end: Int32
  }

  /// Where variables that got a criteria stand other than as what is assigned or put to.
  private mutating func usesOfMaps() -> [DelugeFlow.Variable: [Int32]] {
    var uses: [DelugeFlow.Variable: [Int32]] = [:]
    var targets: Set<Int32> = []
    for event in flow.events {
      switch event.kind {
      case .put:
        targets.insert(event.token)
        if event.key >= 0, script.isLiteral(event.key, "criteria") {
          uses[flow.variable(event.token, in: event.block)] = []
        }
      case .assign:
        targets.insert(event.token)
        if let map = mapLiteral(event.value), entry("criteria", of: map) != nil {
          uses[flow.variable(event.token, in: event.block)] = []
        }
      case .remove, .given, .append: targets.insert(event.token)
      }
    }
    guard !uses.isEmpty else { return [:] }
    // Most words of a script are none of these: most of them are told by a bit of their hash.
    var mask = [UInt64](repeating: 0, count: 64)
    for variable in uses.keys { mask[Int(variable.name & 63)] |= 1 << (variable.name >> 6 & 63) }
    for statement in script.statements {
      var index = statement.tokens.start
      while index < statement.tokens.end {
        if script.isVariable(index) {
          let variable = flow.variable(index, in: statement.block)
          let isLikely = mask[Int(variable.name & 63)] >> (variable.name >> 6 & 63) & 1 == 1
          if isLikely, !targets.contains(index) { uses[variable]?.append(index) }
        }
        index += 1
      }
    }
    return uses
  }

  /// Whether the map is read between `event` and the next assignment that surely replaces it.
  private func isUsed(_ event: DelugeFlow.Event, _ uses: [DelugeFlow.Variable: [Int32]]) -> Bool {
    let variable = flow.variable(event.token, in: event.block)
    guard let places = uses[variable], !places.isEmpty else { return false }
    // The next round of a loop sees the map too.
    var loop: DelugeScript.Block?
    var block = event.block
    while block > 0 {
      if script.blocks[Int(block)].kind == .function { break }
      if script.blocks[Int(block)].kind == .loop { loop = script.blocks[Int(block)] }
      block = script.blocks[Int(block)].parent
    }
    if let loop, hasPlace(places, from: loop.open, to: loop.close) { return true }
    return hasPlace(places, from: event.effect, to: replacement(of: event, variable))
  }

  private func hasPlace(_ places: [Int32], from start: Int32, to end: Int32) -> Bool {
    let next = places.partitioningIndex { $0 >= start }
    return next < places.count && places[next] < end
  }

  /// The next assignment in the block of `event` or one around it.
  private func replacement(of event: DelugeFlow.Event, _ variable: DelugeFlow.Variable) -> Int32 {
    let list = flow.assignments(of: variable)
    let later = list.partitioningIndex { flow.events[Int($0)].token > event.token }
    for index in list[later...].prefix(256) {
      let next = flow.events[Int(index)]
      if next.kind == .assign, !next.mentionsItself, flow.encloses(next.block, event.token) {
        return next.token
      }
    }
    return Int32(script.tokens.count)
  }
}

/// `HQ210`: `${x}` in a literal that is sent as or with a query, which Deluge leaves as it is.
extension DelugeScanner {
  mutating func findInterpolation(_ pieces: DelugePieces) {
    for case .literal(let token) in pieces.pieces { findInterpolation(in: token) }
  }

  /// Whether there is any in the literal.
  @discardableResult
  mutating func findInterpolation(in token: Int32) -> Bool {
    let known = file.observations.count
    if interpolatedLiterals.contains(token) { return true }
    let contents = script.contents(token)
    var place = contents.start
    while place + 2 < contents.end {
      guard script.bytes[place] == UInt8(ascii: "$"), script.bytes[place + 1] == UInt8(ascii: "{") else {
        // An escaped dollar sign is meant as one.
        place += script.bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        continue
      }
      guard let end = closingBrace(from: place + 2, to: contents.end) else { break }
      observeInterpolation(ByteRange(place, end + 1), in: token)
      place = end + 1
    }
    if file.observations.count > known { interpolatedLiterals.insert(token) }
    return file.observations.count > known
  }

  /// The `}` that closes the brace before `start`.
  private func closingBrace(from start: Int, to end: Int) -> Int? {
    var depth = 1
    for place in start..<end {
      switch script.bytes[place] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return place }
      default: break
      }
    }
    return nil
  }

  private mutating func observeInterpolation(_ range: ByteRange, in token: Int32) {
    let inside = Self.unescaped(script.bytes[ByteRange(range.start + 2, range.end - 1)])
    guard inside.contains(where: { $0 > 0x20 }) else { return }
    let quote = script.text(token).prefix(1)
    let operand = Self.needsParentheses(inside) ? Array("(".utf8) + inside + ")".utf8 : inside
    let isLast = range.end == script.contents(token).end
    let edit =
      isLast
      ? TextEdit(range: ByteRange(range.start, range.end + 1), newText: quote + " + ".utf8 + operand)
      : TextEdit(range: range, newText: quote + " + ".utf8 + operand + " + ".utf8 + quote)
    file.observations.append(
      HostObservation(
        kind: .noInterpolation(expression: String(decoding: inside, as: UTF8.self)), range: range,
        edits: [edit]))
  }

  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var isEscaped = false
    for byte in bytes {
      if byte == UInt8(ascii: "\\"), !isEscaped {
        isEscaped = true
      } else {
        result.append(byte)
        isEscaped = false
      }
    }
    let start = result.firstIndex { $0 > 0x20 } ?? result.endIndex
    let end = result.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? start
    return Array(result[start..<end])
  }

  /// Whether joining with `+` would tear the expression apart.
  private static func needsParentheses(_ expression: [UInt8]) -> Bool {
    expression.contains { "+-*/%<>=!&|?:".utf8.contains($0) }
  }
}
