import CriteriaSyntax
import SourceText
import Testing

@Suite("Tree as text")
struct TreeDumpTests {
  @Test func nodesAndTokensHaveALineEach() {
    let dump = """
      criteria 0..30
        conjunction 1..30
          group 1..8
            open 1..2 `(`
            condition 2..7
              field 2..3 `a`
              operator 4..5 `=`
              bare-value 6..7 `x`
            close 7..8 `)`
          and 9..11 `&&`
          condition 12..30 list
            field 12..13 `b`
            operator 14..20 `not in`
            open 21..22 `(`
            quoted-value 22..26 `"\\n"`
            comma 26..27 `,`
            bare-value 28..29 `2`
            close 29..30 `)`

      """
    let bytes = Array(" (a = x) && b not in (\"\u{1}\t\", 2)".utf8)
    let shown = dump.replacing("`\"\\n\"`", with: "`\"\\u{1}\\t\"`")
    #expect(text(bytes) == shown)
    let blanks = text(bytes, includingBlanks: true).split(separator: "\n").count { $0.contains("blank ") }
    #expect(blanks == 8)
  }

  @Test func anEmptyTextAndABrokenOneAreTreesToo() {
    #expect(text([]) == "criteria 0..0\n")
    #expect(text(Array("a==".utf8)).contains("condition 0..3 without a value"))
  }

  /// Every token once, in order, whatever the text.
  @Test func theWalkMeetsEveryTokenInOrder() {
    for source in [
      "", "  ", "a==1", "((a==1)||", "! (a in (1,2)) and b", ")", "a==(b && c", "()", "&& a==1 )) x",
    ] {
      var parser = CriteriaParser()
      parser.parse(MappedText(bytes: Array(source.utf8)))
      let tree = parser.tree
      var tokens: [Int] = []
      var open: [Int] = []
      var isNested = true
      for event in TreeWalk.events(of: tree) {
        switch event {
        case .token(let token): tokens.append(token)
        case .enter(let node): open.append(node)
        case .leave(let node): isNested = isNested && open.popLast() == node
        }
      }
      #expect(tokens == Array(0..<(tree.tokens.count - 1)), "\(source)")
      #expect(isNested && open.isEmpty, "\(source)")
    }
  }

  private func text(_ bytes: [UInt8], includingBlanks: Bool = false) -> String {
    var parser = CriteriaParser()
    parser.parse(MappedText(bytes: bytes))
    return TreeDump.text(of: parser.tree, in: bytes, includingBlanks: includingBlanks)
  }
}
