import CriteriaSemantics
import Evaluation
import SourceText

/// The first lines of a stream that go into an answer with columns: what fields they have.
///
/// A schema's fields are there whether a line has them or not; keys that it does not name are fields too, for a
/// stream takes lines as they are.
package struct LineSample {
  private var row: SurveyRow
  private var reader = JSONRowReader(unit: "line")
  private var names = Set<String>()

  package init(schema: PreparedSchema?) {
    row = SurveyRow(survey: LayoutSurvey(schema: schema, takesOthers: true))
    for field in schema?.schema.fields ?? [] { names.insert(field.uniqueName) }
  }

  /// Takes whole lines that ``RecordStream`` handed on.
  package mutating func see(_ lines: [UInt8]) {
    for line in WholeLines(lines) {
      reader.start(at: line.start, end: line.end)
      reader.skipBlanks(lines)
      _ = reader.readRow(lines, into: &row)
    }
    for entry in row.survey.entries where entry.isSeen && !entry.isDeclared {
      names.insert(String(decoding: entry.name, as: UTF8.self))
    }
  }

  /// Whether a field of this name is known by now.
  package func knows(_ name: String) -> Bool { names.contains(name) }

  /// `id` first, then the schema's fields, then those of the lines, then the times. Types that no schema tells are
  /// those that the lines' values allow.
  package var layout: RecordLayout { row.survey.layout().layout }
}

/// The keys and values of a line, whatever they are.
private struct SurveyRow: RowConsumer {
  var survey: LayoutSurvey

  mutating func field(_ bytes: [UInt8], _ key: ByteRange) -> Int? {
    survey.field(bytes, key) ?? survey.entries.count
  }

  mutating func see(_ field: Int) {}
  func unknownKey(_ bytes: [UInt8], _ key: ByteRange) -> String { "" }

  mutating func take(_ kind: RawKind, _ bytes: [UInt8], _ range: ByteRange, field: Int) -> String? {
    if field < survey.entries.count { survey.observe(field, kind, bytes, range) }
    return nil
  }

  mutating func takeNested(isObject: Bool, field: Int?) -> String? {
    if let field, field < survey.entries.count {
      survey.observe(field, .text, [], ByteRange(at: 0))
    }
    return nil
  }

  mutating func endRow() {}
  mutating func discardRow() {}
}

/// The lines of a text, each without its end; a byte-order mark before the first one is none of its bytes.
struct WholeLines: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var offset: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  mutating func next() -> ByteRange? {
    guard offset < bytes.count else { return nil }
    let start = offset
    let end = bytes.withUnsafeBufferPointer {
      ByteSearch.first(of: UInt8(ascii: "\n"), in: $0, from: start, to: $0.count)
    }
    offset = end + 1
    return ByteRange(start, end)
  }
}
