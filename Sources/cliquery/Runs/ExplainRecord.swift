import CriteriaSemantics
import CriteriaSyntax
import Evaluation
import Fixtures
import JSONSyntax
import SourceText
import Workspace

/// `explain --record`: why one record matches a criteria, or does not.
struct ExplainRecord {
  let check: CriteriaCheck
  let layout: RecordLayout
  let record: Record
  let trace: CriteriaTrace
  /// The record for a sentence: its id, or the file it stands in.
  let name: String

  /// The record that was given, with the layout of its values.
  struct Given {
    let layout: RecordLayout
    let record: Record
    let name: String
  }

  init(_ check: CriteriaCheck, _ given: Given) throws(Stopped) {
    self.check = check
    layout = given.layout
    record = given.record
    name = given.name
    do {
      trace = CriteriaTrace(try check.query(for: given.layout).criteria, given.record, layout: given.layout)
    } catch {
      CriteriaInput.show(error)
      throw Stopped()
    }
  }

  /// Reads what `--record` says: JSON, `-`, a file with one record, or the id of a record of the datastore.
  static func read(
    _ text: String, datastore: String?, api: APIVersion, _ workspace: WorkspaceSnapshot
  ) throws(Stopped) -> Given {
    let name = datastore ?? workspace.onlyDatastore
    let isJSON = text.utf8.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A } == UInt8(ascii: "{")
    if isJSON || text == "-" {
      guard let bytes = CriteriaInput.readText(text) else { throw Stopped() }
      let schema = name.flatMap { name in
        workspace.catalog.index(of: name, api: api).map { workspace.catalog.schemas[$0] }
      }
      // A saved answer, or a record alone, which may have a field that is called like a part of an answer.
      if case .success(let fixture) = FixtureReader.read(bytes, format: .json, schema: schema) {
        return try only(fixture.table, of: "<record>")
      }
      let line = bytes.map { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") ? UInt8(ascii: " ") : $0 }
      switch FixtureReader.read(line, format: .ndjson, schema: schema) {
      case .success(let fixture): return try only(fixture.table, of: "<record>")
      case .failure(let failure):
        for line in failure.lines(path: "<record>") { Console.fail(line) }
        throw Stopped()
      }
    }
    let path = FilePath(text)
    if FileSystem.kind(path) == .file, FixtureFormat(fileName: text) != nil {
      let records = try records(workspace.records(in: path, name: name, api: api))
      return try only(records.table, of: text)
    }
    if text.contains("/") || FixtureFormat(fileName: text) != nil {
      throw Stopped(saying: "\(text): there is no such file")
    }
    guard let name else {
      throw Stopped(saying: "it is not known whose record `\(text)` is; name the datastore: `--datastore …`")
    }
    return try byID(text, records(workspace.records(of: name, api: api)))
  }

  private static func records(
    _ result: Result<DatastoreRecords, RecordsFailure>
  ) throws(Stopped) -> DatastoreRecords {
    switch result {
    case .success(let records):
      for note in records.notes { Console.note("note: \(note)") }
      return records
    case .failure(let failure):
      for problem in failure.problems { Console.show(problem) }
      throw Stopped()
    }
  }

  private static func only(_ table: RecordTable, of place: String) throws(Stopped) -> Given {
    guard table.recordCount == 1 else {
      throw Stopped(
        saying: table.recordCount == 0
          ? "`\(place)` holds no record"
          : "`\(place)` holds \(table.recordCount) records; `--record` takes one, or the id of one of the datastore"
      )
    }
    return Given(layout: table.layout, record: table.record(at: 0), name: place)
  }

  private static func byID(_ id: String, _ records: DatastoreRecords) throws(Stopped) -> Given {
    guard records.layout.idField != nil else {
      throw Stopped(
        saying:
          "the records of `\(records.name)` in `\(records.shownPath)` have no `id`; give the record as JSON")
    }
    do {
      if let record = try records.table.record(id: id) {
        return Given(layout: records.layout, record: record, name: id)
      }
    } catch {
      throw Stopped(saying: "`\(records.shownPath)` could not be asked")
    }
    throw Stopped(
      saying: "no record of `\(records.name)` has the id `\(id)`; `cliquery query \(records.name)` lists them"
    )
  }
}

/// As text and as JSON.
extension ExplainRecord {
  /// What `explain` says of the record, after it said what the criteria selects.
  var text: String { "\n\(name) \(trace.text)" }

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("record", name)
      writer.member("answer", Self.word(trace.truth))
      writer.member("undecidable", trace.isUndecidable)
      writer.member("sentence", trace.answer)
      writer.key("steps")
      writer.array { writer in
        for step in trace.steps { Self.write(step, to: &writer) }
      }
    }
  }

  private static func write(_ step: CriteriaTrace.Step, to writer: inout JSONWriter) {
    writer.object { writer in
      switch step.kind {
      case .condition: writer.member("kind", "condition")
      case .all: writer.member("kind", "all")
      case .any: writer.member("kind", "any")
      }
      writer.member("depth", step.depth)
      writer.member("truth", word(step.truth))
      writer.member("decides", step.decides)
      writer.member("field", step.field)
      writer.key("value")
      switch step.value {
      case nil, .null: writer.null()
      case .boolean(let value): writer.bool(value)
      case .number, .text, .masked: writer.string(step.value?.text ?? "")
      }
      writer.member("sentence", step.sentence)
      writer.key("range")
      if let range = step.range {
        writer.object { writer in
          writer.member("start", range.start)
          writer.member("end", range.end)
        }
      } else {
        writer.null()
      }
    }
  }

  private static func word(_ truth: Truth) -> String {
    switch truth {
    case .true: "true"
    case .false: "false"
    case .unknown: "unknown"
    }
  }
}
