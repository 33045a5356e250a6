import FolderTestSupport
import Foundation
import Testing

@Suite("test")
struct TestCommandTests {
  private static let document = """
    @datastore team

    @expect count 2
    @expect ids 14, 11
    status==open

    @expect count 3
    status==open

    @let s = Open
    @expect ids 13, 99
    status==${s}

    @order_by level desc
    @limit 2
    @expect count 3
    @expect ids in order 12, 14
    level>0

    @expect error CQ011
    @expect error datastore_column_not_found
    statsu==open

    @expect error CQ013
    statsu==open

    @operation delete
    @ids 11, 12
    @expect ids 11
    status==open

    status==new

    """

  @Test func differencesAreShown() throws {
    var files = RecordSample.files
    files["a.criteria"] = Self.document
    let folder = try TestFolder(files)
    let outcome = try folder.cliquery("test")
    #expect(outcome.code == 1)
    #expect(
      outcome.output == """
        failed: 2 records match, not 3
         --> a.criteria:7:1
          |
        7 | @expect count 3
          | ^^^^^^^^^^^^^^^
          = criteria: status==open

        failed: 1 record found, 2 expected, 1 missing
          --> a.criteria:11:1
           |
        11 | @expect ids 13, 99
           | ^^^^^^^^^^^^^^^^^^
           = criteria: status==${s}
           = missing: 99

        failed: 2 records found, 2 expected, 1 missing, 1 unexpected, they part at place 2, where `14` is expected and `11` is found
          --> a.criteria:17:1
           |
        17 | @expect ids in order 12, 14
           | ^^^^^^^^^^^^^^^^^^^^^^^^^^^
           = criteria: level>0
           = missing: 14
           = unexpected: 11

        failed: found CQ011 (`datastore_column_not_found`), not `CQ013`
          --> a.criteria:24:1
           |
        24 | @expect error CQ013
           | ^^^^^^^^^^^^^^^^^^^
           = criteria: statsu==open


        """, "\(outcome.output)")
    #expect(
      outcome.error
        == "10 expectations in 1 file: 6 passed, 4 failed; 1 query has no `@expect` and was not run\n",
      "\(outcome.error)")
  }

  @Test func exitCodes() throws {
    let cases: [(document: String, code: Int32, error: String)] = [
      ("@datastore team\n@expect count 2\nstatus==open\n", 0, "1 expectation in 1 file: 1 passed\n"),
      ("@expect count 1\nstatus==new\n", 0, "1 expectation in 1 file: 1 passed\n"),
      ("@datastore team\n@expect count 9\nstatus==open\n", 1, "1 expectation in 1 file: 1 failed\n"),
      (
        "@datastore gone\n@expect count 9\nstatus==open\n", 2, "1 expectation in 1 file: 1 could not be run\n"
      ),
      ("@datastore team\n@expect count 9\nstatus==${s}\n", 1, "1 expectation in 1 file: 1 failed\n"),
      ("@datastore plain\n@expect ids 1\nsize>9\n", 2, ""),
      (
        "status==new\n", 0,
        "no expectations found (1 query has none); write one into a criteria document, as `@expect count 3`\n"
      ),
      ("@datastore team\n@expect error CQ024\n@operation update\n", 0, "1 expectation in 1 file: 1 passed\n"),
    ]
    for (document, code, error) in cases {
      let folder = try TestFolder(RecordSample.files)
      try folder.write("a.criteria", document)
      let outcome = try folder.cliquery("test")
      #expect(
        outcome.code == code && outcome.error.hasSuffix(error),
        "\(document)\(outcome.code) \(outcome.output)\(outcome.error)")
    }
    let folder = try TestFolder(["a.dg": "", "b.criteria": ""])
    #expect(try folder.cliquery("test", "a.dg").code == 2)
    #expect(try folder.cliquery("test", "gone").code == 2)
    #expect(try folder.cliquery("test", "b.criteria").code == 0)
  }

  /// `check` says nothing about what a document expects to be refused.
  @Test func expectedFindingsAreNoFindings() throws {
    var files = RecordSample.files
    files["a.criteria"] = "@datastore team\n@expect error CQ011\nstatsu==open\n"
    let folder = try TestFolder(files)
    #expect(try folder.cliquery("check").code == 0)
    #expect(try folder.cliquery("test").code == 0)
  }

  @Test func otherPrograms() throws {
    var files = RecordSample.files
    files["a.criteria"] = Self.document
    files["b.criteria"] = "@datastore gone\n@expect count 1\na==\"<&>\"\n"
    let folder = try TestFolder(files)
    let outcome = try folder.cliquery("test", "--format", "json")
    let results = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    #expect(outcome.code == 2 && results.count == 11)
    let third = results[3]
    #expect(
      third["status"] as? String == "failed" && third["missing"] as? [String] == ["99"]
        && third["unexpected"] as? [String] == [] && third["line"] as? Int == 11
        && third["path"] as? String == "a.criteria" && third["expectation"] as? String == "ids 13, 99")
    let written = try folder.cliquery("test", "--format", "junit", "--output-file", "report.xml")
    #expect(written.code == 2 && written.output.isEmpty)
    guard let python = Program.python else { return }
    let script = """
      import junitparser
      xml = junitparser.JUnitXml.fromfile("report.xml")
      print(xml.tests, xml.failures, xml.errors, [suite.name for suite in xml],
        [case.name for suite in xml for case in suite if case.result][-1])
      """
    let read = try python.run(["-c", script], in: folder.url)
    #expect(
      read.output == "11 4 1 ['a.criteria', 'b.criteria'] 2: a==\"<&>\": count 1\n",
      "\(read.output)\(read.error)")
  }
}
