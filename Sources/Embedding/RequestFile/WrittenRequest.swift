import SourceText

/// A request as a request file has it: its parts in the file, nothing decoded and nothing judged.
package struct WrittenRequest: Sendable {
  package struct Header: Sendable, Hashable {
    package let name: ByteRange
    /// Without blanks around; what stands behind the `:`.
    package let value: ByteRange
  }

  package enum Body: Sendable, Hashable {
    case none
    /// The text of these lines, comments left out. Each ends before its line end, but the last byte of a range may be
    /// one: lines that follow each other are one range.
    case text([ByteRange])
    /// `< ./file`
    case file
  }

  /// A part of the address on a line of its own.
  struct AddressPart: Sendable, Hashable {
    let range: ByteRange
    /// Whether a comment stands between the part before it and this one.
    let isBehindComment: Bool
  }

  /// What the line that begins the section, or a comment `@name`, calls it.
  package var name: ByteRange?
  package var method: ByteRange?
  var parts: [AddressPart] = []
  package var headers: [Header] = []
  package var body = Body.none
  /// Whether it is a command for `curl`.
  package var isCommand = false
  /// `name=value` that the sender encodes and puts behind the address.
  var encodedParameters: [ByteRange] = []
  /// `name=value&…` that is put behind the address as it is.
  var rawParameters: [ByteRange] = []
  /// `# cliquery: make` before it.
  var isMarkedMake = false
  /// `# cliquery: criteria` before it.
  var isMarkedCriteria = false
  /// From the request line to the last line that belongs to it.
  package var range: ByteRange

  init(range: ByteRange) {
    self.range = range
  }

  /// The value of the last header of that name, letters compared without case.
  func header(_ name: StaticString, in bytes: [UInt8]) -> ByteRange? {
    headers.last { DelugeScript.equalIgnoringCase(bytes[$0.name], name) }?.value
  }

  /// The address in the file's bytes, the lines joined; its holes are not looked for. A line break goes with what is
  /// written after it, so that no fix leaves a line without anything: that would end the request.
  package func address(in bytes: [UInt8]) -> MappedText {
    guard let first = parts.first, parts.count > 1 else {
      return MappedText(bytes: bytes, range: parts.first?.range ?? ByteRange(at: range.start))
    }
    var text = Array(bytes[first.range])
    var segments = [
      MappedText.Segment(text: ByteRange(0, text.count), file: first.range, kind: .verbatim, literal: 0)
    ]
    var end = first.range.end
    for part in parts.dropFirst() {
      let mark = Self.firstCharacter(bytes, part.range)
      let start = text.count
      text += bytes[part.range]
      segments.append(
        MappedText.Segment(
          text: ByteRange(start, start + mark.count),
          file: part.isBehindComment ? mark : ByteRange(end, mark.end),
          kind: part.isBehindComment ? .hole : .escape, literal: part.isBehindComment ? -1 : 0))
      if mark.end < part.range.end {
        segments.append(
          MappedText.Segment(
            text: ByteRange(start + mark.count, text.count), file: ByteRange(mark.end, part.range.end),
            kind: .verbatim, literal: 0))
      }
      end = part.range.end
    }
    return MappedText(bytes: text, segments: segments)
  }

  /// The address with its line ends; nil where it is none, or a comment stands in it.
  package var addressRange: ByteRange? {
    guard let first = parts.first, let last = parts.last, !first.range.isEmpty,
      !parts.contains(where: \.isBehindComment)
    else { return nil }
    return ByteRange(first.range.start, last.range.end)
  }

  private static func firstCharacter(_ bytes: [UInt8], _ range: ByteRange) -> ByteRange {
    var end = min(range.start + 1, range.end)
    while end < range.end, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return ByteRange(range.start, end)
  }

  /// The text of the body; nil where none is written here.
  package func bodyText(in bytes: [UInt8]) -> MappedText? {
    guard case .text(let lines) = body else { return nil }
    var text: [UInt8] = []
    var segments: [MappedText.Segment] = []
    for line in lines where !line.isEmpty {
      let start = text.count
      text += bytes[line]
      segments.append(
        MappedText.Segment(
          text: ByteRange(start, text.count), file: line, kind: .verbatim, literal: 0))
    }
    return segments.isEmpty ? nil : MappedText(bytes: text, segments: segments)
  }
}
