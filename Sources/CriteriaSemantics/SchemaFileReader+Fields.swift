import CriteriaSyntax
import JSONSyntax
import SourceText

/// `fields` and `unique_keys` (v3, "Create a datastore").
extension SchemaFileReader {
  private static let fieldLimit = 19
  private static let uniqueKeyLimit = 4
  private static let defaultLimit = 100
  private static let fieldKeys = ["unique_name", "name", "type", "mandatory", "masked", "default_value"]
  private static let invalidValue = "datastore_fields_invalid_value"

  /// What other systems call the types.
  private static let foreignTypes: [String: FieldType] = [
    "bool": .boolean, "checkbox": .boolean, "int": .number, "integer": .number, "long": .number,
    "bigint": .number, "float": .number, "double": .number, "decimal": .number, "numeric": .number,
    "text": .limitedText, "string": .limitedText, "varchar": .limitedText, "char": .limitedText,
    "short-text": .limitedText, "date": .limitedText, "datetime": .limitedText, "email": .limitedText,
    "long-text": .largeText, "longtext": .largeText, "textarea": .largeText, "clob": .largeText,
    "encrypted": .encryptedText, "secret": .encryptedText, "password": .encryptedText,
  ]

  /// Nil where the datastore does not say what fields it has: then nothing can be held against it.
  mutating func readFields(of datastore: JSONValue) -> [FieldSchema]? {
    guard let list = datastore["fields"] else {
      reportMissing(
        "fields", of: datastore, what: "a datastore", code: "datastore_fields_required",
        isWarning: !isCreation)
      return nil
    }
    guard list.kind == .array else {
      reportUnlessBroken(
        list, "expected `fields` to be a list of fields, found \(name(of: list))",
        code: "datastore_invalid_creation_data")
      return nil
    }
    let items = list.elements
    if items.isEmpty {
      if isCreation {
        report(list, "expected at least one field, found an empty list", code: "datastore_fields_required")
      } else {
        warn(list, "the answer has no fields, so field names are not checked")
      }
      return nil
    }
    if isCreation, items.count > Self.fieldLimit {
      refuse(
        items[Self.fieldLimit],
        "\(items.count) fields; at most \(Self.fieldLimit) are allowed beside the record id",
        code: "datastore_fields_limit_exceeded")
    }
    return readFields(items)
  }

  private mutating func readFields(_ items: [JSONValue]) -> [FieldSchema] {
    var fields: [FieldSchema] = []
    var names: Set<String> = []
    for item in items {
      guard item.kind == .object else {
        reportUnlessBroken(
          item, "expected a field with `unique_name` and `type`, found \(name(of: item))",
          code: Self.invalidValue)
        continue
      }
      guard let (field, nameValue) = readField(item) else { continue }
      if names.insert(field.uniqueName).inserted {
        fields.append(field)
      } else {
        report(
          nameValue, "the field `\(field.uniqueName)` stands twice; the first one counts",
          code: "datastore_fields_duplicate_column")
      }
    }
    return fields
  }

  private mutating func readField(_ object: JSONValue) -> (FieldSchema, name: JSONValue)? {
    reportDuplicateKeys(object)
    checkKeys(object, known: Self.fieldKeys, of: "a field")
    let type = readType(of: object)
    let displayName = displayText("name", of: object, what: "a field", limit: 20, code: Self.invalidValue)
    let isMandatory = flag("mandatory", of: object)
    let isMasked = flag("masked", of: object)
    if isMasked, isCreation, let masked = object["masked"] { checkMask(type, masked) }
    let defaultValue = readDefault(of: object, type: type)
    guard
      let nameValue = requiredString("unique_name", of: object, what: "a field", code: Self.invalidValue),
      let uniqueName = nameValue.string
    else { return nil }
    checkUniqueName(nameValue, what: "field", code: Self.invalidValue)
    if isCreation, FieldTable.systemFields.contains(uniqueName) {
      warn(nameValue, "`\(uniqueName)` is a field that every record has already; choose another name")
    }
    let field = FieldSchema(
      uniqueName: uniqueName, displayName: displayName, type: type, isMandatory: isMandatory,
      isMasked: isMasked, defaultValue: defaultValue, nameRange: nameValue.contentRange)
    return (field, nameValue)
  }

  private mutating func readType(of object: JSONValue) -> FieldType {
    guard let value = object["type"] else {
      reportMissing("type", of: object, what: "a field", code: Self.invalidValue, isWarning: !isCreation)
      return .unknown
    }
    guard let text = value.string else {
      reportUnlessBroken(
        value, "expected `type` to be \(Self.typeList), found \(name(of: value))", code: Self.invalidValue)
      return .unknown
    }
    if let type = FieldType(rawValue: text) { return type }
    guard isCreation else {
      warn(value, "`\(text)` is a field type that cliquery does not know; its values are not checked")
      return .unknown
    }
    let spelling = String(text.lowercased().map { $0 == "_" || $0 == " " ? "-" : $0 })
    let meant =
      FieldType(rawValue: spelling)?.rawValue ?? Self.foreignTypes[spelling]?.rawValue
      ?? Suggestions.nearest(to: spelling, in: FieldType.allCases.map(\.rawValue))
    if let meant {
      report(value, "`\(text)` is no field type; did you mean `\(meant)`", code: Self.invalidValue)
    } else {
      report(value, "`\(text)` is no field type; expected \(Self.typeList)", code: Self.invalidValue)
    }
    return .unknown
  }

  private static let typeList: String = {
    let names = FieldType.allCases.filter { $0 != .unknown }.map { "`\($0.rawValue)`" }
    return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
  }()

  private mutating func checkMask(_ type: FieldType, _ value: JSONValue) {
    switch type {
    case .limitedText, .number, .unknown: break
    case .boolean, .largeText, .encryptedText:
      refuse(
        value, "a `\(type.rawValue)` field cannot be masked; only `limited-text` and `number` can",
        code: "datastore_field_mask_not_supported")
    }
  }

  private mutating func readDefault(of object: JSONValue, type: FieldType) -> String? {
    guard let value = object["default_value"] else { return nil }
    guard let text = value.string else {
      if !isCreation { return value.isNull ? nil : value.source }
      if value.kind == .number || value.bool != nil {
        report(
          value,
          "expected `default_value` to be a string such as `\"\(value.source)\"`, found `\(value.source)`",
          code: Self.invalidValue)
      } else {
        reportUnlessBroken(
          value, "expected `default_value` to be a string, found \(name(of: value))", code: Self.invalidValue)
      }
      return nil
    }
    guard isCreation, !text.isEmpty else { return text }
    let length = text.unicodeScalars.count
    let bytes = Array(text.utf8)
    if length > Self.defaultLimit {
      refuse(
        value, "`default_value` has \(length) characters; at most \(Self.defaultLimit) are allowed",
        code: Self.invalidValue)
    } else if type == .number, NumberLiteral(bytes) == nil {
      refuse(
        value, "expected the default of a number field to be a number, found `\(text)`",
        code: Self.invalidValue)
    } else if type == .boolean, BooleanLiteral(bytes, ByteRange(0, bytes.count)) == .invalid {
      refuse(
        value, "expected the default of a boolean field to be `true` or `false`, found `\(text)`",
        code: Self.invalidValue)
    }
    return text
  }

  mutating func readUniqueKeys(of datastore: JSONValue, fields: [FieldSchema]) -> [[String]] {
    guard let list = datastore["unique_keys"], isCreation || !list.isNull else { return [] }
    let code = "datastore_invalid_creation_data"
    guard list.kind == .array else {
      reportUnlessBroken(
        list, "expected `unique_keys` to be a list of lists such as `[[\"empid\"]]`, found \(name(of: list))",
        code: code)
      return []
    }
    let items = list.elements
    if isCreation, items.count > Self.uniqueKeyLimit {
      refuse(
        items[Self.uniqueKeyLimit], "\(items.count) unique keys; at most \(Self.uniqueKeyLimit) are allowed",
        code: code)
    }
    let types = Dictionary(fields.map { ($0.uniqueName, $0.type) }, uniquingKeysWith: { first, _ in first })
    var keys: [[String]] = []
    for item in items {
      guard item.kind == .array else {
        let hint = item.kind == .string ? "`[\(item.source)]`" : "a list of field names"
        reportUnlessBroken(item, "expected \(hint), found \(name(of: item))", code: code)
        continue
      }
      let names = readUniqueKey(item, code: code)
      if isCreation, keys.count < Self.uniqueKeyLimit { checkUniqueKey(names, fields: fields, types: types) }
      keys.append(names.map(\.name))
    }
    return keys.filter { !$0.isEmpty }
  }

  private mutating func readUniqueKey(_ key: JSONValue, code: String) -> [(name: String, place: JSONValue)] {
    var names: [(name: String, place: JSONValue)] = []
    var seen: Set<String> = []
    for item in key.elements {
      guard let name = item.string else {
        reportUnlessBroken(item, "expected the name of a field, found \(self.name(of: item))", code: code)
        continue
      }
      if seen.insert(name).inserted {
        names.append((name, item))
      } else {
        warn(item, "`\(name)` stands twice in this unique key")
      }
    }
    if key.elements.isEmpty {
      report(key, "expected at least one field in a unique key, found none", code: code)
    }
    return names
  }

  private mutating func checkUniqueKey(
    _ names: [(name: String, place: JSONValue)], fields: [FieldSchema], types: [String: FieldType]
  ) {
    for (name, place) in names.prefix(Self.fieldLimit + 1) {
      guard let type = types[name] else {
        let nearest =
          fields.first { $0.displayName == name }?.uniqueName
          ?? Suggestions.nearest(to: name, in: fields.map(\.uniqueName))
        let hint = nearest.map { "; did you mean `\($0)`" } ?? ""
        report(
          place, "the unique key's field `\(name)` is not in `fields`\(hint)",
          code: "datastore_unique_key_column_not_found")
        continue
      }
      if type == .largeText || type == .encryptedText {
        refuse(
          place, "`\(name)` is a field of type `\(type.rawValue)`, which cannot be in a unique key",
          code: "datastore_field_unique_key_not_supported")
      }
    }
  }
}
