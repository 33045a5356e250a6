import CriteriaSyntax

/// How undocumented points of the language are read, and which of them the user settled himself.
package struct DialectOptions: Sendable, Hashable {
  /// Whether equality of texts heeds the case of letters [decision C10].
  package enum TextEquality: String, Sendable, Hashable, CaseIterable {
    case caseSensitive = "case-sensitive"
    case caseInsensitive = "case-insensitive"
  }

  /// What a `like` pattern means [decision C11].
  package enum Like: String, Sendable, Hashable, CaseIterable {
    /// `%` any run, `_` one character, `\` escapes.
    case sql
    /// The pattern is searched anywhere in the text; nothing is a wildcard.
    case contains
    /// `*` any run, `?` one character.
    case glob
  }

  /// The options that settings named; a finding that rests on one of them is as sure as the user is.
  package struct Chosen: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let api = Chosen(rawValue: 1)
    package static let textEquality = Chosen(rawValue: 2)
    package static let like = Chosen(rawValue: 4)
  }

  /// The api of queries that name none: criteria documents and texts on the command line.
  package var api: APIVersion
  package var textEquality: TextEquality
  package var like: Like
  package var chosen: Chosen

  package init(
    api: APIVersion = .v3, textEquality: TextEquality = .caseSensitive, like: Like = .sql,
    chosen: Chosen = []
  ) {
    self.api = api
    self.textEquality = textEquality
    self.like = like
    self.chosen = chosen
  }
}
