import CriteriaSyntax
import Formatting
import SourceText
import TestSupport
import Testing
import Workspace

/// Whole documents before and after; nil where the document is canonical.
@Suite("Formatting of criteria documents")
struct CriteriaDocumentFormatterTests {
  private let rows: [(before: String, after: String?)] = [
    ("", nil),
    ("\n \n\t", ""),
    ("a==1", "a==1\n"),
    ("a==1\n", nil),
    ("\n\na == 1  \n\n\n", "a==1\n"),
    ("a==1\n \n\n\t\n\nb==2\n", "a==1\n\nb==2\n"),
    ("  a==1\n  &&b==2\n", "(a==1) && (b==2)\n"),
    // Comments and directives survive byte for byte.
    (
      "#  Everyone. \n@datastore   empdir \n@order_by  empname desc,empid\n( dept == ${dept} )&&x=1\n",
      "#  Everyone. \n@datastore   empdir \n@order_by  empname desc,empid\n(dept==${dept}) && (x=1)\n"
    ),
    ("# only\n\n\n# comments  \n", "# only\n\n# comments  \n"),
    ("a==1\n#  b \n&&  c==2\n# d\n", "(a==1)\n#  b \n  && (c==2)\n# d\n"),
    ("a==1 &&\n# b\n# c\nd==2\n", "(a==1)\n# b\n# c\n  && (d==2)\n"),
    ("a==1\n# b\n&&\n# c\nd==2\n", "(a==1)\n# b\n# c\n  && (d==2)\n"),
    ("a in (1,\n# b\n2 , 3)\n", "a in (1,\n# b\n  2,3)\n"),
    ("a==\"x\n# b\n y\"\n", nil),
    // A directive after the text is a finding; the block stays as it is.
    ("a  == 1\n@limit 5\n", nil),
    // Findings of the syntax: the text stays as it is, the rest does not.
    ("a == 1 AND b == 2\n\n\n\nc == 3\n", "a == 1 AND b == 2\n\nc==3\n"),
    // The api in effect decides about parentheses.
    ("@api v2\na==1&&b==2\n\na==1&&b==2\n", "@api v2\na==1 && b==2\n\n(a==1) && (b==2)\n"),
    ("@api v2\n\na==1&&b==2\n", "@api v2\n\na==1 && b==2\n"),
    // A backslash before a hole stays.
    ("a == \\${x} && b==${y}\n", "(a==\\${x}) && (b==${y})\n"),
    ("a == \\${x}\n# c\n|| b ==  \\\\\\${y}\n", "(a==\\${x})\n# c\n  || (b==\\\\\\${y})\n"),
    ("a==\\${x}\n", nil),
    // Text that begins with `#` or `@` stays indented.
    ("  #a==1\n", nil),
    ("  @a==1\n", nil),
    ("a=='開発 ${x}' &&b==2\n", "(a=='開発 ${x}') && (b==2)\n"),
  ]

  @Test func documentsComeOutAsTheyShould() {
    for row in rows {
      for lineEnd in ["\n", "\r\n", "\r"] {
        for mark in ["", "\u{FEFF}"] {
          let before = Array((mark + row.before.replacing("\n", with: lineEnd)).utf8)
          let after = row.after.map { mark + $0.replacing("\n", with: lineEnd) }
          var formatter = CriteriaDocumentFormatter()
          let output = formatter.format(before, options: .init())
          // A document without a line end cannot tell of which kind a new one should be.
          guard row.before.contains("\n") || lineEnd == "\n" else { continue }
          #expect(
            output.map { String(decoding: $0, as: UTF8.self) } == after, "\(row.before.debugDescription)")
          #expect(
            formatter.format(output ?? before, options: .init()) == nil, "\(row.before.debugDescription)")
        }
      }
    }
  }

  @Test func lineEndsBecomeThoseOfTheFirstLine() {
    let rows: [(before: String, after: String)] = [
      ("\n# a\r\n@limit 1\nb == 1\n# c\n\n\nd==1\n", "# a\r\n@limit 1\r\nb==1\r\n# c\r\n\r\nd==1\r\n"),
      ("# a\nb==1 AND\r\nc==2\r\n", "# a\nb==1 AND\r\nc==2\n"),
      ("a==1\n# b\r\n&& c==2\r", "(a==1)\n# b\n  && (c==2)\n"),
      ("a\n==x\ry\n# b\r\n", "a==x\ry\n# b\n"),
    ]
    for row in rows {
      var formatter = CriteriaDocumentFormatter()
      let output = formatter.format(Array(row.before.utf8), options: .init())
      #expect(output.map { String(decoding: $0, as: UTF8.self) } == row.after)
      #expect(formatter.format(Array(row.after.utf8), options: .init()) == nil)
    }
  }

  @Test func onlyBlocksThatTheRangeTouchesChange() {
    let bytes = Array("a == 1\n\n\n\nb == 2\n\n\nc == 3\n\n\n".utf8)
    var formatter = CriteriaDocumentFormatter()
    func format(_ start: Int, _ end: Int) -> String? {
      let edits = formatter.edits(for: bytes, range: ByteRange(start, end), options: .init())
      return TextEdit.apply(edits, to: bytes).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(format(2, 3) == "a==1\n\n\n\nb == 2\n\n\nc == 3\n\n\n")
    #expect(format(11, 12) == "a == 1\n\n\n\nb==2\n\n\nc == 3\n\n\n")
    #expect(format(8, 11) == "a == 1\n\nb==2\n\n\nc == 3\n\n\n")
  }

  @Test func knownFieldsAreThoseOfTheBlocksDatastore() {
    let bytes = Array("@datastore d\na== 1 & known in x\n\n@datastore e\na== 1 & known in x\n".utf8)
    var formatter = CriteriaDocumentFormatter()
    let output = formatter.format(bytes, options: .init()) { name, _ in
      name == "d" ? KnownFields(["known"]) : .none
    }
    let expected = "@datastore d\na== 1 & known in x\n\n@datastore e\na==1 & known in x\n"
    #expect(output.map { String(decoding: $0, as: UTF8.self) } == expected)
  }

  @Test func timeGrowsLinearly() {
    let units = [
      "a == 1\n\n\n", "a==1\n&& ", "a==1\n# c\n&& ", "a==1 || ", "a in (1, 2,\n# c\n3) || ", "\\${x}",
      "((a==1) || ",
      "a==\\${x}\n# c\n|| ", "\r\n \n", "a==${x} && ",
    ]
    for unit in units {
      let ratio = Growth.ratio(from: 2_000) {
        Array((String(repeating: unit, count: $0) + "z==1").utf8)
      } work: {
        var formatter = CriteriaDocumentFormatter()
        _ = formatter.edits(for: $0, options: .init())
      }
      #expect(ratio < Growth.limit, "\(unit.debugDescription)")
    }
  }
}
