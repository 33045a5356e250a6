import SourceText

/// Something wrong with a directive of a criteria document (`CQ401` to `CQ404`).
package struct DocumentProblem: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// `CQ401`: the directive stands after the block's text. It takes effect all the same.
    case misplacedDirective
    /// `CQ402`; the range is the `@` and the word.
    case unknownDirective
    /// `CQ403`: the range is the value, or the whole directive where there is none. It takes no effect.
    case badDirectiveValue
    /// `CQ404`: the block has the directive already, at `first`; this one takes no effect. For `@let` one of the
    /// same name.
    case duplicateDirective(first: ByteRange)
  }

  package let kind: Kind
  /// Nil where it is unknown.
  package let keyword: DocumentDirective.Keyword?
  package let range: ByteRange

  package init(kind: Kind, keyword: DocumentDirective.Keyword?, range: ByteRange) {
    self.kind = kind
    self.keyword = keyword
    self.range = range
  }
}
