import SourceText

/// Datastores and fields in use, for drafting schemas.
extension DelugeScanner {
  /// What a variable holds of a result.
  private enum Held {
    /// The answer of `getRecords`.
    case response(String)
    /// Its records.
    case records(String)
    case record(String)
  }

  private struct MentionKey: Hashable {
    let datastore: String
    let range: ByteRange
  }

  mutating func collectMentions(_ calls: [DelugeCall]) {
    var seenFields: Set<MentionKey> = []
    var results: [Int32: String] = [:]
    let collectsFields = file.knowsFields
    for call in calls where call.kind != .request {
      let stores = datastores(call)
      for store in stores {
        guard let name = store.name, let range = store.range else { continue }
        mention(name, range)
        guard collectsFields else { continue }
        switch call.kind {
        case .createRecord: addWritten(script.argument(1, of: call.open), name, &seenFields)
        case .updateRecord: addWritten(script.argument(2, of: call.open), name, &seenFields)
        default: break
        }
      }
      if collectsFields, call.kind == .getRecords, stores.count == 1, let name = stores.first?.name {
        results[call.name] = name
      }
    }
    if !results.isEmpty { addRead(results, &seenFields) }
  }

  mutating func mention(_ datastore: String, _ range: ByteRange) {
    if mentionedStores.insert(range).inserted {
      file.datastoreMentions.append((name: datastore, range: range))
    }
  }

  private mutating func add(
    _ datastore: String, _ key: Int32, _ use: FieldMention.Use, _ seen: inout Set<MentionKey>
  ) {
    let range = script.contents(key)
    guard !range.isEmpty, seen.insert(MentionKey(datastore: datastore, range: range)).inserted else { return }
    file.fieldMentions.append(
      FieldMention(datastore: datastore, field: script.bytes.text(range), use: use, range: range))
  }
}

/// Fields of maps that are written.
extension DelugeScanner {
  private mutating func addWritten(
    _ argument: DelugeRange?, _ datastore: String, _ seen: inout Set<MentionKey>
  ) {
    guard let argument else { return }
    if let map = mapLiteral(argument) {
      for entry in Self.entries(of: map, in: script) {
        add(datastore, entry.key, .written(fieldValue(entry.value)), &seen)
      }
      return
    }
    guard argument.count == 1, script.isVariable(argument.start) else { return }
    let variable = flow.variable(argument.start, in: block(at: argument.start))
    let events = flow.events(of: variable).lazy.map { [flow] in flow.events[Int($0)] }
    var visits = 0
    for event in events.reversed() where event.effect <= argument.start {
      visits += 1
      // A datastore has 19 fields at most.
      if visits > 64 { return }
      switch event.kind {
      case .put:
        guard event.key >= 0 else { continue }
        add(datastore, event.key, .written(fieldValue(event.value)), &seen)
      case .assign:
        if let map = mapLiteral(event.value) {
          for entry in Self.entries(of: map, in: script) {
            add(datastore, entry.key, .written(fieldValue(entry.value)), &seen)
          }
        }
        if flow.encloses(event.block, argument.start) { return }
      case .append, .remove, .given: break
      }
    }
  }

  /// What `range` tells where it is a literal, a number, or made one at its end.
  private func fieldValue(_ range: DelugeRange) -> FieldValue? {
    let range = script.withoutParentheses(range)
    if script.isNumber(range) { return script.kind(range.end - 1) == .number ? .number : .boolean }
    if let pieces = script.pieces(range) {
      return .text(String(decoding: script.literalBytes(pieces), as: UTF8.self))
    }
    let isCall =
      range.count > 4 && script.kind(range.end - 1) == .closeParenthesis
      && script.kind(range.end - 2) == .openParenthesis && script.kind(range.end - 4) == .dot
    guard isCall, Self.numberMethods.contains(where: { script.isWord(range.end - 3, $0) }) else { return nil }
    var index = range.start
    while index < range.end {
      if script.kind(index) == .plus || script.kind(index) == .other { return nil }
      index = script.next(index)
    }
    return .number
  }

  private static let numberMethods: [StaticString] = ["toLong", "toNumber", "toDecimal"]
}

/// Fields that are read from the records of a result.
extension DelugeScanner {
  private mutating func addRead(_ results: [Int32: String], _ seen: inout Set<MentionKey>) {
    var held: [DelugeFlow.Variable: Held] = [:]
    for statement in script.statements {
      let tokens = statement.tokens
      var index = tokens.start
      while index < tokens.end {
        if let (base, next) = base(at: index, results, held, in: statement.block) {
          _ = follow(base, from: next, to: tokens.end, &seen)
        }
        index += 1
      }
      if let place = flow.indexOfIn(tokens), statement.opened >= 0 {
        let value = value(of: DelugeRange(place + 1, tokens.end), results, held, in: statement.block, &seen)
        let variable = flow.variable(place - 1, in: statement.opened)
        if case .records(let name) = value { held[variable] = .record(name) } else { held[variable] = nil }
      } else if statement.kind == .plain, script.kind(tokens.start + 1) == .assign {
        assign(statement, results, &held, &seen)
      }
    }
  }

  private mutating func assign(
    _ statement: DelugeScript.Statement, _ results: [Int32: String],
    _ held: inout [DelugeFlow.Variable: Held],
    _ seen: inout Set<MentionKey>
  ) {
    let range = DelugeRange(statement.tokens.start + 2, statement.tokens.end)
    let variable = flow.variable(statement.tokens.start, in: statement.block)
    if let value = value(of: range, results, held, in: statement.block, &seen) {
      held[variable] = value
    } else if !isEmptyValue(range) {
      held[variable] = nil
    }
  }

  /// `null`, `""`, `List()`, `Map()`, `{}`: values that stand for a result that is not there.
  private func isEmptyValue(_ range: DelugeRange) -> Bool {
    if range.count == 1 {
      return script.isWord(range.start, "null") || script.contents(range.start).isEmpty
    }
    if range.count == 2 { return script.kind(range.start)?.opensGroup == true }
    return isNewMap(range) || (range.count == 3 && script.isWord(range.start, "list"))
  }

  /// What an expression that is one chain holds.
  private mutating func value(
    of range: DelugeRange, _ results: [Int32: String], _ held: [DelugeFlow.Variable: Held], in block: Int32,
    _ seen: inout Set<MentionKey>
  ) -> Held? {
    var range = range
    if script.isWord(range.start, "ifnull"), script.kind(range.start + 1) == .openParenthesis,
      let first = script.argument(0, of: range.start + 1)
    {
      range = first
    }
    guard let (base, next) = base(at: range.start, results, held, in: block) else { return nil }
    return follow(base, from: next, to: range.end, &seen)
  }

  private func base(
    at index: Int32, _ results: [Int32: String], _ held: [DelugeFlow.Variable: Held], in block: Int32
  ) -> (Held, Int32)? {
    if let name = results[index + 4], script.isWord(index, "zoho") {
      return (.response(name), script.next(index + 5))
    }
    guard script.isVariable(index), let value = held[flow.variable(index, in: block)] else { return nil }
    return (value, index + 1)
  }

  /// Follows `.get(…)`; a field of a record is a mention and ends it.
  private mutating func follow(
    _ base: Held, from start: Int32, to end: Int32, _ seen: inout Set<MentionKey>
  ) -> Held? {
    var value = base
    var index = start
    while index < end {
      guard script.kind(index) == .dot, script.kind(index + 2) == .openParenthesis else { return nil }
      let argument = script.inside(index + 2)
      let isKey = argument.count == 1 && script.kind(argument.start) == .string
      if script.isWord(index + 1, "get") || script.isWord(index + 1, "getJSON") {
        switch value {
        case .response(let name):
          guard isKey, script.isLiteral(argument.start, "list") else { return nil }
          value = .records(name)
        case .records(let name):
          guard !isKey else { return nil }
          value = .record(name)
        case .record(let name):
          if isKey, !isSystemField(argument.start) { add(name, argument.start, .read, &seen) }
          return nil
        }
      } else if !script.isWord(index + 1, "toMap"), !script.isWord(index + 1, "toList") {
        return nil
      }
      index = script.next(index + 2)
    }
    return value
  }

  /// Every record has these, whatever its datastore.
  private func isSystemField(_ key: Int32) -> Bool {
    script.isLiteral(key, "id") || script.isLiteral(key, "added_time")
      || script.isLiteral(key, "modified_time")
  }
}
