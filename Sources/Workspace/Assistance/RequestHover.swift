import Embedding
import MakeQuery
import SourceText

/// What is said of the parts of requests.
extension DocumentAssistance {
  func requestHover(at offset: Int) -> DocumentHover? {
    for request in host.requests {
      guard let method = request.methodRange, method.start <= offset, offset <= method.end else { continue }
      let read = ReadRequest(request, workspace.endpoints)
      return page(of: read).map { DocumentHover(markdown: $0, range: method) }
    }
    guard let (read, place) = request(at: offset), !read.request.isFragment,
      let part = part(of: read, at: place)
    else { return nil }
    return DocumentHover(
      markdown: part.page + "\n\n---\n\n" + Markdown.escaped(sentence(of: read)),
      range: read.text.fileRange(part.range))
  }

  private func part(of read: ReadRequest, at place: Int) -> (page: String, range: ByteRange)? {
    let (text, tree) = (read.text, read.tree)
    if let hole = text.holes.first(where: { $0.range.contains(place) }) {
      return (holePage(hole, read), hole.range)
    }
    for parameter in tree.parameters where parameter.range.start <= place && place <= parameter.range.end {
      if place <= parameter.name.end { return (parameterPage(parameter, read), parameter.name) }
      guard let value = parameter.value, place >= value.start else { return nil }
      return value.isEmpty
        ? (parameterPage(parameter, read), parameter.name)
        : (RequestValuePage(read, parameter, value).markdown, value)
    }
    if let path = read.path, path.start <= place, place <= path.end {
      return page(of: read).map { ($0, path) }
    }
    if let method = tree.method, method.start <= place, place <= method.end {
      return page(of: read).map { ($0, method) }
    }
    return nil
  }

  /// The endpoint, and where it is none what can be told of it.
  private func page(of read: ReadRequest) -> String? {
    switch read.match {
    case .endpoint(let endpoint): return RequestWords.page(of: endpoint)
    case .otherMethod(let endpoints):
      let methods = endpoints.map(\.method)
      guard let first = endpoints.first else { return nil }
      return "**\(Markdown.code(first.path))** takes \(methods.joined(separator: ", "))\n\n---\n\n"
        + RequestWords.page(of: first)
    case .unknown(let suggestion):
      return "no endpoint that is known"
        + (suggestion.map { "; did you mean \(Markdown.code("\($0.method) \($0.path)"))?" } ?? "")
    case .unknowable: return nil
    }
  }

  private func parameterPage(_ parameter: RequestTree.Parameter, _ read: ReadRequest) -> String {
    let endpoint = read.likelyEndpoint
    if let known = read.known(parameter) { return RequestWords.page(of: known, endpoint) }
    let name = Markdown.code(read.name(of: parameter))
    guard let endpoint, endpoint.hasKnownParameters else { return "**\(name)**: a parameter" }
    return "**\(name)**: no parameter of `\(endpoint.method) \(endpoint.path)` that is known"
  }

  /// A hole, and the value that the file gives it.
  private func holePage(_ hole: Hole, _ read: ReadRequest) -> String {
    let shown = Markdown.code(read.bytes.text(hole.range))
    let name = read.bytes.text(hole.name)
    if let value = requestVariables.first(where: { $0.name == name })?.value {
      return "\(shown): a variable; here it is \(Markdown.code(value))"
    }
    return "\(shown): a hole; its value is inserted at run time"
  }
}

/// How a value is read.
private struct RequestValuePage {
  private let read: ReadRequest
  private let name: String
  private let known: EndpointParameter?
  private let raw: String
  private let decoded: String
  private let hasHole: Bool

  init(_ read: ReadRequest, _ parameter: RequestTree.Parameter, _ value: ByteRange) {
    self.read = read
    name = read.name(of: parameter)
    known = read.known(parameter)
    raw = read.bytes.text(value)
    decoded = read.value(value)
    hasHole = parameter.traits.contains(.holeInValue)
  }

  var markdown: String {
    var parts: [String] = []
    let shown = Markdown.code(decoded)
    if raw != decoded { parts.append("\(Markdown.code(raw)) is read as \(shown)") }
    if let endpoint = read.likelyEndpoint, !hasHole {
      if name == "pg[sortBy]" { parts.append(RequestWords.sortProperty(decoded, endpoint)) }
      if name == "cols" || name.hasPrefix("cols[") {
        parts += decoded.split(separator: ",").map { RequestWords.column(String($0), endpoint) }
      }
    }
    if !hasHole, let reading { parts.append("\(shown): \(reading)") }
    if let known {
      parts.append(
        "\(Markdown.code(known.name)): " + (RequestWords.meaning(of: known.name).map { $0 + "; " } ?? "")
          + RequestWords.facts(of: known, read.likelyEndpoint).joined(separator: ", "))
    }
    if parts.isEmpty { parts.append("\(shown): a value of \(Markdown.code(name))") }
    return parts.joined(separator: "\n\n")
  }

  private var reading: String? {
    guard let known, name != "pg[sortBy]", !name.hasPrefix("cols") else { return nil }
    switch known.type {
    case .integer, .integerList:
      guard let number = Int(decoded) else { return "no whole number" }
      // A point of time as the API's answers have them.
      let isTime = decoded.utf8.count == 13 && number > 0
      return "the number \(number)"
        + (isTime ? "; as milliseconds \(EpochTime.text(milliseconds: number))" : "")
    case .number: return "a number"
    case .boolean:
      return decoded == "true" ? "true" : decoded == "false" ? "false" : "neither `true` nor `false`"
    case .date, .dateTime: return DateText.reading(decoded) ?? "no date of the form `2025-01-31`"
    case .string, .textList, .joinedText:
      if name == "pg[sortDir]" {
        return decoded == "asc" ? "ascending" : decoded == "desc" ? "descending" : "neither `asc` nor `desc`"
      }
      return known.allowed.isEmpty || known.allowed.contains(decoded)
        ? nil : "none of the values that are known"
    }
  }
}

/// Dates as people write them.
enum DateText {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]

  /// `31 January 2025`, with the rest of a time as it is; nil where the text begins with no date.
  static func reading(_ text: String) -> String? {
    let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let rest = text.dropFirst(10)
    let time = rest.first == "T" || rest.first == " " ? rest.dropFirst() : rest
    return "\(day) \(months[month - 1]) \(year)" + (time.isEmpty ? "" : ", \(time)")
  }
}
