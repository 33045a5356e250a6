import CriteriaSemantics
import Evaluation
import SourceText

/// The defaults that a schema states, for records that lack the key.
struct FieldDefaults {
  private struct Default {
    let field: Int
    let entry: Int
    let type: FieldType
    let text: [UInt8]
  }

  private var defaults: [Default] = []
  /// By the survey's entries: the record in which the key was last seen.
  private var seen: [Int] = []
  private var record = 1

  /// `entries` names the survey's entry of each field of the layout.
  init(_ layout: RecordLayout, _ entries: [Int]) {
    guard let schema = layout.schema?.schema else { return }
    for field in schema.fields {
      guard let text = field.defaultValue, let index = layout.index(of: field.uniqueName) else { continue }
      let type = layout.fields[index].type
      let bytes = Array(text.utf8)
      // A default that does not suit its type is the schema file's problem, and told there.
      let isUsable =
        switch type {
        case .number: NumberLiteral(bytes) != nil
        case .boolean: BooleanLiteral(bytes, ByteRange(0, bytes.count)) != .invalid
        case .limitedText, .largeText, .encryptedText, .unknown: true
        }
      guard isUsable else { continue }
      defaults.append(Default(field: index, entry: entries[index], type: type, text: bytes))
    }
    if !defaults.isEmpty { seen = [Int](repeating: 0, count: (entries.max() ?? 0) + 4) }
  }

  /// The survey's entries that have one.
  var entries: [Int] { defaults.map(\.entry) }

  @inline(__always)
  mutating func see(_ entry: Int) {
    if entry < seen.count { seen[entry] = record }
  }

  mutating func forget() { record &+= 1 }

  /// Sets what the record did not have, and goes on to the next one.
  @inline(__always)
  mutating func fill(_ sink: inout some RecordSink) {
    if !defaults.isEmpty { fillMissing(&sink) }
  }

  private mutating func fillMissing(_ sink: inout some RecordSink) {
    for value in defaults where seen[value.entry] != record {
      let range = ByteRange(0, value.text.count)
      switch value.type {
      case .number: _ = sink.setNumber(value.field, value.text, range)
      case .boolean:
        sink.setBoolean(value.field, BooleanLiteral(value.text, range) == .exact(true) || range.count == 4)
      case .limitedText, .largeText, .encryptedText, .unknown: sink.setText(value.field, value.text, range)
      }
    }
    record &+= 1
  }

  /// A default as a value of a line; nil where it does not suit its type.
  static func value(_ text: String, of type: FieldType) -> (kind: StreamValue.Kind, bytes: [UInt8])? {
    let bytes = Array(text.utf8)
    switch type {
    case .number: return NumberLiteral(bytes) == nil ? nil : (.number, bytes)
    case .boolean:
      switch BooleanLiteral(bytes, ByteRange(0, bytes.count)) {
      case .exact(let value), .otherCase(let value): return (value ? .yes : .no, [])
      case .invalid: return nil
      }
    case .limitedText, .largeText, .encryptedText, .unknown: return (.text, bytes)
    }
  }
}
