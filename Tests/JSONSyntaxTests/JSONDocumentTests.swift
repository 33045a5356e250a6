import JSONSyntax
import SourceText
import TestSupport
import Testing

/// Reads `text`; checks what was understood, each error with its kind and place (`kind@offset`), and the
/// invariants of every document.
private func check(
  _ text: String, _ expected: String, _ errors: String = "", sourceLocation: SourceLocation = #_sourceLocation
) {
  let document = JSONDocument(Array(text.utf8))
  let found = document.errors.map { "\($0.kind)@\($0.range.start)" }.joined(separator: " ")
  let understood = document.roots.map(dump).joined(separator: " ")
  #expect(understood == expected, "\(text)", sourceLocation: sourceLocation)
  #expect(found == errors, "\(text)", sourceLocation: sourceLocation)
  #expect(brokenInvariants(document) == nil, "\(text)", sourceLocation: sourceLocation)
}

@Test func `valid JSON is read without errors`() {
  for (text, expected) in [
    ("null", "null"), (" true ", "true"), ("\"\"", "\"\""), ("[]", "[]"), ("{}", "{}"),
    (" { \"a\" : [ 1 , -0.5e+3, false , {} ] }\r\n", "{\"a\":[1,-0.5e+3,false,{}]}"),
    (#"{"a":{"b":{"c":"d"}},"e":[[],[[]]]}"#, #"{"a":{"b":{"c":"d"}},"e":[[],[[]]]}"#),
    ("\u{FEFF}[1]", "[1]"), ("123456789012345678901234567890", "123456789012345678901234567890"),
  ] {
    check(text, expected)
  }
}

@Test func `errors have a kind and a place, and reading goes on behind them`() {
  for (text, expected, errors) in [
    ("", "", "expectedValue@0"),
    ("[1,]", "[1]", "trailingComma@2"), (#"{"a":1,}"#, #"{"a":1}"#, "trailingComma@6"),
    ("[1 // one\n,2 /* two */]", "[1,2]", "comment@3 comment@13"),
    ("[1/*", "[1]", "unclosedArray@0 unclosedComment@2"),
    (#"{"a":1 "b":2}"#, #"{"a":1,"b":2}"#, "expectedCommaOrBrace@7"),
    (#"{"a" 1}"#, #"{"a":1}"#, "expectedColon@5"), (#"{"a"=1}"#, #"{"a":1}"#, "expectedColon@4"),
    (#"{"a":,"b":2}"#, #"{"a":_,"b":2}"#, "expectedValue@5"), (#"{"a":}"#, #"{"a":_}"#, "expectedValue@5"),
    (#"{"a"}"#, #"{"a":_}"#, "expectedColon@4"), (#"{"a""#, #"{"a":_}"#, "unclosedObject@0"),
    (#"{:1}"#, "{_:1}", "expectedKey@1"), ("{{}}", "{_:{}}", "expectedKey@1"),
    ("{a:1,b-c:2}", #"{"a":1,"b-c":2}"#, "unquotedKey@1 unquotedKey@5"),
    ("{'a':'b'}", #"{"a":"b"}"#, "singleQuotes@1 singleQuotes@5"),
    ("[1 2]", "[1,2]", "expectedCommaOrBracket@3"), ("[,1]", "[1]", "expectedValue@1"),
    ("[1,,2]", "[1,2]", "expectedValue@3"), ("[1;2]", "[1,2]", "expectedCommaOrBracket@2"),
    (
      "[01, +1, .5, 1., 0x1F, 1a]", "[01,+1,.5,1.,!0x1F!,!1a!]",
      "badNumber@1 badNumber@5 badNumber@9 badNumber@13 badNumber@17 badNumber@23"
    ),
    ("[True, nul, NaN]", "[!True!,!nul!,!NaN!]", "expectedValue@1 expectedValue@7 expectedValue@12"),
    ("{\"a\": \"b\n\"c\": 1}", #"{"a":"b","c":1}"#, "unclosedString@6 expectedCommaOrBrace@9"),
    ("{\"a\": \"b, \n\"c\": 1}", #"{"a":"b","c":1}"#, "unclosedString@6"),
    ("[\"a\tb\"]", "[\"a\tb\"]", "controlCharacter@3"),
    (#"["\q\u12"]"#, #"["\q\u12"]"#, "badEscape@2 badEscape@4"),
    ("[1}", "[1]", "unclosedArray@0 unexpectedBracket@2"),
    (#"{"a":[1}"#, #"{"a":[1]}"#, "expectedCommaOrBracket@7"),
    (#"[{"a":1]"#, #"[{"a":1}]"#, "expectedCommaOrBrace@7"), ("]1", "1", "unexpectedBracket@0"),
    ("{\"a\":1}\n{\"a\":2}\n{}", "{\"a\":1} {\"a\":2} {}", "expectedEnd@8"),
    (
      #"{"a": {{x}}, "b": ${y z}, {{c}}}"#, #"{"a":<{{x}}>,"b":<${y z}>,<{{c}}>:_}"#,
      "placeholder@6 placeholder@18 placeholder@26 expectedColon@31"
    ),
    ("[\u{A0}1]", "[!\u{A0}1!]", "expectedValue@1"),
  ] {
    check(text, expected, errors)
  }
}

@Test func `messages say what was expected and what stands there`() {
  for (text, message) in [
    (#"{"a" 1}"#, "expected `:` after the key, found `1`"),
    ("{'a':1}", "expected double quotes around `'a'`"),
    ("", "expected a value, found the end of the file"),
    ("[1", "expected `]` for this `[`, found the end of the file"),
    ("[\u{3}]", "expected a value, found U+0003"),
    ("{\"a\":é}", "expected a value, found `é`"),
  ] {
    let document = JSONDocument(Array(text.utf8))
    #expect(document.errors.first?.message(in: document.bytes) == message, "\(text)")
  }
}

@Test func `bytes that are not UTF-8 are named, not lost`() {
  let latin = JSONDocument([0x22, 0xE9, 0x22])
  #expect(latin.errors == [JSONError(kind: .notUTF8, range: ByteRange(0, 3))])
  #expect(latin.root?.string == "\u{FFFD}")
  #expect(JSONDocument([0xFF, 0xFE, 0x7B, 0]).errors.map(\.kind) == [.notUTF8])
}

@Test func `a million open brackets are one error with its place`() {
  for bracket in ["[", "{\"a\":", "[{\"a\":"] {
    let document = JSONDocument(Array(String(repeating: bracket, count: 1_000_000).utf8))
    #expect(document.errors.contains { $0.kind == .tooDeep }, "\(bracket)")
    #expect(document.nodes.count < 3 * JSONDocument.depthLimit, "\(bracket)")
  }
  let closed = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
  let document = JSONDocument(Array("{\"deep\":\(closed),\"next\":1}".utf8))
  #expect(document.root?["next"]?.int64 == 1)
  #expect(document.errors.map { "\($0.kind)@\($0.range.start)" } == ["tooDeep@519"])
}

@Test func `time grows with the text, whatever it is`() {
  for unit in [#"{"a":[1,"b\n",true]},"#, "{{", "${a ", "[}", "\"a", "/*", "'", "{a:"] {
    let ratio = Growth.ratio(from: 100_000 / unit.utf8.count) { size in
      Array(String(repeating: unit, count: size).utf8)
    } work: {
      _ = JSONDocument($0)
    }
    #expect(ratio < Growth.limit, "\(unit)")
  }
}
