import CriteriaSyntax
import Embedding
import SourceText

/// A change of a criteria or a request that a person may want.
package struct Refactoring: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// Another way to say it.
    case rewrite
    /// A name gives way to what it stands for.
    case inline
    /// A part gets a name.
    case extract
  }

  package enum Outcome: Sendable, Hashable {
    /// Edits of the file, encoded for the host.
    case edits([TextEdit])
    /// Why it cannot be done here; lower case, no final stop.
    case refused(String)
  }

  /// Names it among those of a place; stays the same as long as the text does.
  package let id: String
  /// What it does, as an order.
  package let title: String
  package let kind: Kind
  package let outcome: Outcome
}

extension DocumentAssistance {
  /// In bytes; each change is held against the whole text, and no server takes a fortieth of this.
  private static let longestRefactored = 20_000

  /// What can be made of the criteria or the request at `range` of the file, a cursor or a selection. Each result parses, makes no new
  /// finding, and means the same unless its title says that it does not.
  package func refactorings(in range: ByteRange) -> [Refactoring] {
    guard let (query, text, start) = query(at: range.start) else { return requestRefactorings(in: range) }
    guard !query.isFragment, text.range.count <= Self.longestRefactored else { return [] }
    // A selection may end behind the text, as that of a whole line does.
    let end = text.textOffset(ofFile: range.end) ?? text.range.end
    let context = RefactoringContext(
      self, query, text, selection: ByteRange(min(start, end), max(start, end)))
    guard context.tree.nodes.count > 1 else { return [] }
    var check = RewriteCheck(context)
    let proposals =
      context.parentheses() + context.equality() + context.membership() + context.order()
      + context.negations() + context.holes()
    return proposals.map { proposal in
      Refactoring(
        id: proposal.id, title: proposal.title, kind: proposal.kind, outcome: check.outcome(of: proposal))
    } + urlForms(query, text)
  }
}

/// A change of the text before it is looked at.
struct Rewrite {
  /// What the result must be to what was there.
  enum Promise {
    /// It selects the same.
    case same
    /// It selects what the other does not.
    case opposite
    /// One condition inside of it changes.
    case other
  }

  let id: String
  let title: String
  var kind = Refactoring.Kind.rewrite
  var promise = Promise.same
  /// In the text's offsets, apart from each other.
  var edits: [RewriteEdit] = []
  /// Other edits, of the file itself.
  var fileEdits: [TextEdit] = []
  /// Values of holes that the edits bring in.
  var bindings: [String: String] = [:]
  /// Why it cannot be done, where that is known already.
  var refusal: String?
}

/// One replacement in a criteria. What it takes over from the text keeps its holes.
struct RewriteEdit {
  enum Piece {
    case copy(ByteRange)
    case literal([UInt8])
    /// `${name}`
    case hole([UInt8])
  }

  let range: ByteRange
  let pieces: [Piece]

  init(_ range: ByteRange, _ pieces: [Piece]) {
    self.range = range
    self.pieces = pieces
  }

  init(_ range: ByteRange, _ text: String) { self.init(range, [.literal(Array(text.utf8))]) }

  static func insert(_ text: String, at offset: Int) -> RewriteEdit {
    RewriteEdit(ByteRange(at: offset), text)
  }
  static func delete(_ range: ByteRange) -> RewriteEdit { RewriteEdit(range, []) }

  init(_ edit: TextEdit) { self.init(edit.range, [.literal(edit.newText)]) }
}
