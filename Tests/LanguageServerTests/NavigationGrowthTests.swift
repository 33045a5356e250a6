import SourceText
import TestSupport
import Testing
import Workspace

@Suite("What a question about a long document costs")
struct NavigationGrowthTests {
  private static let block =
    "# Who works there.\n# And where.\n@datastore empdir\n@let dept = a\n(department==${dept}) &&\n(isactive==true)\n\n"
  private static let script =
    "q = {\"criteria\": \"department==\" + d + \" && isactive==true\"};\nr = zoho.cliq.getRecords(\"empdir\", q);\n"
  private static let request =
    #"{"method": "GET", "url": "https://x/api/v3/datastores/empdir/records?criteria=department=={{dept}}"},"#
  private static let collection = #"{"variable": [{"key": "dept"}], "item": ["# + "\n"

  private static let methods = [
    "definition", "references", "documentHighlight", "linkedEditingRange", "prepareRename", "rename",
    "documentSymbol",
    "foldingRange", "documentLink", "selectionRange",
  ]

  @Test("it grows with the document and not faster")
  func documents() throws {
    let hosts: [(name: String, head: String, part: String, line: Int, column: Int)] = [
      ("a.criteria", Self.block, Self.block, 4, 18), ("a.dg", "d = 1;\n", Self.script, 1, 20),
      ("a.json", Self.collection, Self.request, 1, 90),
    ]
    let folder = try Folder()
    for host in hosts {
      let uri = folder.uri(host.name)
      let place = #"{"line":\#(host.line),"character":\#(host.column)}"#
      let params =
        #"{"textDocument":{"uri":"\#(uri)"},"position":\#(place),"positions":[\#(place)],"newName":"new"}"#
      let ratio = Growth.ratio(from: 60) { size in
        host.head + String(repeating: host.part, count: size)
      } work: { text in
        var client = Client.started(in: folder.path)
        client.open(uri, text, language: MarkedFolder.language(host.name))
        for method in Self.methods { _ = client.request("textDocument/" + method, params) }
      }
      #expect(ratio < Growth.limit, "\(host.name) \(host.line):\(host.column)")
    }
  }

  @Test("so it is with records")
  func records() throws {
    let folder = try Folder()
    for name in ["fixtures/empdir.ndjson", "fixtures/empdir.json"] {
      let isList = name.hasSuffix("json") && !name.hasSuffix("ndjson")
      let ratio = Growth.ratio(from: 200) { size in
        (isList ? "[\n" : "")
          + String(
            repeating: "{\"id\":1,\"department\":\"a\",\"x\":{\"department\":1}}\(isList ? "," : "")\n",
            count: size)
      } work: { text in
        var client = Client.started(in: folder.path)
        client.open(folder.uri(name), text, language: "json")
        for method in ["definition", "documentHighlight", "rename"] {
          let place = #"{"line":1,"character":12}"#
          _ = client.request(
            "textDocument/" + method,
            #"{"textDocument":{"uri":"\#(folder.uri(name))"},"position":\#(place),"newName":"new"}"#)
        }
      }
      #expect(ratio < Growth.limit, "\(name)")
    }
  }
}
