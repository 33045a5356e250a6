import SourceText
import Workspace

/// Writes a record with one field a line (`.mode line`): nothing is left out, and long values go on in the next line.
package enum LinePrinter {
  /// `width`: nil: lines are as long as they are.
  package static func print(
    _ titles: [String], _ row: [(text: String, isNull: Bool)], width: Int?, style: Style = .plain
  ) -> [String] {
    let titleWidth = titles.map { DisplayWidth.columns(of: $0) }.max() ?? 0
    var lines: [String] = []
    for (title, cell) in zip(titles, row) {
      let blanks = String(repeating: " ", count: titleWidth - DisplayWidth.columns(of: title))
      let lead = "\(blanks)\(style.paint(title, .bold)) = "
      let indent = String(repeating: " ", count: titleWidth + 3)
      let room = width.map { max(10, $0 - titleWidth - 3) }
      for (index, part) in parts(of: cell.text, width: room).enumerated() {
        lines.append((index == 0 ? lead : indent) + (cell.isNull ? style.paint(part, .dim) : part))
      }
    }
    return lines.map { line in
      var line = line[...]
      while line.last == " " { line.removeLast() }
      return String(line)
    }
  }

  /// `text` in pieces of at most `width` columns, broken after a blank where there is one.
  static func parts(of text: String, width: Int?) -> [String] {
    guard let width, DisplayWidth.columns(of: text) > width else { return [text] }
    var parts: [String] = []
    var current = ""
    var columns = 0
    for character in text {
      let size = DisplayWidth.columns(of: character, at: columns)
      if columns + size > width {
        if let blank = current.lastIndex(of: " "), character != " ",
          current.distance(from: blank, to: current.endIndex) < current.count / 2
        {
          let rest = String(current[current.index(after: blank)...])
          parts.append(String(current[..<blank]))
          current = rest
        } else {
          parts.append(current)
          current = ""
        }
        columns = DisplayWidth.columns(of: current)
        if current.isEmpty, character == " " { continue }
      }
      current.append(character)
      columns += size
    }
    if !current.isEmpty || parts.isEmpty { parts.append(current) }
    return parts
  }
}
