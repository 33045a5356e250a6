import CriteriaSyntax
import SourceText

/// Whether a criteria is finished, so that Enter runs it, or goes on in the next line.
package enum InputCompleteness {
  /// What the text waits for: a parenthesis that is open, a condition after `&&` or `||`, an operator's value. Nil
  /// where it is finished, also where nothing that follows could mend it.
  package static func missing(in text: String, knownFields: KnownFields = .none) -> Missing? {
    let bytes = Array(text.utf8)
    var scanner = HoleScanner()
    let source = scanner.addHoles(to: MappedText(bytes: bytes), forms: .dollarBrace)
    var parser = CriteriaParser()
    parser.parse(source, knownFields: knownFields)
    let tree = parser.tree
    var last = tree.tokens.count - 2
    while last >= 0, tree.tokens[last].isTrivia, tree.tokens[last].kind != .unexpected { last -= 1 }
    guard last >= 0 else { return nil }
    switch tree.tokens[last].kind {
    case .and, .or, .not: return .condition
    case .comparisonOperator: return .value
    case .comma: return .value
    case .openParenthesis: return .parenthesis
    default: break
    }
    for diagnostic in tree.diagnostics {
      switch diagnostic.kind {
      case .unclosedGroup, .unclosedList: return .parenthesis
      default: break
      }
    }
    return nil
  }

  package enum Missing: Sendable, Equatable {
    case parenthesis
    case condition
    case value
  }
}
