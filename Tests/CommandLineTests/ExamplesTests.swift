import FolderTestSupport
import Foundation
import Testing

/// What the commands say about `Examples`, whole. `CLIQUERY_UPDATE_GOLDEN=1 swift test --filter ExamplesTests` writes
/// the files anew; read the difference before you keep it.
@Suite("Examples")
struct ExamplesTests {
  @Test func golden() throws {
    let examples = BuiltProgram.packageFolder.appendingPathComponent("Examples")
    let golden = BuiltProgram.packageFolder.appendingPathComponent("Tests/CommandLineTests/Golden")
    let isUpdate = ProcessInfo.processInfo.environment["CLIQUERY_UPDATE_GOLDEN"] == "1"
    for (name, arguments) in [
      ("check", ["check"]), ("check-hints-concise", ["check", "--hints", "--format", "concise"]),
      ("format-check", ["format", "--check"]), ("format-diff", ["format", "--diff"]),
    ] {
      let outcome = try Program.cliquery.run(arguments, in: examples)
      let found = "\(outcome.output)\(outcome.error)exit code \(outcome.code)\n"
      let file = golden.appendingPathComponent("\(name).txt")
      if isUpdate {
        try FileManager.default.createDirectory(at: golden, withIntermediateDirectories: true)
        try Data(found.utf8).write(to: file)
      }
      let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      #expect(found == expected, "\(name)")
    }
  }
}
