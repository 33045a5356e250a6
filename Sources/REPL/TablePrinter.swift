import SourceText
import Workspace

/// Writes rows as a table that fits a width.
///
/// Where they do not fit, the widest columns give way first, numbers and ids never; where even that is not enough,
/// columns at the right are left out. Both are said.
package struct TablePrinter: Sendable {
  package struct Column: Sendable, Equatable {
    package let title: String
    /// Numbers: at the right, and never cut.
    package let isNumber: Bool

    package init(_ title: String, isNumber: Bool = false) {
      self.title = title
      self.isNumber = isNumber
    }
  }

  package struct Cell: Sendable, Equatable {
    package let text: String
    /// Whether it stands for a value that there is none of.
    package let isNull: Bool

    package init(_ text: String, isNull: Bool = false) {
      self.text = VisibleText.of(text)
      self.isNull = isNull
    }

    package static let null = Cell("null", isNull: true)
  }

  package struct Result: Sendable {
    package var lines: [String] = []
    /// The titles of columns that did not fit.
    package var omitted: [String] = []
    /// Whether values or titles were cut.
    package var isCut = false
  }

  private static let gap = "  "
  /// Text columns are cut to no less than this.
  private static let leastWidth = 8

  /// Lines of at most `width` columns; nil: as wide as they are.
  package static func print(
    _ columns: [Column], _ rows: [[Cell]], width: Int?, style: Style = .plain
  ) -> Result {
    var result = Result()
    let natural = columns.indices.map { index in
      let cells = rows.map { index < $0.count ? DisplayWidth.columns(of: $0[index].text) : 0 }
      return max(DisplayWidth.columns(of: VisibleText.of(columns[index].title)), cells.max() ?? 0)
    }
    let widths = fit(columns, natural, width)
    result.omitted = columns.dropFirst(widths.count).map(\.title)
    result.isCut = zip(widths, natural).contains { $0 < $1 }
    func line(_ cells: [(text: String, isNumber: Bool, color: Style.Color?)]) -> String {
      var line = ""
      for (index, cell) in cells.enumerated() where index < widths.count {
        if index > 0 { line += gap }
        let text = cut(cell.text, to: widths[index])
        let blanks = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.columns(of: text)))
        let painted = cell.color.map { style.paint(text, $0) } ?? text
        let isLast = index == widths.count - 1
        line += cell.isNumber ? blanks + painted : painted + (isLast ? "" : blanks)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
    result.lines.append(line(columns.map { (VisibleText.of($0.title), $0.isNumber, .bold) }))
    let rules = widths.map { style.paint(String(repeating: "─", count: $0), .dim) }
    result.lines.append(rules.joined(separator: gap))
    for row in rows {
      result.lines.append(
        line(
          columns.indices.map { index in
            let cell = index < row.count ? row[index] : .null
            return (cell.text, columns[index].isNumber, cell.isNull ? .dim : nil)
          }))
    }
    return result
  }

  /// The widths of the columns that are shown, the first ones.
  static func fit(_ columns: [Column], _ natural: [Int], _ width: Int?) -> [Int] {
    guard let width else { return natural }
    let least = columns.indices.map { columns[$0].isNumber ? natural[$0] : min(natural[$0], leastWidth) }
    var count = 0
    var used = 0
    while count < columns.count {
      let next = used + least[count] + (count > 0 ? gap.count : 0)
      if next > width, count > 0 { break }
      used = next
      count += 1
    }
    guard count > 0 else { return [] }
    if count == 1, natural[0] > width { return [max(1, width)] }
    let room = width - gap.count * (count - 1)
    // All text columns are at most as wide as the widest cap with which the line fits.
    var low = leastWidth
    var high = max(leastWidth, natural.prefix(count).max() ?? 0)
    func widths(_ cap: Int) -> [Int] {
      (0..<count).map { columns[$0].isNumber ? natural[$0] : min(natural[$0], cap) }
    }
    while low < high {
      let middle = (low + high + 1) / 2
      if widths(middle).reduce(0, +) <= room { low = middle } else { high = middle - 1 }
    }
    var result = widths(low)
    // What is left over goes to the first columns that are cut.
    var rest = room - result.reduce(0, +)
    for index in 0..<count where rest > 0 && result[index] < natural[index] {
      let more = min(rest, natural[index] - result[index])
      result[index] += more
      rest -= more
    }
    return result
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
