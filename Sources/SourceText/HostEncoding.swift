/// How text is written inside a host: the layers it passes through, the innermost first.
///
/// A criteria inside the raw body of a Postman request is JSON in JSON: two layers of `.jsonString`.
package struct HostEncoding: Hashable, Sendable {
  package enum Layer: Hashable, Sendable {
    /// Deluge string literals: the quote of each, by the number that segments have; 0 where no literal stands.
    case delugeString(quotes: [UInt8])
    /// A text in which `${` begins a hole: a literal one has a backslash before it.
    case escapedHoles
    /// The inside of a JSON string.
    case jsonString
    /// A component of a URL: everything outside RFC 3986 "unreserved" is percent-encoded.
    case percent
    /// One line of a criteria document: no newline can be written.
    case singleLine
  }

  package let layers: [Layer]

  package init(_ layers: [Layer]) {
    self.layers = layers
  }

  /// The text stands in its file as it is.
  package static let verbatim = HostEncoding([])
}
