import Evaluation
import Fixtures
import SourceText
import Workspace

/// Writes records as `.mode` says, batch by batch.
struct RecordPrinter {
  private let mode: OutputMode
  private let layout: RecordLayout
  private let fields: [Int]
  private let columns: Int?
  private let style: Style
  private var writer: RecordWriter
  /// Made from the first batch.
  private var grid: RecordGrid?
  private var written = 0

  init(mode: OutputMode, layout: RecordLayout, fields: [Int], columns: Int?, style: Style) {
    self.mode = mode
    self.layout = layout
    self.fields = fields
    self.columns = columns
    self.style = style
    writer = RecordWriter(layout, projection: fields)
  }

  /// The next records; `isLast`: nothing follows.
  mutating func text(of records: [Record], isLast: Bool) -> String {
    defer { written += records.count }
    switch mode {
    case .table: return table(records)
    case .line: return lines(records)
    case .json: return json(records, isLast: isLast)
    case .ndjson: return ndjson(records)
    case .csv: return csv(records)
    case .markdown: return markdown(records)
    }
  }

  /// What a table left out or cut, and what to do about it.
  var omission: String? {
    guard mode == .table, let grid else { return nil }
    if !grid.leftOut.isEmpty {
      let names = grid.leftOut.prefix(6).joined(separator: ", ") + (grid.leftOut.count > 6 ? ", …" : "")
      let columns = grid.leftOut.count == 1 ? "1 column finds" : "\(grid.leftOut.count) columns find"
      return "\(columns) no room: \(names); `.columns` chooses, `.mode line` shows all"
    }
    return grid.hasCuts ? "long values are cut; `.mode line` shows them whole" : nil
  }

  private var names: [String] {
    fields.compactMap { layout.fields.indices.contains($0) ? layout.fields[$0].name : nil }
  }

  private func value(_ record: Record, _ field: Int) -> RecordValue {
    record.values.indices.contains(field) ? record.values[field] : .null
  }

  // MARK: For people

  private mutating func table(_ records: [Record]) -> String {
    var text = ""
    if grid == nil, !records.isEmpty {
      let grid = RecordGrid(layout, fields: fields, sample: records, width: columns, style: style)
      text += grid.heading
      self.grid = grid
    }
    guard let grid else { return "" }
    for record in records { text += grid.line(of: record) }
    return text
  }

  private func lines(_ records: [Record]) -> String {
    var text = ""
    for (index, record) in records.enumerated() {
      if written + index > 0 { text += "\n" }
      let row = fields.map { field -> (text: String, isNull: Bool) in
        let value = value(record, field)
        guard let plain = Self.plain(value) else { return ("null", true) }
        return (VisibleText.of(plain), false)
      }
      for line in LinePrinter.print(names.map { VisibleText.of($0) }, row, width: columns, style: style) {
        text += line + "\n"
      }
    }
    return text
  }

  /// Nil for null.
  private static func plain(_ value: RecordValue) -> String? {
    switch value {
    case .null: nil
    case .boolean(let value): value ? "true" : "false"
    case .number(let number): String(decoding: number.text, as: UTF8.self)
    case .text(let bytes), .masked(let bytes): String(decoding: bytes, as: UTF8.self)
    }
  }

  private func markdown(_ records: [Record]) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    func cell(_ text: String) -> String {
      text.replacing("\\", with: "\\\\").replacing("|", with: "\\|").replacing("\r\n", with: "<br>")
        .replacing("\n", with: "<br>")
    }
    var text = heading(names.map(cell)) { names in
      let rule = fields.map {
        layout.fields.indices.contains($0) && layout.fields[$0].type == .number ? "---:" : "---"
      }
      return line(names) + "\n" + line(rule)
    }
    for record in records { text += line(fields.map { cell(Self.plain(value(record, $0)) ?? "") }) + "\n" }
    return text
  }

  private func heading(_ names: [String], _ text: ([String]) -> String) -> String {
    written == 0 ? text(names) + "\n" : ""
  }

  // MARK: For programs

  private mutating func json(_ records: [Record], isLast: Bool) -> String {
    var text = written == 0 ? "[" : ""
    for (index, record) in records.enumerated() {
      writer.writeObject(record)
      text += (written + index == 0 ? "\n  " : ",\n  ") + taken()
    }
    if isLast { text += written + records.count == 0 ? "]\n" : "\n]\n" }
    return text
  }

  private mutating func ndjson(_ records: [Record]) -> String {
    for record in records { writer.writeLine(record) }
    return taken()
  }

  private mutating func csv(_ records: [Record]) -> String {
    if written == 0 { writer.writeHeader() }
    for record in records { writer.writeRow(record) }
    return taken()
  }

  private mutating func taken() -> String { String(decoding: writer.take(), as: UTF8.self) }
}
