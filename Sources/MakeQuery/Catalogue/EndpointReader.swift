import SourceText

/// Reads a text of endpoints, the built-in ones and those of settings (`docs/make-endpoints.md`):
///
/// ```
/// GET /orders
///   answer: orders
///   paging: offset
///   teamId integer!
///   status string (open closed) = open
///   cols: id name status
/// ```
///
/// A line that begins with a method and a path begins an endpoint, one whose first word ends in a colon says something
/// about it, every other is a parameter. Blanks at the beginning of a line mean nothing, `#` begins a comment. What
/// cannot be read is told and left out; the rest holds.
package struct EndpointReader: Sendable {
  package private(set) var endpoints: [Endpoint] = []
  package private(set) var problems: [EndpointProblem] = []

  private let bytes: [UInt8]
  /// How sure a list is where the text does not say it.
  private let evidence: Evidence
  private var words: [ByteRange] = []
  private var endpoint: Endpoint?
  /// The methods and paths so far.
  private var heads: Set<Head> = []
  /// Whether the last line that begins an endpoint could not be read: what follows it is passed over.
  private var isLost = false

  private struct Head: Hashable {
    let method: String
    let path: String
  }

  /// Reads endpoints as they are written in the settings; `evidence` says who tells of them.
  package static func read(_ text: String, evidence: Evidence = .settings) -> EndpointReader {
    var reader = EndpointReader(bytes: Array(text.utf8), evidence: evidence)
    reader.run()
    return reader
  }

  private init(bytes: [UInt8], evidence: Evidence) {
    self.bytes = bytes
    self.evidence = evidence
    heads.reserveCapacity(64)
    endpoints.reserveCapacity(64)
  }

  private mutating func run() {
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
      splitWords(start, end)
      if !words.isEmpty { readLine() }
      start = end + 1
    }
    finish()
  }

  /// The words of a line up to its comment; parentheses are words of their own.
  private mutating func splitWords(_ start: Int, _ end: Int) {
    words.removeAll(keepingCapacity: true)
    var offset = start
    while offset < end {
      let byte = bytes[offset]
      if byte <= 0x20 {
        offset += 1
      } else if byte == UInt8(ascii: "#") {
        return
      } else if isParenthesis(byte) {
        words.append(ByteRange(offset, offset + 1))
        offset += 1
      } else {
        let first = offset
        while offset < end, bytes[offset] > 0x20, !isParenthesis(bytes[offset]) { offset += 1 }
        words.append(ByteRange(first, offset))
      }
    }
  }

  private func isParenthesis(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") }

  private mutating func finish() {
    if var endpoint {
      // Who lists columns or what is sorted by means the parameters too.
      if !endpoint.columns.isEmpty, endpoint.parameter("cols[]") == nil, endpoint.parameter("cols") == nil {
        endpoint.parameters.append(EndpointParameter(name: "cols[]", type: .textList))
      }
      if !endpoint.sortProperties.isEmpty, endpoint.paging == .none { endpoint.paging = .offset }
      endpoints.append(endpoint)
    }
    endpoint = nil
  }
}

/// The three kinds of lines.
extension EndpointReader {
  private mutating func readLine() {
    if words.count > 1, bytes[words[1].start] == UInt8(ascii: "/") {
      readHead()
    } else if endpoint == nil {
      if !isLost { report(words[0], "expected a method and a path first, such as `GET /orders`") }
    } else if let colon = words.firstIndex(where: { bytes[$0.end - 1] == UInt8(ascii: ":") }), colon < 5 {
      readFact(colon)
    } else {
      readParameter()
    }
  }

  private mutating func readHead() {
    finish()
    isLost = true
    let method = text(words[0])
    guard Endpoint.methods.contains(method) else {
      let near = Suggestions.nearest(to: method, in: Endpoint.methods)
      report(words[0], "`\(method)` is no method\(Self.suggestion(near))")
      return
    }
    if let mistake = mistake(inPath: words[1]) {
      report(words[1], mistake)
      return
    }
    var endpoint = Endpoint(method: method, path: text(words[1]))
    for word in words.dropFirst(2) {
      if text(word) == "..." {
        endpoint.hasKnownParameters = false
      } else {
        report(word, "expected `...` or the end of the line after the path, found `\(text(word))`")
      }
    }
    guard heads.insert(Head(method: endpoint.method, path: endpoint.path)).inserted else {
      report(words[1], "`\(endpoint.method) \(endpoint.path)` is described twice")
      return
    }
    self.endpoint = endpoint
    isLost = false
  }

  /// What keeps a path from being one of the API's; nil where nothing does.
  private func mistake(inPath path: ByteRange) -> String? {
    if bytes[path].contains(UInt8(ascii: "?")) {
      return "write the parameters of `\(text(path))` on lines of their own"
    }
    if bytes[path].starts(with: "/api/".utf8) {
      return "write the path of `\(text(path))` without the base `/api/v2`"
    }
    var start = path.start + 1
    while start <= path.end {
      var end = start
      while end < path.end, bytes[end] != UInt8(ascii: "/") { end += 1 }
      let part = ByteRange(start, end)
      if part.isEmpty { return "a part of the path `\(text(path))` is empty" }
      if !isWordOrName(bytes[part]) {
        return "`\(text(part))` is neither a word nor the name of a value in braces"
      }
      start = end + 1
    }
    return nil
  }

  private func isWordOrName(_ part: ArraySlice<UInt8>) -> Bool {
    let isName = part.count > 2 && part.first == UInt8(ascii: "{") && part.last == UInt8(ascii: "}")
    return isName || !part.contains { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }
  }

  private static let facts = ["answer:", "paging:", "body:", "one of:", "sort:", "cols:"]

  /// `answer: …`, `sort (official): …`.
  private mutating func readFact(_ colon: Int) {
    let names = words[...colon].filter { !isParenthesis(bytes[$0.start]) }
    let values = words[(colon + 1)...].map { text($0) }
    let name = text(words[0]) + (words[0].end == words[colon].end ? "" : ":")
    if values.isEmpty {
      report(words[0], "nothing stands after `\(text(words[0]))`")
      return
    }
    switch name {
    case "answer:": endpoint?.responseKey = values[0]
    case "paging:":
      guard let paging = Paging(rawValue: values[0]) else {
        report(words[colon + 1], unknown("paging", values[0], Paging.allCases.map(\.rawValue)))
        return
      }
      endpoint?.paging = paging
    case "body:":
      if values[0] == "none" {
        endpoint?.takesBody = false
      } else {
        report(words[colon + 1], unknown("body", values[0], ["none"]))
      }
    case "one:" where names.count == 2 && text(names[1]) == "of:": endpoint?.exactlyOneOf.append(values)
    case "sort:", "cols:":
      guard let evidence = evidence(upTo: colon) else { return }
      if name == "sort:" {
        endpoint?.sortProperties += values
        endpoint?.sortEvidence = evidence
      } else {
        endpoint?.columns += values
        endpoint?.columnEvidence = evidence
      }
    default: report(words[0], unknown("line", name, Self.facts))
    }
  }

  /// The word in parentheses; nil where it is none, which is reported.
  private mutating func evidence(upTo colon: Int) -> Evidence? {
    guard colon > 0 else { return evidence }
    guard colon >= 2 else { return evidence }
    let word = text(words[2])
    guard let evidence = Evidence(rawValue: word) else {
      report(words[2], unknown("evidence", word, Evidence.allCases.map(\.rawValue)))
      return nil
    }
    return evidence
  }

  /// `status string! (open closed) 1..5 = open deprecated`
  private mutating func readParameter() {
    let name = text(words[0])
    guard words.count > 1 else {
      report(words[0], "the parameter `\(name)` needs a type, such as `\(name) string`")
      return
    }
    var typeName = text(words[1])
    let isRequired = typeName.hasSuffix("!")
    if isRequired { typeName.removeLast() }
    guard let type = ParameterType.words.first(where: { $0.word == typeName })?.type else {
      report(words[1], unknown("type", typeName, ParameterType.words.map(\.word)))
      return
    }
    if endpoint?.parameter(name) != nil {
      report(words[0], "the parameter `\(name)` is described twice")
      return
    }
    var parameter = EndpointParameter(name: name, type: type)
    parameter.isRequired = isRequired
    readDetails(of: &parameter)
    endpoint?.parameters.append(parameter)
  }

  private mutating func readDetails(of parameter: inout EndpointParameter) {
    var index = 2
    while index < words.count {
      let word = text(words[index])
      if word == "(" {
        let close = words[index...].firstIndex { bytes[$0.start] == UInt8(ascii: ")") } ?? words.count
        parameter.allowed = words[(index + 1)..<close].map { text($0) }
        if close == words.count { report(words[index], "the `(` has no `)` on its line") }
        index = close
      } else if word == "=" {
        index += 1
        if index < words.count {
          parameter.defaultValue = text(words[index])
        } else {
          report(words[index - 1], "no default stands after `=`")
        }
      } else if word == "deprecated" {
        parameter.isDeprecated = true
      } else if let range = Self.numbers(word) {
        parameter.minimum = range.minimum
        parameter.maximum = range.maximum
      } else {
        report(
          words[index],
          "expected values in parentheses, a range such as `1..200`, `= default` or `deprecated`,"
            + " found `\(word)`")
      }
      index += 1
    }
  }

  /// `1..200`, `1..`, `..200`.
  private static func numbers(_ word: String) -> (minimum: Int?, maximum: Int?)? {
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[1].isEmpty else { return nil }
    let minimum = Int(parts[0])
    let maximum = Int(parts[2])
    let isRead = (parts[0].isEmpty || minimum != nil) && (parts[2].isEmpty || maximum != nil)
    return isRead && (minimum != nil || maximum != nil) ? (minimum, maximum) : nil
  }
}

/// Problems.
extension EndpointReader {
  private func text(_ range: ByteRange) -> String { bytes.text(range) }

  private mutating func report(_ range: ByteRange, _ message: String) {
    problems.append(EndpointProblem(range: range, message: message))
  }

  private func unknown(_ noun: String, _ word: String, _ known: [String]) -> String {
    if let near = Suggestions.nearest(to: word, in: known) {
      return "there is no \(noun) `\(word)`\(Self.suggestion(near))"
    }
    return "there is no \(noun) `\(word)`; known are \(known.map { "`\($0)`" }.joined(separator: ", "))"
  }

  private static func suggestion(_ name: String?) -> String { name.map { "; did you mean `\($0)`?" } ?? "" }
}
