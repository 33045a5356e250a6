/// From the text back to the file.
extension MappedText {
  /// The part of the file that `range` of the text was decoded from.
  ///
  /// An empty range stays empty. At a seam the start belongs to what follows and the end to what precedes, so
  /// quotes and joining operators outside the range are not covered.
  package func fileRange(_ range: ByteRange) -> ByteRange {
    if segments.isEmpty { return range }
    if range.isEmpty { return ByteRange(at: insertionPoint(range.start)?.offset ?? fileStart(range.start)) }
    return ByteRange(fileStart(range.start), fileEnd(range.end))
  }

  /// The edit of the file that replaces `range` of the text, `newText` encoded as the host wants it.
  ///
  /// Nil where the edit would touch a hole or join two literals, nothing can be written there, and where it cannot
  /// be told which `${` of the new text is a hole.
  package func fileEdit(replacing range: ByteRange, with newText: [UInt8]) -> TextEdit? {
    guard self.range.contains(range) else { return nil }
    for hole in holes where hole.range.overlaps(range) && hole.form == .operand { return nil }
    guard let place = editPlace(range), let encoding = encoding(of: newText, replacing: range),
      let encoded = encoding.encode(newText, literal: place.literal)
    else { return nil }
    return TextEdit(range: place.range, newText: encoded)
  }

  /// Where in the file `range` of the text can be replaced, and in which literal.
  private func editPlace(_ range: ByteRange) -> (range: ByteRange, literal: Int32)? {
    if segments.isEmpty { return (range, 0) }
    if range.isEmpty {
      return insertionPoint(range.start).map { (ByteRange(at: $0.offset), $0.literal) }
    }
    guard let first = segmentIndex(containing: range.start),
      let last = segmentIndex(containing: range.end - 1),
      segments[first].literal == segments[last].literal,
      segments[first...last].allSatisfy({ $0.kind != .hole })
    else { return nil }
    return (ByteRange(fileStart(range.start), fileEnd(range.end)), segments[first].literal)
  }

  /// How `newText` is written in place of `range`: what it takes over from there, holes or literal `${`, stays what
  /// it is. Nil where both are there, or none that it could have come from.
  private func encoding(of newText: [UInt8], replacing range: ByteRange) -> HostEncoding? {
    guard let layer = encoding.layers.firstIndex(of: .escapedHoles),
      !encoding.layers[..<layer].contains(.percent),
      !Self.openings(newText, in: ByteRange(0, newText.count)).isEmpty
    else { return encoding }
    let hasHoles = holes.contains { $0.form == .dollarBrace && $0.range.overlaps(range) }
    let hasLiterals = Self.openings(bytes, in: range).contains { offset in
      !holes.contains { $0.range.contains(offset) }
    }
    guard hasHoles != hasLiterals else { return nil }
    return hasLiterals ? encoding : HostEncoding(encoding.layers.filter { $0 != .escapedHoles })
  }

  /// The offset of each `${`.
  private static func openings(_ bytes: [UInt8], in range: ByteRange) -> [Int] {
    let part = bytes[range]
    return part.indices.filter {
      part[$0] == UInt8(ascii: "$") && $0 + 1 < part.endIndex && part[$0 + 1] == UInt8(ascii: "{")
    }
  }

  package func fileEdit(replacing range: ByteRange, with newText: String) -> TextEdit? {
    fileEdit(replacing: range, with: Array(newText.utf8))
  }

  /// The place in the text that was decoded from the file's `offset`, or nil where the offset lies outside the
  /// text's literals.
  package func textOffset(ofFile offset: Int) -> Int? {
    if segments.isEmpty {
      return offset >= range.start && offset <= range.end ? offset : nil
    }
    for segment in segments where offset >= segment.file.start && offset <= segment.file.end {
      if segment.kind == .verbatim { return segment.text.start + (offset - segment.file.start) }
      return offset == segment.file.end ? segment.text.end : segment.text.start
    }
    return nil
  }

  /// The segment that holds the byte at `offset`.
  private func segmentIndex(containing offset: Int) -> Int? {
    let index = segments.partitioningIndex { $0.text.end > offset }
    return index < segments.count && segments[index].text.contains(offset) ? index : nil
  }

  private func fileStart(_ offset: Int) -> Int {
    guard let index = segmentIndex(containing: offset) else { return segments.last?.file.end ?? offset }
    let segment = segments[index]
    return segment.kind == .verbatim
      ? segment.file.start + (offset - segment.text.start) : segment.file.start
  }

  private func fileEnd(_ offset: Int) -> Int {
    guard offset > 0, let index = segmentIndex(containing: offset - 1) else {
      return segments.first?.file.start ?? offset
    }
    let segment = segments[index]
    return segment.kind == .verbatim
      ? segment.file.start + (offset - segment.text.start) : segment.file.end
  }

  /// Where text can be inserted at `offset`: at the end of the literal before it, or else at the start of the one
  /// after it.
  private func insertionPoint(_ offset: Int) -> (offset: Int, literal: Int32)? {
    if offset > 0, let index = segmentIndex(containing: offset - 1), segments[index].kind != .hole {
      return (fileEnd(offset), segments[index].literal)
    }
    if let index = segmentIndex(containing: offset), segments[index].kind != .hole {
      return (fileStart(offset), segments[index].literal)
    }
    return nil
  }
}
