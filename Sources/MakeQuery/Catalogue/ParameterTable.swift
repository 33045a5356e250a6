import SourceText

/// The parameters of all endpoints in a form that a request is held against without a `String`.
struct ParameterTable: Sendable {
  /// One parameter of an endpoint.
  struct Row: Sendable {
    enum Use: Sendable {
      case other
      case columns
      case sortProperty
    }

    /// The name up to its bracket.
    let root: Int32
    /// What stands in its brackets; -1 where it has none.
    let key: Int32
    let isList: Bool
    let use: Use
    let type: ParameterType
    let allowed: Range<Int32>
    /// Its default; -1 where none is known.
    let usual: Int32
    let minimum: Int
    let maximum: Int
    let isConfirmation: Bool
  }

  /// One endpoint.
  struct Sheet: Sendable {
    let rows: Range<Int>
    /// The rows that have to be there, by their number.
    let required: UInt64
    /// Of each exactly one has to be there; those that are not needed are empty.
    let choices: SIMD4<UInt64>
    /// Whether there are more choices than these.
    let hasMoreChoices: Bool
    let columns: Range<Int32>
    let sortProperties: Range<Int32>
    let isComplete: Bool
    /// Whether it takes lists named after values of `type[]`.
    let hasTypedLists: Bool
    /// The row that confirms a deletion; -1 where there is none.
    let confirmation: Int
  }

  private(set) var names = NameTable()
  private(set) var rows: [Row] = []
  private(set) var sheets: [Sheet] = []

  init(_ endpoints: [Endpoint]) {
    sheets.reserveCapacity(endpoints.count)
    rows.reserveCapacity(endpoints.count * 4)
    for endpoint in endpoints { add(endpoint) }
  }

  private mutating func add(_ endpoint: Endpoint) {
    let first = rows.count
    let listed = endpoint.parameters
    let unlisted = endpoint.pagingMembers.filter { member in !listed.contains { $0.name == member.name } }
    let all = unlisted.isEmpty ? listed : listed + unlisted
    var required: UInt64 = 0
    var confirmation = -1
    for (number, parameter) in all.enumerated() {
      rows.append(row(of: parameter))
      if parameter.isRequired, number < 64 { required |= 1 << UInt64(number) }
      if parameter.name == "confirmed", endpoint.method == "DELETE" { confirmation = number }
    }
    var choices = SIMD4<UInt64>()
    for (index, group) in endpoint.exactlyOneOf.prefix(choices.scalarCount).enumerated() {
      for name in group {
        if let number = all.firstIndex(where: { $0.name == name }), number < 64 {
          choices[index] |= 1 << UInt64(number)
        }
      }
    }
    sheets.append(
      Sheet(
        rows: first..<rows.count, required: required, choices: choices,
        hasMoreChoices: endpoint.exactlyOneOf.count > choices.scalarCount,
        columns: names.add(endpoint.columns),
        sortProperties: names.add(endpoint.sortProperties), isComplete: endpoint.hasKnownParameters,
        hasTypedLists: all.contains { $0.name.utf8.first == UInt8(ascii: "<") }, confirmation: confirmation))
  }

  private mutating func row(of parameter: EndpointParameter) -> Row {
    let isList = parameter.type.isList
    let name = parameter.name.utf8
    let root = isList ? parameter.root.utf8[...] : name.prefix { $0 != UInt8(ascii: "[") }
    let key = name.dropFirst(root.count)
    let place = Int32(names.count)
    names.add(root)
    let isKeyed = !isList && !key.isEmpty
    if isKeyed { names.add(key.dropFirst().dropLast()) }
    let usual = parameter.defaultValue.map { value in
      defer { names.add(value.utf8) }
      return Int32(names.count)
    }
    let isPaging = root.elementsEqual("pg".utf8)
    let least = isPaging ? (key.elementsEqual("[limit]".utf8) ? 1 : 0) : Int.min
    return Row(
      root: place, key: isKeyed ? place + 1 : -1, isList: isList,
      use: isList && root.elementsEqual("cols".utf8)
        ? .columns : parameter.name == "pg[sortBy]" ? .sortProperty : .other,
      type: parameter.type, allowed: names.add(parameter.allowed), usual: usual ?? -1,
      minimum: parameter.minimum ?? least,
      maximum: parameter.maximum ?? Int.max, isConfirmation: parameter.name == "confirmed")
  }
}

extension ParameterTable {
  /// The number of the row that a name stands for: its root, and its keys; nil where there is none.
  func row(
    of sheet: Sheet, _ text: [UInt8], root: ByteRange, keys: Range<Int>, in all: [RequestTree.Key]
  ) -> Int? {
    let key = keys.count == 1 && keys.lowerBound < all.count ? all[keys.lowerBound].text : nil
    let head = NameTable.head(text, root)
    for index in sheet.rows where names.equals(Int(rows[index].root), text, root, head: head) {
      let row = rows[index]
      let isMeant: Bool
      if row.isList {
        isMeant = keys.isEmpty || key.map { Self.isNumber(text, $0) } ?? false
      } else if row.key < 0 {
        isMeant = keys.isEmpty
      } else {
        isMeant = key.map { names.equals(Int(row.key), text, $0) } ?? false
      }
      if isMeant { return index - sheet.rows.lowerBound }
    }
    return nil
  }

  /// Whether only digits stand there, possibly none.
  static func isNumber(_ text: [UInt8], _ range: ByteRange) -> Bool {
    var offset = max(range.start, 0)
    let end = min(range.end, text.count)
    while offset < end {
      if text[offset] &- UInt8(ascii: "0") > 9 { return false }
      offset &+= 1
    }
    return true
  }
}

extension NameTable {
  fileprivate func equals(_ index: Int, _ text: [UInt8], _ range: ByteRange) -> Bool {
    equals(index, text, range, head: Self.head(text, range))
  }
}
