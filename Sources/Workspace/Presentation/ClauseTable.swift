import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// A criteria in plain English for a person: the sentence, and a line for each condition.
package enum ClauseTable {
  package static func text(_ english: PlainEnglish, width: Int, style: Style = .plain) -> String {
    var text = TextWrap.wrap(VisibleText.of(english.sentence), width: max(40, width))
    guard !english.clauses.isEmpty else { return text }
    let head = ["field", "operator", "value", "type", "read as"]
    let rows = english.clauses.map {
      [$0.field, $0.operator, $0.value, $0.type?.rawValue ?? "-", $0.reading].map(Self.cell)
    }
    let widths = head.indices.map { column in
      ([head] + rows).map { DisplayWidth.columns(of: $0[column]) }.max() ?? 0
    }
    text += "\n" + style.paint(line(head, widths), .bold) + "\n"
    for row in rows { text += line(row, widths) + "\n" }
    return text
  }

  /// Long values are cut: the table is to be read at a glance.
  private static func cell(_ text: String) -> String {
    let text = TreeDump.shown(text)
    return text.count <= 60 ? text : String(text.prefix(59)) + "…"
  }

  private static func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      line += cell
      if index + 1 < cells.count {
        line += String(repeating: " ", count: widths[index] - DisplayWidth.columns(of: cell) + 2)
      }
    }
    return line
  }
}
