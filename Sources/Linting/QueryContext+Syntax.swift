import CriteriaSyntax
import SourceText

/// Reading the parser's findings.
extension QueryContext {
  /// The parser's findings of these kinds.
  func diagnostics(_ kinds: SyntaxDiagnostic.Kind...) -> [SyntaxDiagnostic] {
    tree.diagnostics.filter { kinds.contains($0.kind) }
  }

  /// Whether all conditions were read whole, so that it is sure what a change of the text does. What a safe fix mends
  /// does not count against it.
  var isWhole: Bool { tree.diagnostics.allSatisfy(\.leavesConditionWhole) }

  /// Whether the text parses as it stands. Else what is taken out may have held something up: `and` ends a value in
  /// quotes, and is a part of one without.
  var parses: Bool {
    tree.diagnostics.allSatisfy {
      switch $0.kind {
      case .operatorStartsValue, .parenthesesInValue, .conditionInValue, .keywordCase, .emptyListItem,
        .smartQuotes, .strayQuote:
        true
      default: false
      }
    }
  }
}
