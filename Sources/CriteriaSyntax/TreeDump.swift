import SourceText

/// A tree as text for people: a line for each node and token, children indented, each with its range in bytes.
package enum TreeDump {
  /// `bytes` is the buffer that was parsed. Blanks are left out unless `includingBlanks`.
  package static func text(of tree: CriteriaTree, in bytes: [UInt8], includingBlanks: Bool = false) -> String
  {
    var lines: [UInt8] = []
    var depth = 0
    for event in TreeWalk.events(of: tree) {
      switch event {
      case .enter(let node):
        let flags = words(of: tree.nodes[node].flags)
        append(&lines, depth, name(of: tree.nodes[node].kind), tree.range(ofNode: node), flags)
        depth += 1
      case .leave:
        depth -= 1
      case .token(let token):
        guard includingBlanks || tree.tokens[token].kind != .blank else { continue }
        let range = tree.range(ofToken: token)
        append(&lines, depth, name(of: tree.tokens[token].kind), range, "`\(shown(bytes.text(range)))`")
      }
    }
    return String(decoding: lines, as: UTF8.self)
  }

  /// Deeper lines are all indented alike, so that nesting cannot make the text larger than the tree.
  private static let deepestIndent = 64

  private static func append(
    _ lines: inout [UInt8], _ depth: Int, _ name: String, _ range: ByteRange, _ rest: String
  ) {
    lines.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * min(depth, deepestIndent)))
    lines += "\(name) \(range.start)..\(range.end)".utf8
    if !rest.isEmpty { lines += " \(rest)".utf8 }
    lines.append(UInt8(ascii: "\n"))
  }

  /// The name of a node's kind, for this text and the machine formats.
  package static func name(of kind: CriteriaTree.Node.Kind) -> String {
    switch kind {
    case .condition: "condition"
    case .holeCondition: "hole-condition"
    case .error: "error"
    case .group: "group"
    case .negation: "negation"
    case .conjunction: "conjunction"
    case .disjunction: "disjunction"
    case .criteria: "criteria"
    }
  }

  /// The name of a token's kind, for this text and the machine formats.
  package static func name(of kind: CriteriaTree.Token.Kind) -> String {
    switch kind {
    case .blank: "blank"
    case .strangeBlank: "strange-blank"
    case .unexpected: "unexpected"
    case .openParenthesis: "open"
    case .closeParenthesis: "close"
    case .comma: "comma"
    case .and: "and"
    case .or: "or"
    case .not: "not"
    case .field: "field"
    case .comparisonOperator: "operator"
    case .quotedValue: "quoted-value"
    case .bareValue: "bare-value"
    case .holeCondition: "hole"
    }
  }

  private static func words(of flags: CriteriaTree.Node.Flags) -> String {
    var words: [String] = []
    if flags.contains(.list) { words.append("list") }
    if flags.contains(.hasHole) { words.append("with a hole") }
    if flags.contains(.missingValue) { words.append("without a value") }
    if flags.contains(.foreignOperator) { words.append("foreign operator") }
    if flags.contains(.broken) { words.append("broken") }
    return words.joined(separator: ", ")
  }

  /// Text on one line: control characters as escapes.
  package static func shown(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
