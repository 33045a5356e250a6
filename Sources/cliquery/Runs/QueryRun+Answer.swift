import CriteriaSemantics
import CriteriaSyntax
import Evaluation
import Workspace

/// The answer.
extension QueryRun {
  /// Records are asked for in pieces of this size, so that an answer of millions is never held as a whole.
  private static let piece = 10_000

  func answer(
    _ check: CriteriaCheck, _ records: Records, _ options: QueryOptions
  ) throws(Stopped) -> ExitCode {
    let layout = records.source.layout
    var query: RecordQuery
    do {
      query = try check.query(for: layout)
    } catch {
      CriteriaInput.show(error)
      throw Stopped()
    }
    let fields = try Stopped.on { () throws(UsageFailure) in try options.fields(of: layout) }
    query.token = command.nextToken
    query.offset = max(0, (command.fromIndex ?? 1) - 1)
    let format = format(isStream: records.isStream)
    let limit =
      format == .count ? 0 : options.limit(check, token: command.nextToken, isStream: records.isStream)
    var writer = AnswerWriter(
      format: format, layout: layout, fields: fields,
      head: AnswerHead(
        name: records.name, api: check.api,
        changed: format == .json ? Self.lastChange(records.source) ?? records.changed : nil))
    let result = try write(query, limit: limit, records.source, check.api, to: &writer)
    if format == .count {
      Console.output.line(String(result.matched))
    } else {
      writer.end(nextToken: result.token)
    }
    Console.output.flush()
    let total = (try? records.source.count()) ?? 0
    say(
      result, total: total, format: format, leftOut: writer.leftOut,
      isStream: records.isStream)
    return Console.finish(result.matched == 0 && command.failIfEmpty ? .findings : .done)
  }

  /// What was written.
  private struct Written {
    var matched = 0
    var undecidable = 0
    var shown = 0
    var token: String?
  }

  private func write(
    _ query: RecordQuery, limit: Int?, _ source: any RecordSource, _ api: APIVersion,
    to writer: inout AnswerWriter
  ) throws(Stopped) -> Written {
    if limit == nil, query.token == nil, query.offset == 0, let table = source as? RecordTable {
      return try writeAll(query, of: table, to: &writer)
    }
    var query = query
    var result = Written()
    var isFirst = true
    repeat {
      query.limit = limit.map { min(Self.piece, $0 - result.shown) } ?? Self.piece
      let page = try Self.asking(api) { () throws(RecordSourceError) in try source.page(query) { false } }
      if isFirst {
        (result.matched, result.undecidable) = (page.matched, page.undecidable)
        writer.begin(sample: page.records)
        isFirst = false
      }
      writer.add(page.records)
      result.shown += page.records.count
      result.token = page.nextToken
      query.token = page.nextToken
      query.offset = 0
    } while result.token != nil && !Console.output.isClosed && limit.map { result.shown < $0 } ?? true
    return result
  }

  /// All that match of records in memory: found once, written piece by piece.
  private func writeAll(
    _ query: RecordQuery, of table: RecordTable, to writer: inout AnswerWriter
  ) throws(Stopped) -> Written {
    let counts = try Self.asking { () throws(RecordSourceError) in try table.count(query.criteria) }
    let rows = try Self.asking { () throws(RecordSourceError) in try table.rows(query) }
    var result = Written(matched: counts.matched, undecidable: counts.undecidable)
    writer.begin(sample: rows.prefix(Self.piece).map { table.record(at: $0) })
    while result.shown < rows.count, !Console.output.isClosed {
      let piece = rows[result.shown..<min(result.shown + Self.piece, rows.count)]
      writer.add(piece.map { table.record(at: $0) })
      result.shown += piece.count
    }
    return result
  }

  /// The newest `modified_time` of the records; nil where they have none.
  private static func lastChange(_ source: any RecordSource) -> Int? {
    guard let field = source.layout.index(of: "modified_time"), source.layout.fields[field].type == .number
    else { return nil }
    let query = RecordQuery(order: [RecordQuery.SortKey(field: field, isDescending: true)], limit: 1)
    guard let record = try? source.page(query, isCancelled: { false }).records.first,
      record.values.indices.contains(field)
    else { return nil }
    return Int(record.values[field].text)
  }

  private static func asking<Answer>(
    _ api: APIVersion = .v3, _ body: () throws(RecordSourceError) -> Answer
  ) throws(Stopped) -> Answer {
    do {
      return try body()
    } catch {
      switch error {
      case .cancelled: throw Stopped(saying: "interrupted")
      case .invalidToken(let message):
        let code = ServerResponseTable.response(to: .pageToken, .list, api).serverCode
        throw Stopped(saying: "`--next-token`: \(message)" + (code.map { " (`\($0)`)" } ?? ""))
      case .unreadable(let message): throw Stopped(saying: message)
      }
    }
  }

  /// On standard error: how many match, and how to see the rest.
  private func say(
    _ result: Written, total: Int, format: AnswerFormat, leftOut: [String], isStream: Bool
  ) {
    if format != .count {
      var line =
        "\(result.matched) of \(Count.of(total, "record")) \(result.matched == 1 ? "matches" : "match")"
      if result.shown != result.matched { line += "; shown: \(result.shown)" }
      if let token = result.token {
        line += "; more with `--limit all`"
        if !isStream { line += ", or the next page with `--next-token \(token)`" }
      }
      Console.note(line)
    }
    if result.undecidable > 0 {
      Console.note(
        "note: whether \(Count.of(result.undecidable, "record")) match cannot be said: a masked value decides (C21)"
      )
    }
    if !leftOut.isEmpty {
      Console.note(AnswerWriter.note(leftOut: leftOut))
    }
  }
}
