import CriteriaSemantics
import Evaluation
import Fixtures
import Formatting
import Linting
import MakeQuery
import RecordStore
import SourceText
import Workspace

/// The last request of a session.
struct LastRequest {
  /// As it was typed.
  let text: String
  /// Where the next page begins; nil where there is none.
  var nextOffset: Int?
  /// Where the records are from; nil where nothing was answered.
  var origin: String?
}

/// Requests to Make: a line that begins with a path, an address, or a method and one of these.
extension Session {
  /// Answers a request; `offset` is that of a further page.
  mutating func runRequest(_ input: String, offset: Int? = nil) -> SessionOutcome {
    let (text, body) = Self.requestAndBody(input)
    let request = snapshot.read(request: text, bindings: bindings)
    lastRequest = LastRequest(text: input)
    isRequestLast = true
    let findings = showFindings(of: request, text)
    if let hole = request.openHoles.first {
      return fail("the hole `\(hole.written)` has no value; give it one: `.let \(hole.name) = …`")
    }
    if findings.contains(where: { $0.severity == .error }) { return .failed }
    sayWhatDoesNotTouch()
    var question = request.question
    if let offset { question = question.adding("pg", key: "offset", value: String(offset)) }
    let start = host.clock
    guard let answer = answer(question, request, body, findings) else { return .failed }
    let spent = host.clock - start
    for note in answer.notes {
      // A finding has said it.
      let isSaid = findings.contains { finding in note.range.map(finding.range.overlaps) ?? false }
      if !isSaid { self.note("note: \(note.message)") }
    }
    return show(answer, question, spent)
  }

  /// A request, and the JSON that follows it after a blank.
  private static func requestAndBody(_ input: String) -> (text: String, body: [UInt8]?) {
    let trimmed = trimmed(input)
    let starts = [trimmed.firstRange(of: " {"), trimmed.firstRange(of: " [")]
    guard let start = starts.compactMap({ $0?.lowerBound }).min(),
      TypedRequest.isRequest(String(trimmed[..<start])),
      let word = trimmed.split(separator: " ").first, TypedRequest.isMethod(String(word))
    else { return (input, nil) }
    return (String(trimmed[..<start]), Array(trimmed[start...].dropFirst().utf8))
  }

  /// Nil where there is none, which was said then.
  private mutating func answer(
    _ question: RequestQuestion, _ request: TypedRequest, _ body: [UInt8]?, _ findings: [Finding]
  ) -> RequestAnswer? {
    do throws(RequestStop) {
      if let store = store(for: question) {
        do throws(MakeRequestStop) {
          lastRequest?.origin = store.path
          return try store.answer(question, endpoint: request.endpoint, body: body)
        } catch {
          switch error {
          case .failure(let failure): throw .failure(failure)
          case .unusable(let message): throw .records(RecordsFailure([Problem(.input, message)]))
          }
        }
      }
      if question.method != "GET" {
        throw .failure(
          RequestFailure(
            "`\(question.method)` changes what Make holds, and saved answers are only read; begin with a store: "
              + "`cliquery repl --store FILE`", request.tree.method))
      }
      let workspace = snapshot
      let reply = try loading { () throws(RequestStop) in
        try workspace.answer(
          question, endpoint: request.endpoint, among: workspace.endpoints.endpoints)
      }
      guard let reply else {
        host.say("cancelled\n")
        return nil
      }
      lastRequest?.origin = reply.origin
      return reply.answer
    } catch {
      switch error {
      case .failure(let failure): say(failure, findings)
      case .records(let failure): for problem in failure.problems { _ = fail(problem.line) }
      }
      return nil
    }
  }

  /// The store, where it is asked about its data stores: it has some, or the request is to change it.
  private func store(for question: RequestQuestion) -> RecordStore? {
    guard let store = datastores.store, question.path.first?.text == "data-stores" else { return nil }
    if question.method != "GET" { return store }
    let stores = (try? store.makeStores()) ?? []
    return stores.isEmpty ? nil : store
  }

  private func say(_ failure: RequestFailure, _ findings: [Finding]) {
    var message = failure.message
    if let refusal = failure.refusal {
      let words = [refusal.code.map { "`\($0.rawValue)`" }, refusal.status.map { "status \($0)" }]
      message += " (\(words.compactMap { $0 }.joined(separator: ", ")))"
    }
    // What a finding has pointed at is not pointed at again.
    if let range = failure.range, !range.isEmpty, findings.last?.range != range {
      for line in mark(range).map({ [$0] }) ?? excerpt(range) { host.say(line + "\n") }
    }
    _ = fail(message)
  }

  /// The part of the line that is meant, where the line itself cannot be pointed at.
  private func excerpt(_ range: ByteRange) -> [String] {
    let bytes = Array(input.utf8)
    let places = PlaceTable(offsets: [range.start, range.end], lineOffsets: [range.start], in: bytes)
    guard range.end <= bytes.count, let line = places.line(holding: range.start) else { return [] }
    let excerpt = Excerpt(line: line, span: range, limit: host.columns.map { max(30, $0 - 4) })
    let bar = host.style.paint("  |", .boldBlue)
    return [
      "\(bar) \(excerpt.before)\(excerpt.inside)\(excerpt.after)",
      "\(bar) \(excerpt.indent)\(host.style.paint(excerpt.underline, .boldRed))",
    ]
  }

  /// Points at a part of the line on the screen; nil where it cannot be.
  private func mark(_ range: ByteRange) -> String? {
    let bytes = Array(input.utf8)
    guard let prompt = place.promptWidth, !range.isEmpty, range.end <= bytes.count,
      !input.contains(where: \.isNewline)
    else { return nil }
    let start = prompt + DisplayWidth.columns(of: bytes.text(ByteRange(0, range.start)))
    let width = max(1, DisplayWidth.columns(of: bytes.text(range)))
    guard start + width <= host.columns ?? Int.max else { return nil }
    return String(repeating: " ", count: start)
      + host.style.paint(String(repeating: "^", count: width), .boldRed)
  }

  /// `.limit` and others are about criteria; that is said once.
  private mutating func sayWhatDoesNotTouch() {
    let settings: [(isSet: Bool, name: String, instead: String)] = [
      (limit != .standard, ".limit", "pg[limit]"), (order != nil, ".order", "pg[sortBy]"),
      (columns != nil, ".columns", "cols[]"),
    ]
    for setting in settings where setting.isSet && announced.insert(setting.name).inserted {
      note("note: `\(setting.name)` does not touch requests; `\(setting.instead)` does")
    }
  }

  // MARK: Showing

  private mutating func show(
    _ answer: RequestAnswer, _ question: RequestQuestion, _ time: Int
  ) -> SessionOutcome {
    var isWanted = true
    var omission: String?
    switch mode {
    case .json: isWanted = write(String(decoding: answer.json, as: UTF8.self))
    case .ndjson: isWanted = write(lines: answer.rows.map { Self.line(answer.line($0)) })
    default:
      let layout = answer.layout
      var printer = RecordPrinter(
        mode: mode, layout: layout, fields: Array(layout.fields.indices),
        columns: output == nil ? host.columns : nil, style: output == nil ? host.style : .plain)
      let records = answer.records(layout, absent: mode == .csv ? .null : .text([]))
      isWanted = write(printer.text(of: records, isLast: true))
      omission = printer.omission?.replacing("`.columns` chooses", with: "`cols[]` chooses")
    }
    guard isWanted else { return .cancelled }
    var lines: [String] = []
    if answer.form == .list {
      let matches = answer.matched == 1 ? "matches" : "match"
      lines.append(
        "\(Self.grouped(answer.matched)) of \(Self.count(answer.total, "record")) \(matches)")
    }
    if isTimed, !lines.isEmpty { lines[0] += " (\(Self.duration(time)))" }
    if answer.isCut, !answer.rows.isEmpty { lines += furtherPage(answer, question) }
    if let omission { lines.append(omission) }
    if let output { lines.append("written to `\(output.shownPath)`") }
    if !lines.isEmpty { note(lines.joined(separator: "\n")) }
    return .done
  }

  /// What is said of the pages behind this one.
  private mutating func furtherPage(_ answer: RequestAnswer, _ question: RequestQuestion) -> [String] {
    guard let offset = answer.offset else { return ["these are \(Self.grouped(answer.rows.count)) of them"] }
    let end = offset + answer.rows.count
    lastRequest?.nextOffset = end
    let range =
      offset > 0
      ? "\(Self.grouped(offset + 1)) to \(Self.grouped(end))" : "the first \(Self.grouped(end))"
    return ["these are \(range); `.next` shows more"]
  }

  private static func line(_ bytes: [UInt8]) -> String { String(decoding: bytes.dropLast(), as: UTF8.self) }

  mutating func showNextRequestPage() -> SessionOutcome {
    guard let asked = lastRequest, let offset = asked.nextOffset else { return fail("there is no next page") }
    return runRequest(asked.text, offset: offset)
  }

  // MARK: Commands

  /// What each part of a request asks for.
  mutating func explainRequest(_ text: String) -> SessionOutcome {
    let request = snapshot.read(request: text, bindings: bindings)
    _ = showFindings(of: request, text)
    let style = host.style
    var lines = wrappedLines([RequestSentence.text(of: request)])
    if let endpoint = request.endpoint {
      lines.append(style.paint("\(endpoint.method) \(endpoint.path)", .bold))
      lines += wrappedLines(EndpointOutline.facts(of: endpoint))
    }
    lines += TextColumns.lines(
      EndpointOutline.parts(of: request).map { $0.map { VisibleText.of($0) } }, width: host.columns,
      colors: [.cyan, .bold], style: style)
    return write(lines: lines) ? .done : .cancelled
  }

  /// A request in its readable form.
  mutating func formatRequest(_ text: String) -> SessionOutcome {
    let request = snapshot.read(request: text)
    if showFindings(of: request, text).contains(where: { $0.code == "MQ001" }) { return .failed }
    var formatter = RequestFormatter(style: .readable)
    let isChanged = formatter.format(request.text)
    return write((isChanged ? String(decoding: formatter.output, as: UTF8.self) : Self.trimmed(text)) + "\n")
      ? .done : .cancelled
  }

  /// The parameters of an endpoint.
  mutating func showEndpoint(_ text: String) -> SessionOutcome {
    let request = snapshot.read(request: text)
    switch request.match {
    case .endpoint(let endpoint): return showEndpoints([endpoint])
    case .otherMethod(let endpoints): return showEndpoints(endpoints)
    case .unknown(let suggestion):
      let meant = suggestion.map { "; did you mean `\($0.path)`?" } ?? ""
      return fail("there is no endpoint `\(text)`\(meant)")
    case .unknowable: return fail("`\(text)` does not tell which endpoint is meant")
    }
  }

  private mutating func showEndpoints(_ endpoints: [Endpoint]) -> SessionOutcome {
    var lines: [String] = []
    for endpoint in endpoints {
      lines.append(host.style.paint("\(endpoint.method) \(endpoint.path)", .bold))
      lines += TextColumns.lines(
        // A narrow window has no room for what each one does.
        EndpointOutline.parameters(of: endpoint).map { host.columns ?? 100 < 70 ? $0.dropLast() : $0 },
        width: host.columns, colors: [.cyan, nil, .dim],
        style: host.style)
      lines += wrappedLines(EndpointOutline.facts(of: endpoint))
    }
    return write(lines: lines) ? .done : .cancelled
  }

  private func wrappedLines(_ texts: [String]) -> [String] {
    guard let columns = host.columns else { return texts }
    return texts.flatMap { text in
      TextWrap.wrap(text, width: max(20, columns)).split(separator: "\n").map(String.init)
    }
  }

  /// The names of the saved lists, each once.
  package var savedLists: [String] {
    var names: [String] = []
    for list in snapshot.savedListNames where !names.contains(list) { names.append(list) }
    return names
  }

  private func storeRows(_ stores: [MakeDataStore]) -> [[String]] {
    stores.map { store in
      [
        " ", "/data-stores/\(store.id)/data", Self.count(store.records, "record"), VisibleText.of(store.name),
        VisibleText.of("from `\(datastores.store?.path ?? "")`"),
      ]
    }
  }

  /// The saved lists, for `.datastores`.
  var savedListRows: [[String]] {
    let stores = (try? datastores.store?.makeStores()) ?? []
    return storeRows(stores)
      + snapshot.savedLists.map { list in
        [
          " ", VisibleText.of(list.name), list.count.map { Self.count($0, "record") } ?? "-", "saved answer",
          VisibleText.of("from `\(list.path)`"),
        ]
      }
  }
}
