import SourceText

/// Holds requests against the catalogue, one after the other, and keeps its buffers: a request that is right costs one
/// pass and no allocation. What it finds are traits; rules look closer.
package struct RequestChecker: Sendable {
  /// What a parameter of the request is to its endpoint.
  package enum Standing: UInt8, Sendable, Hashable {
    case known
    case unknown
    /// A hole stands in its name, or what the endpoint takes is not known.
    case open
  }

  package let catalogue: EndpointCatalogue
  package private(set) var traits: RequestTraits = []
  /// One for each parameter of the tree.
  package private(set) var standings: [Standing] = []
  /// In the catalogue; nil where no endpoint was found.
  package private(set) var endpointIndex: Int?
  /// Whether parameters may be there that cannot be seen.
  package private(set) var isOpen = false

  private var presence: UInt64 = 0
  private var columns = ColumnTally()
  /// The values of `type[]`, where lists are named after them; nil until asked for.
  private var types: Set<[UInt8]>?

  package init(_ catalogue: EndpointCatalogue) {
    self.catalogue = catalogue
  }

  /// Looks at a request that was parsed. `method` in capitals; nil where nothing tells.
  package mutating func check(_ tree: RequestTree, in text: MappedText, method: String?) {
    traits = []
    endpointIndex = nil
    standings.removeAll(keepingCapacity: true)
    if !tree.problems.isEmpty { noteProblems(tree) }
    if let scheme = tree.scheme, scheme.count == 4 { traits.insert(.insecure) }
    if let last = tree.segments.last, last.isEmpty, tree.segments.count > 1 { traits.insert(.path) }
    if let host = tree.host, tree.base == nil, MakeZone.isHost(text.bytes, host) { traits.insert(.path) }
    isOpen = isOpenEnded(tree, text)
    switch catalogue.place(of: tree, in: text) {
    case .unknowable: break
    case .unknown: traits.insert(.unknownEndpoint)
    case .node(let node):
      endpointIndex = catalogue.endpointIndex(at: node, method: method)
      if endpointIndex == nil { traits.insert(.otherMethod) }
      if method == nil { chooseMethod(at: node, tree, text) }
    }
    checkParameters(tree, text, isMethodKnown: method != nil)
  }

  private mutating func noteProblems(_ tree: RequestTree) {
    for problem in tree.problems {
      switch problem.kind {
      case .backslash, .blankInPath, .emptySegment: traits.insert(.path)
      case .brokenEscape: traits.insert(.unencoded)
      default: traits.insert(.problems)
      }
    }
  }

  /// Whether the text ends in a path to which a hole may add parameters: `/teams/${id}${query}`.
  private func isOpenEnded(_ tree: RequestTree, _ text: MappedText) -> Bool {
    guard tree.question == nil, let last = tree.segments.last(where: { !$0.isEmpty }),
      let hole = text.holes.last, hole.range.end == last.end
    else { return false }
    return hole.range.start > last.start
  }

  /// Without a method the endpoint is meant that knows all of the names, else the one that reads: what an endpoint takes
  /// that is not known may be anything, and an address alone is mostly read.
  private mutating func chooseMethod(at node: EndpointPaths.Node, _ tree: RequestTree, _ text: MappedText) {
    let candidates = catalogue.paths.endpoints(at: node)
    guard candidates.count > 1 else { return }
    endpointIndex =
      candidates.first { index in
        let sheet = catalogue.parameters.sheets[index]
        return sheet.isComplete
          && tree.parameters.allSatisfy {
            row(of: $0, sheet, tree, text) != nil || $0.traits.contains(.holeInName)
          }
      } ?? candidates.first
    // Another method may want other parameters.
    isOpen = true
  }

  private mutating func checkParameters(_ tree: RequestTree, _ text: MappedText, isMethodKnown: Bool) {
    presence = 0
    columns = ColumnTally()
    types = nil
    var seen: ParameterTraits = []
    let sheet = endpointIndex.map { catalogue.parameters.sheets[$0] }
    for parameter in tree.parameters {
      seen.formUnion(parameter.traits)
      guard let sheet, parameter.traits.isDisjoint(with: .holeInName) else {
        if parameter.traits.contains(.holeInName) { isOpen = true }
        standings.append(.open)
        continue
      }
      if let number = row(of: parameter, sheet, tree, text) {
        standings.append(.known)
        note(parameter, number, sheet, tree, text)
      } else if !sheet.isComplete || isTypedList(parameter, sheet, tree, text) {
        standings.append(.open)
      } else {
        standings.append(.unknown)
        traits.insert(.unknownParameter)
      }
    }
    if columns.isUneven { traits.insert(.columns) }
    if !seen.isEmpty { note(seen) }
    if let sheet { checkPresence(sheet, isMethodKnown: isMethodKnown) }
  }

  private mutating func note(_ seen: ParameterTraits) {
    if seen.contains(.rawBrackets) { traits.insert(.rawBrackets) }
    if seen.contains(.encodedTwice) { traits.insert(.encodedTwice) }
    if seen.contains(.unencoded) { traits.insert(.unencoded) }
  }

  private mutating func checkPresence(_ sheet: ParameterTable.Sheet, isMethodKnown: Bool) {
    if presence & sheet.required != sheet.required, !isOpen { traits.insert(.missingParameter) }
    if sheet.hasMoreChoices { traits.insert(.wrongChoice) }
    for index in 0..<sheet.choices.scalarCount where sheet.choices[index] != 0 {
      let count = (presence & sheet.choices[index]).nonzeroBitCount
      if count > 1 || count == 0 && !isOpen { traits.insert(.wrongChoice) }
    }
    // What is there and does not say `true` is noted with its value.
    if sheet.confirmation >= 0, sheet.confirmation < 64, isMethodKnown, !isOpen,
      presence & (1 << UInt64(sheet.confirmation)) == 0
    {
      traits.insert(.unconfirmed)
    }
  }

  // MARK: One parameter

  private func row(
    of parameter: RequestTree.Parameter, _ sheet: ParameterTable.Sheet, _ tree: RequestTree,
    _ text: MappedText
  ) -> Int? {
    if parameter.traits.contains(.escapeInName) { return decodedRow(of: parameter, sheet, tree, text) }
    return catalogue.parameters.row(
      of: sheet, text.bytes, root: parameter.root, keys: parameter.keys, in: tree.keys)
  }

  /// The same for a name with triplets that are no brackets.
  private func decodedRow(
    of parameter: RequestTree.Parameter, _ sheet: ParameterTable.Sheet, _ tree: RequestTree,
    _ text: MappedText
  ) -> Int? {
    var decoded = tree.decoded(parameter.root, in: text, isValue: false)
    let root = ByteRange(0, decoded.count)
    var keys: [RequestTree.Key] = []
    for key in tree.keys(of: parameter) {
      let start = decoded.count
      decoded += tree.decoded(key.text, in: text, isValue: false)
      let range = ByteRange(start, decoded.count)
      keys.append(RequestTree.Key(open: ByteRange(at: start), text: range, close: nil))
    }
    return catalogue.parameters.row(of: sheet, decoded, root: root, keys: keys.indices, in: keys)
  }

  /// Whether the name is that of a list whose type is asked for: `type[]=google&google[]=…`.
  private mutating func isTypedList(
    _ parameter: RequestTree.Parameter, _ sheet: ParameterTable.Sheet, _ tree: RequestTree, _ text: MappedText
  ) -> Bool {
    guard sheet.hasTypedLists else { return false }
    let keys = tree.keys(of: parameter)
    guard keys.count == 1, keys.allSatisfy({ ParameterTable.isNumber(text.bytes, $0.text) }) else {
      return false
    }
    let known = types ?? typeValues(tree, text)
    types = known
    // A hole may be any type.
    return known.contains([]) || known.contains(tree.decoded(parameter.root, in: text, isValue: false))
  }

  /// The values of `type[]`; a hole is empty.
  private func typeValues(_ tree: RequestTree, _ text: MappedText) -> Set<[UInt8]> {
    var result: Set<[UInt8]> = []
    for parameter in tree.parameters {
      guard let value = parameter.value, text.bytes[parameter.root].elementsEqual("type".utf8) else {
        continue
      }
      result.insert(
        parameter.traits.contains(.holeInValue) ? [] : tree.decoded(value, in: text, isValue: true))
    }
    return result
  }

  private mutating func note(
    _ parameter: RequestTree.Parameter, _ number: Int, _ sheet: ParameterTable.Sheet, _ tree: RequestTree,
    _ text: MappedText
  ) {
    let row = catalogue.parameters.rows[sheet.rows.lowerBound + number]
    if number < 64 {
      let bit: UInt64 = 1 << UInt64(number)
      if presence & bit != 0, !row.isList { traits.insert(.repeatedParameter) }
      presence |= bit
    }
    if row.use == .columns {
      noteColumn(parameter, sheet, tree, text)
      return
    }
    if parameter.traits.contains(.holeInValue) { return }
    guard let value = parameter.value, parameter.traits.isDisjoint(with: .escapeInValue) else {
      traits.insert(row.use == .sortProperty ? .sorting : .value)
      if row.isConfirmation { traits.insert(.unconfirmed) }
      return
    }
    if row.use == .sortProperty {
      if !isSortProperty(value, row, sheet, text.bytes) { traits.insert(.sorting) }
    } else if !isPlain(value, row, text.bytes) {
      traits.insert(.value)
      if row.isConfirmation { traits.insert(.unconfirmed) }
    } else if row.isConfirmation, text.bytes[value].first != UInt8(ascii: "t") {
      traits.insert(.unconfirmed)
    }
  }

  /// Whether a value is listed, or the default where there is no list.
  private func isSortProperty(
    _ value: ByteRange, _ row: ParameterTable.Row, _ sheet: ParameterTable.Sheet, _ bytes: [UInt8]
  ) -> Bool {
    guard sheet.sortProperties.isEmpty else {
      return catalogue.parameters.names.index(of: bytes, value, among: sheet.sortProperties) != nil
    }
    return row.usual >= 0
      && catalogue.parameters.names.index(of: bytes, value, among: row.usual..<(row.usual + 1)) != nil
  }

  /// Whether a value is right at first sight.
  private func isPlain(_ value: ByteRange, _ row: ParameterTable.Row, _ bytes: [UInt8]) -> Bool {
    if !row.allowed.isEmpty {
      return catalogue.parameters.names.index(of: bytes, value, among: row.allowed) != nil
    }
    switch row.type {
    case .string, .textList, .joinedText: return true
    case .integer, .number, .integerList:
      guard !value.isEmpty, value.count < 16 else { return false }
      var number = 0
      for offset in value.start..<max(value.start, min(value.end, bytes.count)) {
        let digit = bytes[offset] &- UInt8(ascii: "0")
        if digit > 9 { return false }
        number = number &* 10 &+ Int(digit)
      }
      return number >= row.minimum && number <= row.maximum
    case .boolean:
      let text = bytes[value]
      return text.elementsEqual("true".utf8) || text.elementsEqual("false".utf8)
    case .date, .dateTime: return false
    }
  }

  private mutating func noteColumn(
    _ parameter: RequestTree.Parameter, _ sheet: ParameterTable.Sheet, _ tree: RequestTree, _ text: MappedText
  ) {
    let first = parameter.keys.lowerBound
    let key = !parameter.keys.isEmpty && first < tree.keys.count ? tree.keys[first].text : nil
    guard let value = parameter.value, !value.isEmpty,
      parameter.traits.isDisjoint(with: [.holeInValue, .escapeInValue])
    else {
      if !parameter.traits.contains(.holeInValue) { traits.insert(.columns) }
      columns.add(nil, key: key, text.bytes)
      return
    }
    let index: Int?
    if sheet.columns.isEmpty {
      // Any name may be right, and any may stand twice.
      traits.insert(.columns)
      index = nil
    } else {
      index = catalogue.parameters.names.index(of: text.bytes, value, among: sheet.columns)
      if index == nil { traits.insert(.columns) }
    }
    columns.add(index, key: key, text.bytes)
  }
}

/// How the columns of a request are written, for as long as it is simple.
private struct ColumnTally: Sendable {
  private var seen: UInt64 = 0
  private var numbers: UInt64 = 0
  private var plainCount = 0
  private var numberCount = 0
  private var isRepeated = false

  /// `column` is its number in the endpoint's list.
  mutating func add(_ column: Int?, key: ByteRange?, _ bytes: [UInt8]) {
    if let column {
      if column > 63 || seen & (1 << UInt64(column)) != 0 {
        isRepeated = true
      } else {
        seen |= 1 << UInt64(column)
      }
    }
    guard let key, !key.isEmpty else {
      plainCount += 1
      return
    }
    numberCount += 1
    var number = 0
    for byte in bytes[key] { number = min(number &* 10 &+ Int(byte &- UInt8(ascii: "0")), 64) }
    if number > 63 || numbers & (1 << UInt64(number)) != 0 {
      isRepeated = true
    } else {
      numbers |= 1 << UInt64(number)
    }
  }

  /// Whether there is a reason to look closer: forms are mixed, something stands twice, numbers have gaps.
  var isUneven: Bool {
    if isRepeated || plainCount > 0 && numberCount > 0 { return true }
    guard numberCount > 0 else { return false }
    let start = numbers.trailingZeroBitCount
    let run = numbers >> UInt64(start)
    return start > 1 || run & (run &+ 1) != 0
  }
}
