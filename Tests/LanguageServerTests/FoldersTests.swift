import JSONSyntax
import LanguageServer
import Testing
import Workspace

@Suite("Folders and the files in them")
struct FoldersTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    let inner = folder.path.appending("inner")
    try FileSystem.makeFolders(inner.appending("datastores"))
    try FileSystem.write(
      Array(schema.replacing("isactive", with: "wages").utf8),
      to: inner.appending("datastores").appending("empdir.json"))
  }

  private func initialize(_ client: inout Client, folders: [String], capabilities: String = "{}") {
    let list = folders.map { #"{"uri":"\#(folder.uri($0))","name":"x"}"# }.joined(separator: ",")
    _ = client.request("initialize", #"{"capabilities":\#(capabilities),"workspaceFolders":[\#(list)]}"#)
    client.notify("initialized", "{}")
  }

  private func findings(_ client: inout Client, _ name: String) -> [String] {
    client.open(folder.uri(name), "@datastore empdir\nwages==true\n")
    return client.findings().map { String($0.split(separator: " ").last ?? "") }
  }

  @Test("a document belongs to the nearest settings, else to the innermost folder")
  func nearest() throws {
    let inner = folder.path.appending("inner").appending(".cliquery.yml")
    for hasSettings in [true, false] {
      if hasSettings { try FileSystem.write(Array("lint: {hints: false}\n".utf8), to: inner) }
      defer { if hasSettings { try? FileSystem.write(Array("lint: {hints: false}\n".utf8), to: inner) } }
      var client = Client()
      initialize(&client, folders: [".", "inner"])
      #expect(findings(&client, "a.criteria") == ["CQ011"])
      #expect(findings(&client, "inner/queries/a.criteria") == [])
    }
  }

  @Test("folders come and go; without any a file is served by what stands around it")
  func changes() throws {
    var client = Client()
    initialize(&client, folders: [])
    #expect(findings(&client, "a.criteria") == ["CQ011"])
    let event = { (added: String, removed: String) in
      let list = { (name: String) in name.isEmpty ? "" : #"{"uri":"\#(folder.uri(name))","name":"x"}"# }
      return #"{"event":{"added":[\#(list(added))],"removed":[\#(list(removed))]}}"#
    }
    client.notify("workspace/didChangeWorkspaceFolders", event("inner", ""))
    _ = client.messages()
    client.notify("workspace/didChangeWorkspaceFolders", event("", "inner"))
    #expect(client.findings() == ["1:0-1:5 1 CQ011"])
    for params in ["{}", #"{"event":7}"#, #"{"event":{"added":7,"removed":[{}]}}"#, event("nowhere", "none")]
    {
      client.notify("workspace/didChangeWorkspaceFolders", params)
    }
    #expect(client.request("shutdown") == "null")
  }

  @Test("what is watched is what settings, schemas and fixtures are looked for in")
  func watchers() throws {
    try FileSystem.write(
      Array("extend: ../base.yml\ndatastores: {files: [\"*.schema.json\", \"../shared/{a,b}.json\"]}\n".utf8),
      to: folder.path.appending("inner").appending(".cliquery.yml"))
    func watched(_ relative: String) -> [String] {
      var client = Client()
      let watching = #"{"dynamicRegistration":true,"relativePatternSupport":\#(relative)}"#
      initialize(
        &client, folders: ["inner"], capabilities: #"{"workspace":{"didChangeWatchedFiles":\#(watching)}}"#)
      let registration = client.messages().last { $0["method"]?.string == "client/registerCapability" }
      let watchers =
        registration?.path("params", "registrations")?.elements.first?
        .path("registerOptions", "watchers")?.elements ?? []
      return watchers.map { watcher in
        guard let pattern = watcher["globPattern"], pattern.kind == .object else {
          return watcher["globPattern"]?.string ?? ""
        }
        let base = pattern["baseUri"]?.string?.replacing(folder.uri("").dropLast(), with: "") ?? ""
        return "\(base) \(pattern["pattern"]?.string ?? "")"
      }
    }
    #expect(
      watched("true").sorted()
        == [
          " base.yml", "**/.cliquery.yml", "/inner **/*.schema.json", "/inner fixtures/*.csv",
          "/inner fixtures/*.json", "/inner fixtures/*.ndjson", " shared/{a,b}.json",
        ].sorted())
    #expect(
      watched("false").sorted() == [
        "**/*.schema.json", "**/.cliquery.yml", "**/base.yml", "**/fixtures/*.csv", "**/fixtures/*.json",
        "**/fixtures/*.ndjson", "**/shared/{a,b}.json",
      ])
  }

  @Test(
    "files that changed, came or went are seen: told by the client, or by their times when something is saved"
  )
  func changedFiles() throws {
    let settings = folder.path.appending(".cliquery.yml")
    let schemas = folder.path.appending("datastores")
    let changes: [(name: String, file: FilePath, content: String, type: Int, now: [String])] = [
      ("schema", schemas.appending("empdir.json"), schema.replacing("isactive", with: "wages"), 2, []),
      ("settings", settings, "lint: {ignore: [CQ011]}\n", 2, []),
      ("new schema", schemas.appending("more.json"), schema.replacing("empdir", with: "other"), 1, ["CQ011"]),
    ]
    for isWatching in [true, false] {
      for change in changes {
        let old = try? FileSystem.read(change.file)
        var client = Client()
        let watching = #"{"workspace":{"didChangeWatchedFiles":{"dynamicRegistration":\#(isWatching)}}}"#
        initialize(&client, folders: ["."], capabilities: watching)
        let uri = folder.uri("a.criteria")
        #expect(findings(&client, "a.criteria") == ["CQ011"])
        try FileSystem.write(Array(change.content.utf8), to: change.file)
        if isWatching {
          let event = #"{"uri":"file://\#(change.file.text)","type":\#(change.type)}"#
          client.notify("workspace/didChangeWatchedFiles", #"{"changes":[\#(event)]}"#)
        } else {
          client.notify("textDocument/didSave", #"{"textDocument":{"uri":"\#(uri)"}}"#)
        }
        let codes = client.findings().map { String($0.split(separator: " ").last ?? "") }
        #expect(codes == change.now, "\(change.name), \(isWatching)")
        // Nothing changed: nothing is done.
        client.notify("textDocument/didSave", #"{"textDocument":{"uri":"\#(uri)"}}"#)
        client.notify(
          "workspace/didChangeWatchedFiles",
          #"{"changes":[{"uri":"file:///elsewhere/x.json","type":1},{},7]}"#)
        #expect(client.findings() == ["nothing published"], "\(change.name), \(isWatching)")
        if let old { try FileSystem.write(old, to: change.file) }
      }
    }
  }

  @Test("a client that watches nothing is served with what its own edits made of a schema, at the next key")
  func unwatchedEdits() throws {
    var client = Client()
    initialize(&client, folders: ["."], capabilities: "{}")
    #expect(findings(&client, "a.criteria") == ["CQ011"])
    let file = folder.path.appending("datastores").appending("empdir.json")
    try FileSystem.write(Array(schema.replacing("isactive", with: "wages").utf8), to: file)
    client.change(
      folder.uri("a.criteria"),
      #"{"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},"text":"\n"}"#)
    #expect(client.findings() == [])
  }
}
