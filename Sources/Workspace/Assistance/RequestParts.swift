import Embedding
import MakeQuery
import SourceText

/// The parts of requests as editors select and list them.
extension DocumentAssistance {
  /// In the file: what of a request holds `offset`, without and with its marks.
  func requestRanges(at offset: Int) -> [ByteRange] {
    guard let (read, _) = request(at: offset) else { return [] }
    let (tree, text) = (read.tree, read.text)
    var ranges =
      [text.range] + tree.segments + [tree.scheme, tree.host, tree.base, read.path].compactMap(\.self)
    for hole in text.holes { ranges += [hole.name, hole.range] }
    for parameter in tree.parameters {
      ranges += [parameter.root, parameter.name, parameter.range]
      if let value = parameter.value { ranges.append(value) }
      for key in tree.keys(of: parameter) {
        ranges.append(key.text)
        if let close = key.close { ranges.append(ByteRange(key.open.start, close.end)) }
      }
    }
    if let first = tree.parameters.first, let last = tree.parameters.last {
      ranges.append(ByteRange(first.range.start, last.range.end))
    }
    return [read.request.range] + ranges.filter { text.range.contains($0) }.map { text.fileRange($0) }
  }

  /// Method and path; what the file calls the request, where it does.
  static func symbol(of request: HostRequest, name: String? = nil) -> OutlineSymbol {
    var parser = RequestParser()
    parser.parse(request.text)
    let tree = parser.tree
    let text = request.text.fileRange(request.text.range)
    let range = ByteRange(
      min(request.range.start, text.start, request.methodRange?.start ?? text.start),
      max(request.range.end, text.end))
    let method = request.method ?? tree.method.map { request.text.bytes.text($0).uppercased() }
    var path = tree.segments.map { "/" + request.text.bytes.text($0) }.joined()
    if path.isEmpty { path = request.text.bytes.text(request.text.range) }
    let asked = OutlineSymbol.name([method, path].compactMap(\.self).joined(separator: " "))
    let isNamed = !(name ?? "").isEmpty
    return OutlineSymbol(
      .request, isNamed ? OutlineSymbol.name(name ?? "") : asked.isEmpty ? "request" : asked,
      detail: isNamed ? asked : nil, range: range, selection: text)
  }
}

extension SymbolText {
  /// The requests of a text that holds some, for lists.
  func requestSymbols(_ host: HostFile) -> [OutlineSymbol] {
    guard case .host(let kind) = source else { return [] }
    return kind == .request
      ? RequestFile(bytes).requests.map { RequestOutline.symbol(of: $0, in: bytes) }
      : host.requests.map { DocumentAssistance.symbol(of: $0) }
  }
}
