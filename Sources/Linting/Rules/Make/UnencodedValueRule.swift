import MakeQuery
import SourceText

/// ## What it does
/// Reports a blank in a value of an address that is sent as it is written, a raw `&` in a text, and a `%` that encodes
/// nothing.
///
/// ## Why it matters
/// An address ends at a blank, and a value at `&`: what follows is lost, or another parameter.
///
/// ## Example
/// ```make
/// GET /templates/public?name=Research&Development
/// ```
///
/// ## Use instead
/// ```make
/// GET /templates/public?name=Research%26Development
/// ```
///
/// ## Fix safety
/// Writing `%20` for a blank is safe: it can mean nothing else. Encoding `&` is unsafe: it may separate two parameters.
///
/// ## Basis and source
/// Make API, "Troubleshooting": no white spaces in the address, special characters have to be encoded.
package enum UnencodedValueRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ042", name: "unencoded-value", severity: .error, group: .requests,
    summary: "a blank, `&` or `%` in a value that is not encoded")
  package static let traits: RequestTraits = [.unencoded, .unknownParameter]

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    // What a sender encodes may hold blanks.
    if request.request.sending != .encodedBySender { checkBlanks(request, &findings) }
    checkAmpersands(request, &findings)
    for problem in request.tree.problems where problem.kind == .brokenEscape {
      findings.report(
        in: request.text, at: problem.range, "`%` encodes nothing here; write `%25` for the sign itself",
        severity: .warning, fixes: [.unsafe("write `%25`", [TextEdit(range: problem.range, newText: "%25")])])
    }
  }

  private static func checkBlanks(_ request: RequestContext, _ findings: inout FindingSink) {
    for parameter in request.tree.parameters where parameter.traits.contains(.blankInValue) {
      guard !findings.isFull, let value = parameter.value else { continue }
      let blanks = blanks(in: value, request.text)
      guard !blanks.isEmpty else { continue }
      findings.report(
        in: request.text, at: value,
        "\(request.quoted(value)) holds a blank, where an address ends; write `%20`", basis: .documented,
        fixes: [.safe("write `%20`", blanks.map { TextEdit(range: ByteRange($0, $0 + 1), newText: "%20") })])
    }
  }

  private static func blanks(in range: ByteRange, _ text: MappedText) -> [Int] {
    var result: [Int] = []
    var next = 0
    for (index, byte) in text.bytes[range].enumerated() where byte == UInt8(ascii: " ") {
      let offset = range.start + index
      while next < text.holes.count, text.holes[next].range.end <= offset { next += 1 }
      if next < text.holes.count, text.holes[next].range.contains(offset) { continue }
      result.append(offset)
    }
    return result
  }

  private static func checkAmpersands(_ request: RequestContext, _ findings: inout FindingSink) {
    for argument in request.arguments where argument.standing == .unknown && argument.parameter.value == nil {
      guard !findings.isFull, UnknownName.use(of: argument, request) == .restOfValue else { continue }
      let before = request.tree.parameters[argument.index - 1].range.end
      let mark = ByteRange(before, argument.parameter.name.start)
      findings.report(
        in: request.text, at: mark,
        "`&` ends the value before it, and \(request.quoted(argument.parameter.name)) is taken for a parameter; write"
          + " `%26` if it belongs to the value",
        severity: .warning, basis: .documented,
        fixes: [.unsafe("write `%26`", [TextEdit(range: mark, newText: "%26")])])
    }
  }
}
