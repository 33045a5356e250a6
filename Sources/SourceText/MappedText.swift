/// A query's text together with its place in the file it was found in.
///
/// The text is `bytes[range]`. Where it stands in the file as it is, `bytes` is the file's own bytes, `segments` is
/// empty and text offsets are file offsets. Where it is gathered from string literals, `bytes` is the decoded text
/// (operands shown as `${…}`) and `segments` lead every offset back to the file.
package struct MappedText: Sendable {
  /// A run of the text and the run of the file that it was decoded from. Segments are sorted, adjacent in the
  /// text, and cover it.
  package struct Segment: Hashable, Sendable {
    package enum Kind: UInt8, Sendable {
      /// Text and file bytes are the same, offset for offset.
      case verbatim
      /// One decoded unit: an escape sequence, a percent triplet, a joined newline.
      case escape
      /// A hole; in the file it is an expression, and nothing of ours may be written there.
      case hole
    }
    package let text: ByteRange
    package let file: ByteRange
    package let kind: Kind
    /// Segments with the same number stand in one literal: an edit may span them.
    package let literal: Int32

    package init(text: ByteRange, file: ByteRange, kind: Kind, literal: Int32) {
      self.text = text
      self.file = file
      self.kind = kind
      self.literal = literal
    }
  }

  package let bytes: [UInt8]
  package let range: ByteRange
  package let holes: [Hole]
  /// Each `${` that no `}` on its line closes: literal text, which the parser reports as `unclosedHole`.
  package let unclosedHoles: [ByteRange]
  package let segments: [Segment]
  package let encoding: HostEncoding

  package init(
    bytes: [UInt8], range: ByteRange? = nil, holes: [Hole] = [], unclosedHoles: [ByteRange] = [],
    segments: [Segment] = [], encoding: HostEncoding = .verbatim
  ) {
    self.bytes = bytes
    self.range = (range ?? ByteRange(0, bytes.count)).clamped(to: ByteRange(0, bytes.count))
    self.holes = holes
    self.unclosedHoles = unclosedHoles
    self.segments = segments
    self.encoding = encoding
  }
}
