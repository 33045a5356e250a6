import Formatting
import MakeQuery
import SourceText
import TestSupport

/// Everything that must hold for any bytes at all as a request, asked at once.
package struct RequestRobustnessCheck {
  private var parser = RequestParser()
  private var outputParser = RequestParser()

  private var formatters = RequestFormatter.Style.allCases.flatMap { style in
    [false, true].map { RequestFormatter(style: style, isBroken: $0, width: 30) }
  }

  package init() {}

  /// What does not hold for `bytes` as a request, or nil.
  package mutating func problem(with bytes: [UInt8]) -> String? {
    let text = RequestPlaceholders.addHoles(to: MappedText(bytes: bytes))
    parser.parse(text)
    if let problem = RequestInvariants.problem(in: parser.tree, of: text) { return problem }
    return formattingProblem(text)
  }

  private mutating func formattingProblem(_ text: MappedText) -> String? {
    for index in formatters.indices where formatters[index].format(text) {
      let output = RequestPlaceholders.addHoles(to: MappedText(bytes: formatters[index].output))
      outputParser.parse(output)
      let style = formatters[index].style
      let shown = String(decoding: output.bytes, as: UTF8.self).debugDescription
      guard outputParser.tree.hasSameMeaning(output, as: parser.tree, text) else {
        return "formatting (\(style)) changes the meaning to \(shown)"
      }
      if formatters[index].format(output) { return "formatting (\(style)) twice changes \(shown)" }
    }
    return nil
  }
}
