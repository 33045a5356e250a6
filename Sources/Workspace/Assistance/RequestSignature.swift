import Embedding
import MakeQuery
import SourceText

/// The parameters of an endpoint, while one of them is written.
extension DocumentAssistance {
  func requestSignature(at offset: Int) -> SignatureHelp? {
    guard let (read, place) = request(at: offset), let question = read.tree.question, place >= question.end,
      read.tree.fragment.map({ place < $0.start }) ?? true
    else { return nil }
    let endpoint = read.likelyEndpoint
    let parameters = endpoint?.offeredParameters ?? Endpoint.anyParameters
    guard !parameters.isEmpty else { return nil }
    var label = endpoint.map { "\($0.method) \(Self.ascii($0.path))?" } ?? "?"
    var shown: [SignatureHelp.Parameter] = []
    for (index, parameter) in parameters.enumerated() {
      if index > 0 { label += "&" }
      let start = label.utf8.count
      label += Self.ascii(parameter.name)
      shown.append(
        SignatureHelp.Parameter(
          range: ByteRange(start, label.utf8.count),
          documentation: ([RequestWords.meaning(of: parameter.name)].compactMap(\.self)
            + [RequestWords.facts(of: parameter, endpoint).joined(separator: ", ")]).joined(separator: ": ")))
    }
    return SignatureHelp(
      signatures: [
        SignatureHelp.Signature(
          label: label, documentation: endpoint.map(Self.documentation) ?? "the endpoint is not known",
          parameters: shown)
      ], active: 0, activeParameter: active(read, place, parameters))
  }

  private static func documentation(_ endpoint: Endpoint) -> String {
    var lines = [RequestWords.paging(of: endpoint)]
    if let key = endpoint.responseKey { lines.append("the answer's member: \(Markdown.code(key))") }
    return lines.joined(separator: "\n\n")
  }

  /// The one that the cursor is in; in an empty place the first that is missing.
  private func active(_ read: ReadRequest, _ place: Int, _ parameters: [EndpointParameter]) -> Int {
    let tree = read.tree
    if let found = tree.parameters.first(where: {
      !$0.name.isEmpty && $0.range.start <= place && place <= $0.range.end
    }) {
      let name = read.name(of: found)
      if let known = read.known(found), let index = parameters.firstIndex(where: { $0.name == known.name }) {
        return index
      }
      // A name that is being typed.
      let isOpen = tree.keys(of: found).last.map { $0.close == nil } ?? false
      let typed = isOpen ? String(name.dropLast()) : name
      return parameters.firstIndex { $0.name.hasPrefix(typed) } ?? parameters.count
    }
    let given = Set(tree.parameters.compactMap { read.known($0)?.name })
    return parameters.firstIndex { !given.contains($0.name) } ?? parameters.count
  }

  /// Labels are ASCII, so that places in them are the same for all clients.
  private static func ascii(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.isASCII ? $0 : "?" }))
  }
}
