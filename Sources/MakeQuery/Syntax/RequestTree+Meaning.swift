import SourceText

extension RequestTree {
  /// Whether two requests ask for the same, whatever is encoded in them and however they are laid out. The order of the
  /// parameters counts: that of repeated ones means something.
  package func hasSameMeaning(_ text: MappedText, as other: RequestTree, _ otherText: MappedText) -> Bool {
    guard text.holes.count == otherText.holes.count, segments.count == other.segments.count,
      parameters.count == other.parameters.count
    else { return false }
    func isSame(_ left: ByteRange?, _ right: ByteRange?, isValue: Bool = false) -> Bool {
      guard let left, let right else { return left == nil && right == nil }
      if text.bytes[left].elementsEqual(otherText.bytes[right]) { return true }
      return decoded(left, in: text, isValue: isValue)
        == other.decoded(right, in: otherText, isValue: isValue)
    }
    guard isSameMethod(text, as: other, otherText), isSame(scheme, other.scheme), isSame(host, other.host),
      isSame(base, other.base), isSame(fragment, other.fragment), isSame(version, other.version),
      (question == nil) == (other.question == nil)
    else { return false }
    for (left, right) in zip(segments, other.segments) where !isSame(left, right) { return false }
    for (left, right) in zip(parameters, other.parameters) {
      guard left.keys.count == right.keys.count, isSame(left.root, right.root),
        isSame(left.value, right.value, isValue: true)
      else { return false }
      for (leftKey, rightKey) in zip(keys(of: left), other.keys(of: right))
      where !isSame(leftKey.text, rightKey.text) {
        return false
      }
    }
    return true
  }

  private func isSameMethod(_ text: MappedText, as other: RequestTree, _ otherText: MappedText) -> Bool {
    guard let method, let otherMethod = other.method else { return method == nil && other.method == nil }
    return text.bytes[method].elementsEqual(otherText.bytes[otherMethod]) { $0 & 0xDF == $1 & 0xDF }
  }
}
