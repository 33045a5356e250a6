import JSONRPC
import JSONSyntax
import LanguageServer
import Workspace

/// A client of a server without a transport: says something, and reads what the server says to it.
struct Client {
  private var session: ServerSession
  private var nextID = 1
  /// What the server said beside its last answer.
  private(set) var asides: [JSONValue] = []

  init(currentDirectory: FilePath = FilePath("/nowhere")) {
    session = ServerSession(currentDirectory: currentDirectory)
  }

  /// With the handshake behind it.
  static func started(
    in folder: FilePath = FilePath("/nowhere"), encoding: String = "utf-8", capabilities: String = ""
  ) -> Client {
    var client = Client(currentDirectory: folder)
    let general = #""general":{"positionEncodings":["\#(encoding)"]}"#
    _ = client.request(
      "initialize", #"{"capabilities":{\#(general)\#(capabilities.isEmpty ? "" : ",")\#(capabilities)}}"#)
    client.notify("initialized", "{}")
    _ = client.messages()
    return client
  }

  var exitCode: Int32? { session.exitCode }

  /// Takes bytes as the body of a message.
  mutating func send(_ body: String, isCancelled: Bool = false) {
    session.receive(RPCMessage(Array(body.utf8)), isCancelled: isCancelled)
  }

  mutating func notify(_ method: String, _ params: String) {
    send(#"{"jsonrpc":"2.0","method":"\#(method)","params":\#(params)}"#)
  }

  /// The answer's `result`, or `code message` of its error.
  mutating func request(_ method: String, _ params: String = "null", isCancelled: Bool = false) -> String {
    let id = nextID
    nextID += 1
    send(
      #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(params)}"#, isCancelled: isCancelled)
    var answers: [String] = []
    asides = []
    for message in session.takeOutput().map(Self.value) {
      guard message["id"]?.source == "\(id)" else {
        asides.append(message)
        continue
      }
      if let error = message["error"] {
        answers.append("\(error["code"]?.source ?? "") \(error["message"]?.string ?? "")")
      } else {
        answers.append(message["result"]?.source ?? "")
      }
    }
    return answers.count == 1 ? answers[0] : "\(answers.count) answers"
  }

  /// Everything that is said while a request is answered, the answer included.
  mutating func exchange(_ method: String, _ params: String = "null") -> [JSONValue] {
    let id = nextID
    nextID += 1
    send(#"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(params)}"#)
    return session.takeOutput().map(Self.value)
  }

  /// Everything that the server has to say, what waits to be done included.
  mutating func messages() -> [JSONValue] {
    while session.work() {}
    return session.takeOutput().map(Self.value)
  }

  /// What the server says after so many pieces of work.
  mutating func work(_ pieces: Int) -> [JSONValue] {
    for _ in 0..<pieces { _ = session.work() }
    return session.takeOutput().map(Self.value)
  }

  mutating func open(_ uri: String, _ text: String, language: String = "criteria") {
    var writer = JSONWriter()
    writer.string(text)
    let quoted = String(decoding: writer.bytes, as: UTF8.self)
    notify(
      "textDocument/didOpen",
      #"{"textDocument":{"uri":"\#(uri)","languageId":"\#(language)","version":1,"text":\#(quoted)}}"#)
  }

  mutating func change(_ uri: String, _ changes: String, version: Int = 2) {
    notify(
      "textDocument/didChange",
      #"{"textDocument":{"uri":"\#(uri)","version":\#(version)},"contentChanges":[\#(changes)]}"#)
  }

  /// The last published findings as `line:column-line:column severity code`, with the message where it has no code.
  mutating func findings() -> [String] {
    let published = messages().last { $0["method"]?.string == "textDocument/publishDiagnostics" }
    return published?.path("params", "diagnostics").map(\.elements)?.map(Self.described) ?? [
      "nothing published"
    ]
  }

  static func described(_ diagnostic: JSONValue) -> String {
    let range = diagnostic["range"].map(Self.range) ?? ""
    let severity = diagnostic["severity"]?.source ?? ""
    return "\(range) \(severity) \(diagnostic["code"]?.string ?? diagnostic["message"]?.string ?? "")"
  }

  static func range(_ range: JSONValue) -> String {
    let places = ["start", "end"].map { end in
      ["line", "character"].map { range.path(end, $0)?.source ?? "" }.joined(separator: ":")
    }
    return places.joined(separator: "-")
  }

  private static func value(_ message: [UInt8]) -> JSONValue {
    let body = message.firstRange(of: Array("\r\n\r\n".utf8)).map { Array(message[$0.upperBound...]) } ?? []
    return JSONDocument(body).root ?? JSONValue(document: JSONDocument([]), index: 0)
  }
}

extension JSONValue {
  func path(_ names: String...) -> JSONValue? {
    var value: JSONValue? = self
    for name in names { value = value?[name] }
    return value
  }
}
