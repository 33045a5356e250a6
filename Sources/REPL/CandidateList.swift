import SourceText
import Workspace

/// Shows what may stand at the cursor: a few candidates with what they are, many in columns.
package enum CandidateList {
  /// Up to so many are shown with their details.
  private static let mostDetailed = 14

  /// Lines, each with its end, of at most `columns` columns and about `rows` rows.
  package static func text(
    _ candidates: [Completion.Candidate], columns: Int, rows: Int, style: Style = .plain
  ) -> String {
    var seen: Set<String> = []
    let candidates = candidates.filter { seen.insert($0.label).inserted }
    let hasDetails = candidates.contains { $0.detail != nil }
    if hasDetails, candidates.count <= min(mostDetailed, max(4, rows - 4)) {
      return detailed(candidates, columns, style)
    }
    return inColumns(candidates.map { VisibleText.of($0.label) }, columns: columns, rows: max(2, rows - 3))
  }

  private static func detailed(
    _ candidates: [Completion.Candidate], _ columns: Int, _ style: Style
  ) -> String {
    let labels = candidates.map { TextColumns.cut(VisibleText.of($0.label), to: max(8, columns - 2)) }
    let width = labels.map { DisplayWidth.columns(of: $0) }.max() ?? 0
    var text = ""
    for (candidate, label) in zip(candidates, labels) {
      text += "  " + label
      let room = columns - width - 5
      if let detail = candidate.detail, room >= 8 {
        text += String(repeating: " ", count: width - DisplayWidth.columns(of: label) + 2)
        text += style.paint(TextColumns.cut(VisibleText.of(detail), to: room), .dim)
      }
      text += "\n"
    }
    return text
  }

  /// Down the columns first, as `ls` does.
  static func inColumns(_ labels: [String], columns: Int, rows: Int) -> String {
    let labels = labels.map { TextColumns.cut($0, to: max(4, columns - 1)) }
    let width = (labels.map { DisplayWidth.columns(of: $0) }.max() ?? 1) + 2
    let across = max(1, (columns + 1) / width)
    var shown = labels[...]
    if shown.count > across * rows { shown = shown.prefix(max(1, across * rows - across)) }
    let down = (shown.count + across - 1) / across
    var text = ""
    for row in 0..<down {
      var line = ""
      for column in 0..<across {
        let index = column * down + row
        guard index < shown.count else { break }
        let label = shown[index]
        line += label
        let isLast = (column + 1) * down + row >= shown.count || column + 1 == across
        if !isLast { line += String(repeating: " ", count: width - DisplayWidth.columns(of: label)) }
      }
      text += line + "\n"
    }
    let rest = labels.count - shown.count
    return rest > 0 ? text + "… and \(rest) more\n" : text
  }
}
