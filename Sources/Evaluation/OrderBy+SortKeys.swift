import CriteriaSemantics
import CriteriaSyntax
import SourceText

extension OrderBy {
  /// The keys that records of `layout` are sorted by. `text` is the one that was read. Signed times have no effect
  /// [decision C16].
  package func sortKeys(
    of text: MappedText, for layout: RecordLayout
  ) throws(CompileError) -> [RecordQuery.SortKey] {
    var keys: [RecordQuery.SortKey] = []
    for item in items {
      let shown = TreeDump.shown(text.bytes.text(item.range))
      switch item.form {
      case .timestamp: continue
      case .hole: throw CompileError("`\(shown)` has no value: what to sort by has to be written", item.range)
      case .empty: throw CompileError("a field to sort by is missing", item.range)
      case .malformed:
        throw CompileError("`\(shown)` is no field with `asc` or `desc`", item.range)
      case .worded, .signed: break
      }
      let name = text.bytes.text(item.field)
      guard let field = layout.index(of: name) else {
        let nearest = Suggestions.nearest(to: name, in: layout.fields.map(\.name))
        let hint = nearest.map { "; did you mean `\($0)`?" } ?? ""
        throw CompileError(
          "no field `\(TreeDump.shown(name))` to sort by in these records\(hint)", item.field)
      }
      guard !keys.contains(where: { $0.field == field }) else {
        throw CompileError("`\(TreeDump.shown(name))` is sorted by twice", item.field)
      }
      keys.append(RecordQuery.SortKey(field: field, isDescending: item.direction == .descending))
    }
    return keys
  }
}
