import JSONSyntax
import SourceText
import Testing

private func write(_ writer: inout JSONWriter) {
  writer.object { object in
    object.member("path", "a\"b\\c\n\u{1}é\u{7F}")
    object.member("line", 3)
    object.member("isSafe", true)
    object.member("none", nil as String?)
    object.key("list")
    object.array { list in
      list.number("12345678901234567890.5")
      list.object { _ in }
      list.array { _ in }
    }
  }
}

@Test func `the writer's two forms`() {
  var compact = JSONWriter()
  write(&compact)
  #expect(
    String(decoding: compact.bytes, as: UTF8.self)
      == #"{"path":"a\"b\\c\n\u0001é\u007f","line":3,"isSafe":true,"none":null,"list":[12345678901234567890.5,{},[]]}"#
  )
  var pretty = JSONWriter(indentation: 2)
  write(&pretty)
  #expect(
    String(decoding: pretty.bytes, as: UTF8.self) == #"""
      {
        "path": "a\"b\\c\n\u0001é\u007f",
        "line": 3,
        "isSafe": true,
        "none": null,
        "list": [
          12345678901234567890.5,
          {},
          []
        ]
      }
      """#)
}

@Test func `closing what is not open does nothing`() {
  var writer = JSONWriter()
  writer.endArray()
  writer.beginObject()
  writer.endArray()
  writer.endObject()
  #expect(writer.bytes == Array("{}".utf8))
}

/// A value of random shape, written; returns what a reader must understand.
private func writeRandom(_ writer: inout JSONWriter, _ dice: inout Dice, depth: Int) -> String {
  switch dice.roll(depth > 4 ? 5 : 8) {
  case 0:
    writer.null()
    return "null"
  case 1:
    writer.bool(true)
    return "true"
  case 2:
    let number = ["0", "-1", "3.25", "1e9", "123456789012345678901234567890"][dice.roll(5)]
    writer.number(number)
    return number
  case 3, 4:
    let text = randomString(&dice)
    writer.string(text)
    return "\"\(text)\""
  case 5, 6:
    writer.beginArray()
    let parts = (0..<dice.roll(5)).map { _ in writeRandom(&writer, &dice, depth: depth + 1) }
    writer.endArray()
    return "[\(parts.joined(separator: ","))]"
  default:
    writer.beginObject()
    let parts = (0..<dice.roll(5)).map { _ in
      let name = randomString(&dice)
      writer.key(name)
      return "\"\(name)\":" + writeRandom(&writer, &dice, depth: depth + 1)
    }
    writer.endObject()
    return "{\(parts.joined(separator: ","))}"
  }
}

private func randomString(_ dice: inout Dice) -> String {
  let pool: [Character] = [
    "a", "\"", "\\", "\n", "\u{0}", "é", "😀", "{", "}", "/", "$", "'", "\r\n", "\u{2028}",
  ]
  return String((0..<dice.roll(8)).map { _ in pool[dice.roll(pool.count)] })
}

@Test func `5,000 written values are read back, and survive mutation`() {
  for seed in 0..<5000 as Range<UInt64> {
    var dice = Dice(seed: seed)
    var writer = JSONWriter(indentation: seed % 2 == 0 ? nil : 2)
    let expected = writeRandom(&writer, &dice, depth: 0)
    let document = JSONDocument(writer.bytes)
    let understood = document.root.map(dump)
    guard document.errors.isEmpty, understood == expected, brokenInvariants(document) == nil else {
      Issue.record("seed \(seed): \(String(decoding: writer.bytes, as: UTF8.self))")
      continue
    }
    var bytes = writer.bytes
    for _ in 0...dice.roll(4) {
      let place = dice.roll(bytes.count + 1)
      switch dice.roll(3) {
      case 0: bytes.insert(Array("{}[]\",:'\\/*$\n0a\u{80}".utf8)[dice.roll(17)], at: place)
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + dice.roll(4)))
      default: bytes.replaceSubrange(place..<min(bytes.count, place + 1), with: [UInt8(dice.roll(256))])
      }
    }
    let broken = brokenInvariants(JSONDocument(bytes))
    if let broken { Issue.record("seed \(seed), mutated: \(broken): \(bytes)") }
  }
}

@Test func `5,000 random byte strings keep the invariants`() {
  for seed in 0..<5000 as Range<UInt64> {
    var dice = Dice(seed: seed &+ 1_000_000)
    let pool = Array("{}[]\",:'\\/*$\n\r\t 01-+.eEtrufalsn\u{e9}".utf8)
    let bytes = (0..<dice.roll(60)).map { _ in
      dice.roll(8) == 0 ? UInt8(dice.roll(256)) : pool[dice.roll(pool.count)]
    }
    if let broken = brokenInvariants(JSONDocument(bytes)) {
      Issue.record("seed \(seed): \(broken): \(bytes)")
    }
  }
}
