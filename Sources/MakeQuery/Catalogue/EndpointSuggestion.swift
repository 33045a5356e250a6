import SourceText

/// "did you mean" for paths.
extension EndpointCatalogue {
  /// The endpoint whose path was most likely meant, with the request's method where there is one.
  func suggestion(for tree: RequestTree, in text: MappedText, method: String?) -> Endpoint? {
    let parts = tree.segments.filter { !$0.isEmpty }.map { text.bytes.text($0) }
    guard parts.count <= paths.depth + 2, let node = meantNode(withoutBase(parts)) else { return nil }
    let index = endpointIndex(at: node, method: method) ?? paths.endpoints(at: node).first
    return index.map { endpoints[$0] }
  }

  /// `/api/v1/teams` and `/v2/teams` mean `/teams`.
  private func withoutBase(_ parts: [String]) -> ArraySlice<String> {
    var rest = parts[...]
    if rest.first?.lowercased() == "api" { rest = rest.dropFirst() }
    if let first = rest.first, first.count == 2, first.lowercased().hasPrefix("v") { rest = rest.dropFirst() }
    return rest
  }

  private func meantNode(_ parts: ArraySlice<String>) -> EndpointPaths.Node? {
    guard !parts.isEmpty else { return nil }
    var place = Step(node: EndpointPaths.root, path: "")
    for part in parts {
      guard let next = step(from: place, part) else { return nil }
      place = next
    }
    // What is no endpoint, such as `/scenarios/{}/executions`, may have another name.
    return paths.hasEndpoint(at: place.node) ? place.node : alias(of: place.path)
  }

  /// A place in the tree of paths, and how it is reached; values are `{}`.
  private struct Step {
    let node: EndpointPaths.Node
    let path: String
  }

  private func step(from place: Step, _ part: String) -> Step? {
    let bytes = Array(part.utf8)
    let path = "\(place.path)/\(part)"
    if let child = paths.child(of: place.node, bytes, ByteRange(0, bytes.count)) {
      return Step(node: child, path: path)
    }
    if let meant = EndpointAliases.meaning(of: part, below: place.path), let node = node(of: meant) {
      return Step(node: node, path: meant)
    }
    let fixed = paths.fixedParts(below: place.node)
    if let near = Self.nearest(to: part, in: fixed.map(\.text)),
      let child = fixed.first(where: { $0.text == near })?.child
    {
      return Step(node: child, path: "\(place.path)/\(near)")
    }
    return paths.valueChild(of: place.node).map { Step(node: $0, path: place.path + "/{}") }
  }

  private func alias(of path: String) -> EndpointPaths.Node? {
    guard let slash = path.lastIndex(of: "/") else { return nil }
    let name = String(path[path.index(after: slash)...])
    return EndpointAliases.meaning(of: name, below: String(path[..<slash])).flatMap { node(of: $0) }
  }

  /// In another case, with other separators, or with a slip of the pen.
  private static func nearest(to part: String, in names: [String]) -> String? {
    let plain = Suggestions.plain(part)
    return names.first { Suggestions.plain($0) == plain } ?? Suggestions.nearest(to: part, in: names)
  }

  private func node(of path: String) -> EndpointPaths.Node? {
    var node = EndpointPaths.root
    for part in path.split(separator: "/") {
      let bytes = Array(part.utf8)
      let child =
        part == "{}"
        ? paths.valueChild(of: node) : paths.child(of: node, bytes, ByteRange(0, bytes.count))
      guard let child else { return nil }
      node = child
    }
    return node
  }
}
