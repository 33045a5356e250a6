import Foundation
import JSONRPC
import JSONSyntax
import LanguageServer
import Linting
import SourceText
import TestSupport
import Workspace

/// Edits a document of a server as a client does, asks it things between, and compares what it says with what a fresh
/// look at the client's text says.
package struct EditStress {
  private var random: SeededGenerator
  private let folder: FilePath
  private let kind: EditTexts
  private let lines: [String]
  private var text: ClientText
  private var session: ServerSession
  /// Another one, which is shown each text for the first time.
  private var fresh: ServerSession
  private var workspace: WorkspaceSession
  private var version = 1
  private var requests = 0

  /// Which of the kinds of text and of the encodings of places is tried is told by `number`.
  package init(seed: UInt64, number: Int, folder: FilePath) {
    random = SeededGenerator(seed: seed &+ UInt64(number))
    self.folder = folder
    // Criteria documents and request files are those with a state of many parts.
    kind = [.criteria, .request, .criteria, .deluge, .criteria, .request, .json][number % 7]
    lines = kind.someLines(&random)
    text = ClientText(encoding: ClientText.Encoding.allCases[number / 7 % 3])
    session = ServerSession(currentDirectory: folder)
    fresh = ServerSession(currentDirectory: folder)
    workspace = WorkspaceSession(currentDirectory: folder)
    for _ in 0..<Int.random(in: 0..<20, using: &random) { text.scalars += line().unicodeScalars }
    let initialize =
      #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"capabilities":{"general":{"positionEncodings":["\#(text.encoding.rawValue)"]},"textDocument":{"publishDiagnostics":{"relatedInformation":true,"tagSupport":{"valueSet":[1,2]}}}}}}"#
    Self.send(initialize, to: &session)
    Self.send(initialize, to: &fresh)
    open(in: &session)
  }

  /// The files that the texts are checked with.
  package static func prepare(_ folder: FilePath) throws {
    try FileSystem.makeFolders(folder.appending("datastores"))
    try FileSystem.makeFolders(folder.appending("fixtures"))
    let settings = """
      lint: {hints: true}
      embedding: {criteria-files: ["*.json"]}
      custom-rules:
        - {name: no-sales, when: 'criteria like "%Sales%"', message: no sales}

      """
    let schema = """
      {"name": "Employees", "unique_name": "empdir", "description": "d", "unique_keys": [["empid"]], "fields": [
        {"name": "Employee ID", "unique_name": "empid", "type": "number", "mandatory": true},
        {"name": "Department", "unique_name": "department", "type": "limited-text"},
        {"name": "Active", "unique_name": "isactive", "type": "boolean"}]}
      """
    let records = "{\"id\":\"1\",\"empid\":\"1001\",\"department\":\"Sales\",\"isactive\":true}\n"
    try FileSystem.write(Array(settings.utf8), to: folder.appending(".cliquery.yml"))
    try FileSystem.write(Array(schema.utf8), to: folder.appending("datastores").appending("empdir.json"))
    try FileSystem.write(Array(records.utf8), to: folder.appending("fixtures").appending("empdir.ndjson"))
  }

  /// One edit and what follows; what is wrong afterwards, or nil.
  package mutating func next() -> String? {
    let before = text.text
    let changes = (0..<(Int.random(in: 0..<8, using: &random) == 0 ? 3 : 1)).map { _ in change() }
    version += 1
    Self.send(
      #"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"\#(uri)","version":\#(version)},"contentChanges":[\#(changes.joined(separator: ","))]}}"#,
      to: &session)
    func failure(_ what: String) -> String {
      "\(what)\n  \(kind) \(text.encoding)\n  before: \(before.debugDescription)\n  changes: \(changes)\n  after:  \(text.text.debugDescription)"
    }
    if let problem = textProblem() { return failure(problem) }
    // Some texts are left behind before anybody asks.
    if Int.random(in: 0..<6, using: &random) == 0 { return nil }
    if Bool.random(using: &random), let problem = requestProblem() { return failure(problem) }
    let found = findings()
    let expected = expectedFindings()
    if found != expected {
      return failure(
        "the findings differ\n  found:    \(found.filter { !expected.contains($0) })\n  expected: \(expected.filter { !found.contains($0) })\n  of \(found.count) and \(expected.count)"
      )
    }
    return requestProblem().map(failure)
  }

  private var uri: String { "file://" + folder.appending(kind.fileName).text }

  // MARK: Edits

  private mutating func line() -> String {
    let end = ["\n", "\n", "\n", "\r\n", "\r"].randomElement(using: &random)
    return (lines.randomElement(using: &random) ?? "") + (end ?? "")
  }

  /// Makes a change; the JSON of it.
  private mutating func change() -> String {
    if Int.random(in: 0..<60, using: &random) == 0 {
      if Bool.random(using: &random) { text.scalars = [] }
      for _ in 0..<Int.random(in: 0..<12, using: &random) { text.scalars += line().unicodeScalars }
      return #"{"text":\#(Self.quoted(text.text))}"#
    }
    if kind == .deluge, Bool.random(using: &random), let change = changeOfCriteria() { return change }
    let start = text.anyIndex(&random)
    var end = start
    var new = ""
    let isLong = text.scalars.count > 1500
    switch Int.random(in: 0..<(isLong ? 4 : 10), using: &random) {
    case 0: end = min(text.scalars.count, start + Int.random(in: 0..<200, using: &random))
    case 1: end = min(text.scalars.count, start + Int.random(in: 0..<10, using: &random))
    case 2, 3, 4:
      end = min(text.scalars.count, start + Int.random(in: 0..<4, using: &random))
      new = EditTexts.strokes.randomElement(using: &random) ?? ""
    case 5, 6: new = EditTexts.strokes.randomElement(using: &random) ?? ""
    case 7: for _ in 0..<Int.random(in: 1..<6, using: &random) { new += line() }
    default: new = line()
    }
    while end > start, end < text.scalars.count, text.scalars[end - 1] == "\r", text.scalars[end] == "\n" {
      end += 1
    }
    if Bool.random(using: &random), new.hasSuffix("\n") {
      // A whole line at the beginning of one.
      var line = start
      while line > 0, text.scalars[line - 1] != "\n" { line -= 1 }
      defer { text.scalars.replaceSubrange(line..<line, with: new.unicodeScalars) }
      return json(line, line, new)
    }
    defer { text.scalars.replaceSubrange(start..<end, with: new.unicodeScalars) }
    return json(start, end, new)
  }

  /// Types beside an operator, as somebody does who writes a criteria inside of a script.
  private mutating func changeOfCriteria() -> String? {
    let signs = text.scalars.indices.filter { text.scalars[$0] == "=" }
    guard let sign = signs.randomElement(using: &random) else { return nil }
    let start = min(text.scalars.count, max(0, sign + Int.random(in: -4...6, using: &random)))
    let end = min(text.scalars.count, start + ([0, 0, 0, 1, 2].randomElement(using: &random) ?? 0))
    let all = ["1", "x", "é", " ", "=", ">", " && empid==1", "(", "(a==1)", "\"", ""]
    let new = all.randomElement(using: &random) ?? ""
    // No client has a place between the two halves of a line end.
    let around = text.scalars[max(0, start - 1)..<end]
    guard !around.contains(where: { $0 == "\r" || $0 == "\n" }) else { return nil }
    defer { text.scalars.replaceSubrange(start..<end, with: new.unicodeScalars) }
    return json(start, end, new)
  }

  private func json(_ start: Int, _ end: Int, _ new: String) -> String {
    #"{"range":{"start":\#(text.place(start).json),"end":\#(text.place(end).json)},"text":\#(Self.quoted(new))}"#
  }

  // MARK: What holds

  /// Whether the server's text and lines are those of the client.
  private func textProblem() -> String? {
    guard let lines = session.lines(ofDocument: uri) else { return "the document is not known" }
    let bytes = Array(text.text.utf8)
    if lines.bytes != bytes {
      return "the text is \(String(decoding: lines.bytes, as: UTF8.self).debugDescription)"
    }
    return lines.starts == LineIndex(bytes).starts ? nil : "the lines begin at \(lines.starts)"
  }

  /// What was published last.
  private mutating func findings() -> [String] {
    while session.work() {}
    let published = session.takeOutput().map(Self.value)
      .last { $0["method"]?.string == "textDocument/publishDiagnostics" }
    return published?["params"]?["diagnostics"]?.elements.map(\.source) ?? ["nothing was published"]
  }

  /// What a server says of the same text that sees it for the first time, after the finding that a check has.
  private mutating func expectedFindings() -> [String] {
    open(in: &fresh)
    defer { close(in: &fresh) }
    while fresh.work() {}
    let published = fresh.takeOutput().map(Self.value)
      .last { $0["method"]?.string == "textDocument/publishDiagnostics" }
    let said = published?["params"]?["diagnostics"]?.elements ?? []
    let input = workspace.standardInput(Array(text.text.utf8), name: folder.appending(kind.fileName))
    let checked = workspace.check(input).report.findings
    let isSame =
      said.count == checked.count
      && zip(said, checked).allSatisfy { diagnostic, finding in
        let start = diagnostic["range"]?["start"]
        let place = text.place(text.index(ofByte: finding.range.start))
        return diagnostic["message"]?.string == finding.message
          && start?["line"]?.int64 == Int64(place.line)
          && start?["character"]?.int64 == Int64(place.character)
      }
    return isSame ? said.map(\.source) : checked.map { "checked: \($0.code) \($0.range) \($0.message)" }
  }

  /// Asks something, of both servers.
  private mutating func requestProblem() -> String? {
    requests += 1
    let place = text.place(text.anyIndex(&random)).json
    let range = #"{"start":{"line":0,"character":0},"end":\#(text.place(text.scalars.count).json)}"#
    let request: (method: String, more: String) =
      [
        ("hover", #","position":\#(place)"#), ("completion", #","position":\#(place)"#),
        ("documentSymbol", ""),
        ("foldingRange", ""), ("diagnostic", ""),
        ("formatting", #","options":{"tabSize":2,"insertSpaces":true}"#),
        ("codeAction", #","range":\#(range),"context":{"diagnostics":[]}"#),
      ].randomElement(using: &random) ?? ("foldingRange", "")
    let message =
      #"{"jsonrpc":"2.0","id":7,"method":"textDocument/\#(request.method)","params":{"textDocument":{"uri":"\#(uri)"}\#(request.more)}}"#
    let answer = Self.answer(message, of: &session)
    open(in: &fresh)
    let expected = Self.answer(message, of: &fresh)
    close(in: &fresh)
    return answer == expected ? nil : "\(request) is answered\n  \(answer)\n  fresh: \(expected)"
  }

  // MARK: Messages

  private func open(in session: inout ServerSession) {
    Self.send(
      #"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"\#(uri)","languageId":"","version":\#(version),"text":\#(Self.quoted(text.text))}}}"#,
      to: &session)
  }

  private func close(in session: inout ServerSession) {
    Self.send(
      #"{"jsonrpc":"2.0","method":"textDocument/didClose","params":{"textDocument":{"uri":"\#(uri)"}}}"#,
      to: &session)
    _ = session.takeOutput()
  }

  private static func send(_ body: String, to session: inout ServerSession) {
    session.receive(RPCMessage(Array(body.utf8)))
  }

  private static func answer(_ body: String, of session: inout ServerSession) -> String {
    _ = session.takeOutput()
    send(body, to: &session)
    return session.takeOutput().map(value).first { $0["id"]?.source == "7" }?.source ?? "no answer"
  }

  private static func value(_ message: [UInt8]) -> JSONValue {
    let body = message.firstIndex(of: UInt8(ascii: "{")).map { Array(message[$0...]) } ?? []
    return JSONDocument(body).root ?? JSONValue(document: JSONDocument([]), index: 0)
  }

  private static func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.string(text)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension EditStress {
  /// Edits of each document before the next one begins.
  private static let editsOfADocument = 100

  /// Makes that many edits in all; what was wrong first, or nil.
  package static func run(edits: Int, seed: UInt64, in folder: FilePath) throws -> String? {
    try prepare(folder)
    for number in 0..<(edits + editsOfADocument - 1) / editsOfADocument {
      var stress = EditStress(seed: seed, number: number, folder: folder)
      for edit in 0..<editsOfADocument {
        if let failure = stress.next() { return "document \(number), edit \(edit): \(failure)" }
      }
    }
    return nil
  }
}
