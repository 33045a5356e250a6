import MakeQuery
import SourceText

/// Another spelling of a whole request that means the same, as replacements in its text.
struct RequestSpelling {
  private let text: MappedText
  private let isEncoded: Bool
  private(set) var edits: [TextEdit] = []

  init(_ tree: RequestTree, _ text: MappedText, isEncoded: Bool) {
    self.text = text
    self.isEncoded = isEncoded
    for segment in tree.segments { respell(segment, .path) }
    for parameter in tree.parameters {
      respell(parameter.root, .name)
      for key in tree.keys(of: parameter) {
        replace(key.open, with: isEncoded ? "%5B" : "[")
        respell(key.text, .name)
        if let close = key.close { replace(close, with: isEncoded ? "%5D" : "]") }
      }
      if let value = parameter.value { respell(value, .value) }
    }
  }

  /// What stands between holes.
  private mutating func respell(_ range: ByteRange, _ part: RequestEncoding.Part) {
    var start = range.start
    for hole in text.holes where hole.range.overlaps(range) && hole.range.start >= start {
      change(ByteRange(start, hole.range.start), part)
      start = min(hole.range.end, range.end)
    }
    change(ByteRange(start, range.end), part)
  }

  private mutating func change(_ range: ByteRange, _ part: RequestEncoding.Part) {
    if range.isEmpty { return }
    let raw = text.bytes[range]
    replace(
      range,
      with: isEncoded ? RequestEncoding.encoded(raw, as: part) : RequestEncoding.readable(raw, as: part))
  }

  private mutating func replace(_ range: ByteRange, with new: some Collection<UInt8>) {
    if !text.bytes[range].elementsEqual(new) { edits.append(TextEdit(range: range, newText: Array(new))) }
  }

  private mutating func replace(_ range: ByteRange, with new: String) {
    replace(range, with: Array(new.utf8))
  }
}
