import CriteriaSyntax
import JSONSyntax
import SourceText

/// Recognises the form of a schema file and reads its datastores.
struct SchemaFileReader {
  let document: JSONDocument
  let path: String?
  /// Of the datastore being read.
  var api: APIVersion
  private(set) var form: SchemaFile.Form?
  private(set) var schemas: [DatastoreSchema] = []
  var problems: [SchemaProblem] = []
  /// Of the datastores that were read, with their api.
  private var names: Set<[String]> = []

  /// Broken JSON has one cause and many effects; more than these help nobody.
  private static let syntaxProblemLimit = 20

  init(document: JSONDocument, path: String?, api: APIVersion) {
    self.document = document
    self.path = path
    self.api = api
  }

  /// Rules of creation hold for what is yet to be created only.
  var isCreation: Bool { form == .creation }

  mutating func read() {
    reportSyntax()
    guard let root = document.root else { return }
    switch root.kind {
    case .object: readObject(root)
    case .array: readList(root, in: nil)
    case .missing, .invalid, .placeholder: break
    default: report(root, "expected a datastore in `{…}`, found \(name(of: root))")
    }
  }

  private mutating func reportSyntax() {
    for error in document.errors.prefix(Self.syntaxProblemLimit) {
      let isHarmless = error.kind == .comment || error.kind == .trailingComma
      problems.append(
        SchemaProblem(
          range: error.range, message: error.message(in: document.bytes),
          severity: isHarmless ? .warning : .error))
    }
  }

  private mutating func readObject(_ root: JSONValue) {
    readAPI(root)
    if let data = root["data"] {
      if data.kind == .array { return readList(data, in: root) }
      form = .answer
      guard data.kind == .object else {
        return report(data, "expected `data` to be a datastore or a list of them, found \(name(of: data))")
      }
      return readDatastore(data)
    }
    if root["unique_name"] != nil || root["fields"] != nil {
      // Only the API gives ids: a datastore copied out of its answer.
      form = root["id"] == nil ? .creation : .answer
      return readDatastore(root)
    }
    if root["list"]?.kind == .array {
      report(root, "expected a datastore, found a list of records; it belongs in `fixtures`")
    } else if let code = root["code"]?.string, root["message"] != nil {
      report(root, "expected a datastore, found the API's error answer `\(code)`; send the request again")
    } else if !root.members.contains(where: { $0.key.string.map(isNearDatastoreKey) ?? false }) {
      report(
        root,
        "expected a datastore: `unique_name` and `fields`, or the API's answer with `data`, found neither")
    } else {
      form = .creation
      readDatastore(root)
    }
  }

  private func isNearDatastoreKey(_ key: String) -> Bool {
    Suggestions.nearest(to: key, in: ["unique_name", "fields"]) != nil
  }

  private mutating func readList(_ list: JSONValue, in envelope: JSONValue?) {
    form = .list
    let fallback = api
    for item in list.elements {
      guard item.kind == .object else {
        reportUnlessBroken(item, "expected a datastore in `{…}`, found \(name(of: item))")
        continue
      }
      api = fallback
      readDatastore(item)
    }
    if schemas.isEmpty, problems.isEmpty {
      warn(list, "expected at least one datastore, found an empty list")
    }
  }

  private mutating func readAPI(_ object: JSONValue) {
    guard let value = object["api"] else { return }
    if let text = value.string, let version = APIVersion(rawValue: text) {
      api = version
    } else {
      reportUnlessBroken(value, "expected `\"v2\"` or `\"v3\"`, found \(name(of: value))")
    }
  }

  private mutating func readDatastore(_ object: JSONValue) {
    if object.index != document.root?.index { readAPI(object) }
    reportDuplicateKeys(object)
    checkKeys(object, known: Self.datastoreKeys, of: "a datastore")
    let uniqueName = requiredString(
      "unique_name", of: object, what: "a datastore", code: "datastore_invalid_creation_data")
    if let uniqueName {
      checkUniqueName(uniqueName, what: "datastore", code: "datastore_invalid_creation_data")
    }
    let displayName = displayText(
      "name", of: object, what: "a datastore", limit: 20, code: "datastore_invalid_creation_data")
    _ = displayText(
      "description", of: object, what: "a datastore", limit: 250, code: "datastore_invalid_creation_data")
    let fields = readFields(of: object)
    let uniqueKeys = readUniqueKeys(of: object, fields: fields ?? [])
    guard let uniqueName, let text = uniqueName.string, !text.isEmpty, let fields else { return }
    guard names.insert([text, api.rawValue]).inserted else {
      warn(uniqueName, "the datastore `\(text)` stands twice in this file; the first one counts")
      return
    }
    schemas.append(
      DatastoreSchema(
        uniqueName: text, displayName: displayName, api: api, fields: fields, uniqueKeys: uniqueKeys,
        path: path, nameRange: uniqueName.contentRange))
  }

  private static let datastoreKeys = ["unique_name", "name", "description", "fields", "unique_keys", "api"]

  // MARK: - Saying so

  mutating func report(_ value: JSONValue, _ message: String, code: String? = nil) {
    problems.append(
      SchemaProblem(
        range: place(of: value), message: message, severity: .error,
        serverCode: isCreation && api == .v3 ? code : nil))
  }

  mutating func warn(_ value: JSONValue, _ message: String, code: String? = nil) {
    problems.append(
      SchemaProblem(
        range: place(of: value), message: message, severity: .warning,
        serverCode: isCreation && api == .v3 ? code : nil))
  }

  /// A documented rule of creation is broken. The document is v3's; what v2 refuses is unpublished.
  mutating func refuse(_ value: JSONValue, _ message: String, code: String) {
    if api == .v3 { report(value, message, code: code) } else { warn(value, message) }
  }

  /// What JSON itself could not read has been reported already.
  mutating func reportUnlessBroken(_ value: JSONValue, _ message: String, code: String? = nil) {
    switch value.kind {
    case .missing, .invalid, .placeholder, .tooDeep: break
    default: report(value, message, code: code)
    }
  }

  /// The whole of a scalar; of a container its bracket, because a squiggle under pages helps nobody.
  private func place(of value: JSONValue) -> ByteRange {
    switch value.kind {
    case .object, .array: ByteRange(value.range.start, min(value.range.start + 1, value.range.end))
    default: value.contentRange.isEmpty ? value.range : value.contentRange
    }
  }

  /// For "found …".
  func name(of value: JSONValue) -> String {
    switch value.kind {
    case .object: return "an object"
    case .array: return "a list"
    case .null: return "`null`"
    case .string, .number, .true, .false:
      let source = value.source
      return source.unicodeScalars.count > 60 ? "`\(String(source.prefix(60)))…`" : "`\(source)`"
    default: return "nothing that can be read"
    }
  }
}
