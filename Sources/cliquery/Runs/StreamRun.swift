import CriteriaSemantics
import CriteriaSyntax
import Evaluation
import Workspace

/// `query -`: records that come one a line are answered as they come, and none is kept.
struct StreamRun {
  let options: QueryOptions
  /// What is asked; judged anew only where it was not judged with a schema.
  var question: CriteriaQuestion
  let schema: PreparedSchema?
  let format: AnswerFormat
  let hasColumns: Bool
  let failIfEmpty: Bool
  let workspace: WorkspaceSnapshot

  private struct Asked {
    let check: CriteriaCheck
    /// The layout of the first block, which the answer has.
    let layout: RecordLayout
    let fields: [Int]
  }

  /// Counts and what goes on from block to block.
  private struct State {
    var total = 0
    var matched = 0
    var undecidable = 0
    var shown = 0
    var writer: AnswerWriter?
    var isStopped = false
    /// Fields that the first records did not have, so that the answer has no place for them.
    var later: [String] = []
  }

  mutating func run() throws(Stopped) -> ExitCode {
    var stream = LineStream(schema: schema, shown: "<stdin>")
    var state = State()
    var asked: Asked?
    // Where a schema tells the fields, nobody has to wait for the first record to hear of a mistake.
    let judged = schema == nil ? nil : try judge()
    while !state.isStopped, let block = try next(&stream) {
      if asked == nil { asked = try begin(block.table.layout, judged) }
      if let asked { try answer(block, asked, &state) }
    }
    if asked == nil { asked = try begin(RecordLayout(fields: []), judged) }
    if format == .count { Console.output.line(String(state.matched)) }
    if state.writer == nil, let asked { state.writer = makeWriter(asked, sample: []) }
    state.writer?.end(nextToken: nil)
    Console.output.flush()
    say(state)
    return Console.finish(state.matched == 0 && failIfEmpty ? .findings : .done)
  }

  private func next(_ stream: inout LineStream) throws(Stopped) -> LineStream.Block? {
    do {
      return try stream.next()
    } catch {
      Console.output.flush()
      for problem in error.problems { Console.show(problem) }
      throw Stopped()
    }
  }

  /// Judges the criteria with the fields of the first block.
  private mutating func begin(_ layout: RecordLayout, _ judged: CriteriaCheck?) throws(Stopped) -> Asked {
    if schema == nil, !layout.fields.isEmpty {
      Console.note("note: the types of the fields were inferred from the records")
    }
    question.recordFields = layout.fields.map { $0.name }
    var check = judged
    if check == nil { check = try judge() }
    guard let check else { throw Stopped() }
    let fields =
      layout.fields.isEmpty
      ? [] : try Stopped.on { () throws(UsageFailure) in try options.fields(of: layout) }
    return Asked(check: check, layout: layout, fields: fields)
  }

  private func judge() throws(Stopped) -> CriteriaCheck {
    let check = workspace.check(question)
    guard CriteriaInput.show(check, saysSchema: false), !check.isStopped else { throw Stopped() }
    return check
  }

  private func answer(_ block: LineStream.Block, _ asked: Asked, _ state: inout State) throws(Stopped) {
    let table = block.table
    let query: RecordQuery
    let rows: [Int]
    do {
      query = try asked.check.query(for: table.layout)
    } catch {
      CriteriaInput.show(error)
      throw Stopped()
    }
    do {
      state.undecidable += try table.count(query.criteria).undecidable
      rows = try table.rows(query).filter(block.rows.contains).sorted()
    } catch {
      throw Stopped(saying: "the records could not be asked")
    }
    state.total += block.rows.count
    let room = options.streamLimit.map { $0 - state.matched } ?? rows.count
    let taken = rows.prefix(max(0, room))
    state.matched += taken.count
    if options.streamLimit.map({ state.matched >= $0 }) ?? false, format != .count { state.isStopped = true }
    guard format != .count, !taken.isEmpty else { return }
    if format == .ndjson, !hasColumns {
      var bytes: [UInt8] = []
      for row in taken {
        bytes += block.line(of: row)
        bytes.append(UInt8(ascii: "\n"))
      }
      Console.output.write(bytes)
    } else {
      let records = taken.map { Self.record(table.record(at: $0), of: table.layout, as: asked.layout) }
      if state.writer == nil { state.writer = makeWriter(asked, sample: records) }
      state.writer?.add(records)
      for field in table.layout.fields
      where asked.layout.index(of: field.name) == nil && !state.later.contains(field.name) {
        state.later.append(field.name)
      }
    }
    Console.output.flush()
    if Console.output.isClosed { state.isStopped = true }
  }

  private func makeWriter(_ asked: Asked, sample: [Record]) -> AnswerWriter {
    var writer = AnswerWriter(
      format: format, layout: asked.layout, fields: asked.fields,
      head: AnswerHead(name: question.datastore ?? "-", api: asked.check.api, changed: nil))
    writer.begin(sample: sample)
    return writer
  }

  /// The values by the fields of the first block.
  private static func record(_ record: Record, of own: RecordLayout, as layout: RecordLayout) -> Record {
    if own.fields.count == layout.fields.count, own == layout { return record }
    return Record(
      values: layout.fields.map { field in
        own.index(of: field.name).map { record.values[$0] } ?? .null
      })
  }

  private func say(_ state: State) {
    if Console.output.isClosed { return }
    if format != .count {
      let matches = state.matched == 1 ? "matches" : "match"
      Console.note(
        state.isStopped
          ? "the first \(Count.of(state.matched, "record")) that \(matches), of \(state.total) read"
          : "\(state.matched) of \(Count.of(state.total, "record")) \(matches)")
    }
    if state.undecidable > 0 {
      Console.note(
        "note: whether \(Count.of(state.undecidable, "record")) match cannot be said: a masked value decides (C21)"
      )
    }
    if !state.later.isEmpty {
      let names = state.later.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
      Console.note(
        "note: the first records have no \(names), so the answer does not show it; `--ndjson` does")
    }
  }
}
