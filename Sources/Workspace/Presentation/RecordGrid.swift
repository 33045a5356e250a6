import Evaluation
import SourceText

/// Records as a table for a person: a heading, a line a record, columns two blanks apart.
///
/// The columns take what the first records need, and no more together than the terminal has: then the widest ones
/// give way first, and columns that find no room at the right are left out.
package struct RecordGrid: Sendable {
  private struct Column: Sendable {
    /// An index into the values of a record.
    let field: Int
    let name: String
    /// Numbers stand at the right.
    let isNumber: Bool
    var width: Int
  }

  /// The narrowest that a column is made for the sake of others.
  private static let narrowest = 8
  private static let gap = 2
  /// Where nothing limits the width: long texts are cut there all the same, or nobody finds the next column.
  private static let widest = 60

  private var columns: [Column] = []
  private let style: Style
  /// The names of the fields that found no room.
  package private(set) var leftOut: [String] = []
  /// Whether values of the sample may be shown in part only.
  package private(set) var hasCuts = false

  /// - Parameters:
  ///   - fields: which of the layout's fields are shown, in this order.
  ///   - sample: the records that the widths are taken from.
  ///   - width: the terminal's columns; nil: each column as wide as it needs, up to a limit.
  package init(
    _ layout: RecordLayout, fields: [Int], sample: some Sequence<Record>, width: Int?, style: Style = .plain
  ) {
    self.style = style
    for field in fields where layout.fields.indices.contains(field) {
      let name = VisibleText.of(layout.fields[field].name)
      columns.append(
        Column(
          field: field, name: name, isNumber: layout.fields[field].type == .number,
          width: DisplayWidth.columns(of: name)))
    }
    for record in sample {
      for index in columns.indices {
        let cell = Self.cell(record, columns[index].field)
        columns[index].width = max(columns[index].width, DisplayWidth.columns(of: cell))
      }
    }
    if let width {
      fit(into: max(1, width))
    } else {
      for index in columns.indices {
        hasCuts = hasCuts || columns[index].width > Self.widest
        columns[index].width = min(columns[index].width, Self.widest)
      }
    }
  }

  /// Takes columns off the right until the rest can fit at its narrowest, then lets the widest ones give way. Numbers
  /// are not cut, because half an id is none; only where there is nothing else to cut.
  private mutating func fit(into width: Int) {
    func total(_ widths: [Int]) -> Int { widths.reduce(0, +) + Self.gap * max(0, widths.count - 1) }
    func least(_ column: Column) -> Int {
      column.isNumber ? column.width : min(column.width, Self.narrowest)
    }
    while columns.count > 1, total(columns.map(least)) > width {
      leftOut.insert(columns.removeLast().name, at: 0)
    }
    let keepsNumbers = columns.count > 1
    func capped(_ cap: Int) -> [Int] {
      columns.map { keepsNumbers && $0.isNumber ? $0.width : min($0.width, cap) }
    }
    // The largest width that no column may pass so that all fit.
    let widest = columns.map(\.width).max() ?? 1
    let widths = capped((2..<max(2, widest + 1)).partitioningIndex { total(capped($0)) > width } - 1)
    var spare = width - total(widths)
    for index in columns.indices {
      guard columns[index].width > widths[index] else { continue }
      let extra = spare > 0 ? 1 : 0
      spare -= extra
      hasCuts = hasCuts || columns[index].width > widths[index] + extra
      columns[index].width = widths[index] + extra
    }
  }

  /// The line of names; empty where there are no columns.
  package var heading: String {
    if columns.isEmpty { return "" }
    return style.paint(line { $0.name }, .bold) + "\n"
  }

  /// The line of a record.
  package func line(of record: Record) -> String {
    if columns.isEmpty { return "" }
    return line(isNull: { Self.isNull(record, $0.field) }, { Self.cell(record, $0.field) }) + "\n"
  }

  private func line(isNull: (Column) -> Bool = { _ in false }, _ text: (Column) -> String) -> String {
    var line = ""
    for (index, column) in columns.enumerated() {
      let cell = Self.cut(text(column), to: column.width)
      let blanks = String(
        repeating: " ", count: max(0, column.width - DisplayWidth.columns(of: cell)))
      if column.isNumber { line += blanks }
      line += isNull(column) ? style.paint(cell, .dim) : cell
      if index + 1 < columns.count {
        if !column.isNumber { line += blanks }
        line += String(repeating: " ", count: Self.gap)
      }
    }
    return line
  }

  /// A value for a person: what a terminal would obey is visible, and null is told from a text.
  private static func cell(_ record: Record, _ field: Int) -> String {
    guard record.values.indices.contains(field) else { return "" }
    switch record.values[field] {
    case .null: return "null"
    case .boolean(let value): return value ? "true" : "false"
    case .number(let value): return String(decoding: value.text, as: UTF8.self)
    case .text(let bytes), .masked(let bytes):
      return VisibleText.of(String(decoding: bytes.prefix(mostBytes), as: UTF8.self))
    }
  }

  private static func isNull(_ record: Record, _ field: Int) -> Bool {
    record.values.indices.contains(field) && record.values[field] == .null
  }

  /// More of a value is never shown.
  private static let mostBytes = 1000

  /// The text, or its beginning and `…`.
  private static func cut(_ text: String, to width: Int) -> String {
    if text.utf8.count <= width { return text }
    if DisplayWidth.columns(of: text) <= width { return text }
    var result = ""
    var columns = 0
    for character in text {
      let size = DisplayWidth.columns(of: character, at: columns)
      if columns + size > width - 1 { break }
      columns += size
      result.append(character)
    }
    return result + "…"
  }
}
