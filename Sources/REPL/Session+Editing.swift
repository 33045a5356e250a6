import CriteriaSemantics
import CriteriaSyntax
import Evaluation
import JSONSyntax
import RecordStore
import Workspace

/// What a command changed, with what it takes to take it back.
enum SessionChange {
  case inserted(datastore: String, ids: [String])
  case deleted(datastore: String, records: [Record], layout: RecordLayout)
  case updated(datastore: String, records: [Record], layout: RecordLayout)
  case imported(datastore: String, formerly: String?)

  var datastore: String {
    switch self {
    case .inserted(let name, _), .deleted(let name, _, _), .updated(let name, _, _), .imported(let name, _):
      name
    }
  }
}

/// Changing records: those of the session's store where it has one, else a copy in memory.
extension Session {
  mutating func insert(_ text: String) -> SessionOutcome {
    guard !text.isEmpty else { return fail("`.insert` needs values: `.insert name=value, name=value`") }
    guard let current else { return failWithoutDatastore() }
    guard let inputs = inputs(text), let records = editable(current) else { return .failed }
    let ids: [String]
    do throws(StoreError) {
      ids = try records.insert(inputs).compactMap { Self.id(of: $0, records.layout) }
    } catch {
      return fail(error)
    }
    changes.append(.inserted(datastore: current, ids: ids))
    let which = ids.count == 1 ? "id \(ids[0])" : "ids \(ids.first ?? "") to \(ids.last ?? "")"
    note("added \(Self.count(ids.count, "record")) to `\(current)`, with the \(which)")
    return .done
  }

  mutating func update(_ text: String) -> SessionOutcome {
    guard let current else { return failWithoutDatastore() }
    guard let place = Assignments.placeOfWhere(in: text) else {
      return fail("`.update` needs to know which records: `.update name=value where CRITERIA`")
    }
    let criteria = Self.trimmed(String(text[place.upperBound...]))
    guard !criteria.isEmpty else { return fail("`.update` needs a criteria after `where`") }
    let values = Self.trimmed(String(text[..<place.lowerBound]))
    guard let input = inputs(values)?.first, let datastore = open(current) else { return .failed }
    guard prepare(criteria, datastore, operation: .update, isOrdered: false) != nil,
      let records = editable(current),
      let query = try? check(criteria, OpenDatastore(records), operation: .update).query(for: records.layout)
    else { return .failed }
    do throws(StoreError) {
      guard let isWanted = try confirm(query, records, of: current, "updated", "update") else {
        return .cancelled
      }
      guard isWanted else { return .done }
      var old: [Record] = []
      let count = try records.update(query.criteria, input) { old.append($0) }
      changes.append(.updated(datastore: current, records: old, layout: records.layout))
      note("updated \(Self.count(count, "record")) of `\(current)`")
      return .done
    } catch {
      return fail(error)
    }
  }

  mutating func delete(_ text: String) -> SessionOutcome {
    guard !text.isEmpty else {
      return fail("`.delete` needs a criteria; `.delete all` deletes every record")
    }
    guard let current else { return failWithoutDatastore() }
    let criteria = text.lowercased() == "all" ? "" : text
    guard let datastore = open(current) else { return .failed }
    // That nothing is selected was meant.
    if !criteria.isEmpty,
      prepare(criteria, datastore, operation: .delete, isOrdered: false) == nil
    {
      return .failed
    }
    guard let records = editable(current),
      let query = try? check(criteria, OpenDatastore(records), operation: .delete).query(for: records.layout)
    else { return .failed }
    do throws(StoreError) {
      guard let isWanted = try confirm(query, records, of: current, "deleted", "delete") else {
        return .cancelled
      }
      guard isWanted else { return .done }
      var old: [Record] = []
      let count = try records.delete(query.criteria) { old.append($0) }
      changes.append(.deleted(datastore: current, records: old, layout: records.layout))
      note("deleted \(Self.count(count, "record")) of `\(current)`; `.undo` takes it back")
      return .done
    } catch {
      return fail(error)
    }
  }

  mutating func undo() -> SessionOutcome {
    guard let change = changes.last else { return fail("there is nothing to take back") }
    do throws(StoreError) {
      switch change {
      case .imported(let name, let formerly):
        if let holder = datastores.holder(of: name) { try holder.deleteDatastore(name) }
        datastores.remove(name)
        current = formerly
        note("`\(name)` is gone again")
      case .inserted(let name, let ids):
        guard let records = editable(name) else { return .failed }
        let count = try records.restore([], layout: records.layout, removing: ids).removed
        note("removed \(Self.count(count, "record")) of `\(name)` again")
      case .deleted(let name, let old, let layout):
        guard let records = editable(name) else { return .failed }
        let count = try records.restore(old, layout: layout).restored
        note("put \(Self.count(count, "record")) of `\(name)` back")
      case .updated(let name, let old, let layout):
        guard let records = editable(name) else { return .failed }
        let count = try records.restore(old, layout: layout).restored
        note("put the old values of \(Self.count(count, "record")) of `\(name)` back")
      }
      changes.removeLast()
      return .done
    } catch {
      return fail(error)
    }
  }

  // MARK: Parts

  private func fail(_ error: StoreError) -> SessionOutcome {
    switch error {
    case .cancelled: return fail(RecordSourceError.cancelled)
    case .refused(let refusal):
      let outcome = fail(refusal.message)
      if let code = refusal.code { host.say(host.style.paint("  the server answers `\(code)`", .dim) + "\n") }
      return outcome
    case .unusable(let message): return fail(message)
    }
  }

  /// Says how many records a change is about, and asks; false where there are none, nil where it is not wanted.
  private mutating func confirm(
    _ query: RecordQuery, _ records: StoredRecords, of name: String, _ participle: String, _ verb: String
  ) throws(StoreError) -> Bool? {
    let count = try records.count(query.criteria).matched
    let total = (try? records.count()) ?? count
    if count == 0 {
      note("0 of \(Self.count(total, "record")) match; nothing is \(participle)")
      return false
    }
    let sentence = "\(Self.grouped(count)) of \(Self.count(total, "record")) of `\(name)`"
    if let isWanted = host.ask("\(verb) \(sentence)?"), !isWanted {
      note("nothing is \(participle)")
      return nil
    }
    return true
  }

  /// The values of a JSON object, of an array of them, or of `name=value, …`; nil where they cannot be read, which was
  /// said then.
  private func inputs(_ text: String) -> [RecordInput]? {
    if text.first == "{" || text.first == "[" {
      do throws(StoreRefusal) {
        return try RecordInput.list(json: Array(text.utf8))
      } catch {
        _ = fail(error.message)
        return nil
      }
    }
    do throws(Assignments.Problem) {
      let members = try Assignments(text).values.map { value -> RecordInput.Member in
        let isNull = !value.isQuoted && value.value == "null"
        return RecordInput.Member(value.name, isNull ? .null : .text(value.value))
      }
      return [RecordInput(members)]
    } catch {
      _ = fail(error.message)
      return nil
    }
  }

  static func id(of record: Record, _ layout: RecordLayout) -> String? {
    guard let field = layout.idField, record.values.indices.contains(field) else { return nil }
    return record.values[field].plainText.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The records of a datastore where they can be changed. One that is read from a file is copied into memory first.
  private mutating func editable(_ name: String) -> StoredRecords? {
    do throws(StoreError) {
      if let holder = datastores.holder(of: name) { return try holder.records(of: name) }
      guard let datastore = open(name) else { return nil }
      let known = datastores.store ?? datastores.memory
      let store: RecordStore
      if let known { store = known } else { store = try RecordStore.inMemory() }
      try datastore.copy(into: store, host.isCancelled)
      if datastores.store == nil {
        datastores.useMemory(store)
        note(
          "`\(name)` is a copy in memory from now on; \(datastore.origin) stays as it is, `.save FILE` keeps the copy"
        )
      }
      _ = open(name)
      return try store.records(of: name)
    } catch {
      _ = fail(error)
      return nil
    }
  }
}

extension OpenDatastore {
  init(_ records: StoredRecords) {
    self.init(
      name: records.datastore.uniqueName, records: records, schema: records.layout.schema, file: nil,
      origin: "",
      notes: [])
  }

  /// Makes the datastore in `store`, with all its records, or not at all.
  func copy(into store: RecordStore, _ isCancelled: @Sendable () -> Bool) throws(StoreError) {
    let system = FieldTable.systemFields
    let layout = records.layout
    let fields = layout.fields.filter { !system.contains($0.name) }.map { field in
      FieldSchema(uniqueName: field.name, type: field.type, isMasked: field.isMasked)
    }
    var schema = schema?.schema ?? DatastoreSchema(uniqueName: name, fields: fields)
    if schema.fields.contains(where: { $0.type == .unknown }) {
      schema = DatastoreSchema(
        uniqueName: name, displayName: schema.displayName, api: schema.api,
        fields: schema.fields.map { field in
          guard field.type == .unknown else { return field }
          let type = layout.index(of: field.uniqueName).map { layout.fields[$0].type } ?? .limitedText
          return FieldSchema(
            uniqueName: field.uniqueName, displayName: field.displayName, type: type,
            isMandatory: field.isMandatory,
            isMasked: field.isMasked, defaultValue: field.defaultValue)
        }, uniqueKeys: schema.uniqueKeys)
    }
    _ = try store.createDatastore(DatastoreDefinition(schema))
    do throws(StoreError) {
      let all = try everything(isCancelled)
      _ = try store.records(of: name).importRecords(all, layout: layout)
    } catch {
      try? store.deleteDatastore(name)
      throw error
    }
  }

  private func everything(_ isCancelled: @Sendable () -> Bool) throws(StoreError) -> [Record] {
    do throws(RecordSourceError) {
      return try records.page(RecordQuery(), isCancelled: isCancelled).records
    } catch {
      switch error {
      case .cancelled: throw .cancelled
      case .invalidToken(let message), .unreadable(let message): throw .unusable(message)
      }
    }
  }
}

extension RecordInput {
  /// The members of a JSON object, or of each object of an array.
  fileprivate static func list(json bytes: [UInt8]) throws(StoreRefusal) -> [RecordInput] {
    let document = JSONDocument(bytes)
    guard document.errors.isEmpty, let root = document.root, root.kind == .array else {
      return [try RecordInput(json: bytes)]
    }
    var inputs: [RecordInput] = []
    for element in root.elements { inputs.append(try RecordInput(json: Array(bytes[element.range]))) }
    guard !inputs.isEmpty else { throw StoreRefusal("the list is empty", rule: "values") }
    return inputs
  }
}
