import SourceText

/// What is wrong in a text of endpoints.
package struct EndpointProblem: Error, Sendable, Hashable {
  /// The word that is wrong, in the text.
  package let range: ByteRange
  /// Lower case, no final stop.
  package let message: String
}
