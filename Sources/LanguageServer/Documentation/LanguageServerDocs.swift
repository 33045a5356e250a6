import JSONSyntax

/// The parts of `docs/lsp.md` that are made from the sources.
package enum LanguageServerDocs {
  /// Where it stands in the repository.
  package static let path = "docs/lsp.md"

  /// `text` with its made parts made anew; each stands between `<!-- made: NAME -->` and `<!-- end -->`.
  package static func updated(_ text: String) -> String {
    var lines: [Substring] = []
    var isMade = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "<!-- end -->" { isMade = false }
      if !isMade { lines.append(line) }
      if line.hasPrefix("<!-- made: ") {
        isMade = true
        lines.append("")
        lines += part(String(line.dropFirst(11).prefix { $0 != " " })).split(
          separator: "\n", omittingEmptySubsequences: false)
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func part(_ name: String) -> String {
    switch name {
    case "methods": methods
    case "capabilities": "```json\n\(String(decoding: capabilities, as: UTF8.self))```\n"
    default: ""
    }
  }

  /// What the server announces to a client that takes everything.
  package static var capabilities: [UInt8] {
    var writer = JSONWriter(indentation: 2)
    writer.object { ServerCapabilities.write(for: .full, to: &$0) }
    return writer.textWithNewline
  }

  private static var methods: String {
    var text = ""
    for (title, methods) in ProtocolTable.groups {
      text += "### \(title)\n\n| method | sent by | state | announced by |\n|---|---|---|---|\n"
      for method in methods {
        let state =
          switch method.state {
          case .done(let note): "**done**" + (note.map { ": " + $0 } ?? "")
          case .not(let reason): "no: " + reason
          }
        let capability = method.capability.map { method.isDone ? "`\($0)`" : "" } ?? ""
        let new = method.isNew ? " (3.18)" : ""
        text += "| `\(method.name)`\(new) | \(method.sender.rawValue) | \(state) | \(capability) |\n"
      }
      text += "\n"
    }
    return text
  }
}
