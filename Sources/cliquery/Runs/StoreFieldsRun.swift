import CriteriaSemantics
import Evaluation
import RecordStore
import SourceText
import Workspace

/// One run of `store edit` or `store fields`.
struct StoreFieldsRun {
  private let options: StoreFileOptions

  init(_ options: StoreFileOptions) {
    self.options = options
  }

  func edit(_ command: StoreEditCommand) -> ExitCode {
    StoreSession.run(options) { session throws(Stopped) in
      if command.noUniqueKeys, !command.uniqueKey.isEmpty {
        throw Stopped(saying: "`--no-unique-keys` and `--unique-key` do not go together; give one of them")
      }
      var change = DatastoreChange(
        uniqueName: command.uniqueName, name: command.name, description: command.description)
      if command.noUniqueKeys { change.uniqueKeys = [] }
      if !command.uniqueKey.isEmpty {
        change.uniqueKeys = command.uniqueKey.map { key in
          key.split(separator: ",").map { String($0).trimmed }
        }
      }
      if change == DatastoreChange() {
        throw Stopped(
          saying:
            "nothing to change is named; add `--name`, `--description`, `--unique-name` or `--unique-key`"
        )
      }
      let store = try session.open(.write)
      let changed = try session.on { () throws(StoreError) in
        try store.editDatastore(command.datastore, change)
      }
      answer(changed, "edited `\(changed.uniqueName)`: \(StoreSchemaRun.sketch(changed))")
    }
  }

  func add(_ name: String, _ fields: [String]) -> ExitCode {
    StoreSession.run(options) { session throws(Stopped) in
      var definitions: [FieldDefinition] = []
      for text in fields { definitions.append(try FieldText(text).definition()) }
      let store = try session.open(.write)
      let changed = try session.on { () throws(StoreError) in try store.addFields(to: name, definitions) }
      answer(changed, "added \(ClosingLines.count(fields.count, "field")) to `\(name)`")
    }
  }

  func change(_ name: String, _ fields: [String]) -> ExitCode {
    StoreSession.run(options) { session throws(Stopped) in
      let texts = try fields.map { (text: String) throws(Stopped) in try FieldText(text) }
      let store = try session.open(.write)
      let datastore = try self.datastore(name, store, .editFields, session)
      var changes: [FieldChange] = []
      for text in texts {
        changes.append(try text.change(of: try id(text.name, in: datastore)))
      }
      let changed = try session.on { () throws(StoreError) in try store.editFields(of: name, changes) }
      answer(changed, "edited \(ClosingLines.count(fields.count, "field")) of `\(name)`")
    }
  }

  func delete(_ name: String, _ fields: [String], isAgreed: Bool) -> ExitCode {
    StoreSession.run(options) { session throws(Stopped) in
      let store = try session.open(.write)
      let datastore = try self.datastore(name, store, .deleteFields, session)
      var ids: [String] = []
      for field in fields { ids.append(try id(field, in: datastore)) }
      let count = try session.on { () throws(StoreError) in
        try store.records(of: name).count(.everything).matched
      }
      let question =
        "this would delete \(ClosingLines.count(fields.count, "field")) of `\(name)` with what "
        + "\(ClosingLines.count(count, "record")) \(count == 1 ? "has" : "have") in \(fields.count == 1 ? "it" : "them")"
      guard try session.isConfirmed(question, isAgreed: isAgreed || count == 0) else {
        return Console.note("nothing was changed")
      }
      let changed = try session.on { () throws(StoreError) in try store.deleteFields(of: name, ids: ids) }
      answer(changed, "deleted \(ClosingLines.count(fields.count, "field")) of `\(name)`")
    }
  }

  // MARK: - Parts

  private func datastore(
    _ name: String, _ store: RecordStore, _ operation: StoreOperation, _ session: StoreSession
  ) throws(Stopped) -> StoredDatastore {
    try session.on { () throws(StoreError) in try store.datastore(named: name, for: operation) }
  }

  private func id(_ name: String, in datastore: StoredDatastore) throws(Stopped) -> String {
    if let field = datastore.fields.first(where: { $0.uniqueName == name }) { return field.id }
    let meant = Suggestions.nearest(to: name, in: datastore.fields.map(\.uniqueName))
    throw Stopped(
      saying: "`\(datastore.uniqueName)` has no field `\(name)`"
        + (meant.map { "; did you mean `\($0)`?" } ?? ""))
  }

  private func answer(_ datastore: StoredDatastore, _ line: String) {
    if options.json {
      Console.output.write(StoreAnswer.datastore(datastore, path: "datastores/\(datastore.id)"))
    } else {
      Console.output.line(VisibleText.of(line))
    }
  }
}

/// A field as an argument describes it: `title:limited-text,mandatory,name=Job title,default=none`.
private struct FieldText {
  let name: String
  private let type: String?
  private var settings: [(name: String, value: String?)] = []

  private static let names = ["mandatory", "masked", "name", "default"]

  init(_ text: String) throws(Stopped) {
    var rest = text[...]
    let head = rest.prefix { $0 != "," }
    rest = rest.dropFirst(head.count + 1)
    let colon = head.firstIndex(of: ":")
    name = String(head[..<(colon ?? head.endIndex)]).trimmed
    type = colon.map { String(head[head.index(after: $0)...]).trimmed }
    if name.isEmpty { throw Stopped(saying: "`\(text)` names no field") }
    while !rest.isEmpty {
      let isDefault = rest.hasPrefix("default=")
      let part = isDefault ? rest : rest.prefix { $0 != "," }
      rest = rest.dropFirst(part.count + 1)
      let equals = part.firstIndex(of: "=")
      let key = String(part[..<(equals ?? part.endIndex)]).trimmed
      guard Self.names.contains(key) else {
        let meant = Suggestions.nearest(to: key, in: Self.names).map { "; did you mean `\($0)`?" }
        throw Stopped(
          saying: "`\(key)` is nothing that a field has"
            + (meant ?? "; there is `mandatory`, `masked`, `name=…` and `default=…`"))
      }
      settings.append((key, equals.map { String(part[part.index(after: $0)...]) }))
    }
  }

  func definition() throws(Stopped) -> FieldDefinition {
    let types = FieldType.allCases.filter { $0 != .unknown }.map(\.rawValue)
    guard let type, let kind = types.contains(type) ? FieldType(rawValue: type) : nil else {
      let given = type.map { ", not `\($0)`" } ?? ""
      let meant = type.flatMap { Suggestions.nearest(to: $0, in: types) }.map { "; did you mean `\($0)`?" }
      throw Stopped(
        saying: "the type of `\(name)` is one of \(types.joined(separator: ", "))\(given)"
          + (meant ?? (type == nil ? "; write `\(name):limited-text`" : "")))
    }
    return FieldDefinition(
      uniqueName: name, name: value("name") ?? name, type: kind, isMandatory: try truth("mandatory") ?? false,
      isMasked: try truth("masked") ?? false, defaultValue: value("default"))
  }

  func change(of id: String) throws(Stopped) -> FieldChange {
    if settings.isEmpty, type == nil {
      throw Stopped(saying: "nothing to change of `\(name)` is named; write `\(name),mandatory=true`")
    }
    return FieldChange(
      id: id, type: type.flatMap { FieldType(rawValue: $0) }, name: value("name"),
      isMandatory: try truth("mandatory"), isMasked: try truth("masked"), defaultValue: value("default"))
  }

  private func value(_ key: String) -> String? { settings.last { $0.name == key }?.value }

  private func truth(_ key: String) throws(Stopped) -> Bool? {
    guard let setting = settings.last(where: { $0.name == key }) else { return nil }
    switch setting.value {
    case nil, "true": return true
    case "false": return false
    case .some(let value): throw Stopped(saying: "`\(key)` is `true` or `false`, not `\(value)`")
    }
  }
}
