import SourceText

/// What a place in a Deluge script is, told from the tokens around it: for texts that are being typed, where no query
/// may be found yet.
package struct DelugePlace: Sendable, Equatable {
  package enum Role: Sendable, Equatable {
    /// The first argument of a task: a datastore's name.
    case datastore
    /// The criteria of `deleteRecords`, or the value of the key `criteria`.
    case criteria(MapUse)
    /// A key of a map, and those that the map has already.
    case mapKey(MapUse, present: [String])
    /// The value of a key.
    case mapValue(key: String, MapUse)
    /// The name of a task after `zoho.cliq.`.
    case task
    /// A word that a statement begins with.
    case statement
  }

  /// What a map is sent with, as far as the script tells.
  package enum MapUse: Sendable, Equatable {
    /// `getRecords` or `deleteRecords`; the datastore's name where it is a literal.
    case query(datastore: String?)
    /// The fields of `createRecord` or `updateRecord`.
    case record(datastore: String?)
  }

  package let role: Role
  /// The inside of the string, or the word.
  package let range: ByteRange
  /// Whether it is a string that its line closes, or no string.
  package let isClosed: Bool
  /// What would close the string and the brackets that are open around it.
  package let closers: String
  /// Whether a string belongs here and not even its quote is typed.
  package let needsQuotes: Bool

  /// The tasks that read or write the records of a datastore, as they are spelt.
  package static let tasks = [
    "getRecords", "getRecordById", "createRecord", "updateRecord", "deleteRecord", "deleteRecords",
  ]

  fileprivate init(
    role: Role, range: ByteRange, isClosed: Bool, closers: String, needsQuotes: Bool = false
  ) {
    self.role = role
    self.range = range
    self.isClosed = isClosed
    self.closers = closers
    self.needsQuotes = needsQuotes
  }

  /// What stands at `offset`; nil for a place that is none of these.
  package static func find(_ bytes: [UInt8], at offset: Int) -> DelugePlace? {
    guard bytes.count < Int(Int32.max) else { return nil }
    return PlaceFinder(script: DelugeScript(bytes), offset: offset).place
  }
}

private struct PlaceFinder {
  let script: DelugeScript
  let offset: Int

  /// How many tokens are looked at on the way to what encloses a place.
  private static let stepLimit = 4096

  var place: DelugePlace? {
    guard !script.comments.contains(where: { $0.range.contains(offset) || isEndOfLine($0) }) else {
      return nil
    }
    let token = last
    guard let kind = script.kind(token) else { return nil }
    let range = script.tokens[Int(token)].range
    switch kind {
    case .string where offset > range.start && offset < range.end:
      return string(token, ByteRange(range.start + 1, range.end - 1), isClosed: true)
    case .openString where offset > range.start:
      return string(token, ByteRange(range.start + 1, range.end), isClosed: false)
    case .word where offset <= range.end:
      if isTask(token) {
        return DelugePlace(role: .task, range: range, isClosed: true, closers: "")
      }
      guard offset == range.end, isStart(token) else { return nil }
      return DelugePlace(role: .statement, range: range, isClosed: true, closers: "")
    case .openParenthesis where offset >= range.end && isEmpty(token):
      guard let role = role(token + 1, token, 0, true) else { return nil }
      return DelugePlace(
        role: role, range: ByteRange(at: offset), isClosed: true, closers: "", needsQuotes: true)
    case .dot where offset == range.end && isTask(token + 1):
      return DelugePlace(role: .task, range: ByteRange(at: offset), isClosed: true, closers: "")
    default: return nil
    }
  }

  /// Whether no argument follows the parenthesis at `token`, as far as its line tells.
  private func isEmpty(_ token: Int32) -> Bool {
    switch script.kind(token + 1) {
    case nil, .closeParenthesis, .semicolon: true
    default: script.tokens[Int(token + 1)].startsLine && script.kind(token + 1) == .word
    }
  }

  /// A comment to the end of its line goes on where it ends.
  private func isEndOfLine(_ comment: HostComment) -> Bool {
    comment.range.end == offset && script.bytes[comment.range].starts(with: "//".utf8)
  }

  /// The last token that begins before `offset`.
  private var last: Int32 {
    Int32(script.tokens.partitioningIndex { Int($0.start) >= offset }) - 1
  }

  /// Whether a task's name stands at `token`, or belongs there.
  private func isTask(_ token: Int32) -> Bool {
    script.kind(token - 1) == .dot && script.isWord(token - 2, "cliq") && script.kind(token - 3) == .dot
      && script.isWord(token - 4, "zoho") && script.kind(token - 5) != .dot
  }

  private func isStart(_ token: Int32) -> Bool {
    switch script.kind(token - 1) {
    case nil, .semicolon, .openBlock, .closeBlock: true
    default: script.tokens[Int(token)].startsLine
    }
  }

  // MARK: Strings

  private func string(_ token: Int32, _ range: ByteRange, isClosed: Bool) -> DelugePlace? {
    guard let (open, position, isKey) = opener(of: token), let role = role(token, open, position, isKey)
    else { return nil }
    return DelugePlace(
      role: role, range: range, isClosed: isClosed, closers: isClosed ? "" : closers(of: token))
  }

  /// The bracket that encloses `token`, the number of commas between, and whether no colon stands after the last.
  private func opener(of token: Int32) -> (open: Int32, position: Int, isKey: Bool)? {
    var index = token
    var position = 0
    var isKey = true
    for _ in 0..<Self.stepLimit {
      guard index > 0, let kind = script.kind(index - 1) else { return nil }
      switch kind {
      case .comma: position += 1
      case .colon where position == 0: isKey = false
      case .semicolon, .openBlock, .closeBlock: return nil
      case _ where kind.opensGroup: return (index - 1, position, isKey)
      default: break
      }
      let before = script.previous(index)
      index = before < index ? before : index - 1
    }
    return nil
  }

  private func role(_ token: Int32, _ open: Int32, _ position: Int, _ isKey: Bool) -> DelugePlace.Role? {
    // Only what is a whole argument, or the start of one, is a name or a key.
    let isFirst = isFirstPart(token)
    switch script.kind(open) {
    case .openParenthesis:
      if isTask(open - 1) {
        if position == 0, isFirst, DelugePlace.tasks.contains(where: { isTaskName(open - 1, $0) }) {
          return .datastore
        }
        if position == 1, isTaskName(open - 1, "deleteRecords") {
          return .criteria(.query(datastore: literal(argument: 0, of: open)))
        }
        return nil
      }
      guard script.isWord(open - 1, "put"), script.kind(open - 2) == .dot, script.isVariable(open - 3) else {
        return nil
      }
      guard let use = use(ofVariable: open - 3) else { return nil }
      if position == 0 {
        return isFirst ? .mapKey(use, present: keys(putTo: open - 3, besides: token)) : nil
      }
      guard position == 1, script.kind(open + 1) == .string, script.kind(open + 2) == .comma else {
        return nil
      }
      return value(key: script.bytes.text(script.contents(open + 1)), use, isFirst)
    case .openBrace:
      guard let use = use(ofLiteral: open) else { return nil }
      if isKey { return isFirst ? .mapKey(use, present: keys(in: open, besides: token)) : nil }
      guard let key = key(before: token) else { return nil }
      return value(key: key, use, isFirst)
    default: return nil
    }
  }

  private func value(key: String, _ use: DelugePlace.MapUse, _ isFirst: Bool) -> DelugePlace.Role? {
    if case .query = use, key == "criteria" { return .criteria(use) }
    return isFirst ? .mapValue(key: key, use) : nil
  }

  private func isFirstPart(_ token: Int32) -> Bool {
    switch script.kind(token - 1) {
    case .openParenthesis, .openBrace, .comma, .colon: true
    default: false
    }
  }

  /// The key that the value with `token` in it belongs to.
  private func key(before token: Int32) -> String? {
    var index = token
    for _ in 0..<Self.stepLimit {
      guard index > 1, let kind = script.kind(index - 1), !kind.opensGroup else { return nil }
      if kind == .colon {
        return script.kind(index - 2) == .string ? script.bytes.text(script.contents(index - 2)) : nil
      }
      let before = script.previous(index)
      index = before < index ? before : index - 1
    }
    return nil
  }

  private func isTaskName(_ token: Int32, _ name: String) -> Bool {
    script.kind(token) == .word
      && String(decoding: script.text(token), as: UTF8.self).lowercased() == name.lowercased()
  }

  private func literal(argument: Int, of open: Int32) -> String? {
    guard let range = script.argument(argument, of: open), range.count == 1,
      script.kind(range.start) == .string
    else { return nil }
    return script.bytes.text(script.contents(range.start))
  }

  /// The closing brackets of all that is open around `token` and, as the string swallowed the rest of its line, is
  /// closed by nothing of its own.
  private func closers(of token: Int32) -> String {
    var result = ""
    var index = token
    for _ in 0..<64 {
      guard let (open, _, _) = opener(of: index) else { break }
      switch script.kind(open) {
      case .openParenthesis: result += ")"
      case .openBracket: result += "]"
      default: result += "}"
      }
      index = open
    }
    return result
  }
}

/// What maps are for.
extension PlaceFinder {
  /// What the map literal at `open` is sent with.
  private func use(ofLiteral open: Int32) -> DelugePlace.MapUse? {
    if script.kind(open - 1) == .assign, script.isVariable(open - 2) { return use(ofVariable: open - 2) }
    guard let (call, position, _) = opener(of: open), script.kind(call) == .openParenthesis, isTask(call - 1)
    else { return nil }
    return use(call, position)
  }

  /// What the argument at `position` of the task whose `(` is at `call` is.
  private func use(_ call: Int32, _ position: Int) -> DelugePlace.MapUse? {
    let name = literal(argument: 0, of: call)
    switch position {
    case 1 where isTaskName(call - 1, "getRecords"): return .query(datastore: name)
    case 1 where isTaskName(call - 1, "createRecord"): return .record(datastore: name)
    case 2 where isTaskName(call - 1, "updateRecord"): return .record(datastore: name)
    default: return nil
    }
  }

  /// What a map in a variable is sent with. One that is used for nothing yet may become that of a query, where the
  /// script has to do with Cliq.
  private func use(ofVariable variable: Int32) -> DelugePlace.MapUse? {
    let name = script.text(variable)
    var isUsed = false
    var mentionsCliq = false
    for index in Int32(0)..<Int32(script.tokens.count) where script.kind(index) == .word {
      if script.isWord(index, "cliq"), script.isWord(index - 2, "zoho") { mentionsCliq = true }
      guard index != variable, script.text(index).elementsEqual(name), script.isVariable(index) else {
        continue
      }
      if isWhole(index), let (call, position, _) = opener(of: index), isTask(call - 1),
        let use = use(call, position)
      {
        return use
      }
      // To be filled or looked at is no use.
      let isTarget =
        script.kind(index + 1) == .assign || script.isWord(index - 1, "info")
        || (script.kind(index + 1) == .dot && script.isWord(index + 2, "put"))
      if !isTarget { isUsed = true }
    }
    return isUsed || !mentionsCliq && !isNamedAfterQuery(name) ? nil : .query(datastore: nil)
  }

  private func isNamedAfterQuery(_ name: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: name, as: UTF8.self).lowercased()
    return text.contains("query") || text.contains("criteria")
  }

  /// Whether the word at `index` is a whole argument.
  private func isWhole(_ index: Int32) -> Bool {
    isFirstPart(index) && (script.kind(index + 1) == .comma || script.kind(index + 1) == .closeParenthesis)
  }

  /// The keys that are put to a variable anywhere in the script.
  private func keys(putTo variable: Int32, besides token: Int32) -> [String] {
    let name = script.text(variable)
    var keys: [String] = []
    for index in Int32(0)..<Int32(script.tokens.count) where script.isWord(index, "put") {
      guard script.kind(index - 1) == .dot, script.text(index - 2).elementsEqual(name),
        script.kind(index + 1) == .openParenthesis, script.kind(index + 2) == .string, index + 2 != token
      else { continue }
      keys.append(script.bytes.text(script.contents(index + 2)))
    }
    return keys
  }

  private func keys(in open: Int32, besides token: Int32) -> [String] {
    DelugeScanner.entries(of: open, in: script).filter { $0.key != token }
      .map { script.bytes.text(script.contents($0.key)) }
  }
}
