import Embedding
import MakeQuery
import SourceText

/// A request of a document, read: its parts, and the endpoint that it names.
struct ReadRequest {
  let request: HostRequest
  let tree: RequestTree
  let match: EndpointMatch

  init(_ request: HostRequest, _ catalogue: EndpointCatalogue) {
    self.request = request
    var parser = RequestParser()
    parser.parse(request.text)
    tree = parser.tree
    match = catalogue.match(tree, in: request.text, method: request.method)
  }

  var text: MappedText { request.text }
  var bytes: [UInt8] { request.text.bytes }

  /// In capitals; `GET` where nothing tells.
  var method: String {
    request.method ?? tree.method.map { bytes.text($0).uppercased() } ?? "GET"
  }

  /// The address without a method before it.
  var address: ByteRange { ByteRange(tree.method?.end ?? text.range.start, text.range.end) }

  /// The endpoint of path and method; nil where there is none, or it cannot be told.
  var endpoint: Endpoint? {
    if case .endpoint(let endpoint) = match { return endpoint }
    return nil
  }

  /// The same, or one of the path for another method.
  var likelyEndpoint: Endpoint? {
    switch match {
    case .endpoint(let endpoint): endpoint
    case .otherMethod(let endpoints): endpoints.first
    case .unknown, .unknowable: nil
    }
  }

  /// What is known of a parameter.
  func known(_ parameter: RequestTree.Parameter) -> EndpointParameter? {
    let name = tree.name(of: parameter, in: text)
    return likelyEndpoint.map { $0.parameter(for: name) } ?? Endpoint.anyParameter(for: name)
  }

  func name(of parameter: RequestTree.Parameter) -> String {
    String(decoding: tree.name(of: parameter, in: text), as: UTF8.self)
  }

  func value(_ range: ByteRange) -> String {
    String(decoding: tree.decoded(range, in: text, isValue: true), as: UTF8.self)
  }

  /// The path with its slashes, base included; nil where there is none.
  var path: ByteRange? {
    guard let first = tree.base ?? tree.segments.first else { return nil }
    let end = tree.segments.last?.end ?? first.end
    let start =
      first.start > text.range.start && bytes[first.start - 1] == UInt8(ascii: "/")
      ? first.start - 1 : first.start
    return ByteRange(start, max(end, first.end))
  }

  /// Everything decoded, in one line.
  var readable: String {
    var result =
      path.map { String(decoding: tree.decoded($0, in: text, isValue: false), as: UTF8.self) } ?? ""
    let parameters = readableParameters
    if !parameters.isEmpty { result += "?" + parameters }
    return result
  }

  var readableParameters: String {
    tree.parameters.map { parameter in
      name(of: parameter) + (parameter.value.map { "=" + value($0) } ?? "")
    }.joined(separator: "&")
  }
}

extension DocumentAssistance {
  /// The request whose address holds an offset of the file, or ends there.
  func request(at offset: Int) -> (request: ReadRequest, textOffset: Int)? {
    for request in host.requests {
      guard let place = request.text.textOffset(ofFile: offset) else { continue }
      return (ReadRequest(request, workspace.endpoints), place)
    }
    return nil
  }
}
