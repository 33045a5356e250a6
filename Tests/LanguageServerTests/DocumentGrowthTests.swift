import SourceText
import TestSupport
import Testing
import Workspace

@Suite("What a change of a long document costs")
struct DocumentGrowthTests {
  /// A document of many queries, one of them with a finding.
  private static func document(_ queries: Int) -> String {
    "@datastore empdir\nempid=>1\n\n"
      + String(
        repeating: "# Who works there.\n@datastore empdir\n(department==Sales) && (isactive==true)\n\n",
        count: queries)
  }

  @Test("a key in a long document costs little more than one in a short document")
  func keys() throws {
    let folder = try Folder()
    let uri = folder.uri("a.criteria")
    let ratio = Growth.ratio(from: 1) { size in
      var client = Client.started(in: folder.path)
      // The longer one is sixteen times as long.
      let queries = size == 1 ? 200 : 3200
      client.open(uri, Self.document(queries))
      _ = client.messages()
      return KeyStrokes(client: client, uri: uri, line: queries * 2)
    } work: { strokes in
      strokes.type()
    }
    #expect(ratio < Growth.limit)
  }

  @Test("a document is opened in linear time")
  func opening() throws {
    let folder = try Folder()
    let ratio = Growth.ratio(from: 400, prepare: Self.document) { text in
      var client = Client.started(in: folder.path)
      client.open(folder.uri("a.criteria"), text)
      _ = client.messages()
    }
    #expect(ratio < Growth.limit)
  }

  /// A client that types and asks in the middle of a document.
  private final class KeyStrokes {
    private var client: Client
    private let uri: String
    private let line: Int

    init(client: Client, uri: String, line: Int) {
      self.client = client
      self.uri = uri
      self.line = line / 4 * 4 + 5
    }

    func type() {
      for _ in 0..<20 {
        key(#"{"start":{"line":\#(line),"character":12},"end":{"line":\#(line),"character":12}}"#, "x")
        key(#"{"start":{"line":\#(line),"character":12},"end":{"line":\#(line),"character":13}}"#, "")
      }
    }

    private func key(_ range: String, _ text: String) {
      client.change(uri, #"{"range":\#(range),"text":"\#(text)"}"#)
      _ = client.messages()
      let place = #"{"textDocument":{"uri":"\#(uri)"},"position":{"line":\#(line),"character":3}}"#
      _ = client.request("textDocument/hover", place)
      _ = client.request("textDocument/completion", place)
    }
  }
}
