import Embedding
import MakeQuery
import SourceText

/// One request: what a ``RequestRule`` reads.
package struct RequestContext: Sendable {
  package let request: HostRequest
  package let host: HostKind
  /// The whole file's.
  package let fileBytes: [UInt8]
  package let tree: RequestTree
  package let match: EndpointMatch
  package let traits: RequestTraits
  /// One for each parameter.
  package let standings: [RequestChecker.Standing]
  /// Whether parameters may be there that cannot be seen, so that none is known to be missing.
  package let isOpen: Bool

  package var text: MappedText { request.text }
  package var method: String? { request.method }
  package var endpoint: Endpoint? { match.endpoint }

  /// A parameter of the request with what is known of it.
  package struct Argument: Sendable {
    /// Its place among the request's parameters.
    package let index: Int
    package let parameter: RequestTree.Parameter
    package let standing: RequestChecker.Standing
    /// As it is written readably: `pg[limit]`.
    package let name: String
    /// What it is to the endpoint; nil where that is not known to take it.
    package let known: EndpointParameter?
    /// Whether something is wrong with the brackets of its name.
    package let isBroken: Bool
    /// The last argument before it that has an `=`.
    package let lastWithValue: Int?
  }

  /// All parameters, in order. Linear; each rule asks once.
  package var arguments: [Argument] {
    var result: [Argument] = []
    result.reserveCapacity(tree.parameters.count)
    var problem = 0
    var lastWithValue: Int?
    for (index, (parameter, standing)) in zip(tree.parameters, standings).enumerated() {
      var isBroken = false
      while problem < tree.problems.count, tree.problems[problem].range.start < parameter.range.end {
        if parameter.name.contains(tree.problems[problem].range), tree.problems[problem].kind.isOfName {
          isBroken = true
        }
        problem += 1
      }
      let name = tree.name(of: parameter, in: text)
      result.append(
        Argument(
          index: index, parameter: parameter, standing: standing, name: String(decoding: name, as: UTF8.self),
          known: standing == .known ? endpoint?.parameter(for: name) : nil, isBroken: isBroken,
          lastWithValue: lastWithValue))
      if parameter.value != nil { lastWithValue = index }
    }
    return result
  }
}

extension RequestProblem.Kind {
  fileprivate var isOfName: Bool {
    switch self {
    case .unclosedBracket, .unopenedBracket, .textAfterBracket, .emptyName: true
    default: false
    }
  }
}

/// Reading the text.
extension RequestContext {
  package func string(_ range: ByteRange) -> String { text.bytes.text(range) }

  package func quoted(_ range: ByteRange) -> String { Message.quoted(string(range)) }

  /// What the value of an argument means; nil where it has none, or a hole or placeholder stands in it.
  package func literal(_ argument: Argument) -> String? {
    guard let value = argument.parameter.value, !argument.parameter.traits.contains(.holeInValue) else {
      return nil
    }
    let decoded = String(decoding: tree.decoded(value, in: text, isValue: true), as: UTF8.self)
    return PlaceholderText.isPlaceholder(decoded) ? nil : decoded
  }

  /// The path without the base, or where it would stand.
  package var path: ByteRange {
    guard let last = tree.segments.last(where: { !$0.isEmpty }) else {
      return tree.host ?? ByteRange(at: text.range.start)
    }
    let first = tree.segments.first { !$0.isEmpty } ?? last
    let hasSlash =
      first.start > text.range.start && text.bytes[ByteRange(first.start - 1, first.start)].first == 0x2F
    return ByteRange(hasSlash ? first.start - 1 : first.start, last.end)
  }

  /// `` `GET /data-stores` ``.
  package var title: String { endpoint.map { "`\($0.method) \($0.path)`" } ?? quoted(path) }

  /// Whether the request's names are spelt with encoded brackets.
  private var encodesBrackets: Bool {
    request.sending == .asWritten
      || tree.parameters.contains { $0.traits.contains(.encodedBrackets) }
  }

  /// A readable name as this request spells names.
  package func spelled(_ name: String) -> String {
    guard encodesBrackets else { return name }
    return name.replacing("[", with: "%5B").replacing("]", with: "%5D")
  }

  /// A value as it may stand anywhere.
  package func spelledValue(_ value: String) -> [UInt8] {
    RequestEncoding.encoded(Array(value.utf8), as: .value)
  }
}

/// Changing the text.
extension RequestContext {
  /// Adds a parameter behind the last one.
  package func addition(_ name: String, _ value: String) -> TextEdit {
    let parameter = "\(spelled(name))=\(value)"
    if let last = tree.parameters.last { return .insert("&" + parameter, at: last.range.end) }
    if let question = tree.question { return .insert(parameter, at: question.end) }
    return .insert("?" + parameter, at: tree.segments.last?.end ?? text.range.end)
  }

  /// Takes parameters out, with the marks that join them.
  package func removal(of indexes: Set<Int>) -> [TextEdit] {
    let parameters = tree.parameters
    let kept = parameters.indices.filter { !indexes.contains($0) }
    guard let first = parameters.first, let last = parameters.last else { return [] }
    guard let firstKept = kept.first else {
      return [.delete(ByteRange(tree.question?.start ?? first.name.start, last.range.end))]
    }
    var edits: [TextEdit] = []
    if firstKept > 0 {
      edits.append(.delete(ByteRange(first.name.start, parameters[firstKept].name.start)))
    }
    var previous = firstKept
    for index in kept.dropFirst() {
      if index > previous + 1 {
        edits.append(.delete(ByteRange(parameters[previous].range.end, parameters[index - 1].range.end)))
      }
      previous = index
    }
    if previous < parameters.count - 1 {
      edits.append(.delete(ByteRange(parameters[previous].range.end, last.range.end)))
    }
    return edits
  }

  /// Replaces an argument's name.
  package func renaming(_ argument: Argument, to name: String) -> TextEdit {
    TextEdit(range: argument.parameter.name, newText: spelled(name))
  }
}

/// How messages say what something rests on.
extension Evidence {
  /// `Make's own client lists 12`, where `list` is `12`.
  package func phrase(_ list: String) -> String {
    switch self {
    case .official: "Make's documentation lists \(list)"
    case .sdk: "Make's own client lists \(list)"
    case .observed: "known are \(list), seen in answers only"
    case .settings: "your settings list \(list)"
    }
  }

  /// What a name is worth that is not in a list of this evidence.
  package var severity: Severity { self == .observed ? .hint : .warning }

  package var basis: Basis {
    switch self {
    case .official: .documented
    case .sdk: .client
    case .observed: .observed
    case .settings: .settings
    }
  }
}
