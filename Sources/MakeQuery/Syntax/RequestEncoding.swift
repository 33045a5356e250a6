import SourceText

/// How the parts of a request are spelt. Everything here works on one part, without holes: splitting comes first.
package enum RequestEncoding {
  package enum Part: Sendable, Hashable, CaseIterable {
    /// Between slashes.
    case path
    /// Of a parameter, or the key in its brackets.
    case name
    case value
  }

  // MARK: Meaning and spelling

  /// The spelling of `text`, which `decode` reads back: brackets of a name are encoded too.
  package static func encode(_ text: some Collection<UInt8>, as part: Part) -> [UInt8] {
    switch part {
    case .path: PercentEncoding.encoded(text, keeping: "!$'()*+,;=:@")
    case .name: PercentEncoding.encoded(text)
    case .value: PercentEncoding.encoded(text, keeping: "*")
    }
  }

  /// What `raw` means. A `%` without two hexadecimal digits is itself.
  package static func decode(_ raw: [UInt8], as part: Part) -> [UInt8] {
    var result: [UInt8] = []
    RequestTree.append(
      ByteRange(0, raw.count), of: MappedText(bytes: raw), isValue: part == .value, to: &result)
    return result
  }

  // MARK: Other spellings of the same

  /// `raw` with everything encoded that has to be. What is encoded stays as it is, so that nothing is ever encoded
  /// twice; so does `+`.
  package static func encoded(_ raw: some Collection<UInt8>, as part: Part) -> [UInt8] {
    let raw = Array(raw)
    var result: [UInt8] = []
    result.reserveCapacity(raw.count)
    var position = 0
    while position < raw.count {
      if PercentEncoding.triplet(in: raw, at: position, end: raw.count) != nil {
        result += raw[ByteRange(position, position + 3)]
        position += 3
        continue
      }
      if raw[position] == UInt8(ascii: "+") {
        result.append(raw[position])
      } else {
        result += encode(CollectionOfOne(raw[position]), as: part)
      }
      position += 1
    }
    return result
  }

  /// `raw` with everything decoded that a person reads better so and that means the same where it stands: no marks, no
  /// blanks, nothing that begins a hole, nothing that cannot be seen.
  package static func readable(_ raw: some Collection<UInt8>, as part: Part) -> [UInt8] {
    let raw = Array(raw)
    var result: [UInt8] = []
    result.reserveCapacity(raw.count)
    var position = 0
    while position < raw.count {
      guard raw[position] == UInt8(ascii: "%") else {
        result.append(raw[position])
        position += 1
        continue
      }
      // Digits behind a lone `%` would make a triplet with it.
      guard PercentEncoding.triplet(in: raw, at: position, end: raw.count) != nil else { return raw }
      var decoded: [UInt8] = []
      let start = position
      while let byte = PercentEncoding.triplet(in: raw, at: position, end: raw.count) {
        decoded.append(byte)
        position += 3
      }
      appendReadable(decoded, of: raw, from: start, as: part, to: &result)
    }
    return result
  }

  /// Appends a run of triplets, each as it is or decoded.
  private static func appendReadable(
    _ decoded: [UInt8], of raw: [UInt8], from start: Int, as part: Part, to result: inout [UInt8]
  ) {
    var index = 0
    while index < decoded.count {
      let length = readableLength(decoded, at: index, as: part, isFirst: result.isEmpty)
      if length == 0 {
        let triplet = start + index * 3
        result += raw[ByteRange(triplet, triplet + 3)]
        index += 1
      } else {
        result += decoded[ByteRange(index, index + length)]
        index += length
      }
    }
  }

  /// How many bytes at `index` are one character that may stand as it is; 0 where it may not.
  private static func readableLength(_ bytes: [UInt8], at index: Int, as part: Part, isFirst: Bool) -> Int {
    let byte = bytes[index]
    guard byte >= 0x80 else {
      if PercentEncoding.isUnreserved(byte) { return 1 }
      // `:name` stands for a value to be filled in.
      if byte == UInt8(ascii: ":"), isFirst { return 0 }
      let marks: StaticString =
        switch part {
        case .path: "!'()*,;:@"
        case .name: ""
        case .value: "!'()*,;:@/=[]"
        }
      return marks.withUTF8Buffer { $0.contains(byte) } ? 1 : 0
    }
    let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
    guard let text = String(validating: bytes[ByteRange(index, index + length)], as: UTF8.self),
      let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1, text.utf8.count == length
    else { return 0 }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
      .paragraphSeparator:
      return 0
    default: return length
    }
  }
}
