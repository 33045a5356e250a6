import JSONSyntax
import MakeQuery
import SourceText

extension SentRequest {
  /// A request as a command of curl for a POSIX shell. The token is a variable of the shell, and so is every hole.
  package struct Command: Sendable {
    package let text: [UInt8]
    /// The variables of the shell that it needs.
    package let variables: [String]
    /// Whether the zone is one of them, because the address does not name it.
    package let needsZone: Bool
  }

  /// Nil where there is no path to ask.
  ///
  /// - Parameter zone: Make's host where the address does not name it: `eu1.make.com`.
  package func curl(zone: String?) -> Command? {
    guard !tree.segments.isEmpty || tree.host != nil else { return nil }
    let address = absolute(zone: zone)
    var lines: [[UInt8]] = []
    var first = Array("curl ".utf8)
    let usual = shownBody == nil ? "GET" : "POST"
    if method == "HEAD" {
      first += "-I ".utf8
    } else if method != usual {
      first += "-X \(method) ".utf8
    }
    lines.append(first + ShellText.quoted(address))
    var variables = names(of: address)
    if let header = authorization {
      lines.append(Array("-H \"Authorization: \(header.scheme) $\(header.variable)\"".utf8))
      variables.append(header.variable)
    }
    if let body = shownBody {
      lines.append(Array("-H 'Content-Type: application/json'".utf8))
      lines.append(Array("-d ".utf8) + ShellText.quoted(body))
      variables += names(of: body)
    }
    return Command(
      text: Array(lines.joined(separator: " \\\n  ".utf8)) + [UInt8(ascii: "\n")],
      variables: variables.reduce(into: []) { if !$0.contains($1) { $0.append($1) } },
      needsZone: variables.contains("MAKE_ZONE"))
  }

  private func names(of text: MappedText) -> [String] {
    text.holes.map { ShellText.variable(text.bytes.text($0.name)) }
  }

  private var authorization: (scheme: String, variable: String)? {
    switch service {
    case .make: ("Token", "MAKE_API_TOKEN")
    case .cliq: ("Zoho-oauthtoken", "ZOHO_ACCESS_TOKEN")
    case .other:
      authorizationScheme.map { ($0.isEmpty || !Self.isWord($0) ? "Bearer" : $0, "TOKEN") }
    }
  }

  private static func isWord(_ text: String) -> Bool {
    text.utf8.allSatisfy { PercentEncoding.isUnreserved($0) }
  }

  /// What is sent as the body: what was given, the criteria of an update, or a file to be written.
  private var shownBody: MappedText? {
    if let body { return MappedText(bytes: body) }
    if operation == .update, let criteria {
      var writer = JSONWriter()
      writer.object { writer in
        writer.key("criteria")
        writer.string(criteria.bytes[criteria.range])
        writer.key("values")
        writer.object { writer in writer.member("FIELD", "VALUE") }
      }
      var scanner = HoleScanner()
      return scanner.addHoles(to: MappedText(bytes: writer.bytes), forms: .dollarBrace)
    }
    return ["POST", "PUT", "PATCH"].contains(method) ? MappedText(bytes: Array("@body.json".utf8)) : nil
  }

  /// With scheme, host and base (Make API documentation, "Make API structure").
  private func absolute(zone: String?) -> MappedText {
    var head: String
    if tree.scheme != nil {
      return encoded
    } else if let host = tree.host {
      // A hole may hold the scheme too.
      if encoded.holes.contains(where: { $0.range.start == host.start }) { return encoded }
      head = encoded.bytes.starts(with: "//".utf8) ? "https:" : "https://"
    } else {
      head = "https://" + (zone ?? "${MAKE_ZONE}") + (tree.base == nil ? "/api/v2" : "")
      if encoded.bytes.first != UInt8(ascii: "/") { head += "/" }
    }
    return RequestPlaceholders.addHoles(to: MappedText(bytes: Array(head.utf8) + encoded.bytes))
  }
}
