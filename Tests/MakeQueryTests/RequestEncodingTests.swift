import MakeQuery
import SourceText
import TestSupport
import Testing

@Suite("Encoding of requests")
struct RequestEncodingTests {
  /// INVARIANT (decode after encode): whatever the text, its spelling means it, as a component and in a request.
  @Test func decodingUndoesEncoding() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    var parser = RequestParser()
    var wrong: [String] = []
    for _ in 0..<5_000 where wrong.count < 5 {
      let bytes = Self.text(&random)
      for part in RequestEncoding.Part.allCases {
        let raw = RequestEncoding.encode(bytes, as: part)
        if RequestEncoding.decode(raw, as: part) != bytes { wrong.append("\(part): \(bytes)") }
        if RequestEncoding.encoded(raw, as: part) != raw {
          wrong.append("\(part) is encoded twice: \(bytes)")
        }
        if RequestEncoding.decode(RequestEncoding.readable(raw, as: part), as: part) != bytes {
          wrong.append("readable \(part): \(bytes)")
        }
      }
      let name = [UInt8(ascii: "n")] + bytes
      let request =
        Array("/x?".utf8) + RequestEncoding.encode(name, as: .name) + Array("=".utf8)
        + RequestEncoding.encode(bytes, as: .value) + Array("&b=2".utf8)
      let text = RequestPlaceholders.addHoles(to: MappedText(bytes: request))
      parser.parse(text)
      let parameters = parser.tree.parameters
      // A name with brackets has keys when it is read back; all of it decodes to what it was.
      guard parameters.count == 2, let value = parameters[0].value,
        parser.tree.decoded(parameters[0].name, in: text, isValue: false) == name,
        parser.tree.decoded(value, in: text, isValue: true) == bytes
      else {
        wrong.append("in a request: \(bytes)")
        continue
      }
    }
    #expect(wrong == [], "seed \(seed)")
  }

  private static func text(_ random: inout SeededGenerator) -> [UInt8] {
    let pieces = [
      "a", "é", "山", "😀", "%", "%41", "+", " ", "&", "=", "?", "/", "#", "[", "]", "{", "}", "\u{301}",
      "\u{A0}", "%2",
      "$", ":", "\0",
    ]
    return (0..<Int(random.next() % 12)).flatMap { _ -> [UInt8] in
      random.next() % 3 == 0
        ? [UInt8(truncatingIfNeeded: random.next())]
        : Array(pieces[Int(random.next() % UInt64(pieces.count))].utf8)
    }
  }

  @Test func partsAreSpeltReadablyAndEncoded() {
    let cases: [(RequestEncoding.Part, raw: String, encoded: String, readable: String)] = [
      (.value, "john.doe%40example.com", "john.doe%40example.com", "john.doe@example.com"),
      (.value, "john.doe@example.com", "john.doe%40example.com", "john.doe@example.com"),
      (.value, "a b", "a%20b", "a b"), (.value, "a+b%20c", "a+b%20c", "a+b%20c"), (.value, "*", "*", "*"),
      (.value, "R%26D%3D%23%2B", "R%26D%3D%23%2B", "R%26D=%23%2B"), (.value, "%2526", "%2526", "%2526"),
      (.value, "caf%C3%a9", "caf%C3%a9", "café"), (.value, "café", "caf%C3%A9", "café"),
      (.value, "%FF%C3%A9%C3", "%FF%C3%A9%C3", "%FFé%C3"), (.value, "%3Aid", "%3Aid", "%3Aid"),
      (.value, "10%3A30", "10%3A30", "10:30"),
      (.value, "%E2%80%8B%C2%A0", "%E2%80%8B%C2%A0", "%E2%80%8B%C2%A0"),
      (.value, "100%", "100%25", "100%"), (.value, "%%34%31", "%25%34%31", "%%34%31"),
      (.name, "a%2Eb%26", "a%2Eb%26", "a.b%26"), (.name, "a[b]", "a%5Bb%5D", "a[b]"),
      (.name, "%5Ba%5D", "%5Ba%5D", "%5Ba%5D"), (.path, "16-a%20b", "16-a%20b", "16-a%20b"),
      (.path, "a@b:c", "a@b:c", "a@b:c"), (.path, "a%2Fb", "a%2Fb", "a%2Fb"),
      (.path, "é%C3%A9", "%C3%A9%C3%A9", "éé"),
      (.value, "%7Bid%7D%24x", "%7Bid%7D%24x", "%7Bid%7D%24x"),
    ]
    for (part, raw, encoded, readable) in cases {
      #expect(RequestEncoding.encoded(raw.utf8, as: part) == Array(encoded.utf8), "\(raw)")
      #expect(
        String(decoding: RequestEncoding.readable(raw.utf8, as: part), as: UTF8.self) == readable, "\(raw)")
    }
  }

  /// Offsets in a decoded part lead back to the raw one.
  @Test func decodedTextLeadsBack() {
    let text = MappedText(bytes: Array("/x?a=1%20b+c%C3%A9{x}".utf8))
    let value = text.percentDecoded(ByteRange(5, text.bytes.count))
    #expect(value.bytes == Array("1 b cé{x}".utf8))
    #expect(value.fileRange(ByteRange(1, 2)) == ByteRange(6, 9))
    #expect(value.fileRange(ByteRange(5, 7)) == ByteRange(12, 18))
    #expect(value.fileEdit(replacing: ByteRange(2, 3), with: "&")?.newText == Array("%26".utf8))
  }
}
