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

  private static let store = "https://cliq.zoho.com/api/v3/datastores/"

  /// The same for request files: what of a section holds in others.
  private static let requestCases: [(what: String, text: String)] = [
    ("a mark is broken", "GET \(store)empdir/records?criteria=empid=>1\n⟦#⟧x⟧##\nempid=<1\n"),
    ("a mark grows out of a comment", "# a\n⟦##⟧###⟧ b\nGET \(store)empdir/records?criteria=empid=>1\n"),
    ("a mark loses its line", "# a⟦\n⟧⟧### b\nGET \(store)empdir/records?criteria=empid=>1\n"),
    (
      "a variable is defined elsewhere",
      "@base = \(store)⟦empdir⟧empdri⟧\n\n### b\nGET {{base}}/records?criteria=empid=>1\n\n### c\n"
        + "GET {{base}}/records?criteria=empid=<1\n"
    ),
    (
      "a variable is defined behind its use",
      "GET {{base}}/records?criteria=empid=>1\n\n### b\n⟦⟧@base = \(store)empdir⟧\nGET \(store)empdir/records\n"
    ),
    (
      "another request tells where a variable leads",
      "GET {{api}}/teams?pg[limit]=x\n\n### b\nGET {{api}}/data-stores?⟦teamId=1⟧cols[]=id⟧&pg[offset]=y\n"
    ),
    (
      "a name is used once more",
      "GET \(store)empdri/records?criteria=a==1\n\n### b\nGET \(store)⟦other⟧empdri⟧/records?criteria=a==1\n"
    ),
    (
      "a comment silences the file",
      "# cliquery: ignore⟦⟧-file⟧ CQ002\nGET \(store)empdir/records?criteria=empid=>1\n\n### b\n"
        + "GET \(store)empdir/records?criteria=empid=<1\n"
    ),
    (
      "a comment ends its section",
      "GET \(store)empdir/records?criteria=empid=>1\n\n⟦⟧# cliquery: ignore CQ002\n⟧### b\n"
        + "GET \(store)empdir/records?criteria=empid=<1\n"
    ),
    (
      "a token of a variable is used in two sections",
      "@token = 12345678-12ef-abcd-1234-1234567890ab\n\n### a\nGET https://eu1.make.com/api/v2/teams\n"
        + "Authorization: Token {{⟦token⟧other⟧}}\n\n### b\nGET https://eu1.make.com/api/v2/users\n"
        + "Authorization: ⟦Bearer⟧Token⟧ {{token}}\n"
    ),
    ("all is deleted", "⟦### a\nGET \(store)empdir/records?criteria=empid=>1\n\n### b\n⟧⟧"),
  ]

  private static let script = "zoho.cliq.deleteRecords(\"empdri\", \"empid=<2\"); // a comment\n"

  /// The same for scripts: typing inside of a criteria, and what looks like it.
  private static let scriptCases: [(what: String, text: String)] = [
    ("a value is typed", "\(script)zoho.cliq.deleteRecords(\"empdir\", \"salary=>⟦⟧1⟧\");\n\(script)"),
    ("an operator is mended", "\(script)zoho.cliq.deleteRecords(\"empdir\", \"empid⟦=>⟧>=⟧1\");\n\(script)"),
    ("emoji are typed", "zoho.cliq.deleteRecords(\"empdir\", \"salary=='😀⟦⟧é😀⟧'\");\n\(script)"),
    (
      "two literals and an operand",
      "zoho.cliq.deleteRecords(\"empdir\", \"salary==⟦⟧1⟧\" + x + \" && nosuch=⟦⟧2⟧\");\n\(script)"
    ),
    ("a string ends", "zoho.cliq.deleteRecords(\"empdir\", \"salary==⟦⟧\"⟧1\");\n\(script)"),
    ("a line ends", "zoho.cliq.deleteRecords(\"empdir\", \"salary==⟦⟧\n⟧1\");\n\(script)"),
    ("all is deleted", "zoho.cliq.deleteRecords(\"empdir\", \"⟦salary==1⟧⟧\");\n\(script)"),
    ("an identifier is left", "zoho.cliq.deleteRecords(\"empdir\", \"⟦salary==⟧⟧1\");\n\(script)"),
    (
      "a text reaches two calls",
      "c = \"salary==⟦⟧1⟧\";\nzoho.cliq.deleteRecords(\"empdir\", c);\nq = {\"criteria\": c};\n"
        + "info zoho.cliq.getRecords(\"other\", q);\n\(script)"
    ),
    (
      "a text is a limit, too",
      "c = \"salary==⟦⟧1⟧\";\nq = {\"criteria\": c, \"limit\": c};\ninfo zoho.cliq.getRecords(\"empdir\", q);\n"
    ),
    (
      "a text becomes a part",
      "c = \"salary==1⟦⟧ && (empid=<2⟧\";\nif (x) { c = \"nosuch==1\"; }\n"
        + "zoho.cliq.deleteRecords(\"empdir\", c);\n"
    ),
    (
      "a comment silences",
      "// cliquery: ignore⟦⟧ CQ011⟧\nzoho.cliq.deleteRecords(\"empdir\", \"salary==⟦⟧1⟧\");\n"
    ),
    (
      "a string where a map is taken", "info zoho.cliq.getRecords(\"empdir\", \"salary=>⟦⟧1⟧\");\n\(script)"
    ),
    (
      "a token grows",
      "zoho.cliq.deleteRecords(\"empdir\", \"salary==Token⟦⟧ ⟧12345678-12ef-abcd-1234-1234567890ab\");\n"
    ),
    (
      "another file's name is used once more",
      "zoho.cliq.deleteRecords(\"empdri\", \"salary==⟦⟧1⟧\");\nzoho.cliq.deleteRecords(\"emp⟦x⟧dri⟧\", \"a==1\");\n"
    ),
  ]

  @Test("what is found is what a fresh look finds", arguments: ["utf-8", "utf-16", "utf-32"])
  func changes(encoding: String) throws {
    try check(Self.cases, "a.criteria", encoding)
    try check(Self.requestCases, "a.http", encoding)
    try check(Self.scriptCases, "a.dg", encoding)
  }

  private func check(_ cases: [(what: String, text: String)], _ name: String, _ encoding: String) throws {
    let folder = try Folder()
    for (what, marked) in cases {
      let uri = folder.uri(name)
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
