import SourceText

/// The variables that a request file defines, as far as they tell where a request goes. Their values are never put into
/// a text that is judged: they are evidence only.
struct RequestFileVariables {
  private let bytes: [UInt8]
  /// Of several definitions the last holds for all of the file.
  private var values: [ArraySlice<UInt8>: ByteRange] = [:]

  /// Of values in values, and of what they come to.
  private static let depthLimit = 8
  private static let sizeLimit = 4096

  init(_ bytes: [UInt8], _ definitions: [RequestFileScanner.Definition]) {
    self.bytes = bytes
    for definition in definitions { values[bytes[definition.name]] = definition.value }
  }

  /// The value of a variable by its name in braces.
  func value(of name: ArraySlice<UInt8>) -> ByteRange? {
    let name = name.first == UInt8(ascii: "%") ? name.dropFirst() : name
    return values[name]
  }

  /// An address up to its query with the values of the variables in it; nil where it has none that is known. What is
  /// put in leads to the definition. Holes of the result are those that nothing in the file fills.
  func location(of text: MappedText) -> MappedText? {
    let end = Self.queryStart(text)
    guard text.holes.contains(where: { $0.range.end <= end && value(of: text.bytes[$0.name]) != nil }) else {
      return nil
    }
    var builder = Builder(variables: self)
    builder.append(text, ByteRange(text.range.start, end), depth: 0)
    return builder.isTooLong ? nil : builder.text
  }

  private static func queryStart(_ text: MappedText) -> Int {
    var next = 0
    var place = text.range.start
    while place < text.range.end {
      while next < text.holes.count, text.holes[next].range.end <= place { next += 1 }
      if next < text.holes.count, text.holes[next].range.contains(place) {
        place = text.holes[next].range.end
        continue
      }
      if text.bytes[place] == UInt8(ascii: "?") { return place }
      place += 1
    }
    return place
  }

  private struct Builder {
    let variables: RequestFileVariables
    private var bytes: [UInt8] = []
    private var segments: [MappedText.Segment] = []
    private var holes: [Hole] = []
    private var scanner = HoleScanner()
    private(set) var isTooLong = false
    private var budget = 256

    init(variables: RequestFileVariables) {
      self.variables = variables
    }

    var text: MappedText { MappedText(bytes: bytes, holes: holes, segments: segments) }

    mutating func append(_ text: MappedText, _ range: ByteRange, depth: Int) {
      var place = range.start
      for hole in text.holes where range.contains(hole.range) {
        copy(text, ByteRange(place, hole.range.start))
        place = hole.range.end
        budget -= 1
        if budget < 0 { isTooLong = true }
        if isTooLong { return }
        if depth < RequestFileVariables.depthLimit, let value = variables.value(of: text.bytes[hole.name]) {
          let inner = scanner.addHoles(
            to: MappedText(bytes: variables.bytes, range: value), forms: .doubleBrace)
          append(inner, inner.range, depth: depth + 1)
        } else {
          let start = bytes.count
          copy(text, hole.range)
          holes.append(hole.shifted(by: start - hole.range.start))
        }
      }
      copy(text, ByteRange(place, range.end))
    }

    private mutating func copy(_ text: MappedText, _ range: ByteRange) {
      guard !range.isEmpty else { return }
      guard bytes.count + range.count <= RequestFileVariables.sizeLimit else {
        isTooLong = true
        return
      }
      let start = bytes.count
      bytes += text.bytes[range]
      let file = text.fileRange(range)
      segments.append(
        MappedText.Segment(
          text: ByteRange(start, bytes.count), file: file,
          kind: file.count == range.count ? .verbatim : .hole,
          literal: Int32(clamping: segments.count)))
    }
  }
}
