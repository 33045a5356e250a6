import SourceText

/// Which assignments of a variable, or of a map's key, can reach a place.
///
/// The nearest preceding one in an enclosing block, and those in branches and loops after that one (workspace,
/// "Following"). An assignment that a later one always replaces does not reach, nor does one in another branch of
/// the same `if`; one further down in a loop around the place does.
struct DelugeFlow {
  /// Something that happens to a variable.
  struct Event {
    enum Kind: UInt8 {
      case assign
      /// `name += …`, `name.putAll(…)`
      case append
      /// `name.put("key", …)`
      case put
      /// `name.clear()`, `name.remove("key")`
      case remove
      /// A parameter, the variable of a loop or of `catch`: the value is not known.
      case given
    }
    let kind: Kind
    /// The variable.
    let token: Int32
    /// The first token that sees the new value.
    let effect: Int32
    let block: Int32
    /// What is assigned or put.
    let value: DelugeRange
    /// The literal that names the key; -1 for none.
    let key: Int32
    /// Whether the value mentions the variable itself.
    let mentionsItself: Bool
  }

  /// A name inside one function, or outside all.
  struct Variable: Hashable {
    let function: Int32
    let name: UInt64

    /// One word is mixed in half of the time of two.
    fileprivate var hash: UInt64 { name ^ UInt64(UInt32(bitPattern: function)) &* 0x9E37_79B9_7F4A_7C15 }

    func hash(into hasher: inout Hasher) { hasher.combine(hash) }
  }

  let script: DelugeScript
  private(set) var events: [Event] = []
  private var byVariable: [Variable: [Int32]] = [:]
  /// Events that concern the variable as a whole.
  private var wholes: [Variable: [Int32]] = [:]
  /// Events that concern one key of the map in it.
  private var parts: [Part: [Int32]] = [:]

  /// Of each block, the `return` that stands in it; -1 for none.
  private var returns: [Int32]

  private struct Part: Hashable {
    let variable: Variable
    let key: UInt64

    func hash(into hasher: inout Hasher) { hasher.combine(variable.hash ^ (key << 1 | key >> 63)) }
  }

  /// How many events are looked at for one place, and how many assignments are kept.
  private static let visitLimit = 256
  private static let resultLimit = 32

  init(_ script: DelugeScript) {
    self.script = script
    returns = Array(repeating: -1, count: script.blocks.count)
    for statement in script.statements {
      switch statement.kind {
      case .plain:
        addPlain(statement)
        if script.isWord(statement.tokens.start, "return") {
          returns[Int(statement.block)] = statement.tokens.start
        }
      case .header: addHeader(statement)
      }
    }
  }

  /// A number that stands for a key.
  private static func number(_ key: some Sequence<UInt8>) -> UInt64 { DelugeScript.number(key) }

  private static func number(_ key: StaticString) -> UInt64 {
    key.withUTF8Buffer { DelugeScript.number($0) }
  }

  func variable(_ token: Int32, in block: Int32) -> Variable {
    Variable(function: script.blocks[Int(block)].function, name: script.name(token))
  }

  func events(of variable: Variable) -> [Int32] { byVariable[variable] ?? [] }

  /// Those that concern the variable as a whole.
  func assignments(of variable: Variable) -> [Int32] { wholes[variable] ?? [] }
}

/// What reaches a place.
extension DelugeFlow {
  /// The events that set the variable at `token`, or `key` of the map in it, and reach `place` in `block`; in the
  /// order of the file. Nil where nothing sets it.
  func reaching(_ token: Int32, key: StaticString?, at place: Int32, in block: Int32) -> [Event]? {
    let variable = variable(token, in: block)
    let whole = wholes[variable] ?? []
    let part = key.flatMap { parts[Part(variable: variable, key: Self.number($0))] } ?? []
    if whole.isEmpty, part.isEmpty { return nil }
    var found: [Event] = []
    var killers: [Int32] = []
    var stop: Int32 = -1
    var visits = 0
    var wholeIndex = firstIndex(in: whole, after: place)
    var partIndex = firstIndex(in: part, after: place)
    let following = (wholeIndex, partIndex)

    while wholeIndex > 0 || partIndex > 0, visits < Self.visitLimit, found.count < Self.resultLimit {
      let isPart = partIndex > 0 && (wholeIndex == 0 || part[partIndex - 1] > whole[wholeIndex - 1])
      if isPart { partIndex -= 1 } else { wholeIndex -= 1 }
      let event = events[Int(isPart ? part[partIndex] : whole[wholeIndex])]
      visits += 1
      guard !isInOtherBranch(event.block, from: block, place), !isReturned(event, before: place),
        !killers.contains(where: { encloses($0, event.token) })
      else { continue }
      found.append(event)
      if event.mentionsItself || event.kind == .append { continue }
      if encloses(event.block, place) {
        stop = event.token
        break
      }
      killers.append(event.block)
    }
    found.reverse()

    if let loop = outermostLoop(around: block, after: stop) {
      let end = script.blocks[Int(loop)].close
      (wholeIndex, partIndex) = following
      while wholeIndex < whole.count || partIndex < part.count, visits < Self.visitLimit,
        found.count < Self.resultLimit
      {
        let isPart =
          partIndex < part.count && (wholeIndex == whole.count || part[partIndex] < whole[wholeIndex])
        let event = events[Int(isPart ? part[partIndex] : whole[wholeIndex])]
        guard event.token < end else { break }
        if isPart { partIndex += 1 } else { wholeIndex += 1 }
        visits += 1
        if !isInOtherBranch(event.block, from: block, place), !isReturned(event, before: place) {
          found.append(event)
        }
      }
    }
    return found
  }

  /// The first event in `list` that `place` does not see.
  private func firstIndex(in list: [Int32], after place: Int32) -> Int {
    list.partitioningIndex { events[Int($0)].effect > place }
  }

  func encloses(_ block: Int32, _ place: Int32) -> Bool {
    let block = script.blocks[Int(block)]
    return block.open < place && place < block.close
  }

  /// Whether `block` lies in a branch of an `if` while `place` lies in another branch of the same.
  private func isInOtherBranch(_ block: Int32, from other: Int32, _ place: Int32) -> Bool {
    if encloses(block, place) { return false }
    var outer = block
    while outer > 0, !encloses(script.blocks[Int(outer)].parent, place) {
      outer = script.blocks[Int(outer)].parent
    }
    guard outer > 0, script.blocks[Int(outer)].chain >= 0 else { return false }
    let parent = script.blocks[Int(outer)].parent
    var own = other
    while own > 0, script.blocks[Int(own)].parent != parent { own = script.blocks[Int(own)].parent }
    return own > 0 && own != outer && script.blocks[Int(own)].chain == script.blocks[Int(outer)].chain
  }

  /// Whether a branch that does not hold `place` returns after `event`: `if (…) { c = "…"; …; return c; }`.
  private func isReturned(_ event: Event, before place: Int32) -> Bool {
    var block = event.block
    while block > 0, !encloses(block, place) {
      if returns[Int(block)] > event.token { return true }
      block = script.blocks[Int(block)].parent
    }
    return false
  }

  /// The outermost loop around `block`, within its function, that begins after the token `stop`.
  private func outermostLoop(around block: Int32, after stop: Int32) -> Int32? {
    var result: Int32?
    var block = block
    while block > 0, script.blocks[Int(block)].open > stop {
      if script.blocks[Int(block)].kind == .function { break }
      if script.blocks[Int(block)].kind == .loop { result = block }
      block = script.blocks[Int(block)].parent
    }
    return result
  }
}

/// Collecting events.
extension DelugeFlow {
  private mutating func add(
    _ kind: Event.Kind, _ token: Int32, effect: Int32, block: Int32, value: DelugeRange, key: Int32 = -1
  ) {
    let variable = variable(token, in: block)
    let mentionsItself = mentions(variable.name, in: value)
    let index = Int32(events.count)
    byVariable[variable, default: []].append(index)
    if key < 0 {
      wholes[variable, default: []].append(index)
    } else {
      parts[Part(variable: variable, key: Self.number(script.bytes[script.contents(key)])), default: []]
        .append(index)
    }
    events.append(
      Event(
        kind: kind, token: token, effect: effect, block: block, value: value, key: key,
        mentionsItself: mentionsItself))
  }

  private func mentions(_ name: UInt64, in range: DelugeRange) -> Bool {
    var index = range.start
    while index < range.end {
      if script.isVariable(index), script.name(index) == name { return true }
      index += 1
    }
    return false
  }

  private mutating func addPlain(_ statement: DelugeScript.Statement) {
    var first = statement.tokens.start
    let end = statement.tokens.end
    guard script.kind(first) == .word else { return }
    // A declared type may stand before the name.
    if script.kind(first + 1) == .word, script.kind(first + 2) == .assign { first += 1 }
    let none = DelugeRange(end, end)
    switch script.kind(first + 1) {
    case .assign:
      add(.assign, first, effect: end, block: statement.block, value: DelugeRange(first + 2, end))
    case .compoundAssign:
      add(.append, first, effect: end, block: statement.block, value: DelugeRange(first + 2, end))
    case .dot:
      guard script.kind(first + 3) == .openParenthesis else { return }
      if script.isWord(first + 2, "put") {
        guard let key = script.argument(0, of: first + 3), key.count == 1, script.kind(key.start) == .string,
          let value = script.argument(1, of: first + 3)
        else { return }
        add(.put, first, effect: end, block: statement.block, value: value, key: key.start)
      } else if script.isWord(first + 2, "putAll") {
        guard let value = script.argument(0, of: first + 3) else { return }
        add(.append, first, effect: end, block: statement.block, value: value)
      } else if script.isWord(first + 2, "clear") {
        add(.remove, first, effect: end, block: statement.block, value: none)
      } else if script.isWord(first + 2, "remove") || script.isWord(first + 2, "removeKey") {
        guard let key = script.argument(0, of: first + 3), script.kind(key.start) == .string else { return }
        add(.remove, first, effect: end, block: statement.block, value: none, key: key.start)
      }
    default: return
    }
  }

  private mutating func addHeader(_ statement: DelugeScript.Statement) {
    guard statement.opened >= 0 else { return }
    let header = statement.tokens
    let none = DelugeRange(header.end, header.end)
    switch script.blocks[Int(statement.opened)].kind {
    case .loop:
      guard let place = indexOfIn(header), place > header.start else { return }
      add(.given, place - 1, effect: header.end, block: statement.opened, value: none)
    case .function:
      guard let open = script.parameters(header) else { return }
      for part in script.splitAtCommas(script.inside(open)) where script.kind(part.end - 1) == .word {
        add(.given, part.end - 1, effect: header.end, block: statement.opened, value: none)
      }
    case .other:
      if script.isWord(header.start, "catch"), script.kind(header.start + 2) == .word {
        add(.given, header.start + 2, effect: header.end, block: statement.opened, value: none)
      }
    case .branch: return
    }
  }

  /// The `in` of `for each x in y`.
  func indexOfIn(_ header: DelugeRange) -> Int32? {
    guard script.isWord(header.start, "for") else { return nil }
    var index = header.start + 1
    while index < header.end {
      if script.isWord(index, "in"), script.kind(index - 1) == .word { return index }
      index = script.next(index)
    }
    return nil
  }
}
