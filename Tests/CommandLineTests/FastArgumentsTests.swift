import TestSupport
import Testing
import cliquery

@Suite("reading the command line by hand")
struct FastArgumentsTests {
  /// Words that command lines of `check` are made of, right ones and wrong ones.
  private static let words = [
    "--fix", "--unsafe-fixes", "--diff", "--hints", "--exit-zero", "--statistics", "--format",
    "--format=json",
    "--format=", "--format=xml", "json", "sarif", "--color", "--color=never", "always", "--fail-on", "error",
    "--fail-on=hint", "--output-file", "--output-file=a=b", "out.txt", "--stdin-filename", "-", "--",
    "a b.dg",
    "scripts", "./x.criteria", "--select", "CQ0", "--watch", "-h", "--help", "--nothing", "-x", "", "check",
    "é.dg", "--baseline=b.json", "--show-files", "warning",
  ]

  @Test func theTwoWaysUnderstandTheSame() {
    var generator = SeededGenerator(seed: 20_260_131)
    var readByHand = 0
    for round in 0..<4000 {
      let count = Int.random(in: 0...5, using: &generator)
      let line = ["check"] + (0..<count).map { _ in Self.words.randomElement(using: &generator) ?? "" }
      guard let fast = FastArguments.parse(line) else { continue }
      readByHand += 1
      #expect(CommandLineTool.readCheck(line) == fast, "round \(round): \(line)")
    }
    #expect(readByHand > 400)
  }

  @Test func theCommonestLinesAreReadByHand() {
    for line in [
      ["check"], ["check", "a.dg", "b"], ["check", "--format", "json", "x"], ["check", "--format=sarif"],
      ["check", "--fix", "."], ["check", "-", "--stdin-filename", "a.dg"], ["check", "--fail-on", "error"],
    ] {
      #expect(FastArguments.parse(line) != nil, "\(line)")
    }
    for line in [["check", "--help"], ["check", "--formt", "x"], ["format"], [], ["check", "--format"]] {
      #expect(FastArguments.parse(line) == nil, "\(line)")
    }
  }
}
