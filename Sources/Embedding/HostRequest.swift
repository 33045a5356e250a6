import SourceText

/// One request to the Make API found in a file (workspace, "Evidence", E5 to E7).
package struct HostRequest: Sendable {
  /// How the address reaches the server.
  package enum Sending: Sendable, Hashable {
    /// As it is written: brackets and values have to be encoded already.
    case asWritten
    /// The sender encodes it.
    case encodedBySender
    /// Nothing tells.
    case unknown
  }

  package enum Body: Sendable, Hashable {
    case none
    case present
    /// It cannot be seen whether there is one.
    case unknown
  }

  /// The address, without the method, holes found.
  package var text: MappedText
  /// In capitals; nil where nothing tells.
  package var method: String?
  /// In the file.
  package var methodRange: ByteRange?
  package var sending: Sending
  package var body: Body
  /// What stands before the token in the header `Authorization`, `Bearer` for instance, in the file; nil where nothing
  /// tells.
  package var authorizationScheme: ByteRange?
  /// Whether the text is only a part of what reaches the server: highlighted and completed, never reported.
  package var isFragment: Bool
  /// The request's place in the file.
  package var range: ByteRange

  package init(
    text: MappedText, method: String? = nil, methodRange: ByteRange? = nil, sending: Sending = .unknown,
    body: Body = .unknown, authorizationScheme: ByteRange? = nil, isFragment: Bool = false, range: ByteRange
  ) {
    self.text = text
    self.method = method
    self.methodRange = methodRange
    self.sending = sending
    self.body = body
    self.authorizationScheme = authorizationScheme
    self.isFragment = isFragment
    self.range = range
  }
}
