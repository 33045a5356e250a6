import CriteriaSemantics
import Embedding
import Evaluation
import Linting
import MakeQuery
import SourceText

/// What an editor can have made of a request.
extension DocumentAssistance {
  /// The request whose address holds an offset of the file, or else the one that the offset lies in.
  package func wholeRequest(at offset: Int) -> HostRequest? {
    host.requests.first { $0.text.textOffset(ofFile: offset) != nil }
      ?? host.requests.first { $0.range.start <= offset && offset <= $0.range.end }
  }

  /// The answer for a request of this document; it ends with a line end.
  package func answer(_ answer: QueryAnswer, to request: HostRequest) throws(QueryRunner.Obstacle) -> String {
    let read = ReadRequest(request, workspace.endpoints)
    if request.isFragment {
      throw QueryRunner.Obstacle(
        kind: .refused, short: "a part of a request",
        message: "only a part of the request stands here; the script joins it with others")
    }
    switch answer {
    case .run: return try run(read)
    case .explain: return explain(read)
    case .url:
      let sent = sent(read)
      return sent.encoded.bytes.text(sent.encoded.range) + "\n"
    case .curl: return try curl(sent(read))
    case .deluge:
      throw QueryRunner.Obstacle(
        kind: .refused, short: "no task", message: "Deluge has no task for requests to Make; use `invokeurl`")
    }
  }

  // MARK: Run

  private func run(_ read: ReadRequest) throws(QueryRunner.Obstacle) -> String {
    let reply = try reply(to: read)
    var text = "\(read.method) \(VisibleText.of(read.readable))\n\(reply.sentence) (\(reply.origin))\n"
    for note in reply.answer.notes { text += "note: \(note.message)\n" }
    return text + "\n" + String(decoding: reply.answer.json, as: UTF8.self)
  }

  /// How much of a saved answer a request selects: `2 of 5 items`.
  package func matches(of request: HostRequest) throws(QueryRunner.Obstacle) -> String {
    try reply(to: ReadRequest(request, workspace.endpoints)).sentence
  }

  func reply(to read: ReadRequest) throws(QueryRunner.Obstacle) -> RequestReply {
    let values = variableValues
    if let hole = RequestQuestion.holes(read.tree, read.text).first(where: {
      values[read.bytes.text($0.name)] == nil
    }) {
      let name = read.bytes.text(hole.name)
      throw QueryRunner.Obstacle(
        kind: .openHole, short: "`\(name)` has no value",
        message: "`\(name)` has no value" + (kind == .request ? "; give it one: `@\(name) = …`" : ""))
    }
    let question = RequestQuestion(read.tree, read.text, method: read.method, values: values)
    do throws(RequestStop) {
      return try workspace.answer(
        question, endpoint: read.endpoint, among: workspace.endpoints.endpoints)
    } catch {
      switch error {
      case .failure(let failure):
        throw QueryRunner.Obstacle(
          kind: .refused, short: failure.refusal?.code?.rawValue ?? "cannot be run", message: failure.message)
      case .records(let failure):
        throw QueryRunner.Obstacle(
          kind: .noRecords, short: failure.isMissing ? "no saved answer" : "saved answer not readable",
          message: failure.problems.first?.line ?? "there is no saved answer")
      }
    }
  }

  /// What the file gives to its variables, values in values put in.
  private var variableValues: [String: String] {
    Dictionary(requestVariables.map { ($0.name, $0.value) }) { _, last in last }
  }

  // MARK: Explain

  /// The endpoint, and a line for each parameter.
  private func explain(_ read: ReadRequest) -> String {
    var text = "\(read.method) \(VisibleText.of(read.readable))\n\n\(VisibleText.of(sentence(of: read)))\n"
    if let endpoint = read.likelyEndpoint {
      text += "\n" + Markdown.plain(RequestWords.page(of: endpoint)) + "\n"
    }
    guard !read.tree.parameters.isEmpty else { return text }
    let rows = read.tree.parameters.map { parameter -> (name: String, value: String, meaning: String) in
      let name = read.name(of: parameter)
      let known = read.known(parameter)
      let words =
        known.map { known in
          [
            RequestWords.meaning(of: name),
            RequestWords.facts(of: known, read.likelyEndpoint).joined(separator: ", "),
          ]
          .compactMap(\.self).joined(separator: "; ")
        } ?? "not known"
      return (VisibleText.of(name), VisibleText.of(parameter.value.map(read.value) ?? ""), words)
    }
    let width = min(40, rows.map(\.name.count).max() ?? 0)
    let valueWidth = min(40, rows.map(\.value.count).max() ?? 0)
    text += "\n"
    for row in rows {
      text += "\(Self.padded(row.name, width))  \(Self.padded(row.value, valueWidth))  \(row.meaning)\n"
    }
    return text
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  // MARK: Address

  /// As it is sent: encoded, variables with their values, those without as they are written.
  private func sent(_ read: ReadRequest) -> SentRequest {
    SentRequest(
      Array("\(read.method) ".utf8) + read.bytes[read.address], values: variableValues,
      hosts: MakeHosts(workspace.settings.make.hosts))
  }

  private func curl(_ sent: SentRequest) throws(QueryRunner.Obstacle) -> String {
    guard let command = sent.curl(zone: nil) else {
      throw QueryRunner.Obstacle(
        kind: .refused, short: "no address", message: "the request has no path that could be asked")
    }
    return String(decoding: command.text, as: UTF8.self)
  }

  /// A criteria as a command of a shell.
  func curl(address: String) throws(QueryRunner.Obstacle) -> String {
    try curl(SentRequest(Array(address.utf8)))
  }

  /// In one sentence.
  func sentence(of read: ReadRequest) -> String {
    let bindings = variableValues.map { PlainEnglish.Binding(name: $0.key, value: $0.value) }
    let typed = workspace.read(
      request: read.bytes.text(read.address), method: read.method, bindings: bindings)
    return RequestSentence.text(of: typed)
  }
}

extension RequestReply {
  /// `2 of 5 items`
  var sentence: String { "\(answer.matched) of \(Count.of(answer.total, "item"))" }
}
