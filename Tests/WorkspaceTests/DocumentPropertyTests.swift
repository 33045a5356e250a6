import CriteriaSyntax
import Embedding
import Formatting
import SourceText
import TestSupport
import Testing
import Workspace

/// What holds for every document, tried on generated ones.
@Suite("Formatting of any document")
struct DocumentPropertyTests {
  @Test func formattingKeepsEverythingThatMeansSomething() throws {
    let seed: UInt64 = 3
    var documents = try Documents(seed: seed)
    var formatter = CriteriaDocumentFormatter()
    var wrong: [String] = []
    for round in 0..<1_500 where wrong.count < 5 {
      let bytes = documents.next()
      let options = FormatOptions(width: [100, 20, 1][round % 3])
      let output = formatter.format(bytes, options: options) ?? bytes
      if let problem = difference(bytes, output) {
        let shown = String(decoding: bytes, as: UTF8.self).debugDescription
        wrong.append("\(problem): \(shown) to \(String(decoding: output, as: UTF8.self).debugDescription)")
      } else if let second = formatter.format(output, options: options) {
        let shown = String(decoding: bytes, as: UTF8.self).debugDescription
        wrong.append("not stable: \(shown) to \(String(decoding: second, as: UTF8.self).debugDescription)")
      }
    }
    #expect(wrong == [], "seed \(seed)")
  }

  /// A text is read alike wherever it stands.
  @Test func whatStandsBeforeATextIsNotLookedAt() {
    let text = Array("|\n(a==1 || b==2) && c==3\n(\na==1 &&".utf8)
    var parser = CriteriaParser()
    parser.parse(MappedText(bytes: text))
    let tree = parser.tree
    let file = Array("\n".utf8) + text
    parser.parse(MappedText(bytes: file, range: ByteRange(1, file.count)))
    #expect(parser.tree.hasSameMeaning(file, as: tree, text))
  }

  /// What the two documents do not have in common.
  private func difference(_ left: [UInt8], _ right: [UInt8]) -> String? {
    let before = CriteriaDocument.read(left)
    let after = CriteriaDocument.read(right)
    if before.comments.map({ Array(left[$0.range]) }) != after.comments.map({ Array(right[$0.range]) }) {
      return "comments"
    }
    if directives(left) != directives(right) { return "directives" }
    if before.documentProblems.map(\.keyword) != after.documentProblems.map(\.keyword) { return "problems" }
    if before.queries.count != after.queries.count { return "number of queries" }
    var parser = CriteriaParser()
    for (old, new) in zip(before.queries, after.queries) {
      guard let oldText = old.criteria, let newText = new.criteria else { return "text" }
      parser.parse(oldText)
      let tree = parser.tree
      parser.parse(newText)
      if !parser.tree.hasSameMeaning(newText.bytes, as: tree, oldText.bytes) { return "meaning" }
      if oldText.holes.map({ oldText.bytes.text($0.range) })
        != newText.holes.map({ newText.bytes.text($0.range) })
      {
        return "holes"
      }
    }
    return nil
  }

  private func directives(_ bytes: [UInt8]) -> [[UInt8]] {
    var scanner = CriteriaDocumentScanner(bytes)
    var found: [[UInt8]] = []
    while scanner.next() { found += scanner.block.directives.map { Array(bytes[$0.range]) } }
    return found
  }
}

/// Documents of lines in any order.
private struct Documents {
  private var texts: CriteriaTexts
  private var random: SeededGenerator

  init(seed: UInt64) throws {
    texts = try CriteriaTexts(seed: seed)
    random = SeededGenerator(seed: seed)
  }

  mutating func next() -> [UInt8] {
    let lineEnd = ["\n", "\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
    var bytes = Array((Int.random(in: 0..<5, using: &random) == 0 ? "\u{FEFF}" : "").utf8)
    for _ in 0..<Int.random(in: 0..<12, using: &random) {
      if Int.random(in: 0..<8, using: &random) == 0 {
        bytes += texts.next(CriteriaTexts.Source.allCases.randomElement(using: &random) ?? .sentence)
      } else {
        bytes += (Self.lines.randomElement(using: &random) ?? "").utf8
      }
      if Int.random(in: 0..<9, using: &random) > 0 { bytes += lineEnd.utf8 }
    }
    return bytes
  }

  private static let lines = [
    "", "", " \t", "# a comment  ", "#", "@datastore d", "@limit 5 ", "@let x = 1", "@nothing", "@api v2",
    "a==1", "  b == 2 ", "&& c==3", "a==1 &&", "|| d in (1,", "2 , 3)", "(", ")", "&&", "a==\\${x}",
    "b==${y}",
    "a=={{x", "b==y}} && c==1", "  #a==1", "  @a==1", "a==\"x", "y\"", "a==", "'z' || b==${it's}",
    "c==O'Brien",
    "a==1 and b==2", "(a==1 || b==2) && c==3", "${all}", "\\", "é==1",
  ]
}
