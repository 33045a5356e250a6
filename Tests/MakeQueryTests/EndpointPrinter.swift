import MakeQuery

/// Writes endpoints in the words that ``EndpointReader`` reads.
enum EndpointPrinter {
  /// Lists are broken so that lines stay within so many characters.
  private static let width = 106

  /// The endpoint's lines, the first one its method and path.
  static func lines(_ endpoint: Endpoint) -> [String] {
    var lines = ["\(endpoint.method) \(endpoint.path)\(endpoint.hasKnownParameters ? "" : " ...")"]
    if let key = endpoint.responseKey { lines.append("  answer: \(key)") }
    if endpoint.paging != .none { lines.append("  paging: \(endpoint.paging.rawValue)") }
    if !endpoint.takesBody { lines.append("  body: none") }
    for group in endpoint.exactlyOneOf { lines.append("  one of: \(group.joined(separator: " "))") }
    for parameter in endpoint.parameters { lines.append("  " + line(parameter)) }
    lines += list("sort", endpoint.sortProperties, endpoint.sortEvidence)
    lines += list("cols", endpoint.columns, endpoint.columnEvidence)
    return lines
  }

  private static func line(_ parameter: EndpointParameter) -> String {
    var line = "\(parameter.name) \(parameter.type.word)\(parameter.isRequired ? "!" : "")"
    if !parameter.allowed.isEmpty { line += " (\(parameter.allowed.joined(separator: " ")))" }
    if parameter.minimum != nil || parameter.maximum != nil {
      line += " \(parameter.minimum.map(String.init) ?? "")..\(parameter.maximum.map(String.init) ?? "")"
    }
    if let value = parameter.defaultValue { line += " = \(value)" }
    return parameter.isDeprecated ? line + " deprecated" : line
  }

  private static func list(_ name: String, _ items: [String], _ evidence: Evidence) -> [String] {
    let head = "  \(name)\(evidence == .settings ? "" : " (\(evidence.rawValue))"):"
    var lines: [String] = []
    var line = head
    for item in items {
      if line.utf8.count + 1 + item.utf8.count > width, line != head {
        lines.append(line)
        line = head
      }
      line += " \(item)"
    }
    return line == head ? lines : lines + [line]
  }
}
