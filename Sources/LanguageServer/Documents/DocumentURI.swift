import SourceText
import Workspace

/// The address of a document, as the client writes it.
struct DocumentURI: Hashable, Sendable {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  init(_ path: FilePath) {
    text = "file://" + String(decoding: PercentEncoding.encoded(path.bytes, keeping: "/"), as: UTF8.self)
  }

  /// Where the document lies; nil for one that is no file, such as one that was never saved.
  var path: FilePath? {
    guard text.hasPrefix("file://") else { return nil }
    let rest = Array(text.utf8.dropFirst(7))
    guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else { return nil }
    var bytes: [UInt8] = []
    var index = slash
    while index < rest.count {
      if let byte = PercentEncoding.triplet(in: rest, at: index, end: rest.count) {
        bytes.append(byte)
        index += 3
      } else {
        bytes.append(rest[index])
        index += 1
      }
    }
    return FilePath(bytes)
  }
}
