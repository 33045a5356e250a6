import SourceText
import Testing

@Suite("DisplayWidth")
struct DisplayWidthTests {
  @Test func columnsOfText() {
    let cases: [(text: String, columns: Int)] = [
      ("", 0), ("status==open", 12), ("O'Brien", 7), ("é", 1), ("e\u{301}", 1),
      ("a\u{300}\u{301}\u{302}b", 2),
      ("山田　太郎", 10), ("ｓｔ", 4), ("ｶﾅ", 2), ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
      ("👍", 2), ("👍🏽", 2), ("👨‍👩‍👧‍👦", 2), ("🏳️‍🌈", 2), ("❤️", 2), ("❤", 1), ("🇩🇪", 2), ("🇩🇪🇫🇷", 4),
      ("1️⃣", 2), ("a\u{200B}b", 2), ("a\u{200D}b", 2), ("\u{FEFF}x", 1), ("עברית", 5), ("हिन्दी", 5),
      ("\u{20000}\u{30000}", 4), ("“x”", 3), ("…", 1), ("\u{FFFD}", 1),
    ]
    for (text, columns) in cases {
      #expect(DisplayWidth.columns(of: text) == columns, "\(text.unicodeScalars.map(\.value))")
    }
  }

  @Test func aTabGoesOnToTheNextStop() {
    for (text, start, columns) in [
      ("\t", 0, 4), ("\t", 3, 1), ("ab\tc", 0, 5), ("山\t", 1, 3), ("\t\t", 0, 8),
    ] {
      #expect(DisplayWidth.columns(of: text, startingAt: start) == columns, "\(text) at \(start)")
    }
  }

  @Test func aRunOfTextTakesTheSumOfItsCharacters() {
    let text = "f==山田 👨‍👩‍👧 e\u{301}"
    #expect(DisplayWidth.columns(of: text) == text.reduce(0) { $0 + DisplayWidth.columns(of: $1) })
  }
}
