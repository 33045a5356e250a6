/// The pattern of `like`, read once [decision C11]. It heeds no case: its literal parts are folded (CaseFolding,
/// statuses C and S), and it is held against folded text.
package struct LikePattern: Sendable, Hashable {
  package enum Element: Sendable, Hashable {
    /// Folded UTF-8; never empty.
    case literal([UInt8])
    /// Exactly one Unicode scalar.
    case one
    /// Any run, also none.
    case run
  }

  /// Two runs, or two literals, are never neighbours.
  package let elements: [Element]

  package init(elements: [Element]) {
    self.elements = elements
  }
}
