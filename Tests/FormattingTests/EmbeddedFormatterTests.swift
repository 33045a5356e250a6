import CriteriaSyntax
import Formatting
import SourceText
import Testing

/// Texts inside a host's strings: before and after, nil where nothing is to be done.
@Suite("Formatting inside hosts")
struct EmbeddedFormatterTests {
  private let rows: [(before: String, after: String?)] = [
    ("a==1&&b==2", "a==1 && b==2"),
    ("a == 1  &&\tb = 2||(c  in 1, 2)", "a == 1 && b = 2 || (c  in 1, 2)"),
    ("a==1 && b==2", nil),
    ("a==1\n&&b==2", "a==1\n&& b==2"),
    ("a==${x}&&b==2", "a==${x} && b==2"),
    ("a==1 AND b==2&&c==3", nil),
    ("a==x&&b  ==  '&&'", "a==x && b  ==  '&&'"),
    ("a==1", nil),
    ("", nil),
  ]

  @Test func onlyBlanksAroundLogicalOperatorsChange() {
    for row in rows {
      var scanner = HoleScanner()
      let bytes = Array(row.before.utf8)
      let text = scanner.addHoles(to: MappedText(bytes: bytes), forms: .all)
      var formatter = EmbeddedFormatter()
      let edits = formatter.edits(for: text)
      let output = TextEdit.apply(edits, to: bytes).map { String(decoding: $0, as: UTF8.self) }
      #expect(output == row.after ?? row.before)
      #expect(edits.isEmpty == (row.after == nil), "\(row.before)")
    }
  }

  /// `"a==" + x + "&&b==1 " + " ||c==2"`: the second `||` has blanks in two literals, which stay.
  @Test func editsStayInsideOneLiteral() {
    let file = Array("\"a==\" + x + \"&&b==1 \" + \" ||c==2\"".utf8)
    let text = MappedText(
      bytes: Array("a==${x}&&b==1  ||c==2".utf8),
      holes: [Hole(range: ByteRange(3, 7), name: ByteRange(5, 6), form: .operand)],
      segments: [
        .init(text: ByteRange(0, 3), file: ByteRange(1, 4), kind: .verbatim, literal: 0),
        .init(text: ByteRange(3, 7), file: ByteRange(8, 9), kind: .hole, literal: 1),
        .init(text: ByteRange(7, 14), file: ByteRange(13, 20), kind: .verbatim, literal: 2),
        .init(text: ByteRange(14, 21), file: ByteRange(25, 32), kind: .verbatim, literal: 3),
      ])
    var formatter = EmbeddedFormatter()
    let output = TextEdit.apply(formatter.edits(for: text), to: file)
    #expect(
      output.map { String(decoding: $0, as: UTF8.self) }
        == "\"a==\" + x + \" && b==1 \" + \" || c==2\"")
  }

  @Test func aTextIsNotPushedOverTheLimit() {
    func compound(_ length: Int) -> [UInt8] {
      Array(("a==1&&b==" + String(repeating: "é", count: length - 9)).utf8)
    }
    var formatter = EmbeddedFormatter()
    #expect(formatter.edits(for: MappedText(bytes: compound(498))).count == 2)
    #expect(formatter.edits(for: MappedText(bytes: compound(499))).isEmpty)
    #expect(formatter.edits(for: MappedText(bytes: compound(501))).count == 2)
  }

  @Test func blanksAreEncodedForTheHost() {
    let text = MappedText(
      bytes: Array("a==1||b==2".utf8),
      segments: [
        .init(text: ByteRange(0, 4), file: ByteRange(0, 4), kind: .verbatim, literal: 0),
        .init(text: ByteRange(4, 5), file: ByteRange(4, 7), kind: .escape, literal: 0),
        .init(text: ByteRange(5, 6), file: ByteRange(7, 10), kind: .escape, literal: 0),
        .init(text: ByteRange(6, 10), file: ByteRange(10, 14), kind: .verbatim, literal: 0),
      ], encoding: HostEncoding([.percent]))
    var formatter = EmbeddedFormatter()
    let source = Array("a==1%7C%7Cb==2".utf8)
    let output = TextEdit.apply(formatter.edits(for: text), to: source)
    #expect(output.map { String(decoding: $0, as: UTF8.self) } == "a==1%20%7C%7C%20b==2")
  }
}
