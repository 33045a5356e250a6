import SourceText

/// What the parts of a request mean.
///
/// Splitting happens before decoding, so that a part's text may hold any mark. `text.percentDecoded(range)` gives the
/// decoded part with offsets that lead back.
extension RequestTree {
  /// The text that `range` of `text` means: triplets decoded and, in a value, `+` as a blank. Holes stay as they are.
  package func decoded(_ range: ByteRange, in text: MappedText, isValue: Bool) -> [UInt8] {
    var result: [UInt8] = []
    Self.append(range, of: text, isValue: isValue, to: &result)
    return result
  }

  /// The name of a parameter as it is written readably: `pg[limit]`, `cols[]`, `cols[2]`.
  ///
  /// A bracket that is missing is added, and text between bracket and `=` is left out, so that the parameter is known
  /// by the name that it was to have.
  package func name(of parameter: Parameter, in text: MappedText) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(parameter.name.count)
    appendName(of: parameter, in: text, to: &result)
    return result
  }

  /// Appends what ``name(of:in:)`` gives.
  package func appendName(of parameter: Parameter, in text: MappedText, to result: inout [UInt8]) {
    Self.append(parameter.root, of: text, isValue: false, to: &result)
    for key in keys(of: parameter) {
      result.append(UInt8(ascii: "["))
      Self.append(key.text, of: text, isValue: false, to: &result)
      result.append(UInt8(ascii: "]"))
    }
  }

  /// Appends what ``decoded(_:in:isValue:)`` gives.
  package static func append(
    _ range: ByteRange, of text: MappedText, isValue: Bool, to result: inout [UInt8]
  ) {
    let range = range.clamped(to: text.range)
    guard text.bytes[range].contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else {
      result += text.bytes[range]
      return
    }
    var nextHole = text.holes.startIndex
    var position = range.start
    while position < range.end {
      while nextHole < text.holes.count, text.holes[nextHole].range.start < position { nextHole += 1 }
      if nextHole < text.holes.count, text.holes[nextHole].range.start == position,
        !text.holes[nextHole].range.isEmpty
      {
        let hole = text.holes[nextHole].range.clamped(to: range)
        result += text.bytes[hole]
        position = hole.end
      } else if let byte = PercentEncoding.triplet(in: text.bytes, at: position, end: range.end) {
        result.append(byte)
        position += 3
      } else {
        let byte = text.bytes[position]
        result.append(isValue && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
        position += 1
      }
    }
  }
}
