import CriteriaSyntax
import Evaluation
import Fixtures
import SourceText
import Workspace

/// `query -`: records that come one a line are filtered as they come, and none is kept. A line that is broken is said
/// and left out; the exit code tells that there were some.
extension QueryRun {
  private static let shownPath = "<stdin>"

  func answerLines(_ check: CriteriaCheck, _ options: QueryOptions) throws(Stopped) -> ExitCode {
    let format = format(isStream: true)
    let layout = RecordStream.layout(naming: check.tree, in: check.text.bytes, schema: check.schema)
    let query: RecordQuery
    do {
      query = try check.query(for: layout)
    } catch {
      CriteriaInput.show(error)
      throw Stopped()
    }
    if check.schema == nil, !layout.fields.isEmpty {
      Console.note(
        "note: no schema tells types: numbers and booleans are compared as such where the criteria's value and the "
          + "record's are, all else as text")
    }
    var stream = RecordStream(query.criteria, layout: layout)
    stream.limit = format == .count ? 0 : options.streamLimit
    var answer = LineAnswer(
      format, options, schema: check.schema,
      head: AnswerHead(name: command.schema ?? "-", api: check.api, changed: nil))
    let failed = filter(&stream, &answer)
    if format == .count { Console.output.line(String(stream.matched)) }
    answer.end()
    Console.output.flush()
    if let failed { throw Stopped(saying: "standard input cannot be read: \(failed)") }
    if let failure = answer.failure { throw Stopped(saying: failure.message) }
    return finish(stream, format, answer.notes + (check.schema == nil ? absentFields(stream) : []))
  }

  /// Reads standard input to its end, or until nobody reads the answer; what went wrong, if anything did.
  private func filter(_ stream: inout RecordStream, _ answer: inout LineAnswer) -> String? {
    var failure: FileSystem.Failure?
    func read(_ memory: UnsafeMutableRawBufferPointer) -> Int {
      do {
        return try FileSystem.readInput(into: memory)
      } catch {
        failure = error
        return 0
      }
    }
    let wanted = stream.limit.map { max($0, 1) } ?? .max
    func isStopped(_ answer: LineAnswer) -> Bool {
      Console.output.isClosed || answer.failure != nil || (stream.limit != 0 && stream.matched >= wanted)
    }
    while !isStopped(answer), stream.fill(read, matches: { answer.add($0) }) {
      // Whoever reads on need not wait for more to come.
      Console.output.flush()
    }
    // What was stopped in the middle of a line has no end.
    if isStopped(answer) { return failure?.message }
    stream.finish { answer.add($0) }
    return failure?.message
  }

  private func finish(_ stream: RecordStream, _ format: AnswerFormat, _ notes: [String]) -> ExitCode {
    for line in stream.failure?.lines(path: Self.shownPath) ?? [] { Console.show(Problem(.input, line)) }
    if format != .count {
      let shown = min(stream.matched, stream.limit ?? .max)
      let matches = shown == 1 ? "matches" : "match"
      let line =
        shown == stream.limit
        ? "the first \(Count.of(shown, "record")) that \(matches), of \(stream.count) read"
        : "\(stream.matched) of \(Count.of(stream.count, "record")) \(matches)"
      Console.note(line)
    }
    if stream.undecidable > 0 {
      Console.note(
        "note: whether \(Count.of(stream.undecidable, "record")) match cannot be said: a masked value decides (C21)"
      )
    }
    for note in notes { Console.note(note) }
    if stream.failure != nil { return Console.finish(.trouble) }
    return Console.finish(stream.matched == 0 && command.failIfEmpty ? .findings : .done)
  }

  /// A field that no record has is a misspelt one, most likely.
  private func absentFields(_ stream: RecordStream) -> [String] {
    if stream.count == 0 { return [] }
    return stream.absentFields.map { field in
      let meant = field.meant.map { "; did you mean `\($0)`?" } ?? ""
      return "note: no record has the field `\(field.name)`\(meant)"
    }
  }
}
