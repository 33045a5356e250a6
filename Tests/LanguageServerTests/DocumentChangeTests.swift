import JSONSyntax
import LanguageServer
import Testing
import Workspace

@Suite("Changes that reach beyond their block")
struct DocumentChangeTests {
  /// A text whose parts in `⟦old⟧new⟧` are replaced, one after the other.
  private static let cases: [(what: String, text: String)] = [
    ("a first query without text becomes defaults", "@datastore empdir\n\n# note⟦⟧\nsalary==1⟧\n"),
    ("defaults become a query", "@datastore empdir\n@operation delete\n\n⟦salary==1⟧# note⟧\n"),
    ("defaults change", "@datastore ⟦empdir⟧other⟧\n\nsalary==1\n\nsalary==2\n"),
    ("defaults get a comment", "⟦⟧# cliquery: ignore CQ011\n⟧@datastore empdir\n\nsalary==1\n\nsalary==2\n"),
    ("defaults bind a hole", "@datastore empdir\n⟦⟧@let x = 1\n⟧\nempid==1\n\nempid==${⟦y⟧x⟧}\n"),
    ("a name is used once more", "@datastore empdri\nempid==1\n\n@datastore ⟦other⟧empdri⟧\nempid==1\n"),
    ("a name is used once less", "@datastore empdri\nempid==1\n\n@datastore ⟦empdri⟧other⟧\nempid==1\n"),
    (
      "a default name is used once more",
      "@datastore empdri\n\nempid==1\n\n@datastore ⟦other⟧empdri⟧\nempid==1\n"
    ),
    ("a comment silences the file", "empid=>1\n\n# cliquery: ignore⟦⟧-file⟧ CQ002\nempid=<1\n\nempid=>2\n"),
    (
      "a comment silences the next query", "empid=>1\n\n⟦⟧# cliquery: ignore CQ002\n\n⟧empid=<1\n\nempid=>2\n"
    ),
    ("a comment loses its query", "empid=>1\n\n# cliquery: ignore CQ002\n⟦\nempid=<1\n⟧⟧"),
    ("two blocks are joined", "empid=>1\n⟦\n⟧⟧empid=<1\n\nempid=>2\n"),
    ("a block is split", "empid==1 &&⟦ ⟧\n\n⟧empid=<1\n\nempid=>2\n"),
    ("a blank line is filled", "empid=>1\n \t⟦⟧x==1⟧\nempid=<1\n"),
    ("a line end is cut", "empid=>1⟦\r\n⟧\r⟧\r\n\r\nempid=<1\n"),
    ("a mark stands in the middle", "empid=>1\n\n⟦⟧\u{FEFF}⟧empid=<1\n"),
    ("a mark begins the document", "⟦⟧\u{FEFF}⟧@datastore empdir\n\nsalary==1\n"),
    ("all is deleted and written again", "⟦empid=>1\n\nempid=<1⟧⟧\n⟦⟧salary==1⟧"),
    ("the first section goes", "⟦empid=>1\n\n⟧⟧empid=<1\n\nempid=>2\n"),
    ("an expectation appears", "empid==1\n\n⟦⟧@expect error CQ002\n⟧empid=>2\n"),
  ]

  @Test("what is found is what a fresh look finds", arguments: ["utf-8", "utf-16", "utf-32"])
  func changes(encoding: String) throws {
    let folder = try Folder()
    for (what, marked) in Self.cases {
      let uri = folder.uri("a.criteria")
      var client = Client.started(in: folder.path, encoding: encoding)
      var parts = marked.components(separatedBy: "⟦")
      var text = parts.removeFirst()
      var edits: [(start: Int, old: String, new: String)] = []
      for part in parts {
        let cut = part.components(separatedBy: "⟧")
        edits.append((text.unicodeScalars.count, cut[0], cut[1]))
        text += cut[0] + cut[2]
      }
      client.open(uri, text)
      _ = client.findings()
      var now = Array(text.unicodeScalars)
      var moved = 0
      for (version, edit) in edits.enumerated() {
        let start = edit.start + moved
        let end = start + edit.old.unicodeScalars.count
        let range = #"{"start":\#(place(now, start, encoding)),"end":\#(place(now, end, encoding))}"#
        client.change(uri, #"{"range":\#(range),"text":\#(quoted(edit.new))}"#, version: version + 2)
        now.replaceSubrange(start..<end, with: edit.new.unicodeScalars)
        moved += edit.new.unicodeScalars.count - edit.old.unicodeScalars.count
        var view = String.UnicodeScalarView()
        view.append(contentsOf: now)
        var fresh = Client.started(in: folder.path, encoding: encoding)
        fresh.open(uri, String(view))
        let found = client.findings()
        #expect(found == fresh.findings(), "\(what)")
      }
    }
  }

  private func place(_ scalars: [Unicode.Scalar], _ index: Int, _ encoding: String) -> String {
    var line = 0
    var column = 0
    for (position, scalar) in scalars[..<index].enumerated() {
      let next = position + 1 < scalars.count ? scalars[position + 1] : nil
      if scalar == "\n" || scalar == "\r" && next != "\n" {
        (line, column) = (line + 1, 0)
      } else {
        column += encoding == "utf-8" ? UTF8.width(scalar) : encoding == "utf-16" ? UTF16.width(scalar) : 1
      }
    }
    return #"{"line":\#(line),"character":\#(column)}"#
  }

  private func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.string(text)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
