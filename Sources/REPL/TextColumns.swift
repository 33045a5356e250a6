import SourceText
import Workspace

/// Short texts in columns, for lists of commands, datastores and fields.
package enum TextColumns {
  /// A line a row, columns two blanks apart, blanks at the ends of lines left out. Where a line is wider than `width`,
  /// its last column goes on below, under itself.
  package static func lines(
    _ rows: [[String]], width: Int?, colors: [Style.Color?] = [], style: Style = .plain
  )
    -> [String]
  {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? DisplayWidth.columns(of: $0[column]) : 0 }.max() ?? 0
    }
    var lines: [String] = []
    for row in rows {
      var line = ""
      var columns = 0
      for (index, text) in row.enumerated() {
        let color = index < colors.count ? colors[index] : nil
        func paint(_ text: String) -> String { color.map { style.paint(text, $0) } ?? text }
        if index < row.count - 1 {
          // A column that holds nothing takes no room.
          if widths[index] == 0 { continue }
          let size = DisplayWidth.columns(of: text)
          line += paint(text) + String(repeating: " ", count: widths[index] - size + 2)
          columns += widths[index] + 2
        } else {
          let room = width.map { max(16, $0 - columns) }
          let parts = LinePrinter.parts(of: text, width: room)
          lines.append(trimmed(line + paint(parts.first ?? "")))
          let indent = String(repeating: " ", count: columns)
          lines += parts.dropFirst().map { trimmed(indent + paint($0)) }
        }
      }
    }
    return lines
  }

  private static func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  /// `text` in at most `width` columns; what is cut ends in `…`.
  package static func cut(_ text: String, to width: Int) -> String {
    if DisplayWidth.columns(of: text) <= width { return text }
    guard width > 1 else { return width == 1 ? "…" : "" }
    var result = ""
    var column = 0
    for character in text {
      let size = DisplayWidth.columns(of: character, at: column)
      if column + size > width - 1 { break }
      result.append(character)
      column += size
    }
    return result + "…"
  }
}
