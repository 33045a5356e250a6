import TestSupport
import Testing
import cliquery

@Suite("UnifiedDiff")
struct UnifiedDiffTests {
  @Test func hunks() {
    let cases: [(before: String, after: String, hunks: String)] = [
      ("a\n", "a\n", ""),
      ("a\nb\nc\n", "a\nB\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"),
      ("", "a\n", "@@ -0,0 +1 @@\n+a\n"),
      ("a\n", "", "@@ -1 +0,0 @@\n-a\n"),
      ("a", "a\n", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"),
      (
        "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n5\n6\n7\n8\n9\n",
        "@@ -2,6 +2,7 @@\n 2\n 3\n 4\n+x\n 5\n 6\n 7\n"
      ),
      (
        "1\n2\n3\n4\n5\n6\n7\n8\n9\na\nb\n", "x\n2\n3\n4\n5\n6\n7\n8\n9\na\ny\n",
        "@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -8,4 +8,4 @@\n 8\n 9\n a\n-b\n+y\n"
      ),
    ]
    for (before, after, hunks) in cases {
      let expected = hunks.isEmpty ? "" : "--- a/f\n+++ b/f\n\(hunks)"
      let diff = UnifiedDiff(before: Array(before.utf8), after: Array(after.utf8))
      #expect(diff.render(path: "f") == expected, "\(before.debugDescription) → \(after.debugDescription)")
    }
  }

  @Test func textsWithNothingInCommonAreLinear() {
    let ratio = Growth.ratio(from: 10_000) { lines in
      let before = (0..<lines).map { "left \($0)\n" }.joined()
      let after = (0..<lines).map { "right \($0)\n" }.joined()
      return (Array(before.utf8), Array(after.utf8), lines)
    } work: { before, after, lines in
      let text = UnifiedDiff(before: before, after: after).render(path: "f")
      #expect(text.utf8.filter { $0 == UInt8(ascii: "\n") }.count == 2 * lines + 3)
    }
    #expect(ratio < Growth.limit)
  }
}
