import SourceText

/// What is to change in one file.
package struct FileEdits: Sendable, Hashable {
  /// Absolute.
  package let path: FilePath
  /// The text that the edits are of.
  package let bytes: [UInt8]
  /// In their order, apart from each other.
  package let edits: [TextEdit]

  package init(path: FilePath, bytes: [UInt8], edits: [TextEdit]) {
    self.path = path
    self.bytes = bytes
    self.edits = edits
  }
}
