import FolderTestSupport
import Foundation
import Testing

/// What could not be written is not said to be done, and what was found stays found.
@Suite("failed writes")
struct FailedWriteTests {
  /// Runs with files that take no byte; `cat` stands outside, so that what is said can be read.
  private func runOnAFullDisk(_ command: String, in folder: URL) throws -> Outcome {
    try Program.shell(
      "(trap '' XFSZ; ulimit -f 0; cliquery \(command) 2>&1; echo \"code $?\") | cat", in: folder)
  }

  @Test func fixesThatWereNotWritten() throws {
    let text = "@datastore team\nstatsu==open\n"
    let cases: [(command: String, has: [String], hasNot: [String])] = [
      (
        "check --fix --unsafe-fixes",
        [
          "CQ011 unknown-field", "error: a.criteria: the fixes could not be written: ", "found 1 error\n",
          "code 2\n",
        ],
        ["fixed 1 finding"]
      ),
      (
        "check --add-ignores",
        ["CQ011 unknown-field", "error: a.criteria: the comments could not be written: ", "code 2\n"],
        ["wrote 1"]
      ),
      (
        "format", ["error: b.criteria: could not be written: ", "nothing to change\n", "code 2\n"],
        ["formatted"]
      ),
    ]
    for (command, has, hasNot) in cases {
      let folder = try TestFolder(
        Sample.files.filter { $0.key.hasSuffix(".json") }.merging(["a.criteria": text]) { $1 })
      try folder.write("b.criteria", "status==open&&level>1\n")
      let outcome = try runOnAFullDisk(command, in: folder.url)
      for part in has { #expect(outcome.output.contains(part), "\(command): \(outcome.output)") }
      for part in hasNot { #expect(!outcome.output.contains(part), "\(command): \(outcome.output)") }
      #expect(folder.read("a.criteria") == text)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 3)
    }
  }

  /// Nobody keeps the superuser from reading and writing, who therefore runs it as somebody else, whom the folder then
  /// belongs to, with a binary that all may run.
  private func runAsSomebody(_ command: String, after preparation: String, in folder: URL) throws -> Outcome {
    let commands =
      geteuid() == 0
      ? "cp '\(Program.cliquery.path)' ./binary && chmod 755 . binary && chown -R 65534 . && \(preparation) && "
        + "setpriv --reuid=65534 --clear-groups ./binary \(command)"
      : "\(preparation) && cliquery \(command)"
    return try Program.shell(commands, in: folder)
  }

  @Test func aFileThatMayNotBeWrittenIsLeftAlone() throws {
    let folder = try TestFolder(["a.criteria": "a==1&&b==2\n"])
    let outcome = try runAsSomebody("format", after: "chmod 444 a.criteria", in: folder.url)
    #expect(outcome.code == 2, "\(outcome)")
    #expect(outcome.error.hasPrefix("error: a.criteria: could not be written: permission denied\n"))
    #expect(folder.read("a.criteria") == "a==1&&b==2\n")
  }

  @Test func aFileInAFolderThatTakesNoOtherIsOverwritten() throws {
    let folder = try TestFolder(["closed/a.criteria": "a==1&&b==2        \n"])
    defer { folder.setMode("closed", 0o755) }
    let outcome = try runAsSomebody("format", after: "chmod 555 closed", in: folder.url)
    #expect(outcome.code == 0, "\(outcome)")
    #expect(folder.read("closed/a.criteria") == "(a==1) && (b==2)\n")
    let export = try runAsSomebody("init", after: "chmod 555 . closed", in: folder.url)
    #expect(export.code == 2 && export.error.contains("permission denied"), "\(export)")
    folder.setMode("", 0o755)
  }

  @Test func aFolderThatCannotBeReadIsSaidAndTheOthersAreSearched() throws {
    let folder = try TestFolder(["a/x.criteria": "a=>1\n", "b/x.criteria": "b=>1\n"])
    defer { folder.setMode("a", 0o755) }
    let outcome = try runAsSomebody("check --format concise", after: "chmod 0 a", in: folder.url)
    #expect(outcome.code == 2 && outcome.error.contains("a: permission denied"), "\(outcome)")
    #expect(outcome.output.hasPrefix("b/x.criteria:1:2: "), "\(outcome)")
  }

  /// Read as UTF-8 it would be nothing, and formatted it would be broken.
  @Test func textInUTF16IsRefused() throws {
    for (order, mark) in [
      (String.Encoding.utf16LittleEndian, [0xFF, 0xFE]), (.utf16BigEndian, [0xFE, 0xFF]),
    ]
      as [(String.Encoding, [UInt8])]
    {
      let folder = try TestFolder()
      let text = Data(mark) + (try #require("@datastore team\na==1&&b==2\n".data(using: order)))
      for name in ["a.criteria", "b.dg", "c.http", "no-suffix"] {
        try text.write(to: folder.url.appendingPathComponent(name))
      }
      let names = ["a.criteria", "b.dg", "c.http"]
      let errors = names.map { "error: \($0): the file is UTF-16; save it as UTF-8\n" }
      let check = try folder.cliquery("check")
      #expect(check.code == 2 && check.error.hasPrefix(errors.joined()), "\(check)")
      let format = try folder.cliquery("format")
      #expect(format.code == 2 && format.error.contains(errors[0]) && format.error.contains(errors[2]))
      #expect(try folder.cliquery("test").error.hasPrefix(errors[0]))
      for name in names { #expect(try Data(contentsOf: folder.url.appendingPathComponent(name)) == text) }
      let input = try Program.shell("cliquery format - < a.criteria | cmp - a.criteria", in: folder.url)
      #expect(input.code == 0 && input.error == "error: <stdin>: the file is UTF-16; save it as UTF-8\n")
    }
  }
}
