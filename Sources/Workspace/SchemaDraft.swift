import CriteriaSemantics
import CriteriaSyntax
import Embedding
import JSONSyntax
import SourceText

/// A datastore's schema as far as scripts, documents and fixtures tell it (`cliquery init --infer`).
package struct SchemaDraft: Sendable {
  /// A field that was seen somewhere, with what tells its type.
  package struct Field: Sendable {
    package let name: String
    /// `unknown` where nothing tells.
    package var type: FieldType { clues.type }
    /// Where the field was seen, and how: `compared in scripts/a.dg:12`. The first few.
    package fileprivate(set) var seen: [String] = []
    fileprivate var clues = TypeClues()
  }

  package let datastore: String
  /// In the order they were seen in.
  package private(set) var fields: [Field] = []
  private var indexes: [String: Int] = [:]
  private var apis: Set<APIVersion> = []

  private static let mostPlaces = 5

  init(datastore: String) {
    self.datastore = datastore
  }

  package var api: APIVersion { apis == [.v2] ? .v2 : .v3 }

  mutating func note(_ api: APIVersion) { apis.insert(api) }

  /// Notes a field that was seen; names that no field can have are left out. `value` is what it was given.
  mutating func note(_ name: String, _ how: String, value: FieldValue? = nil) {
    guard Self.isFieldName(name), !FieldTable.systemFields.contains(name) else { return }
    let index: Int
    if let known = indexes[name] {
      index = known
    } else {
      index = fields.count
      indexes[name] = index
      fields.append(Field(name: name))
    }
    if fields[index].seen.count < Self.mostPlaces, !fields[index].seen.contains(how) {
      fields[index].seen.append(how)
    }
    if let value { fields[index].clues.note(value) }
  }

  /// The field that `field` may be a misspelling of: one seen more often, a letter or two away, where `field` itself
  /// was seen in one place. A draft cannot tell a mistake from a field, so the mistake has to be asked about.
  package func likelyMeaning(of field: Field) -> String? {
    guard field.seen.count == 1 else { return nil }
    return Suggestions.nearest(
      to: field.name, in: fields.filter { $0.seen.count > 1 && $0.name != field.name }.map(\.name))
  }

  private static func isFieldName(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    guard !bytes.isEmpty, bytes.count <= Limits.nameLength(.v2) else { return false }
    return bytes.allSatisfy {
      ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == UInt8(ascii: "_")
    } && (bytes[0] < 0x30 || bytes[0] > 0x39)
  }

  /// The draft as the body of "Create a datastore", with the places in a key of our own.
  package var encoded: [UInt8] {
    var writer = JSONWriter(indentation: 2)
    writer.object { writer in
      writer.member("name", String(datastore.prefix(20)))
      writer.member("unique_name", datastore)
      writer.member(
        "description", "drafted by cliquery from what uses it; types that nothing tells are unknown")
      if api == .v2 { writer.member("api", "v2") }
      writer.key("fields")
      writer.array { writer in
        for field in fields {
          writer.object { writer in
            writer.member("name", String(field.name.prefix(20)))
            writer.member("unique_name", field.name)
            writer.member("type", field.type.rawValue)
            writer.key("seen")
            writer.array { writer in
              for place in field.seen { writer.string(place) }
            }
          }
        }
      }
    }
    return writer.textWithNewline
  }
}

/// What the values of a field tell of its type.
private struct TypeClues: Sendable {
  private var hasBoolean = false
  private var hasNumber = false
  private var hasText = false
  private var longest = 0

  mutating func note(_ value: FieldValue) {
    switch value {
    case .boolean: hasBoolean = true
    case .number: hasNumber = true
    case .text(let text):
      // A number or boolean as text may be one, or a text; `null` is what people write for no value.
      if text.isEmpty || NumberLiteral(text.utf8) != nil || Self.neutral.contains(text.lowercased()) {
        return
      }
      hasText = true
      longest = max(longest, text.unicodeScalars.count)
    }
  }

  private static let neutral: Set<String> = ["true", "false", "null"]

  /// Values that contradict each other tell nothing.
  var type: FieldType {
    switch (hasBoolean, hasNumber, hasText) {
    case (true, false, false): .boolean
    case (false, true, false): .number
    case (false, false, true): longest > 250 ? .largeText : .limitedText
    default: .unknown
    }
  }
}
