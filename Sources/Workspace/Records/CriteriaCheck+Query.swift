import CriteriaSemantics
import Embedding
import Evaluation
import SourceText

/// Why a criteria that was judged cannot be run over records.
package struct QueryFailure: Error, Sendable {
  /// Lower case, no final stop: what, and what to do.
  package let message: String
  /// The text that is concerned: the criteria, or a parameter.
  package let text: MappedText
  /// Its name: `criteria`, `order_by`.
  package let name: String
  /// In the text.
  package let range: ByteRange

  package init(message: String, text: MappedText, name: String, range: ByteRange) {
    self.message = message
    self.text = text
    self.name = name
    self.range = range
  }
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
      throw QueryFailure(message: error.message, text: text, name: "criteria", range: error.range)
    }
    guard let order = parameter(.orderBy) else { return query }
    do {
      query.order = try OrderBy(order).sortKeys(of: order, for: layout)
    } catch {
      throw QueryFailure(message: error.message, text: order, name: "order_by", range: error.range)
    }
    return query
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
