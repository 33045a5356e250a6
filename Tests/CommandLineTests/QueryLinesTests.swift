import FolderTestSupport
import Foundation
import Testing

/// `query -` is one filter, whatever form its answer has.
@Suite("query -")
struct QueryLinesTests {
  private static let input = #"""
    {"n":1,"t":"a","x":[1,{"b":2}]}
    {"n":2,
    {"n":"3","b":true,"t":"q,\"z"}
    [1]

    {"n":0}
    {"n":4.50,"late":1e3,"t":null}
    """#

  private static let problems = """
    error: <stdin>:2:8: the line ends in the middle of a record: expected a key in double quotes; was it saved whole?
    error: <stdin>:4:1: expected a record `{…}`, found `[`

    """

  @Test func formsAnswerAlike() throws {
    let folder = try TestFolder(RecordSample.files)
    let lines = Self.input.split(separator: "\n", omittingEmptySubsequences: false)
    let cases: [(arguments: [String], output: String)] = [
      (["--count"], "3\n"), (["--ndjson"], "\(lines[0])\n\(lines[2])\n\(lines[6])\n"),
      (["--csv"], "n,t,x,b,late\n1,a,\"[1,{\"\"b\"\":2}]\",,\n3,\"q,\"\"z\",,true,\n4.5,,,,1000\n"),
      (
        ["--ndjson", "--columns", "late,n"],
        "{\"late\":null,\"n\":\"1\"}\n{\"late\":null,\"n\":\"3\"}\n{\"late\":\"1000\",\"n\":\"4.5\"}\n"
      ),
      (
        ["--json", "--columns", "n"],
        "{\n  \"url\": \"/api/v3/datastores/-/records\",\n  \"type\": \"datastore_record\",\n  \"list\": [\n"
          + "    {\"n\":\"1\"},\n    {\"n\":\"3\"},\n    {\"n\":\"4.5\"}\n  ]\n}\n"
      ),
      (["--table", "--columns", "n,b"], "  n  b\n  1  null\n  3  true\n4.5  null\n"),
      // A line may have keys that the schema does not name.
      (["--csv", "--columns", "n,level", "--schema", "team"], "n,level\n1,\n3,\n4.5,\n"),
    ]
    for (arguments, output) in cases {
      let criteria = arguments.contains("--schema") ? "" : "n>0"
      let input = criteria.isEmpty ? Self.input.replacingOccurrences(of: "{\"n\":0}\n", with: "") : Self.input
      let outcome = try Program.cliquery.run(
        ["query", "-", criteria] + arguments, in: folder.url, input: input)
      let tail = arguments == ["--count"] ? "" : "3 of \(criteria.isEmpty ? 3 : 4) records match\n"
      #expect(
        outcome.code == 2 && outcome.output == output && outcome.error.hasSuffix(Self.problems + tail),
        "\(arguments)\n\(outcome.output)\n\(outcome.error)")
    }
  }

  /// Without a schema nothing else tells that a field is misspelt.
  @Test func absentFieldsAreTold() throws {
    let folder = try TestFolder([:])
    let cases: [(criteria: String, note: String)] = [
      ("salery>1", "note: no record has the field `salery`; did you mean `salary`?"),
      ("salary>1 || zzz==1", "note: no record has the field `zzz`"), ("salary>1", ""), ("late==1", ""),
    ]
    let input = "{\"salary\":2,\"name\":\"a\"}\n{\"salary\":\"\\u0033\",\"late\":1}\n"
    for (criteria, note) in cases {
      let outcome = try Program.cliquery.run(
        ["query", "-", criteria, "--count"], in: folder.url, input: input)
      let notes = outcome.error.split(separator: "\n").filter { $0.contains("no record has") }
      #expect(notes.joined() == note, "\(criteria)")
    }
  }

  /// The columns are those of the first matches, however few bytes a pipe brings at once.
  @Test func columnsDoNotDependOnThePipe() throws {
    let folder = try TestFolder([:])
    let cases: [(command: String, code: Int32, output: String, note: String)] = [
      (
        "(echo '{\"n\":1}'; sleep 0.1; echo '{\"n\":2,\"late\":1}') | cliquery query - 'n>0' --csv", 0,
        "n,late\n1,\n2,1\n", "2 of 2 records match"
      ),
      (
        "echo '{\"n\":1,\"late\":1}' | cliquery query - 'n>0' --csv --columns lat", 2, "",
        "`--columns`: these records have no field `lat`; did you mean `late`?"
      ),
      (
        "echo '{\"n\":1}' | cliquery query - 'n>1' --csv --columns n,m", 0, "n,m\n", "0 of 1 record match"
      ), ("echo '{\"n\":1}' | cliquery query - 'n>1' --csv", 0, "", "0 of 1 record match"),
      (
        "yes '{\"n\":1}' | cliquery query - 'n==1' --csv --limit 2", 0, "n\n1\n1\n",
        "the first 2 records that match, of "
      ),
      (
        "yes '{\"n\":1}' | cliquery query - 'n==1' --csv --columns n | head -n 2", 0, "n\n1\n", ""
      ),
    ]
    for (command, code, output, note) in cases {
      let outcome = try Program.shell(command, in: folder.url)
      #expect(
        outcome.code == code && outcome.output == output && (note.isEmpty || outcome.error.contains(note)),
        "\(command)\n\(outcome.code) \(outcome.output)\n\(outcome.error)")
    }
  }

  @Test("a line beyond the limit is told and left out in each form")
  func aLineOfAnyLength() throws {
    let folder = try TestFolder([:])
    for form in ["--count", "--ndjson", "--csv", "--json", "--table --columns n"] {
      let outcome = try Program.shell(
        """
        (echo '{"n":1}'; printf '{"n":2,"t":"'; head -c 50000000 /dev/zero | tr '\\0' x; echo '"}'; echo '{"n":3}') \
        | cliquery query - 'n>0' \(form) | tail -n 1
        echo "${PIPESTATUS[1]}"
        """, in: folder.url)
      #expect(
        outcome.output.hasSuffix("\n2\n")
          && outcome.error.contains(
            "error: <stdin>:2:1: this line is longer than 4 MB (cliquery's limit); it was left out\n"),
        "\(form) \(outcome.output)\n\(outcome.error)")
    }
  }
}
