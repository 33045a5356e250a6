import CriteriaSyntax
import Evaluation
import Fixtures
import SourceText
import Workspace

/// `query -` where the answer is the lines themselves, or their count: they are filtered as they come, and none is
/// kept. A line that is broken is said and left out; the exit code tells that there were some.
extension QueryRun {
  private static let shownPath = "<stdin>"

  func filterLines(_ check: CriteriaCheck, _ options: QueryOptions) throws(Stopped) -> ExitCode {
    let format = format(isStream: true)
    let layout = RecordStream.layout(naming: check.tree, in: check.text.bytes, schema: check.schema)
    let query: RecordQuery
    do {
      query = try check.query(for: layout)
    } catch {
      CriteriaInput.show(error)
      throw Stopped()
    }
    if check.schema == nil { Console.note("note: the types of the fields were inferred from the records") }
    var stream = RecordStream(query.criteria, layout: layout)
    stream.limit = format == .count ? 0 : options.streamLimit
    let failed = filter(&stream) { lines in Console.output.write(Array(lines)) }
    if format == .count { Console.output.line(String(stream.matched)) }
    Console.output.flush()
    if let failed { throw Stopped(saying: "standard input cannot be read: \(failed)") }
    return finish(stream, format)
  }

  /// Reads standard input to its end, or until nobody reads the answer; what went wrong, if anything did.
  private func filter(
    _ stream: inout RecordStream, _ matches: (UnsafeRawBufferPointer) -> Void
  ) -> String? {
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
    while !Console.output.isClosed, stream.limit == 0 || stream.matched < wanted,
      stream.fill(read, matches: matches)
    {
      // Whoever reads on need not wait for more to come.
      Console.output.flush()
    }
    // What was stopped in the middle of a line has no end.
    if Console.output.isClosed || (stream.limit != 0 && stream.matched >= wanted) { return failure?.message }
    stream.finish(matches: matches)
    return failure?.message
  }

  private func finish(_ stream: RecordStream, _ format: AnswerFormat) -> ExitCode {
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
    if stream.failure != nil { return Console.finish(.trouble) }
    return Console.finish(stream.matched == 0 && command.failIfEmpty ? .findings : .done)
  }
}
