import CriteriaSyntax
import SourceText

/// A URL of the Cliq API's records, taken apart. Anything else is nil.
package struct RequestURL: Sendable {
  /// One `name=value` of the query.
  package struct Parameter: Sendable, Hashable {
    /// In the URL's text, as written.
    package let name: ByteRange
    package let value: ByteRange
  }

  /// The whole URL with its holes, as it stands in the host's string.
  package let text: MappedText
  package let endpoint: RequestEndpoint
  /// The datastore's unique name; nil where the path does not tell it.
  package let datastore: String?
  /// The segment that stands for the datastore, in the file.
  package let datastoreRange: ByteRange
  /// Where a raw `&&` inside of the criteria ends it, the criteria being read up to where it was meant to end.
  package let query: RequestQuery
  package var parameters: [Parameter] { query.parameters }

  /// `text` is a whole string of the host, its holes found. Linear.
  ///
  /// - Parameter location: the address up to its query, where what its holes hold is known.
  package init?(_ text: MappedText, location: MappedText? = nil) {
    var splitter = URLSplitter(text: text)
    guard splitter.run() else { return nil }
    self.text = text
    query = RequestQuery(text: text, parameters: splitter.parameters)
    let place = location ?? text
    if let location {
      splitter = URLSplitter(text: location)
      guard splitter.run() else { return nil }
    }
    let segments = splitter.segments
    guard let endpoint = RequestEndpoint(segments) else { return nil }
    self.endpoint = endpoint
    datastore = RequestEndpoint.datastoreName(segments[endpoint.datastoreSegment])
    datastoreRange = place.fileRange(splitter.path[endpoint.datastoreSegment])
  }

  /// Whether a text is the URL of another Zoho product, which is never evidence.
  package static func isOtherProduct(_ text: MappedText) -> Bool {
    var splitter = URLSplitter(text: text)
    return splitter.run() && RequestEndpoint.isForeign(splitter.segments[...])
  }

  /// The decoded value of the first parameter of that name; nil where there is none.
  package func value(of name: some Collection<UInt8>) -> MappedText? { query.value(of: name) }

  /// Whether a hole stands where a parameter's name does: it may hold any parameters.
  package var hasHoleForParameters: Bool { query.hasHoleForParameters }

  /// The parameters that stand beside criteria, decoded; of each kind the first.
  package var queryParameters: [HostQuery.Parameter] { query.queryParameters }
}

/// Splits a URL at its slashes, `?`, `&` and `=`, seeing no delimiter inside a hole.
struct URLSplitter {
  let text: MappedText
  /// The host first, where there is one.
  private(set) var path: [ByteRange] = []
  private(set) var parameters: [RequestURL.Parameter] = []
  private var nextHole = 0

  /// A path that is longer is none of the API's.
  private static let segmentLimit = 64

  init(text: MappedText) {
    self.text = text
  }

  var segments: [RequestEndpoint.Segment] {
    path.map { range in
      RequestEndpoint.Segment(
        bytes: text.bytes[range], hasHole: text.holes.contains { $0.range.overlaps(range) })
    }
  }

  /// False where the text is no URL.
  mutating func run() -> Bool {
    var position = schemeEnd()
    var start = position
    let end = text.range.end
    var isQuery = false
    while position < end {
      if let close = holeEnd(at: position) {
        position = close
        continue
      }
      switch text.bytes[position] {
      case UInt8(ascii: "/"):
        guard path.count < Self.segmentLimit else { return false }
        appendSegment(ByteRange(start, position))
        start = position + 1
      case UInt8(ascii: "?"): isQuery = true
      case UInt8(ascii: "#"):
        appendSegment(ByteRange(start, position))
        return true
      case 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "("),
        UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: ";"):
        return false
      default: break
      }
      if isQuery { break }
      position += 1
    }
    appendSegment(ByteRange(start, position))
    if isQuery { splitQuery(from: position + 1) }
    return true
  }

  /// Leading slashes give no segment.
  private mutating func appendSegment(_ range: ByteRange) {
    if !path.isEmpty || !range.isEmpty { path.append(range) }
  }

  mutating func splitQuery(from start: Int) {
    let end = text.range.end
    var position = start
    var name = ByteRange(start, start)
    var partStart = start
    var hasName = false
    func parameter(_ end: Int) -> RequestURL.Parameter {
      hasName
        ? RequestURL.Parameter(name: name, value: ByteRange(partStart, end))
        : RequestURL.Parameter(name: ByteRange(partStart, end), value: ByteRange(at: end))
    }
    while position < end {
      if let close = holeEnd(at: position) {
        position = close
        continue
      }
      let byte = text.bytes[position]
      if byte == UInt8(ascii: "#") { break }
      if byte == UInt8(ascii: "&") {
        parameters.append(parameter(position))
        partStart = position + 1
        hasName = false
      } else if byte == UInt8(ascii: "="), !hasName {
        name = ByteRange(partStart, position)
        partStart = position + 1
        hasName = true
      }
      position += 1
    }
    parameters.append(parameter(position))
  }

  /// Behind `scheme://`; a scheme is letters.
  private func schemeEnd() -> Int {
    var position = text.range.start
    while position < text.range.end, text.bytes[position] | 0x20 >= UInt8(ascii: "a"),
      text.bytes[position] | 0x20 <= UInt8(ascii: "z")
    {
      position += 1
    }
    let mark = ByteRange(position, position + 3)
    guard position > text.range.start, text.range.contains(mark), text.bytes[mark].elementsEqual("://".utf8)
    else {
      return text.range.start
    }
    return mark.end
  }

  private mutating func holeEnd(at position: Int) -> Int? {
    while nextHole < text.holes.count, text.holes[nextHole].range.end <= position { nextHole += 1 }
    guard nextHole < text.holes.count, text.holes[nextHole].range.contains(position) else { return nil }
    return text.holes[nextHole].range.end
  }
}
