import SourceText

/// Walks a JSON file of records without building a tree of it: an array of records; an answer that holds one under
/// `list` (v3, "List records"; Deluge's `getRecords`) or `data`; an answer with one record under `data` (v3, "Get a
/// record"); or one record alone.
struct JSONFixture {
  private var rows = JSONRowReader(unit: "file")
  private(set) var faults: [RowFault] = []
  /// Where each record begins, for the records that had no fault.
  private(set) var starts: [Int] = []
  /// Stop after so many records; what follows is not looked at.
  var limit = Int.max

  /// Reads all records. A file whose grammar is broken is read up to there.
  mutating func read(_ bytes: [UInt8], from start: Int, into consumer: inout some RowConsumer) {
    rows.start(at: start, end: bytes.count)
    rows.skipBlanks(bytes)
    let root = rows.position
    let isWhole: Bool
    switch rows.next(bytes) {
    case nil:
      rows.report("the file is empty; expected records: an array, or an answer with `list`", at: root)
      isWhole = false
    case UInt8(ascii: "["): isWhole = readList(bytes, &consumer)
    case UInt8(ascii: "{"): isWhole = readAnswer(bytes, &consumer)
    default:
      rows.report(
        "expected records: an array, or an answer with `list`; found \(rows.found(bytes))", at: root)
      isWhole = false
    }
    if isWhole, starts.count < limit { readEnd(bytes, root: root) }
    takeFaults()
  }

  private mutating func readEnd(_ bytes: [UInt8], root: Int) {
    rows.skipBlanks(bytes)
    guard let next = rows.next(bytes) else { return }
    if next == UInt8(ascii: "{"), bytes[root] == UInt8(ascii: "{") {
      rows.report(
        "a second record begins here: one record a line belongs in a `.ndjson` file", at: rows.position)
    } else {
      rows.report("expected the end of the file, found \(rows.found(bytes))", at: rows.position)
    }
  }

  private mutating func takeFaults() {
    faults += rows.faults
    rows.clearFaults()
  }

  private mutating func readList(_ bytes: [UInt8], _ consumer: inout some RowConsumer) -> Bool {
    _ = rows.advance(over: UInt8(ascii: "["), bytes)
    rows.skipBlanks(bytes)
    if rows.advance(over: UInt8(ascii: "]"), bytes) { return true }
    while starts.count < limit {
      guard readRecord(bytes, &consumer) else { return false }
      rows.skipBlanks(bytes)
      if rows.advance(over: UInt8(ascii: "]"), bytes) { return true }
      let comma = rows.position
      guard rows.advance(over: UInt8(ascii: ","), bytes) else {
        if comma >= bytes.count {
          rows.report(
            "the file ends before the array of records is closed by `]`; was it saved whole?", at: comma)
        } else {
          rows.report("expected `,` or `]` after a record, found \(rows.found(bytes))", at: comma)
        }
        return false
      }
      rows.skipBlanks(bytes)
      if rows.next(bytes) == UInt8(ascii: "]") {
        rows.report("expected another record after this `,`; remove the comma", at: comma)
        return false
      }
      if rows.position >= bytes.count {
        rows.report(
          "the file ends in the middle of the array of records; was it saved whole?", at: bytes.count)
        return false
      }
    }
    return true
  }

  private mutating func readRecord(_ bytes: [UInt8], _ consumer: inout some RowConsumer) -> Bool {
    guard rows.next(bytes) == UInt8(ascii: "{") else {
      rows.report("expected a record `{…}`, found \(rows.found(bytes))", at: rows.position)
      return rows.skipValue(bytes)
    }
    takeFaults()
    let start = rows.position
    let isWhole = rows.readRow(bytes, into: &consumer)
    if rows.faults.isEmpty { starts.append(start) }
    takeFaults()
    return isWhole
  }

  /// An answer: its `list`, else its `data`; without them the object is a record.
  private mutating func readAnswer(_ bytes: [UInt8], _ consumer: inout some RowConsumer) -> Bool {
    let root = rows.position
    var hasList = false
    var data: Int?
    var strings: [String: String] = [:]
    _ = rows.advance(over: UInt8(ascii: "{"), bytes)
    rows.skipBlanks(bytes)
    while !rows.advance(over: UInt8(ascii: "}"), bytes) {
      let place = rows.position
      guard rows.next(bytes) == UInt8(ascii: "\"") else {
        return rows.breaks(bytes, expected: "a key in double quotes")
      }
      guard let key = rows.readString(bytes) else { return false }
      let name = String(decoding: rows.text(of: key, bytes).prefix(64), as: UTF8.self)
      rows.skipBlanks(bytes)
      guard rows.advance(over: UInt8(ascii: ":"), bytes) else {
        return rows.breaks(bytes, expected: "`:` after the key")
      }
      rows.skipBlanks(bytes)
      let value = rows.position
      if name == "list", rows.next(bytes) == UInt8(ascii: "[") {
        if hasList { rows.report("the answer has a second `list`; keep one", at: place) }
        hasList = true
        guard readList(bytes, &consumer) else { return false }
        if starts.count >= limit { return true }
      } else if rows.next(bytes) == UInt8(ascii: "\"") {
        guard let text = rows.readString(bytes) else { return false }
        if strings.count < 16 {
          strings[name] = String(decoding: rows.text(of: text, bytes).prefix(200), as: UTF8.self)
        }
      } else {
        guard rows.skipValue(bytes) else { return false }
        if name == "data", bytes[value] == UInt8(ascii: "{") || bytes[value] == UInt8(ascii: "[") {
          data = value
        }
      }
      rows.skipBlanks(bytes)
      if rows.advance(over: UInt8(ascii: ","), bytes) {
        rows.skipBlanks(bytes)
        continue
      }
      guard rows.next(bytes) == UInt8(ascii: "}") else { return rows.breaks(bytes, expected: "`,` or `}`") }
    }
    let end = rows.position
    if hasList { return true }
    return readWithoutList(bytes, root: root, data: data, end: end, strings, &consumer)
  }

  private mutating func readWithoutList(
    _ bytes: [UInt8], root: Int, data: Int?, end: Int, _ strings: [String: String],
    _ consumer: inout some RowConsumer
  ) -> Bool {
    takeFaults()
    if let data {
      rows.start(at: data, end: bytes.count)
      guard bytes[data] == UInt8(ascii: "[") ? readList(bytes, &consumer) : readRecord(bytes, &consumer)
      else {
        return false
      }
      takeFaults()
    } else if let code = strings["code"], let message = strings["message"] {
      rows.report("this is a refusal of the API (`\(code)`: \(message)), it holds no records", at: root)
    } else if strings["status"] != nil {
      rows.report("this answer holds no `list` of records", at: root)
    } else {
      rows.start(at: root, end: bytes.count)
      guard readRecord(bytes, &consumer) else { return false }
      takeFaults()
    }
    let faults = rows.faults
    rows.start(at: end, end: bytes.count)
    for fault in faults { rows.report(fault.message, at: fault.offset) }
    return true
  }
}
