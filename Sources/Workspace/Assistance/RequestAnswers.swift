import Embedding
import Evaluation
import Linting
import MakeQuery
import SourceText

/// What an editor can have made of a request.
extension DocumentAssistance {
  /// The answers that requests have, in the order in which they are offered.
  package static let requestAnswers: [QueryAnswer] = [.run, .explain, .curl]

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
    case .url: return address(of: read) + "\n"
    case .curl: return curl(read)
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
    var text = "\(read.method) \(VisibleText.of(read.readable))\n"
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
  private func address(of read: ReadRequest) -> String {
    var text = read.text
    // Each variable once, so that none that names itself goes on for ever.
    let values = variableValues
    var bytes: [UInt8] = []
    var position = text.range.start
    for hole in text.holes where hole.range.start >= position {
      bytes += text.bytes[ByteRange(position, hole.range.start)]
      bytes += values[text.bytes.text(hole.name)].map { Array($0.utf8) } ?? Array(text.bytes[hole.range])
      position = hole.range.end
    }
    bytes += text.bytes[ByteRange(position, text.range.end)]
    text = RequestPlaceholders.addHoles(to: MappedText(bytes: bytes))
    var parser = RequestParser()
    parser.parse(text)
    let start = parser.tree.method.map(\.end) ?? 0
    let encoded =
      TextEdit.apply(RequestSpelling(parser.tree, text, isEncoded: true).edits, to: bytes) ?? bytes
    let written = String(decoding: encoded[ByteRange(start, encoded.count)], as: UTF8.self).trimmed
    if parser.tree.host != nil { return written }
    let path = written.hasPrefix("/") ? written : "/" + written
    // What a path without a host is added to (Make API, "Make API structure").
    return "{environment_url}" + (parser.tree.base == nil ? "/api/v2" : "") + path
  }

  /// In the form of the documentation (Make API, "Getting started").
  private func curl(_ read: ReadRequest) -> String {
    var lines = [
      "curl --location \\", "--request \(read.method) '\(Self.quoted(address(of: read)))' \\",
      "--header 'Authorization: Token {token}'",
    ]
    if ["POST", "PUT", "PATCH"].contains(read.method) {
      lines[2] += " \\"
      lines += ["--header 'Content-Type: application/json' \\", "--data '{}'"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Inside of single quotes of a shell.
  private static func quoted(_ text: String) -> String { text.replacing("'", with: "'\\''") }
}

extension RequestReply {
  /// `2 of 5 items`
  var sentence: String { "\(answer.matched) of \(Count.of(answer.total, "item"))" }
}

extension String {
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
