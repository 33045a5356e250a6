import Embedding

/// Texts are UTF-8. What an editor saved as UTF-16 would be read as nothing, or written over.
enum TextEncoding {
  static let refusal = "the file is UTF-16; save it as UTF-8"

  /// Whether a text begins as UTF-16 does, with its byte-order mark.
  static func isUTF16(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
  }
}

extension DiscoveredFile {
  /// What the file holds. One in UTF-16 is refused where it was named, or where its name says that it is ours; others
  /// that a folder led to may be anybody's.
  func read() throws(FileSystem.Failure) -> [UInt8] {
    let bytes = try FileSystem.read(path)
    let isOurs = isExplicit || (kind != .json && path.hasSuffix)
    if isOurs, TextEncoding.isUTF16(bytes) { throw FileSystem.Failure(TextEncoding.refusal) }
    return bytes
  }
}
