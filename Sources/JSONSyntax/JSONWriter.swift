/// Writes JSON into bytes: objects, arrays, scalars; compact, or one item a line.
///
/// The caller opens and closes in the right order; closing what is not open is ignored, so no call can trap.
package struct JSONWriter: Sendable {
  private struct Level {
    let isObject: Bool
    var isEmpty = true
  }

  package private(set) var bytes: [UInt8] = []
  private let indentation: Int?
  private var levels: [Level] = []
  private var isAfterKey = false

  /// `indentation`: blanks a level for one item a line; nil for compact.
  package init(indentation: Int? = nil) {
    self.indentation = indentation.map { max(0, $0) }
  }

  /// The text, with a newline at its end.
  package var textWithNewline: [UInt8] { bytes + [UInt8(ascii: "\n")] }

  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    beginObject()
    body(&self)
    endObject()
  }

  package mutating func array(_ body: (inout JSONWriter) -> Void) {
    beginArray()
    body(&self)
    endArray()
  }

  package mutating func beginObject() { open(UInt8(ascii: "{"), isObject: true) }
  package mutating func endObject() { close(UInt8(ascii: "}"), isObject: true) }
  package mutating func beginArray() { open(UInt8(ascii: "["), isObject: false) }
  package mutating func endArray() { close(UInt8(ascii: "]"), isObject: false) }

  package mutating func key(_ name: String) {
    separate()
    appendQuoted(name)
    bytes.append(UInt8(ascii: ":"))
    if indentation != nil { bytes.append(UInt8(ascii: " ")) }
    isAfterKey = true
  }

  /// A key that is written already, with its quotes.
  package mutating func key(raw text: ArraySlice<UInt8>) {
    separate()
    bytes += text
    bytes.append(UInt8(ascii: ":"))
    if indentation != nil { bytes.append(UInt8(ascii: " ")) }
    isAfterKey = true
  }

  package mutating func string(_ text: String) {
    separate()
    appendQuoted(text)
  }

  /// UTF-8 bytes as a string; what is not UTF-8 becomes U+FFFD.
  package mutating func string(_ text: some Sequence<UInt8>) {
    string(String(decoding: Array(text), as: UTF8.self))
  }

  package mutating func int(_ value: Int) { raw(String(value)) }
  package mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }
  package mutating func null() { raw("null") }

  /// A number of any size, as it is written.
  package mutating func number(_ text: String) { raw(text) }

  /// Finished JSON of another writer.
  package mutating func raw(_ text: [UInt8]) {
    separate()
    bytes.append(contentsOf: text)
  }

  package mutating func raw(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  package mutating func member(_ name: String, _ value: String?) {
    key(name)
    if let value { string(value) } else { null() }
  }

  package mutating func member(_ name: String, _ value: Int?) {
    key(name)
    if let value { int(value) } else { null() }
  }

  package mutating func member(_ name: String, _ value: Bool?) {
    key(name)
    if let value { bool(value) } else { null() }
  }

  private mutating func open(_ bracket: UInt8, isObject: Bool) {
    separate()
    bytes.append(bracket)
    levels.append(Level(isObject: isObject))
  }

  private mutating func close(_ bracket: UInt8, isObject: Bool) {
    guard let level = levels.last, level.isObject == isObject else { return }
    levels.removeLast()
    if !level.isEmpty { newLine() }
    bytes.append(bracket)
  }

  /// The comma and line break before an item, unless it follows its key.
  private mutating func separate() {
    if isAfterKey {
      isAfterKey = false
      return
    }
    guard let level = levels.last else { return }
    if !level.isEmpty { bytes.append(UInt8(ascii: ",")) }
    levels[levels.count - 1].isEmpty = false
    newLine()
  }

  private mutating func newLine() {
    guard let indentation else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation * levels.count))
  }

  private mutating func appendQuoted(_ text: String) { Self.appendQuoted(text, to: &bytes) }

  /// A string in its quotes. Copies runs between the bytes that need an escape.
  package static func appendQuoted(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { buffer in
      var start = 0
      while true {
        let end = plainEnd(buffer, from: start)
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start..<end]))
        guard end < buffer.count else { break }
        appendEscape(buffer[end], to: &bytes)
        start = end + 1
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Where the run of bytes from `start` on that need no escape ends.
  private static func plainEnd(_ buffer: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var position = start
    if let base = buffer.baseAddress {
      let raw = UnsafeRawPointer(base)
      let quote = SIMD16<UInt8>(repeating: UInt8(ascii: "\""))
      let backslash = SIMD16<UInt8>(repeating: UInt8(ascii: "\\"))
      let blank = SIMD16<UInt8>(repeating: 0x20)
      let delete = SIMD16<UInt8>(repeating: 0x7F)
      while position &+ 16 <= buffer.count {
        let chunk = raw.loadUnaligned(fromByteOffset: position, as: SIMD16<UInt8>.self)
        let escaped =
          (chunk .< blank) .| (chunk .== quote) .| (chunk .== backslash) .| (chunk .== delete)
        let words = unsafeBitCast(escaped, to: SIMD2<UInt64>.self)
        if words[0] | words[1] != 0 { break }
        position &+= 16
      }
    }
    while position < buffer.count {
      let byte = buffer[position]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F { break }
      position &+= 1
    }
    return position
  }

  /// The escape of a control character, a quote or a backslash.
  package static func appendEscape(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""): bytes += "\\\"".utf8
    case UInt8(ascii: "\\"): bytes += "\\\\".utf8
    case UInt8(ascii: "\n"): bytes += "\\n".utf8
    case UInt8(ascii: "\r"): bytes += "\\r".utf8
    case UInt8(ascii: "\t"): bytes += "\\t".utf8
    default:
      let digits = Array("0123456789abcdef".utf8)
      bytes += "\\u00".utf8
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    }
  }
}
