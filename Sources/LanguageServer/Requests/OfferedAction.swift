import Embedding
import JSONSyntax
import Linting
import SourceText
import Workspace

/// The kinds of code actions (LSP 3.17, `CodeActionKind`). A client asks for a kind and for all below it.
enum CodeActionKind: String, CaseIterable, Sendable {
  case quickFix = "quickfix"
  case refactor = "refactor"
  case extract = "refactor.extract"
  case inline = "refactor.inline"
  case rewrite = "refactor.rewrite"
  case fixAll = "source.fixAll.cliquery"

  func isBelow(_ wanted: String) -> Bool { rawValue == wanted || rawValue.hasPrefix(wanted + ".") }

  init(_ kind: Refactoring.Kind) {
    self =
      switch kind {
      case .rewrite: .rewrite
      case .inline: .inline
      case .extract: .extract
      }
  }
}

/// A code action before it is written for a client.
struct OfferedAction {
  enum Edit {
    /// Of the document.
    case text([TextEdit])
    case files([FileEdits])
    case create(FilePath, [UInt8])
  }

  /// Names it among the actions of its range.
  let id: String
  let title: String
  let kind: CodeActionKind
  /// What it mends.
  var finding: Finding?
  /// Whether an editor may apply it at a key press.
  var isPreferred = false
  /// Why it cannot be done; it has no edit then.
  var disabled: String?
  /// What is run instead of an edit: a command, and the query that it is about.
  var command: (command: QueryCommand, query: HostQuery)?
  /// Asked for when it is needed; nil where nothing is to be changed after all.
  var edit: () -> Edit? = { nil }
}
