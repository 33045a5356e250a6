import JSONSyntax
import LanguageServer
import Testing
import Workspace

@Suite("Settings of the client")
struct ClientSettingsTests {
  private let folder: Folder

  /// A hint, a warning and an error.
  private let text =
    "@datastore empdir\nid==7\n\n@datastore empdir\nisactive==yes\n\n@datastore empdir\nwages==1\n"

  init() throws {
    folder = try Folder()
  }

  private func codes(_ client: inout Client) -> [String] {
    client.findings().map { String($0.split(separator: " ").last ?? "") }
  }

  private func started(_ members: String, capabilities: String = "{}") -> Client {
    var client = Client()
    let root = folder.uri("").dropLast()
    _ = client.request(
      "initialize",
      #"{"capabilities":\#(capabilities),"workspaceFolders":[{"uri":"\#(root)","name":"a"}]\#(members)}"#)
    client.notify("initialized", "{}")
    return client
  }

  @Test("wherever they come from, they hold over those of the file unless they say otherwise")
  func sources() throws {
    try FileSystem.write(
      Array("lint: {hints: false, ignore: [CQ011]}\n".utf8), to: folder.path.appending(".cliquery.yml"))
    let cases: [(options: String, codes: [String])] = [
      ("null", ["CQ014"]),
      (#"{"lint":{"hints":true}}"#, ["CQ306", "CQ014"]),
      (#"{"lint.hints":true}"#, ["CQ306", "CQ014"]),
      (#"{"cliquery":{"lint":{"ignore":[]}}}"#, ["CQ014", "CQ011"]),
      (#"{"settings":{"lint":{"ignore":["CQ014"]}}}"#, ["CQ011"]),
      (#"{"cliquery.lint.ignore":["CQ014"],"other.lint":1}"#, ["CQ011"]),
      (#"{"lint":{"hints":true},"precedence":"file"}"#, ["CQ014"]),
      (#"{"lint":{"severity":{"CQ014":"off"}},"precedence":"file"}"#, []),
      (#"{"other":{"lint":{"hints":true}}}"#, ["CQ014"]),
      (#"{"lint":null,"trace":{"server":"off"}}"#, ["CQ014"]),
      ("[7]", ["CQ014"]),
    ]
    for (options, expected) in cases {
      var client = started(#","initializationOptions":\#(options)"#)
      client.open(folder.uri("a.criteria"), text)
      #expect(codes(&client) == expected, "\(options)")
      // The same, pushed.
      var other = started("")
      other.open(folder.uri("a.criteria"), text)
      #expect(codes(&other) == ["CQ014"])
      other.notify("workspace/didChangeConfiguration", #"{"settings":\#(options)}"#)
      let now = codes(&other)
      #expect(now == expected || now == ["published"] && expected == ["CQ014"], "pushed \(options)")
    }
  }

  @Test("what is wrong is told once with its key, and the rest holds")
  func mistakes() {
    let cases: [(options: String, message: String)] = [
      (#"{"lint":{"hnts":true}}"#, "`lint` has no setting `hnts`; did you mean `hints`?"),
      (#"{"lintt":{},"format":{}}"#, "there is no setting `lintt`; did you mean `lint`?"),
      (
        #"{"lint":{"hints":"yes"}}"#, "`lint.hints` expects `true` or `false`, found the text `yes` in quotes"
      ),
      (#"{"format.width":5}"#, "`format.width` expects a whole number from 20 to 1000, found `5`"),
      (#"{"lint":{"select":["CQ999"]}}"#, "CQ999"),
      (#"{"extend":"a.yml"}"#, "`extend` has a meaning in settings files only"),
      (
        #"{"precedence":"me"}"#,
        "`precedence` expects `editor` or `file`, found `me`"
      ),
      (#"{"lint":7}"#, "`lint` expects a mapping"),
      ("[]", "expected an object"),
    ]
    for (options, message) in cases {
      var client = started("")
      client.notify("workspace/didChangeConfiguration", #"{"settings":{"cliquery":\#(options)}}"#)
      client.notify("workspace/didChangeConfiguration", #"{"settings":{"cliquery":\#(options)}}"#)
      let shown = client.messages().filter { $0["method"]?.string == "window/showMessage" }
        .compactMap { $0.path("params", "message")?.string }
      #expect(
        shown.contains { $0.hasPrefix("settings of the editor: ") && $0.contains(message) },
        "\(options) \(shown)")
      #expect(Set(shown).count == shown.count)
    }
  }

  @Test("a client that can be asked is asked for each folder, and again when it says so")
  func asked() {
    let capabilities =
      #"{"workspace":{"configuration":true,"didChangeConfiguration":{"dynamicRegistration":true}}}"#
    var client = started("", capabilities: capabilities)
    client.open(folder.uri("a.criteria"), text)
    var messages = client.messages()
    let registration = messages.first { $0["method"]?.string == "client/registerCapability" }
    #expect(registration?.path("params", "registrations")?.source.contains(#""section":"cliquery""#) == true)
    func answer(_ result: String) -> [String] {
      let request = messages.last { $0["method"]?.string == "workspace/configuration" }
      #expect(request?.path("params", "items")?.elements.count == 2)
      client.send(#"{"jsonrpc":"2.0","id":\#(request?["id"]?.source ?? ""),"result":\#(result)}"#)
      messages = client.messages()
      let published = messages.last { $0["method"]?.string == "textDocument/publishDiagnostics" }
      return published?.path("params", "diagnostics")?.elements.compactMap { $0["code"]?.string } ?? [
        "nothing"
      ]
    }
    #expect(answer(#"[null,{"lint":{"hints":true}}]"#) == ["CQ306", "CQ014", "CQ011"])
    client.notify("workspace/didChangeConfiguration", #"{"settings":null}"#)
    messages = client.messages()
    #expect(answer(#"[{"lint":{"hints":true}},{"lint":{"ignore":["CQ"]}}]"#) == [])
    // Answers that are none are survived.
    for odd in ["[]", "7", "[1,2,3,4]", "null", #"[{},{}]"#] {
      client.notify("workspace/didChangeConfiguration", #"{"settings":null}"#)
      messages = client.messages()
      _ = answer(odd)
    }
    for message in messages {
      guard let id = message["id"]?.source else { continue }
      client.send(#"{"jsonrpc":"2.0","id":\#(id),"error":{"code":-32601,"message":"no"}}"#)
    }
    #expect(client.request("shutdown") == "null")
  }
}
