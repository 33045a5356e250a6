import Fixtures
import SourceText

/// The names of fields in saved records: the keys of JSON, the first line of CSV.
struct FixtureSymbols {
  private let bytes: [UInt8]
  private let datastore: String
  private var places: [SymbolPlace] = []

  /// All places of the names in `names`, of every name where that is nil, in the order of the file.
  static func places(
    in bytes: [UInt8], format: FixtureFormat, datastore: String, names: [[UInt8]]? = nil
  ) -> [SymbolPlace] {
    var reader = FixtureSymbols(bytes: bytes, datastore: datastore)
    switch format {
    case .csv: reader.readHeader(names)
    case .json, .ndjson:
      var keys = RecordKeys(bytes, isOnePerLine: format == .ndjson)
      while let key = keys.next() { reader.add(key, names) }
    }
    return reader.places
  }

  /// What stands at `offset`; looks no further than that, because a file may hold very many records.
  static func place(
    at offset: Int, in bytes: [UInt8], format: FixtureFormat, datastore: String
  ) -> SymbolPlace? {
    var reader = FixtureSymbols(bytes: bytes, datastore: datastore)
    if format == .csv {
      reader.readHeader(nil)
      return reader.places.first { $0.touches(offset) }
    }
    var keys = RecordKeys(bytes, isOnePerLine: format == .ndjson)
    while let key = keys.next(), key.range.start <= offset {
      if offset <= key.range.end { reader.add(key, nil) }
    }
    return reader.places.first
  }

  private init(bytes: [UInt8], datastore: String) {
    self.bytes = bytes
    self.datastore = datastore
  }

  private mutating func add(_ key: RecordKeys.Key, _ names: [[UInt8]]?) {
    // A key with escapes is none that a field can have.
    guard !bytes[key.range].contains(UInt8(ascii: "\\")) else { return }
    add(key.range, container: key.record, names)
  }

  private mutating func add(_ range: ByteRange, container: ByteRange, _ names: [[UInt8]]?) {
    let name = bytes[range]
    if range.isEmpty { return }
    if let names, !names.contains(where: { name.elementsEqual($0) }) { return }
    places.append(
      SymbolPlace(
        .field, String(decoding: name, as: UTF8.self), owners: [datastore], range: range,
        container: container,
        role: .write))
  }

  // MARK: CSV

  private mutating func readHeader(_ names: [[UInt8]]?) {
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let header = ByteRange(start, headerEnd(from: start))
    let separator = separator(of: header)
    while start <= header.end {
      var end = start
      var isQuoted = false
      while end < header.end, isQuoted || bytes[end] != separator {
        if bytes[end] == UInt8(ascii: "\"") { isQuoted.toggle() }
        end += 1
      }
      add(name(of: ByteRange(start, end)), container: header, names)
      start = end + 1
    }
  }

  private func headerEnd(from start: Int) -> Int {
    var isQuoted = false
    var end = start
    while end < bytes.count, isQuoted || bytes[end] != 0x0A && bytes[end] != 0x0D {
      if bytes[end] == UInt8(ascii: "\"") { isQuoted.toggle() }
      end += 1
    }
    return end
  }

  /// A comma, or where the first line has none outside of quotes, `;` or a tab.
  private func separator(of header: ByteRange) -> UInt8 {
    var isQuoted = false
    var other: UInt8?
    for byte in bytes[header] {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == UInt8(ascii: ",") { return byte }
      if byte == UInt8(ascii: ";") || byte == UInt8(ascii: "\t") { other = other ?? byte }
    }
    return other ?? UInt8(ascii: ",")
  }

  private func name(of cell: ByteRange) -> ByteRange {
    var (start, end) = (cell.start, cell.end)
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    if end - start >= 2, bytes[start] == UInt8(ascii: "\""), bytes[end - 1] == UInt8(ascii: "\"") {
      return ByteRange(start + 1, end - 1)
    }
    return ByteRange(start, end)
  }
}
