import MakeQuery

/// A part of a request, by the endpoint that it belongs to.
package struct RequestTopic: Sendable, Hashable {
  /// In capitals, with the path as the catalogue has it; nil where no endpoint is known.
  let endpoint: String?
  /// A parameter, a property; empty for the endpoint itself.
  let name: String

  init(_ endpoint: Endpoint?, name: String = "") {
    self.endpoint = endpoint.map { "\($0.method) \($0.path)" }
    self.name = name
  }

  /// As ``text`` writes it.
  package init?(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count >= 2 else { return nil }
    endpoint = parts[1].isEmpty ? nil : "\(parts[0]) \(parts[1])"
    name = parts.count > 2 ? String(parts[2]) : ""
  }

  /// In one line, and back by ``init(_:)``.
  package var text: String { "\(endpoint ?? " ") \(name)" }

  func endpoint(in catalogue: EndpointCatalogue) -> Endpoint? {
    guard let endpoint else { return nil }
    return catalogue.endpoints.first { "\($0.method) \($0.path)" == endpoint }
  }
}
