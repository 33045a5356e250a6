import CriteriaSemantics
import CriteriaSyntax
import Evaluation
import RecordStore
import Workspace

/// One run of `store insert`, `store update` or `store delete`.
struct StoreRecordRun {
  private let options: StoreFileOptions

  init(_ options: StoreFileOptions) {
    self.options = options
  }

  func insert(into name: String, _ values: [String]) -> ExitCode {
    StoreSession.run(options) { session throws(Stopped) in
      if values.isEmpty {
        throw Stopped(saying: "the record has no values; write them as `field=value`, or as one JSON object")
      }
      let input = try Self.input(values)
      let store = try session.open(.write)
      let records = try session.on { () throws(StoreError) in
        try store.records(of: name, for: .insertRecord)
      }
      let record = try session.on { () throws(StoreError) in try records.insert(input) }
      answer(
        record, records, "datastores/\(name)/records", "inserted record \(Self.id(record)) into `\(name)`")
    }
  }

  func update(_ selection: StoreSelectionOptions, id: String?, _ values: [String]) -> ExitCode {
    StoreSession.run(options) { session throws(Stopped) in
      if values.isEmpty { throw Stopped(saying: "nothing to change is named; add `--set field=value`") }
      guard (id == nil) != (selection.criteria == nil) else {
        throw Stopped(
          saying: id == nil
            ? "which records are meant? give a criteria, or `--id`"
            : "`--id` and a criteria do not go together; give one of them")
      }
      try Self.refuseID(selection.criteria)
      let name = selection.datastore
      let input = try Self.input(values)
      let store = try session.open(.write)
      if let id {
        let records = try session.on { () throws(StoreError) in
          try store.records(of: name, for: .updateRecord)
        }
        let record = try session.on { () throws(StoreError) in try records.update(id: id, input) }
        answer(record, records, "datastores/\(name)/records/\(id)", "updated record \(id) of `\(name)`")
        return
      }
      let records = try session.on { () throws(StoreError) in
        try store.records(of: name, for: .updateRecords)
      }
      let criteria = try compile(selection, records, .update, session)
      guard try confirm("update", criteria, records, selection, session) else { return }
      let count = try session.on { () throws(StoreError) in try records.update(criteria, input) }
      said("updated \(ClosingLines.count(count, "record")) of `\(name)`")
    }
  }

  /// Digits alone are an id, and no criteria.
  private static func refuseID(_ criteria: String?) throws(Stopped) {
    guard let criteria, !criteria.isEmpty,
      criteria.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return }
    throw Stopped(saying: "`\(criteria)` is no criteria; is the id of a record meant? `--id \(criteria)`")
  }

  func delete(_ selection: StoreSelectionOptions, ids: [String]) -> ExitCode {
    StoreSession.run(options) { session throws(Stopped) in
      guard ids.isEmpty != (selection.criteria == nil) else {
        throw Stopped(
          saying: ids.isEmpty
            ? "which records are meant? give a criteria (`''` selects all), or `--id`"
            : "`--id` and a criteria do not go together; give one of them")
      }
      try Self.refuseID(selection.criteria)
      let name = selection.datastore
      let store = try session.open(.write)
      if ids.count == 1 {
        let records = try session.on { () throws(StoreError) in
          try store.records(of: name, for: .deleteRecord)
        }
        try session.on { () throws(StoreError) in try records.delete(id: ids[0]) }
        return said("deleted record \(ids[0]) of `\(name)`")
      }
      let records = try session.on { () throws(StoreError) in
        try store.records(of: name, for: .deleteRecords)
      }
      if !ids.isEmpty {
        let result = try session.on { () throws(StoreError) in try records.delete(ids: ids) }
        for id in result.missing { Console.warn("there is no record with the id `\(id)` in `\(name)`") }
        return said("deleted \(ClosingLines.count(result.deleted, "record")) of `\(name)`")
      }
      let criteria = try compile(selection, records, .delete, session)
      guard try confirm("delete", criteria, records, selection, session) else { return }
      let count = try session.on { () throws(StoreError) in try records.delete(criteria) }
      said("deleted \(ClosingLines.count(count, "record")) of `\(name)`")
    }
  }

  func deleteDatastore(_ selection: StoreSelectionOptions) -> ExitCode {
    StoreSession.run(options) { session throws(Stopped) in
      let name = selection.datastore
      if selection.criteria != nil {
        throw Stopped(
          saying: "`--datastore` deletes the datastore with all its records; leave the criteria out")
      }
      let store = try session.open(.write)
      let records = try session.on { () throws(StoreError) in
        try store.records(of: name, for: .deleteDatastore)
      }
      let count = try session.on { () throws(StoreError) in try records.count(.everything).matched }
      let question = "this would delete the datastore `\(name)` with \(ClosingLines.count(count, "record"))"
      guard try session.isConfirmed(question, isAgreed: selection.yes) else {
        return Console.note("nothing was changed")
      }
      try session.on { () throws(StoreError) in try store.deleteDatastore(name) }
      said("deleted the datastore `\(name)`")
    }
  }

  // MARK: - Parts

  /// The API's answer, or a line for people.
  private func answer(_ record: Record, _ records: StoredRecords, _ path: String, _ line: String) {
    if options.json {
      Console.output.write(StoreAnswer.record(record, records.layout, path: path))
    } else {
      Console.output.line(VisibleText.of(line))
    }
  }

  /// The API answers nothing here, so with `--json` the line is for people only.
  private func said(_ line: String) {
    if options.json { Console.note(line) } else { Console.output.line(VisibleText.of(line)) }
  }

  private static func id(_ record: Record) -> String {
    guard case .number(let number)? = record.values.first else { return "" }
    return String(decoding: number.text, as: UTF8.self)
  }

  /// Values as `field=value`, or one JSON object.
  private static func input(_ values: [String]) throws(Stopped) -> RecordInput {
    var input = RecordInput()
    for text in values {
      if text == "-" || text.first == "{" {
        var bytes = Array(text.utf8)
        if text == "-" {
          guard let read = CommandSession.readStandardInput() else {
            throw Stopped(saying: "standard input cannot be read")
          }
          bytes = read
        }
        do {
          input.members += try RecordInput(json: bytes).members
        } catch {
          throw Stopped(saying: error.message)
        }
        continue
      }
      guard let binding = PlainEnglish.Binding(assignment: text) else {
        throw Stopped(saying: "`\(text)` is no value; write `field=value`, or one JSON object")
      }
      input.members.append(RecordInput.Member(binding.name, .text(binding.value)))
    }
    return input
  }

  /// The criteria, judged as `explain` and `query` judge it.
  private func compile(
    _ selection: StoreSelectionOptions, _ records: StoredRecords, _ operation: CriteriaSyntax.Operation,
    _ session: StoreSession
  ) throws(Stopped) -> CompiledCriteria {
    guard let text = CriteriaInput.readText(selection.criteria ?? ""),
      let bindings = CriteriaInput.readBindings(selection.bindings)
    else { throw Stopped() }
    var question = CriteriaQuestion(
      text, datastore: selection.datastore, operation: operation, api: records.datastore.api,
      bindings: bindings)
    question.schema = records.datastore.schema
    let check = session.workspace.check(question)
    try session.checkProblems()
    guard CriteriaInput.show(check), !check.isStopped else { throw Stopped() }
    do {
      return try check.query(for: records.layout).criteria
    } catch {
      throw Stopped(saying: error.message)
    }
  }

  /// Says how many records are meant; false where there are none, or the person does not want it.
  private func confirm(
    _ verb: String, _ criteria: CompiledCriteria, _ records: StoredRecords,
    _ selection: StoreSelectionOptions, _ session: StoreSession
  ) throws(Stopped) -> Bool {
    let counts = try session.on { () throws(StoreError) in try records.count(criteria) }
    let all = try session.on { () throws(StoreError) in try records.count(.everything).matched }
    if counts.undecidable > 0 {
      Console.warn(
        "\(ClosingLines.count(counts.undecidable, "record")) cannot be judged, because masked values decide; left "
          + "as they are")
    }
    if counts.matched == 0 {
      Console.note("no record of `\(selection.datastore)` matches; nothing was changed")
      return false
    }
    let question =
      "this would \(verb) \(ClosingLines.count(counts.matched, "record")) of \(all) in `\(selection.datastore)`"
    if try session.isConfirmed(question, isAgreed: selection.yes) { return true }
    Console.note("nothing was changed")
    return false
  }
}
