/// A half-open range of byte offsets, `start..<end`.
///
/// Unlike `Range<Int>` it cannot trap: an end before the start is pulled up to the start, so a range built from
/// a client's or a file's numbers is always usable. Its members are inlinable because every byte that is looked at
/// passes through them, in other modules than this.
@usableFromInline package struct ByteRange: Hashable, Sendable, Comparable {
  @usableFromInline package let start: Int
  @usableFromInline package let end: Int

  @inlinable package init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end < start ? start : end
  }

  /// The empty range at `offset`.
  @inlinable package init(at offset: Int) {
    self.init(offset, offset)
  }

  @inlinable package var count: Int { end &- start }
  @inlinable package var isEmpty: Bool { end == start }

  /// Whether `offset` lies inside; the end does not.
  @inlinable package func contains(_ offset: Int) -> Bool { offset >= start && offset < end }

  @inlinable package func contains(_ other: ByteRange) -> Bool { other.start >= start && other.end <= end }

  /// Whether the two share at least one byte.
  @inlinable package func overlaps(_ other: ByteRange) -> Bool { start < other.end && other.start < end }

  /// The part of the range that lies inside `limits`.
  @inlinable package func clamped(to limits: ByteRange) -> ByteRange {
    let low = min(max(start, limits.start), limits.end)
    return ByteRange(low, min(max(end, low), limits.end))
  }

  @inlinable package func shifted(by distance: Int) -> ByteRange {
    ByteRange(start &+ distance, end &+ distance)
  }

  /// Ranges sort by start, then by end.
  @inlinable package static func < (left: ByteRange, right: ByteRange) -> Bool {
    left.start == right.start ? left.end < right.end : left.start < right.start
  }
}

extension Array where Element == UInt8 {
  /// The bytes of `range`, as far as they exist.
  @inlinable package subscript(_ range: ByteRange) -> ArraySlice<UInt8> {
    let inside = range.clamped(to: ByteRange(0, count))
    return self[inside.start..<inside.end]
  }

  /// The text of `range`; bytes that are not UTF-8 become U+FFFD.
  @inlinable package func text(_ range: ByteRange) -> String {
    String(decoding: self[range], as: UTF8.self)
  }
}
