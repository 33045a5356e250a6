import FolderTestSupport
import Testing
import Workspace

@testable import REPL

@Suite("completion of a session's input")
struct SessionCompletionTests {
  /// `|` is the cursor; `labels` are what a list shows, or what is written where there is one.
  private func check(_ cases: [(text: String, labels: String)], in folder: TestFolder? = nil) throws {
    let folder = try folder ?? TestFolder(TestFolder.staff)
    var session = folder.session(TestHost())
    _ = session.run(".use staff")
    _ = session.run(".let t = 1")
    for (text, labels) in cases {
      guard let mark = text.lastIndex(of: "|") else { continue }
      let lines = text[..<mark].split(separator: "\n", omittingEmptySubsequences: false)
      let before = Array((lines.last ?? "").utf8)
      let line = before + Array(text[text.index(after: mark)...].utf8)
      let completion = session.complete(
        line, cursor: before.count, earlier: lines.dropLast().joined(separator: "\n"))
      let found = completion.candidates.map(\.label).joined(separator: " ; ")
      #expect(found == labels, "\(text)")
      #expect(
        completion.candidates.allSatisfy { $0.range.end == before.count && $0.range.start >= 0 }, "\(text)")
    }
  }

  @Test func commands() throws {
    try check([
      (".|", SessionCommand.all.map { ".\($0.name)" }.joined(separator: " ; ")),
      (".s|", ".schema ; .sql ; .save"), (".SC|", ".schema"), ("  .sch|", ".schema"), (".zz|", ""),
      (".zz x|", ""),
      (".quit |", ""), (".help so|", ""), (".help s|", "schema ; sql ; save"),
    ])
  }

  @Test func arguments() throws {
    let fields = "name ; team ; pay ; active ; phone ; id"
    try check([
      (".use |", "staff ; tags"), (".use t|", "tags"), (".mode m|", "markdown"), (".timer o|", "on ; off"),
      (".columns |", fields), (".columns name, p|", "pay ; phone"), (".columns name pa|", "pay"),
      (".order |", fields), (".order pay |", "asc ; desc"), (".order pay d|", "desc"),
      (".order pay desc, te|", "team"),
      (".let |", "t = "), (".limit a|", "all"),
      (".explain te|", "team"), (".exp|", ".explain ; .export"), (".why |", "101 ; 102 ; 103 ; 104"),
      (".why 101 te|", "team"), (".del team==S|", "Support"), (".update te|", "team"),
      (".update team|", "team ; ="),
      (".update team=S|", "Support"), (".update team=Support, a|", "active"),
      (".update active=|", "true ; false ; ${t}"),
      (".update team=\"x, y\", pay=1 where na|", "name"),
      (".insert name=x, team=Re|", "Research and Development"),
    ])
  }

  @Test func inputOfSeveralLines() throws {
    try check([
      ("pay>1 &&\nte|", "team"), ("(pay>1 ||\nteam==S|", "Support"),
      ("team in (Support,\n|", "\"\" ; Research and Development ; ${t}"),
    ])
  }

  @Test func paths() throws {
    let folder = try TestFolder(TestFolder.staff)
    try folder.write("some file.csv", "x")
    try folder.write("some.txt", "x")
    try check(
      [
        (".read so|", "some file.csv ; some.txt"), (".import fixtures/s|", "staff.json"),
        (".import fix|", "fixtures/"),
        (".import \"some f|", "some file.csv"), (".import nowhere/|", ""), (".read .c|", ".cliquery.yml"),
      ], in: folder)
  }
}
