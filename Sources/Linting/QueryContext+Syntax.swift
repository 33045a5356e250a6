import CriteriaSyntax
import SourceText

/// Reading the parser's findings.
extension QueryContext {
  /// The parser's findings of these kinds.
  func diagnostics(_ kinds: SyntaxDiagnostic.Kind...) -> [SyntaxDiagnostic] {
    tree.diagnostics.filter { kinds.contains($0.kind) }
  }

  /// Whether the text parses as it stands. How it is written is nobody's concern before, and what a change would
  /// do is not sure.
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
