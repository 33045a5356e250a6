import CriteriaSyntax

/// How criteria are spelt.
package struct FormatOptions: Sendable, Hashable {
  package enum Spelling: UInt8, Sendable, Hashable {
    /// As it is written.
    case keep
    case canonical
  }

  /// The columns that a line may take before a text is broken.
  package var width: Int
  /// Whether `=` becomes `==`.
  package var equality: Spelling
  /// Whether each condition of a compound gets parentheses; in v2 they stay as written.
  package var parentheses: Spelling
  package var api: APIVersion

  package init(
    width: Int = 100, equality: Spelling = .keep, parentheses: Spelling = .canonical, api: APIVersion = .v3
  ) {
    self.width = width
    self.equality = equality
    self.parentheses = parentheses
    self.api = api
  }

  /// Whether parentheses may be added.
  var addsParentheses: Bool { parentheses == .canonical && api == .v3 }
}
