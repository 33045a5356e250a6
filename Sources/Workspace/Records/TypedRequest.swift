import CriteriaSemantics
import Evaluation
import MakeQuery
import SourceText

/// A request that a person typed somewhere, on a command line or at a prompt, with the values of its holes.
package struct TypedRequest: Sendable {
  /// A hole that has to be filled before the request can be answered.
  package struct OpenHole: Sendable, Hashable {
    package let name: String
    /// As it is written: `{teamId}`.
    package let written: String
    package let range: ByteRange
  }

  package let text: MappedText
  package let tree: RequestTree
  package let match: EndpointMatch
  package let question: RequestQuestion
  /// Each name once.
  package let openHoles: [OpenHole]
  /// The names of all holes that a value can fill.
  package let holeNames: [String]
  /// Names that values were given for and that no hole has.
  package let unknownBindings: [String]

  package var endpoint: Endpoint? { match.endpoint }

  /// The words that stand before an address: `GET /teams`.
  package static let methods = Endpoint.methods

  /// Whether a text is a request and no criteria: an address, or a path, perhaps behind a method; host and base may be
  /// a hole.
  package static func isRequest(_ text: String) -> Bool {
    var rest = text.drop { $0 == " " || $0 == "\t" }[...]
    if let blank = rest.firstIndex(of: " "), methods.contains(rest[..<blank].uppercased()) {
      rest = rest[blank...].drop { $0 == " " || $0 == "\t" }
      return isAddress(rest)
    }
    return isAddress(rest)
  }

  /// Whether a word is the method that stands before an address.
  package static func isMethod(_ word: String) -> Bool { methods.contains(word.uppercased()) }

  private static func isAddress(_ text: Substring) -> Bool {
    if text.hasPrefix("/") { return true }
    let start = text.prefix(8).lowercased()
    if start.hasPrefix("http://") || start.hasPrefix("https://") { return true }
    // `{base_url}/teams`, `{{base}}/teams`, `${base}/teams`
    guard text.first == "{" || text.hasPrefix("${") else { return false }
    guard let close = text.firstIndex(of: "}") else { return false }
    let after = text[close...].drop { $0 == "}" }
    return after.hasPrefix("/") && !text[..<close].contains(" ")
  }
}

extension WorkspaceSnapshot {
  /// Takes a request apart; nothing is judged. `method` holds where the text has none.
  package func read(
    request: String, method: String? = nil, bindings: [PlainEnglish.Binding] = []
  ) -> TypedRequest {
    let text = RequestPlaceholders.addHoles(to: MappedText(bytes: Array(request.utf8)))
    var parser = RequestParser()
    parser.parse(text)
    let tree = parser.tree
    let written = tree.method.map { text.bytes.text($0).uppercased() } ?? method
    let values = Dictionary(bindings.map { ($0.name, $0.value) }) { first, _ in first }
    var open: [TypedRequest.OpenHole] = []
    var names: [String] = []
    for hole in RequestQuestion.holes(tree, text) {
      let name = text.bytes.text(hole.name)
      if names.contains(name) { continue }
      names.append(name)
      if values[name] == nil {
        open.append(
          TypedRequest.OpenHole(name: name, written: text.bytes.text(hole.range), range: hole.range))
      }
    }
    let all = Set(text.holes.map { text.bytes.text($0.name) })
    return TypedRequest(
      text: text, tree: tree, match: endpoints.match(tree, in: text, method: written ?? "GET"),
      question: RequestQuestion(tree, text, method: written, values: values), openHoles: open,
      holeNames: names, unknownBindings: bindings.map(\.name).filter { !all.contains($0) })
  }
}

extension WorkspaceSnapshot {
  /// What is found in a request; nil where nothing is.
  package func report(on request: TypedRequest) -> FileReport? {
    check(request: request.text.bytes.text(request.text.range)).report
  }
}
