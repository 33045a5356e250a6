import SourceText

/// Where an operand's value comes from (rules, "HQ201, HQ202 by origin").
extension DelugeScanner {
  /// The origin of the value of `range`, as far as assignments that are the only one to reach their place and a few
  /// methods that keep a text a text lead back.
  func origin(of range: DelugeRange, at place: Int32) -> Hole.Origin {
    origin(of: range, at: place, depth: 0)
  }

  private func origin(of range: DelugeRange, at place: Int32, depth: Int) -> Hole.Origin {
    guard depth < 8 else { return .unknown }
    let range = script.withoutParentheses(range)
    guard !range.isEmpty else { return .unknown }
    if script.isNumber(range) { return .clean }
    if range.count == 1, script.kind(range.start) == .string { return .clean }
    if let pieces = script.pieces(range) { return origin(of: pieces, at: place, depth: depth) }
    guard script.kind(range.start) == .word || script.kind(range.start) == .openParenthesis,
      let chain = chain(range)
    else { return .unknown }
    if let last = chain.calls.last, Self.numbers.contains(where: { script.isWord(last, $0) }) {
      return .clean
    }
    return origin(of: chain, at: place, depth: depth)
  }

  /// A joined text is as clean as its operands; the first free text in it names it.
  private func origin(of pieces: DelugePieces, at place: Int32, depth: Int) -> Hole.Origin {
    var result = Hole.Origin.clean
    for case .operand(let operand) in pieces.pieces {
      switch origin(of: operand, at: place, depth: depth + 1) {
      case .freeText(let name): return .freeText(name)
      case .unknown: result = .unknown
      case .clean: break
      }
    }
    return result
  }

  /// Methods whose answer is a number.
  private static let numbers: [StaticString] = ["toNumber", "toLong"]
  /// Methods that keep a text what it was, in whole or in part.
  private static let transparent: [StaticString] = [
    "trim", "toString", "toLowerCase", "toUpperCase", "toList", "subString",
  ]

  /// `root.method(…).method(…)`, or `root(…).method(…)`.
  private struct Chain {
    let root: Int32
    /// The `(` after the root, where it is a function.
    let arguments: Int32?
    /// The names of the methods.
    let calls: [Int32]
  }

  private func chain(_ range: DelugeRange) -> Chain? {
    guard script.kind(range.start) == .word else { return nil }
    var index = range.start + 1
    var arguments: Int32?
    if index < range.end, script.kind(index) == .openParenthesis {
      arguments = index
      index = script.next(index)
    }
    var calls: [Int32] = []
    while index < range.end {
      guard script.kind(index) == .dot, script.kind(index + 1) == .word else { return nil }
      calls.append(index + 1)
      index += 2
      if script.kind(index) == .openParenthesis { index = script.next(index) }
      if calls.count > 32 { return nil }
    }
    return Chain(root: range.start, arguments: arguments, calls: calls)
  }

  private func origin(of chain: Chain, at place: Int32, depth: Int) -> Hole.Origin {
    if chain.arguments == nil {
      if script.isWord(chain.root, "zoho") { return .clean }
      if script.isWord(chain.root, "user"), let first = chain.calls.first, script.isWord(first, "get"),
        !isSet(chain.root, at: place)
      {
        return .clean
      }
      if let input = formInput(chain, at: place, depth: depth) { return input }
    }
    guard chain.calls.allSatisfy({ isTransparent($0) }) else { return .unknown }
    if let arguments = chain.arguments {
      guard script.isWord(chain.root, "ifnull"), let value = script.argument(0, of: arguments),
        let other = script.argument(1, of: arguments),
        origin(of: other, at: place, depth: depth + 1) == .clean
      else { return .unknown }
      return origin(of: value, at: place, depth: depth + 1)
    }
    return origin(ofVariable: chain.root, at: place, depth: depth)
  }

  private func origin(ofVariable token: Int32, at place: Int32, depth: Int) -> Hole.Origin {
    let block = block(at: place)
    if isCompared(token, at: place, in: block) { return .clean }
    if !freeText.isEmpty, freeText.contains(where: { script.text(token).elementsEqual($0) }) {
      return .freeText("`\(String(decoding: script.text(token), as: UTF8.self))`")
    }
    if flow.events(of: flow.variable(token, in: block)).isEmpty {
      guard script.blocks[Int(block)].function == 0 else { return .unknown }
      if script.isWord(token, "message") { return .freeText("the bot's `message`") }
      if script.isWord(token, "arguments") { return .freeText("the command's `arguments`") }
      return .unknown
    }
    guard let event = soleAssignment(of: token, at: place) else { return .unknown }
    return origin(of: event.value, at: event.value.start, depth: depth + 1)
  }

  /// Whether the variable was compared with a literal, or looked for in a list, before `place`. To be in a later
  /// branch than the comparison says only what it is not.
  private func isCompared(_ token: Int32, at place: Int32, in block: Int32) -> Bool {
    guard let list = comparisons[flow.variable(token, in: block)] else { return false }
    return list.contains { comparison in
      guard comparison.place < place else { return false }
      guard comparison.opened > 0, !comparison.isNegated else { return true }
      let opened = script.blocks[Int(comparison.opened)]
      guard opened.chain >= 0, !flow.encloses(comparison.opened, place) else { return true }
      var own = block
      while own > 0, script.blocks[Int(own)].parent != opened.parent { own = script.blocks[Int(own)].parent }
      return own <= 0 || script.blocks[Int(own)].chain != opened.chain
    }
  }

  /// The one assignment that reaches `place`, where there is no other.
  private func soleAssignment(of token: Int32, at place: Int32) -> DelugeFlow.Event? {
    guard let events = flow.reaching(token, key: nil, at: place, in: block(at: place)), events.count == 1,
      let event = events.first, event.kind == .assign, !event.mentionsItself
    else { return nil }
    return event
  }

  private func isSet(_ token: Int32, at place: Int32) -> Bool {
    !flow.events(of: flow.variable(token, in: block(at: place))).isEmpty
  }

  /// Whether the method at `name` passes on the text: one of the list, or `get` by position.
  private func isTransparent(_ name: Int32) -> Bool {
    guard script.kind(name + 1) == .openParenthesis else { return false }
    if Self.transparent.contains(where: { script.isWord(name, $0) }) { return true }
    guard script.isWord(name, "get") else { return false }
    let argument = script.inside(name + 1)
    return argument.count == 1 && script.kind(argument.start) == .number
  }
}

/// Forms.
extension DelugeScanner {
  /// `form.get("values").get("name")`, where the script declares that input as text.
  private func formInput(_ chain: Chain, at place: Int32, depth: Int) -> Hole.Origin? {
    var calls = chain.calls
    while let last = calls.last, isTransparent(last) { calls.removeLast() }
    guard let last = calls.last, script.isWord(last, "get"), leadsToForm(chain.root, at: place, depth: depth),
      calls.allSatisfy({ script.isWord($0, "get") })
    else { return nil }
    let argument = script.inside(last + 1)
    guard argument.count == 1, script.kind(argument.start) == .string else { return nil }
    let name = Array(script.bytes[script.contents(argument.start)])
    guard textInputs.contains(name) else { return nil }
    return .freeText("the form's `\(String(decoding: name, as: UTF8.self))`")
  }

  private func leadsToForm(_ root: Int32, at place: Int32, depth: Int) -> Bool {
    guard depth < 8 else { return false }
    if !isSet(root, at: place) { return script.isWord(root, "form") }
    guard let event = soleAssignment(of: root, at: place), let chain = chain(event.value),
      chain.arguments == nil, chain.calls.allSatisfy({ script.isWord($0, "get") })
    else { return false }
    return leadsToForm(chain.root, at: event.value.start, depth: depth + 1)
  }
}

/// What the whole script says about values.
extension DelugeScanner {
  /// A place where a variable is compared with a literal or looked for in a list.
  struct Comparison {
    let place: Int32
    /// The block that the comparison decides about; -1 for none.
    let opened: Int32
    /// `!=`
    let isNegated: Bool
  }

  /// One pass for comparisons with literals, look-ups in lists, and the inputs of forms.
  mutating func collectComparisons() {
    for statement in script.statements {
      var index = statement.tokens.start
      while index < statement.tokens.end {
        switch script.kind(index) {
        case .other: comparison(index, in: statement)
        case .word: look(index, in: statement)
        case .openBrace: input(index)
        default: break
        }
        index += 1
      }
    }
  }

  private mutating func remember(
    _ token: Int32, at place: Int32, in statement: DelugeScript.Statement, isNegated: Bool = false
  ) {
    let variable = flow.variable(token, in: statement.block)
    guard comparisons[variable, default: []].count < 64 else { return }
    comparisons[variable, default: []].append(
      Comparison(place: place, opened: statement.opened, isNegated: isNegated))
  }

  /// `x == "literal"`, either way round.
  private mutating func comparison(_ index: Int32, in statement: DelugeScript.Statement) {
    let sign = script.text(index)
    let isNegated = sign.elementsEqual("!=".utf8)
    guard isNegated || sign.elementsEqual("==".utf8) else { return }
    if script.isVariable(index - 1), isTelling(index + 1) {
      remember(index - 1, at: index, in: statement, isNegated: isNegated)
    }
    if script.isVariable(index + 1), isTelling(index - 1) {
      remember(index + 1, at: index, in: statement, isNegated: isNegated)
    }
  }

  /// Whether the literal names a value: to compare with an empty one says nothing.
  private func isTelling(_ index: Int32) -> Bool {
    switch script.kind(index) {
    case .number: true
    case .string: script.bytes[script.contents(index)].contains { $0 > 0x20 }
    default: false
    }
  }

  /// `list.contains(x)`, `x.equalsIgnoreCase("literal")`, `x.matches("[a-z]+")`.
  private mutating func look(_ index: Int32, in statement: DelugeScript.Statement) {
    guard script.kind(index - 1) == .dot, script.kind(index + 1) == .openParenthesis else { return }
    let argument = script.inside(index + 1)
    if Self.shapes.contains(where: { script.isWord(index, $0) }), script.isVariable(index - 2) {
      remember(index - 2, at: index, in: statement)
    }
    guard argument.count == 1 else { return }
    if Self.lookups.contains(where: { script.isWord(index, $0) }), script.isVariable(argument.start) {
      remember(argument.start, at: index, in: statement)
    }
    if Self.equalities.contains(where: { script.isWord(index, $0) }), isTelling(argument.start),
      script.isVariable(index - 2)
    {
      remember(index - 2, at: index, in: statement)
    }
  }

  private static let lookups: [StaticString] = [
    "contains", "containsValue", "containKey", "containsKey", "containValue",
  ]
  private static let equalities: [StaticString] = ["equals", "equalsIgnoreCase"]
  /// What says of a text that it has no other characters than it should.
  private static let shapes: [StaticString] = [
    "matches", "isNumber", "isLong", "isDecimal", "isAlpha", "isAlphaNumeric",
  ]

  /// `{"type": "text", "name": "title"}`
  private mutating func input(_ open: Int32) {
    var name: Int32?
    var isText = false
    var index = open + 1
    let end = script.inside(open).end
    while index < end {
      if script.kind(index) == .string, script.kind(index + 1) == .colon, script.kind(index + 2) == .string {
        if script.isLiteral(index, "name") { name = index + 2 }
        if script.isLiteral(index, "type") {
          isText = script.isLiteral(index + 2, "text") || script.isLiteral(index + 2, "textarea")
        }
      }
      index = script.next(index)
    }
    if isText, let name { textInputs.insert(Array(script.bytes[script.contents(name)])) }
  }
}
