import CriteriaSemantics
import CriteriaSyntax
import Evaluation
import Fixtures
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
  private static let piece = 1 << 16

  private let format: AnswerFormat
  private let layout: RecordLayout
  private let fields: [Int]
  private let head: AnswerHead
  private var writer: RecordWriter
  private var grid: RecordGrid?
  private var isEmpty = true

  init(format: AnswerFormat, layout: RecordLayout, fields: [Int], head: AnswerHead) {
    self.format = format
    self.layout = layout
    self.fields = fields
    self.head = head
    writer = RecordWriter(layout, projection: fields)
  }

  /// The fields that a table had no room for.
  var leftOut: [String] { grid?.leftOut ?? [] }

  /// What is said of them.
  static func note(leftOut: [String]) -> String {
    let names = leftOut.map { "`\($0)`" }.joined(separator: ", ")
    return "note: no room for \(names); choose with `--columns`, or write `--json`"
  }

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
      // Of no records nobody knows the fields.
      if !fields.isEmpty { writer.writeHeader() }
      Console.output.write(writer.take())
    case .json: Console.output.write(opening)
    }
  }

  /// What stands before the records.
  private var opening: String {
    switch head.api {
    case .v2: return "{\n  \"status\": \"SUCCESS\",\n  \"list\": ["
    case .v3:
      var json = JSONWriter()
      json.string("/api/v3/datastores/\(head.name)/records")
      var text = "{\n  \"url\": \(String(decoding: json.bytes, as: UTF8.self)),\n"
      text += "  \"type\": \"datastore_record\",\n"
      if let token = head.syncToken { text += "  \"sync_token\": \"\(token)\",\n" }
      return text + "  \"list\": ["
    }
  }

  mutating func add(_ records: [Record]) {
    for record in records {
      switch format {
      case .count: return
      case .table: if let line = grid?.line(of: record) { Console.output.write(line) }
      case .csv: writer.writeRow(record)
      case .ndjson: writer.writeLine(record)
      case .json:
        Console.output.write(isEmpty ? "\n    " : ",\n    ")
        writer.writeObject(record)
        Console.output.write(writer.take())
      }
      isEmpty = false
      if writer.bytes.count > Self.piece { Console.output.write(writer.take()) }
    }
    Console.output.write(writer.take())
  }

  mutating func end(nextToken: String?) {
    guard format == .json else { return }
    Console.output.write(isEmpty ? "]" : "\n  ]")
    if let nextToken { Console.output.write(",\n  \"next_token\": \"\(nextToken)\"") }
    Console.output.write("\n}\n")
  }
}
