import SourceText

/// Parses criteria texts into a ``CriteriaTree``; keeps its buffers from one text to the next.
package struct CriteriaParser: Sendable {
  /// The tree of the last parsed text.
  package private(set) var tree = CriteriaTree()

  package init() {}

  /// Parses `text`. Never fails: what does not parse is in the tree's diagnostics. Linear in the text.
  package mutating func parse(_ text: MappedText, knownFields: KnownFields = .none) {
    parse(
      text.bytes, range: text.range, holes: text.holes, unclosedHoles: text.unclosedHoles,
      knownFields: knownFields)
  }

  /// Each of `unclosedHoles` is literal text and reported as `unclosedHole`.
  package mutating func parse(
    _ bytes: [UInt8], range: ByteRange, holes: [Hole], unclosedHoles: [ByteRange] = [],
    knownFields: KnownFields = .none
  ) {
  }
}
