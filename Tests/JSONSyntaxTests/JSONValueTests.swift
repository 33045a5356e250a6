import JSONSyntax
import SourceText
import Testing

private func root(_ text: String) -> JSONValue? { JSONDocument(Array(text.utf8)).root }

@Test func `members, elements and scalars`() {
  let value = root(#"{"a": 1, "b": [true, null, "x"], "a": 2, "\u0063": false}"#)
  #expect(value?["a"]?.int64 == 2, "the last of duplicates wins")
  #expect(value?.members(named: "a").map { $0.value.source } == ["1", "2"])
  #expect(value?.shadowedMembers.map { $0.member.value.source } == ["1"])
  #expect(value?.shadowedMembers.first?.by.value.source == "2")
  #expect(value?["b"]?.elements.map(\.source) == ["true", "null", "\"x\""])
  #expect(value?["c"]?.bool == false, "keys are compared decoded")
  #expect(value?["d"] == nil)
  #expect(value?["a"]?["b"] == nil)
  #expect(value?["b"]?.members.isEmpty == true)
  #expect(value?["b"]?.elements.first?.string == nil)
}

@Test func `numbers are exact`() {
  let cases: [(String, Int64?)] = [
    ("0", 0), ("-0", 0), ("7", 7), ("7.0", 7), ("7.5", nil), ("7e2", 700), ("700e-2", 7), ("701e-2", nil),
    ("0.07e2", 7), ("9223372036854775807", .max), ("-9223372036854775808", .min),
    ("9223372036854775808", nil), ("-9223372036854775809", nil), ("1e999999999999999999999", nil),
    ("0e999999999999999999999", 0), ("1e-5", nil), ("119440882000000132", 119_440_882_000_000_132),
  ]
  for (text, expected) in cases {
    let value = root(text)
    #expect(value?.int64 == expected, "\(text)")
    #expect(value?.numberText == text)
  }
}

@Test func `escapes are decoded, and each decoded run maps to the file`() {
  for (text, expected) in [
    (#""a\"\\\/\b\f\n\r\t""#, "a\"\\/\u{8}\u{C}\n\r\t"), (#""\u00e9\u0041""#, "éA"),
    (#""\ud83d\ude00!""#, "😀!"), (#""\ud83d!""#, "\u{FFFD}!"), (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"),
    (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\q\u00g0""#, "\\q\\u00g0"), (#""""#, ""), ("\"é\"", "é"),
    ("\"\\", "\\"),
  ] {
    let document = JSONDocument(Array(text.utf8))
    guard let node = document.nodes.first else { continue }
    let decoded = document.decodeString(node)
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == expected, "\(text)")
    #expect(decoded.bytes == document.decodedBytes(node))
    var textEnd = 0
    var fileEnd = node.contentRange.start
    for segment in decoded.segments {
      #expect(segment.text.start == textEnd && segment.file.start == fileEnd, "\(text)")
      if segment.kind == .verbatim {
        #expect(decoded.bytes[segment.text] == document.bytes[segment.file], "\(text)")
      }
      (textEnd, fileEnd) = (segment.text.end, segment.file.end)
    }
    #expect(textEnd == decoded.bytes.count && fileEnd == node.contentRange.end, "\(text)")
    #expect(document.string(node, equals: expected.utf8))
  }
}
