import CriteriaSemantics
import CriteriaSyntax
import Evaluation
import JSONSyntax
import SourceText
import Workspace

/// What the API's answer says beside the records (v3, "List records").
struct AnswerHead {
  let name: String
  let api: APIVersion
  /// When the records changed last, in milliseconds since 1970; nil where nobody knows.
  let changed: Int?

  /// Of the form that the reference shows: base64 of `10|<milliseconds>|` [decision C15].
  var syncToken: String? { changed.map { PageToken.text(milliseconds: $0) } }
}

/// Writes an answer to standard output, piece by piece: no more than one piece is ever held.
struct AnswerWriter {
  private let format: AnswerFormat
  private let layout: RecordLayout
  private let fields: [Int]
  private let head: AnswerHead
  private var grid: RecordGrid?
  private var isEmpty = true
  /// The names before their values, with quotes and colon.
  private let keys: [[UInt8]]

  init(format: AnswerFormat, layout: RecordLayout, fields: [Int], head: AnswerHead) {
    self.format = format
    self.layout = layout
    self.fields = fields
    self.head = head
    keys = fields.map { field in
      var writer = JSONWriter()
      writer.string(layout.fields[field].name)
      return writer.bytes + [UInt8(ascii: ":")]
    }
  }

  /// The fields that a table had no room for.
  var leftOut: [String] { grid?.leftOut ?? [] }

  /// `sample` is the first piece: a table takes its widths from it.
  mutating func begin(sample: [Record]) {
    switch format {
    case .count, .ndjson: break
    case .table:
      let grid = RecordGrid(
        layout, fields: fields, sample: sample, width: Platform.columns(of: Platform.standardOutput),
        style: Console.outputStyle)
      if !sample.isEmpty { Console.output.write(grid.heading) }
      self.grid = grid
    case .csv:
      let names = fields.map { CSVText.cell(Array(layout.fields[$0].name.utf8)) }
      Console.output.write(Array(names.joined(separator: [UInt8(ascii: ",")])) + [UInt8(ascii: "\n")])
    case .json:
      var writer = JSONWriter()
      switch head.api {
      case .v3:
        writer.string("/api/v3/datastores/\(head.name)/records")
        Console.output.write("{\n  \"url\": \(String(decoding: writer.bytes, as: UTF8.self)),\n")
        Console.output.write("  \"type\": \"datastore_record\",\n")
        if let token = head.syncToken { Console.output.write("  \"sync_token\": \"\(token)\",\n") }
      case .v2: Console.output.write("{\n  \"status\": \"SUCCESS\",\n")
      }
      Console.output.write("  \"list\": [")
    }
  }

  mutating func add(_ records: [Record]) {
    var bytes: [UInt8] = []
    for record in records {
      switch format {
      case .count: return
      case .table: bytes += (grid?.line(of: record) ?? "").utf8
      case .csv: appendCSV(record, to: &bytes)
      case .ndjson:
        appendObject(record, blank: false, to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
      case .json:
        bytes += (isEmpty ? "\n    " : ",\n    ").utf8
        appendObject(record, blank: true, to: &bytes)
      }
      isEmpty = false
      if bytes.count > 1 << 16 {
        Console.output.write(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    Console.output.write(bytes)
  }

  mutating func end(nextToken: String?) {
    guard format == .json else { return }
    Console.output.write(isEmpty ? "]" : "\n  ]")
    if let nextToken { Console.output.write(",\n  \"next_token\": \"\(nextToken)\"") }
    Console.output.write("\n}\n")
  }

  private func appendCSV(_ record: Record, to bytes: inout [UInt8]) {
    for (place, field) in fields.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      switch record.values.indices.contains(field) ? record.values[field] : .null {
      case .null: break
      case .boolean(let value): bytes += (value ? "true" : "false").utf8
      case .number(let value): bytes += value.text
      case .text(let text), .masked(let text): bytes += CSVText.cell(text)
      }
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// As the API writes records: numbers are strings, booleans are not.
  private func appendObject(_ record: Record, blank: Bool, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    for (place, field) in fields.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      if blank, place > 0 { bytes.append(UInt8(ascii: " ")) }
      bytes += keys[place]
      if blank { bytes.append(UInt8(ascii: " ")) }
      switch record.values.indices.contains(field) ? record.values[field] : .null {
      case .null: bytes += "null".utf8
      case .boolean(let value): bytes += (value ? "true" : "false").utf8
      case .number(let value):
        bytes.append(UInt8(ascii: "\""))
        bytes += value.text
        bytes.append(UInt8(ascii: "\""))
      case .text(let text), .masked(let text):
        var writer = JSONWriter()
        writer.string(text)
        bytes += writer.bytes
      }
    }
    bytes.append(UInt8(ascii: "}"))
  }
}

/// Cells of CSV (RFC 4180).
enum CSVText {
  /// The text, in quotes where it needs them; the empty text always, so that it is told from null.
  static func cell(_ text: [UInt8]) -> [UInt8] {
    let needsQuotes =
      text.isEmpty
      || text.contains {
        $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
          || $0 == UInt8(ascii: "\r")
      } || text.first == 0x20 || text.last == 0x20
    guard needsQuotes else { return text }
    var cell: [UInt8] = [UInt8(ascii: "\"")]
    for byte in text {
      if byte == UInt8(ascii: "\"") { cell.append(byte) }
      cell.append(byte)
    }
    cell.append(UInt8(ascii: "\""))
    return cell
  }
}
