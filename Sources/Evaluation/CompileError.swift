import SourceText

/// Why a criteria cannot be run over records.
package struct CompileError: Error, Sendable, Hashable {
  /// For a person: what is wrong, and what to do where that is not plain.
  package let message: String
  /// In the text.
  package let range: ByteRange

  package init(_ message: String, _ range: ByteRange) {
    self.message = message
    self.range = range
  }
}
