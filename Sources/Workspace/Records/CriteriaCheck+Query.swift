import CriteriaSemantics
import Embedding
import Evaluation
import SourceText

/// Why a criteria that was judged cannot be run over records.
package struct QueryFailure: Error, Sendable, Hashable {
  /// Lower case, no final stop: what, and what to do.
  package let message: String
  /// In the criteria, where that is concerned.
  package let range: ByteRange?
}

extension CriteriaCheck {
  /// The values of the holes by their names.
  package var values: [String: String] {
    Dictionary(bindings.map { ($0.name, $0.value) }) { first, _ in first }
  }

  /// The criteria and its `order_by`, ready to run over records of `layout`; all matches.
  package func query(for layout: RecordLayout) throws(QueryFailure) -> RecordQuery {
    var query = RecordQuery()
    do {
      query.criteria = try CompiledCriteria(
        compiling: tree, of: text, for: layout, bindings: values, dialect: dialect)
    } catch {
      throw QueryFailure(message: error.message, range: error.range)
    }
    if let order = parameter(.orderBy) { query.order = try Self.order(order, layout) }
    return query
  }

  /// A v3 page that says `+1777360402254` sorts by nothing [decision C16].
  private static func order(
    _ text: MappedText, _ layout: RecordLayout
  ) throws(QueryFailure) -> [RecordQuery.SortKey] {
    var keys: [RecordQuery.SortKey] = []
    for item in OrderBy(text).items {
      let name = text.bytes.text(item.field)
      switch item.form {
      case .worded, .signed:
        guard let field = layout.index(of: name) else {
          let meant = Suggestions.nearest(to: name, in: layout.fields.map(\.name))
          throw QueryFailure(
            message: "no field `\(name)` to sort by in these records" + (meant.map { "; did you mean `\($0)`?" } ?? ""),
            range: nil)
        }
        if keys.contains(where: { $0.field == field }) {
          throw QueryFailure(message: "`\(name)` is sorted by twice; remove one of them", range: nil)
        }
        keys.append(RecordQuery.SortKey(field: field, isDescending: item.direction == .descending))
      case .timestamp: continue
      case .hole, .empty, .malformed:
        throw QueryFailure(
          message: "`\(text.bytes.text(text.range))` cannot be sorted by: write fields, each with `asc` or `desc`",
          range: nil)
      }
    }
    return keys
  }

  /// The parameter with the values of its holes in place; nil where there is none.
  package func value(of kind: HostQuery.Parameter.Kind) -> [UInt8]? {
    guard let text = parameter(kind) else { return nil }
    let values = values
    var result: [UInt8] = []
    var offset = text.range.start
    for hole in text.holes {
      result += text.bytes[ByteRange(offset, hole.range.start)]
      result += (values[text.bytes.text(hole.name)] ?? "").utf8
      offset = hole.range.end
    }
    return result + text.bytes[ByteRange(offset, text.range.end)]
  }
}
