import MakeQuery
import SourceText

/// Completes requests of the Make API: methods, hosts, the parts of a path, parameters, their values.
///
/// A function of the text around the cursor and of the endpoints that are known; it works in the middle of broken text,
/// because it asks only what the parser made of what stands before the cursor, and looks behind it for what is there
/// already.
package enum RequestCompletion {
  /// What may stand at `cursor`, an offset of `text`, whose holes are known.
  package static func complete(
    _ text: MappedText, at cursor: Int, context: RequestCompletionContext
  ) -> Completion {
    let cursor = min(max(text.range.start, cursor), text.range.end)
    // Nothing can be known inside of what another takes the place of.
    if text.holes.contains(where: { $0.range.start < cursor && cursor < $0.range.end }) {
      return variableInHole(text, cursor, context)
    }
    var parser = RequestParser()
    let before = part(of: text, to: cursor)
    parser.parse(before)
    let treeBefore = parser.tree
    guard let spot = RequestSpot.find(before, treeBefore) else { return Completion() }
    parser.parse(text)
    var writer = RequestCandidates(
      text: text, cursor: cursor, before: treeBefore, whole: parser.tree, context: context)
    writer.write(spot)
    return Completion(writer.candidates, isTruncated: writer.isTruncated)
  }

  /// `text` up to `end`, with the holes that are whole there.
  private static func part(of text: MappedText, to end: Int) -> MappedText {
    MappedText(
      bytes: text.bytes, range: ByteRange(text.range.start, end),
      holes: text.holes.filter { $0.range.end <= end })
  }

  /// Another variable in the place of one.
  private static func variableInHole(
    _ text: MappedText, _ cursor: Int, _ context: RequestCompletionContext
  ) -> Completion {
    guard let hole = text.holes.first(where: { $0.name.start <= cursor && cursor <= $0.name.end }),
      hole.form == .doubleBrace
    else { return Completion() }
    let typed = ByteRange(hole.name.start, cursor)
    let start = text.bytes.text(typed)
    return Completion(
      context.variables.filter { $0.hasPrefix(start) }.map {
        Completion.Candidate(kind: .hole, label: $0, range: typed, end: hole.name.end)
      })
  }
}

/// Gathers what may stand at one spot.
struct RequestCandidates {
  let text: MappedText
  let cursor: Int
  /// Of the text before the cursor.
  let before: RequestTree
  /// Of all of the text.
  let whole: RequestTree
  let context: RequestCompletionContext
  private(set) var candidates: [Completion.Candidate] = []
  var isTruncated = false

  init(
    text: MappedText, cursor: Int, before: RequestTree, whole: RequestTree, context: RequestCompletionContext
  ) {
    self.text = text
    self.cursor = cursor
    self.before = before
    self.whole = whole
    self.context = context
  }

  var bytes: [UInt8] { text.bytes }

  mutating func write(_ spot: RequestSpot) {
    switch spot {
    case .start(let typed): writeStart(typed)
    case .host(let typed): writeHosts(typed)
    case .segment(let typed, let before): writeSegments(typed, before)
    case .name(let typed): writeNames(typed)
    case .value(let typed, let parameter): writeValues(typed, parameter)
    case .hole(let typed): writeVariables(typed)
    }
  }

  mutating func add(_ candidate: Completion.Candidate) { candidates.append(candidate) }

  /// In capitals, where the text or what it stands in tells.
  var method: String? {
    whole.method.map { bytes.text($0).uppercased() } ?? context.method
  }

  // MARK: The beginning

  /// Those of the catalogue's endpoints (Make API, "HTTP methods").
  static let methods = [
    (name: "GET", meaning: "retrieves"), (name: "POST", meaning: "creates"),
    (name: "PUT", meaning: "updates, or creates"), (name: "PATCH", meaning: "updates in part"),
    (name: "DELETE", meaning: "removes"),
  ]

  private mutating func writeStart(_ typed: ByteRange) {
    let start = bytes.text(typed)
    if context.takesMethod, whole.method.map({ $0.start == typed.start }) ?? true {
      for (method, meaning) in Self.methods where method.hasPrefix(start.uppercased()) {
        let hasBlank = typed.end < text.range.end && bytes[cursor] == 0x20
        add(
          Completion.Candidate(
            kind: .method, label: method, text: method + (hasBlank ? "" : " "), detail: meaning, range: typed)
        )
      }
    }
    guard whole.method.map({ $0.end < typed.start || $0.start != typed.start }) ?? true else { return }
    if start.isEmpty, isFree { writeSegments(ByteRange(at: cursor), [], slash: "/") }
    writeAddresses(typed, scheme: "https://")
    if start.isEmpty, let form = context.holeForm {
      for name in context.variables {
        add(Completion.Candidate(kind: .hole, label: form.written(name), range: typed))
      }
    }
  }

  /// The zones of Make that its documentation lists as servers (Make data store records, "servers").
  private static let zones = [
    ("eu1.make.com", "EU1"), ("eu2.make.com", "EU2"), ("us1.make.com", "US1"), ("us2.make.com", "US2"),
    ("eu1.make.celonis.com", "Celonis EU1"), ("us1.make.celonis.com", "Celonis US1"),
  ]

  /// Whether no address follows the cursor, at most its parameters.
  private var isFree: Bool {
    cursor >= text.range.end || bytes[cursor] == UInt8(ascii: "?") || bytes[cursor] <= 0x20
  }

  private mutating func writeHosts(_ typed: ByteRange) { writeAddresses(typed, scheme: "") }

  private mutating func writeAddresses(_ typed: ByteRange, scheme: String) {
    let start = bytes.text(typed).lowercased()
    guard let place = addressPlace(typed, hasScheme: scheme.isEmpty) else { return }
    for (host, detail) in context.hosts.map({ ($0, "of the settings") }) + Self.zones {
      let label = scheme + host
      guard label.hasPrefix(start) else { continue }
      add(
        Completion.Candidate(
          kind: .address, label: label, text: label + place.after, detail: detail, range: place.range,
          end: place.end))
    }
  }

  /// What a host takes the place of, and what follows it: one that is changed keeps its path.
  private func addressPlace(_ typed: ByteRange, hasScheme: Bool) -> (
    range: ByteRange, end: Int, after: String
  )? {
    if whole.scheme != nil, let host = whole.host, cursor <= host.end {
      let hasPath = whole.base != nil || !whole.segments.isEmpty
      let range = hasScheme ? typed : ByteRange(typed.start, max(host.end, cursor))
      return (range, host.end, hasPath ? "" : "/api/v2/")
    }
    if isFree { return (typed, cursor, "/api/v2/") }
    guard bytes[cursor] == UInt8(ascii: "/") else { return nil }
    return (typed, cursor, whole.base == nil ? "/api/v2" : "")
  }

  // MARK: Variables

  private mutating func writeVariables(_ typed: ByteRange) {
    let start = bytes.text(typed)
    var next = cursor
    while next < text.range.end, bytes[next] == UInt8(ascii: "}") { next += 1 }
    let closing = String(repeating: "}", count: max(0, 2 - (next - cursor)))
    for name in context.variables where name.hasPrefix(start) {
      add(Completion.Candidate(kind: .hole, label: name, text: name + closing, range: typed))
    }
  }

  /// Variables that may stand for a whole part; one of the part's own name is the first.
  mutating func writeVariables(_ typed: ByteRange, end: Int, for name: String?) {
    guard let form = context.holeForm, typed.isEmpty || bytes[typed].first == UInt8(ascii: "{") else {
      return
    }
    let names = context.variables
    for name in names.filter({ $0 == name }) + names.filter({ $0 != name }) {
      let label = form.written(name)
      guard label.hasPrefix(bytes.text(typed)) else { continue }
      add(Completion.Candidate(kind: .hole, label: label, range: typed, end: end))
    }
  }
}

// MARK: - The path

extension RequestCandidates {
  /// Parts of paths that go on as those before tell.
  ///
  /// - Parameter slash: What is written before each, where the path's first slash is not there yet.
  mutating func writeSegments(_ typed: ByteRange, _ path: [ByteRange], slash: String = "") {
    let end = segmentEnd(typed)
    let start = bytes.text(typed).lowercased()
    var parts = path
    if let host = before.host, before.base == nil, before.scheme != nil || !isHole(host) {
      writeBase(typed, path)
      if !isHole(host) { return }
    } else if before.base == nil, isBase(path) {
      parts = Array(path.dropFirst(2))
    }
    let nodes = fitting(parts)
    for node in nodes where node.text.lowercased().hasPrefix(start) && !node.isTemplate {
      let goesOn = node.endpoints.isEmpty && !hasSlash(at: end)
      add(
        Completion.Candidate(
          kind: .segment, label: slash + node.text, text: slash + node.text + (goesOn ? "/" : ""),
          detail: node.detail, range: typed, end: end,
          topic: node.endpoints.first.map { .endpoint(RequestTopic($0)) }))
    }
    for node in nodes where node.isTemplate { writeTemplate(node, typed, end) }
    if !start.isEmpty, end == cursor, whole.question == nil, let endpoint = endpoint(here: nodes, typed),
      !endpoint.offeredParameters.isEmpty
    {
      add(
        Completion.Candidate(
          kind: .key, label: "?", detail: "the parameters of \(endpoint.method) \(endpoint.path)",
          range: ByteRange(at: cursor)))
    }
  }

  private func isHole(_ range: ByteRange) -> Bool { text.holes.contains { $0.range.overlaps(range) } }

  private func isBase(_ path: [ByteRange]) -> Bool {
    path.count >= 2 && bytes[path[0]].elementsEqual("api".utf8) && bytes[path[1]].elementsEqual("v2".utf8)
  }

  private mutating func writeBase(_ typed: ByteRange, _ path: [ByteRange]) {
    let base = "api/v2/"
    let first = path.first?.start ?? typed.start
    let all = ByteRange(first, typed.end)
    guard path.count < 2, base.hasPrefix(bytes.text(all)) else { return }
    let isThere = whole.base.map { $0.end > cursor } ?? false
    if isThere { return }
    add(Completion.Candidate(kind: .segment, label: base, detail: "the base of all paths", range: all))
  }

  private func hasSlash(at end: Int) -> Bool { end < text.range.end && bytes[end] == UInt8(ascii: "/") }

  private func segmentEnd(_ typed: ByteRange) -> Int {
    whole.segments.first { $0.start == typed.start }.map { isHole($0) ? cursor : max($0.end, cursor) }
      ?? cursor
  }

  private mutating func writeTemplate(_ node: PathNode, _ typed: ByteRange, _ end: Int) {
    let name = String(node.text.dropFirst().dropLast())
    writeVariables(typed, end: end, for: name)
    guard let form = context.holeForm, !context.variables.contains(name) else { return }
    let label = form.written(name)
    guard label.hasPrefix(bytes.text(typed)) else { return }
    add(
      Completion.Candidate(
        kind: .hole, label: label, detail: node.detail, range: typed, end: end,
        snippet: context.offersSnippets ? CompletionSnippet(.stop(1, label)) : nil,
        topic: node.endpoints.first.map { .endpoint(RequestTopic($0)) }))
  }

  /// An endpoint that ends with what is typed.
  private func endpoint(here nodes: [PathNode], _ typed: ByteRange) -> Endpoint? {
    let written = bytes.text(typed)
    let node = nodes.first { $0.text == written } ?? nodes.first { $0.isTemplate }
    return node?.endpoints.first
  }

  /// One part that paths go on with.
  struct PathNode {
    let text: String
    /// Those that end with it.
    var endpoints: [Endpoint] = []

    var isTemplate: Bool { text.hasPrefix("{") }

    /// The methods that take the path as it is then.
    var detail: String? {
      var methods: [String] = []
      for endpoint in endpoints where !methods.contains(endpoint.method) { methods.append(endpoint.method) }
      return methods.isEmpty ? nil : methods.joined(separator: ", ")
    }
  }

  /// What follows in the paths of the endpoints whose parts before are those of `path`.
  private func fitting(_ path: [ByteRange]) -> [PathNode] {
    let method = method
    var open = context.endpoints.endpoints.compactMap {
      endpoint -> (endpoint: Endpoint, parts: [Substring])? in
      if let method, endpoint.method != method { return nil }
      let parts = endpoint.path.split(separator: "/")
      return parts.count > path.count ? (endpoint, parts) : nil
    }
    for (index, range) in path.enumerated() {
      let written = bytes.text(range)
      // A part that is named is meant before one that any text may stand for.
      let named = open.filter { $0.parts[index] == written }
      open = named.isEmpty ? open.filter { $0.parts[index].hasPrefix("{") } : named
    }
    var nodes: [PathNode] = []
    var places: [Substring: Int] = [:]
    for (endpoint, parts) in open {
      let part = parts[path.count]
      let place = places[part] ?? nodes.count
      if place == nodes.count {
        places[part] = place
        nodes.append(PathNode(text: String(part)))
      }
      if parts.count == path.count + 1 { nodes[place].endpoints.append(endpoint) }
    }
    return nodes
  }
}
