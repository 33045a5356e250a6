import SourceText

/// What the requests of a file tell together of where they go: requests that begin with the same variable go to the same
/// place.
package struct MakeBases: Sendable, Hashable {
  private var make: Set<[UInt8]> = []
  private var cliq: Set<[UInt8]> = []
  /// Whether a request goes to one of Make's hosts.
  var hasMakeHost = false

  package init() {}

  package var isEmpty: Bool { make.isEmpty && cliq.isEmpty && !hasMakeHost }

  /// Adds what other requests of the file tell.
  package mutating func add(_ other: MakeBases) {
    make.formUnion(other.make)
    cliq.formUnion(other.cliq)
    if other.hasMakeHost { hasMakeHost = true }
  }

  mutating func addMake(_ text: MappedText) {
    if let name = Self.base(of: text) { make.insert(name) }
  }

  mutating func addCliq(_ text: MappedText) {
    if let name = Self.base(of: text) { cliq.insert(name) }
  }

  func isMake(_ candidate: RequestFileReader.Candidate, hasTokenScheme: Bool) -> Bool {
    guard let base = Self.base(of: candidate.text) else { return candidate.claim >= .likely }
    if cliq.contains(base) || Self.names(base, ["cliq", "zoho"]) { return false }
    switch candidate.claim {
    case .sure, .likely: return true
    case .possible:
      return make.contains(base) || hasMakeHost || hasTokenScheme || Self.names(base, ["make", "integromat"])
    // What the variable holds is known, or else it holds the same as in other requests.
    case .no: return candidate.location == nil && make.contains(base)
    }
  }

  /// The name of the variable that an address begins with, its scheme aside.
  private static func base(of text: MappedText) -> [UInt8]? {
    guard let hole = text.holes.first else { return nil }
    let before = text.bytes[ByteRange(text.range.start, hole.range.start)]
    return before.isEmpty || before.elementsEqual("https://".utf8) || before.elementsEqual("http://".utf8)
      ? Array(text.bytes[hole.name]) : nil
  }

  private static func names(_ variable: [UInt8], _ products: [StaticString]) -> Bool {
    products.contains { KeywordSearch($0).isFound(in: variable) }
  }
}
