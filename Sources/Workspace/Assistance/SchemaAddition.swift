import CriteriaSemantics
import CriteriaSyntax
import Embedding
import JSONSyntax
import Linting
import SourceText

/// A field that a schema could have, and the edit that gives it to it.
package struct SchemaAddition: Sendable {
  package let title: String
  package let file: FileEdits
}

extension DocumentAssistance {
  /// The edit of the schema that makes the field of an `unknown-field` known, written as the schema's last field is.
  ///
  /// `read` gives a file's text as it is now; nil where that is not known.
  package func schemaAddition(
    for finding: Finding, read: (FilePath) -> [UInt8]?
  ) -> SchemaAddition? {
    guard finding.code == UnknownFieldRule.info.code || finding.code == UnknownSortFieldRule.info.code,
      let query = wholeQuery(at: finding.range.start)
    else { return nil }
    let name = bytes.text(finding.range)
    for target in query.targets {
      guard let schema = workspace.catalog.schema(of: target, host: kind)?.schema, let shown = schema.path,
        Self.isFieldName(name, schema.api), !schema.fields.contains(where: { $0.uniqueName == name })
      else { continue }
      let path = FilePath(shown).absolute(from: workspace.root)
      let type = fieldType(name, query)
      guard let text = read(path),
        let edit = SchemaFieldWriter.edit(adding: name, type, to: schema.uniqueName, in: text)
      else { continue }
      return SchemaAddition(
        title: "add the field `\(name)` (\(type.rawValue)) to the schema of `\(schema.uniqueName)`",
        file: FileEdits(path: path, bytes: text, edits: [edit]))
    }
    return nil
  }

  /// The datastore of a query that has records and no schema.
  package func undescribedDatastore(of query: HostQuery) -> String? {
    for target in query.targets {
      guard let name = target.datastore, workspace.catalog.index(of: name, api: target.api) == nil,
        !workspace.fixtureFiles(of: name).isEmpty
      else { continue }
      return name
    }
    return nil
  }

  /// v3: `[a-z][a-z0-9_]{0,19}`; v2's names are longer.
  private static func isFieldName(_ name: String, _ api: APIVersion) -> Bool {
    guard let first = name.utf8.first, first >= UInt8(ascii: "a"), first <= UInt8(ascii: "z"),
      name.utf8.count <= Limits.nameLength(api)
    else { return false }
    return name.utf8.allSatisfy { byte in
      byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
        || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
        || byte == UInt8(ascii: "_")
    }
  }

  /// What the fixtures hold there, else what the criteria compares it with.
  private func fieldType(_ name: String, _ query: HostQuery) -> FieldType {
    if let table = records(of: query), let field = table.layout.index(of: name) {
      return table.layout.fields[field].type
    }
    guard let text = query.criteria else { return .limitedText }
    let tree = tree(of: query)
    var types: Set<FieldType> = []
    for index in tree.nodes.indices where tree.nodes[index].kind == .condition {
      let condition = tree.condition(index)
      guard let field = condition.field, text.bytes[tree.range(ofToken: field)].elementsEqual(name.utf8)
      else {
        continue
      }
      if condition.comparison?.operatorClass == .pattern { types.insert(.limitedText) }
      for value in condition.values
      where tree.tokens[value].flags.isDisjoint(with: [.hasHole, .isHole, .placeholder]) {
        let meant = tree.decodedValue(ofToken: value, in: text.bytes)
        if meant.elementsEqual("true".utf8) || meant.elementsEqual("false".utf8) {
          types.insert(.boolean)
        } else {
          types.insert(NumberLiteral(meant) == nil ? .limitedText : .number)
        }
      }
    }
    return types.count == 1 ? types.first ?? .limitedText : .limitedText
  }
}

/// Writes a field into the JSON of a schema.
enum SchemaFieldWriter {
  /// v3, "Create a datastore": 1 to 19 fields beside the record id.
  private static let mostFields = 19

  static func edit(
    adding name: String, _ type: FieldType, to datastore: String, in bytes: [UInt8]
  ) -> TextEdit? {
    let document = JSONDocument(bytes)
    guard let root = document.root, let fields = fields(of: datastore, in: root, depth: 0) else { return nil }
    let items = fields.elements
    guard items.count < mostFields, let last = items.last, last.kind == .object, last.members.count > 0 else {
      return nil
    }
    let before = items.count > 1 ? items[items.count - 2].range.end : fields.range.start + 1
    let gap = blanks(bytes, ByteRange(before, last.range.start))
    let field = object(like: last, name, type, bytes)
    return TextEdit(range: ByteRange(at: last.range.end), newText: [UInt8(ascii: ",")] + gap + field)
  }

  /// The list of fields of the datastore of that name, in any of the saved forms.
  private static func fields(of datastore: String, in value: JSONValue, depth: Int) -> JSONValue? {
    switch value.kind {
    case .object:
      if let name = value["unique_name"], name.isString(datastore), let fields = value["fields"],
        fields.kind == .array
      {
        return fields
      }
      guard depth < 3 else { return nil }
      return value.members.lazy.compactMap { Self.fields(of: datastore, in: $0.value, depth: depth + 1) }
        .first
    case .array:
      guard depth < 3 else { return nil }
      return value.elements.lazy.compactMap { Self.fields(of: datastore, in: $0, depth: depth + 1) }.first
    default: return nil
    }
  }

  /// An object with the line breaks, the blanks and the order of keys of `other`.
  private static func object(
    like other: JSONValue, _ name: String, _ type: FieldType, _ bytes: [UInt8]
  ) -> [UInt8] {
    let members = other.members
    let known = ["name", "unique_name", "type"]
    let found = members.compactMap(\.key.string).filter(known.contains)
    let keys = found + known.filter { !found.contains($0) }
    guard let first = members.first, let last = members.last else { return [] }
    let open = blanks(bytes, ByteRange(other.range.start + 1, first.key.range.start))
    let close = blanks(bytes, ByteRange(last.value.range.end, other.range.end - 1))
    let between =
      members.count > 1
      ? blanks(bytes, ByteRange(first.value.range.end, members[1].key.range.start)) : [UInt8(ascii: " ")]
    let colon = bytes[ByteRange(first.key.range.end, first.value.range.start)]
    let isColon = colon.allSatisfy { $0 <= 0x20 || $0 == UInt8(ascii: ":") }
    var result: [UInt8] = [UInt8(ascii: "{")] + open
    for (index, key) in keys.enumerated() {
      if index > 0 { result += [UInt8(ascii: ",")] + between }
      result += "\"\(key)\"".utf8
      result += isColon ? Array(colon) : Array(": ".utf8)
      // Names of fields are letters, digits and `_`: nothing to escape.
      result += "\"\(key == "type" ? type.rawValue : String(name.prefix(20)))\"".utf8
      if key == "unique_name", name.count > 20 {
        result.removeLast(22)
        result += "\"\(name)\"".utf8
      }
    }
    return result + close + [UInt8(ascii: "}")]
  }

  /// The blanks of a gap, its comma left out; one blank where something else stands there.
  private static func blanks(_ bytes: [UInt8], _ range: ByteRange) -> [UInt8] {
    let gap = bytes[range]
    guard gap.allSatisfy({ $0 <= 0x20 || $0 == UInt8(ascii: ",") }) else { return [UInt8(ascii: " ")] }
    guard let comma = gap.firstIndex(of: UInt8(ascii: ",")) else { return Array(gap) }
    return Array(gap[(comma + 1)...])
  }
}
