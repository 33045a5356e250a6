import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Formatting
import MakeQuery
import SourceText

/// A request of either language as it is sent: what `url` encodes, decodes and turns into a command.
package struct SentRequest: Sendable {
  package enum Service: String, Sendable, Hashable {
    case make
    case cliq
    /// Somebody else's address.
    case other
  }

  package let service: Service
  /// In capitals.
  package let method: String
  /// Encoded, with its holes; without the method.
  package let encoded: MappedText
  /// Decoded as far as it means the same; without the method.
  package let readable: [UInt8]
  /// Of the encoded address.
  package let tree: RequestTree
  /// Nil: none, or not known yet; a method that needs one gets a placeholder.
  package var body: [UInt8]?
  /// What stood before the token.
  package var authorizationScheme: String?
  /// Of a request for records of a datastore.
  package var criteria: MappedText?
  package var datastore: String?
  package var api: APIVersion?
  package var operation: CriteriaSyntax.Operation?

  private init(_ service: Service, _ method: String, _ text: MappedText) {
    let text = Self.trimmed(text)
    var encoder = RequestFormatter(style: .encoded)
    encoded =
      encoder.format(text)
      ? RequestPlaceholders.addHoles(to: MappedText(bytes: encoder.output)) : text
    var decoder = RequestFormatter(style: .readable)
    readable = decoder.format(text) ? decoder.output : Array(text.bytes[text.range])
    var parser = RequestParser()
    parser.parse(encoded)
    tree = parser.tree
    self.service = service
    self.method = method
  }

  /// A request as it is written: an address or a path, perhaps behind a method.
  ///
  /// - Parameter values: those of its holes.
  package init(_ request: [UInt8], values: [String: String] = [:], hosts: MakeHosts = .builtIn) {
    var parser = RequestParser()
    var text = RequestPlaceholders.addHoles(to: MappedText(bytes: request))
    parser.parse(text)
    text = RequestText.filled(text, parser.tree, values: values)
    parser.parse(text)
    let tree = parser.tree
    let method = tree.method.map { text.bytes.text($0).uppercased() } ?? "GET"
    let start = tree.method?.end ?? text.range.start
    let end = (tree.version?.start ?? text.range.end)
    let address = MappedText(
      bytes: text.bytes, range: ByteRange(start, end),
      holes: text.holes.filter { $0.range.start >= start && $0.range.end <= end })
    let url = RequestURL(Self.trimmed(address))
    let isHole = tree.host.map { host in text.holes.contains { $0.range.overlaps(host) } } ?? true
    let isMake = url == nil && (isHole || tree.host.map { hosts.contains(text.bytes[$0]) } == true)
    let isSplit = url != nil && !tree.problems.isEmpty
    self.init(
      url != nil ? .cliq : isMake ? .make : .other, method,
      isSplit ? url.map(Self.rejoined) ?? address : address)
    guard let url else { return }
    api = url.endpoint.api
    datastore = url.datastore
    operation = url.endpoint.operation(method: method.utf8)
    criteria = url.value(of: "criteria".utf8)
  }

  /// The address with its parameters as they were meant: a raw `&&` in a criteria is a part of it, and encoded.
  private static func rejoined(_ url: RequestURL) -> MappedText {
    let text = url.text
    guard let first = url.parameters.first else { return text }
    var bytes = Array(text.bytes[ByteRange(text.range.start, first.name.start)])
    for (index, parameter) in url.parameters.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: "&")) }
      bytes += RequestText.respelt(parameter.name, of: text, as: .name)
      if parameter.value.start > parameter.name.end { bytes.append(UInt8(ascii: "=")) }
      bytes += RequestText.respelt(parameter.value, of: text, as: .value)
    }
    return RequestPlaceholders.addHoles(to: MappedText(bytes: bytes))
  }

  /// The request for the records that a criteria selects (criteria language, "Where criteria stand").
  ///
  /// - Parameter host: that of the account's data centre; `cliq.zoho.com` where nothing tells.
  package init(_ check: CriteriaCheck, datastore: String, host: String? = nil) {
    let values = Dictionary(check.bindings.map { ($0.name, $0.value) }) { first, _ in first }
    let spelt = SpeltText(
      check.text, check.tree, values: values, knownFields: check.schema?.knownFields ?? .none)
    let path =
      check.api == .v2 ? "api/v2/storages/\(datastore)/records" : "api/v3/datastores/\(datastore)/records"
    var parameters: [String] = []
    if check.operation != .update, !spelt.isEmpty { parameters.append("criteria=" + spelt.percentEncoded) }
    for parameter in check.parameters {
      let value = SpeltText(parameter.text, values: values)
      if !value.isEmpty { parameters.append("\(parameter.kind.rawValue)=" + value.percentEncoded) }
    }
    let address =
      "https://\(host ?? "cliq.zoho.com")/" + path
      + (parameters.isEmpty ? "" : "?" + parameters.joined(separator: "&"))
    let method =
      switch check.operation {
      case .list: "GET"
      case .update: "PATCH"
      case .delete: "DELETE"
      }
    self.init(.cliq, method, RequestPlaceholders.addHoles(to: MappedText(bytes: Array(address.utf8))))
    criteria = MappedText.withText(spelt)
    self.datastore = datastore
    api = check.api
    operation = check.operation
  }

  /// Without blanks at the ends.
  private static func trimmed(_ text: MappedText) -> MappedText {
    var start = text.range.start
    var end = text.range.end
    while start < end, text.bytes[start] <= 0x20 { start += 1 }
    while end > start, text.bytes[end - 1] <= 0x20 { end -= 1 }
    return MappedText(
      bytes: Array(text.bytes[ByteRange(start, end)]), holes: text.holes.map { $0.shifted(by: -start) },
      unclosedHoles: text.unclosedHoles)
  }
}

extension MappedText {
  /// A criteria as it is sent, with the holes that are open.
  fileprivate static func withText(_ spelt: SpeltText) -> MappedText {
    let bytes = spelt.pieces.flatMap { piece -> [UInt8] in
      switch piece {
      case .text(let bytes): bytes
      case .hole(let name): Array("${".utf8) + name + Array("}".utf8)
      }
    }
    var scanner = HoleScanner()
    return scanner.addHoles(to: MappedText(bytes: bytes), forms: .dollarBrace)
  }
}

extension SentRequest {
  /// Whether a text is a request and no criteria: what ``TypedRequest`` takes for one, and parameters alone or behind a
  /// path without a slash, where brackets or a host tell.
  package static func isRequest(_ written: String) -> Bool {
    if TypedRequest.isRequest(written) { return true }
    let text = RequestPlaceholders.addHoles(to: MappedText(bytes: Array(written.utf8)))
    var parser = RequestParser()
    parser.parse(text)
    let tree = parser.tree
    guard tree.problems.isEmpty else { return false }
    if tree.scheme != nil || tree.method != nil && !tree.segments.isEmpty { return true }
    if let host = tree.host { return !text.holes.contains { $0.range == host } || !tree.segments.isEmpty }
    return !tree.keys.isEmpty || tree.question != nil && !tree.parameters.isEmpty
  }
}
