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
  /// Nil where the edit would touch a hole or join two literals: nothing can be written there.
  package func fileEdit(replacing range: ByteRange, with newText: [UInt8]) -> TextEdit? {
    guard self.range.contains(range) else { return nil }
    for hole in holes where hole.range.overlaps(range) && hole.form == .operand { return nil }
    guard let encoded = encoding.encode(newText) else { return nil }
    if segments.isEmpty { return TextEdit(range: range, newText: encoded) }
    if range.isEmpty {
      guard let point = insertionPoint(range.start) else { return nil }
      return TextEdit(range: ByteRange(at: point.offset), newText: encoded)
    }
    guard let first = segmentIndex(containing: range.start),
      let last = segmentIndex(containing: range.end - 1),
      segments[first].literal == segments[last].literal,
      segments[first...last].allSatisfy({ $0.kind != .hole })
    else { return nil }
    return TextEdit(range: ByteRange(fileStart(range.start), fileEnd(range.end)), newText: encoded)
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

  /// Binary search for the segment that holds the byte at `offset`.
  private func segmentIndex(containing offset: Int) -> Int? {
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].text.end <= offset { low = middle + 1 } else { high = middle }
    }
    return low < segments.count && segments[low].text.contains(offset) ? low : nil
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
