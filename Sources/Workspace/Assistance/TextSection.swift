import SourceText

/// A part of a text that can be checked by itself; it ends where the next one begins.
protocol TextSection {
  var start: Int { get set }
}

/// The sections of a text, in its order.
extension Array where Element: TextSection {
  /// The index of the section that `offset` lies in; nil where it lies before all of them.
  func index(at offset: Int) -> Int? {
    let next = partitioningIndex { $0.start > offset }
    return next > 0 ? next - 1 : nil
  }

  /// The bytes of a section, of `count` bytes in all.
  func range(_ index: Int, count: Int) -> ByteRange {
    ByteRange(self[index].start, index + 1 < self.count ? self[index + 1].start : count)
  }

  /// Puts `new` sections in the place of `old` ones, and moves those behind by `distance`.
  mutating func replace(_ old: Range<Int>, with new: [Element], distance: Int) {
    if distance != 0 {
      for index in old.upperBound..<count { self[index].start += distance }
    }
    if old.count == new.count {
      for (index, section) in zip(old, new) { self[index] = section }
    } else {
      replaceSubrange(old, with: new)
    }
  }
}
