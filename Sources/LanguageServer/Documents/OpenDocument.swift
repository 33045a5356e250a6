import Embedding
import JSONRPC
import JSONSyntax
import SourceText

/// A document that the client has open: its text as the client has it.
struct OpenDocument: Sendable {
  let uri: DocumentURI
  let languageID: String
  private(set) var version: Int
  private(set) var bytes: [UInt8]
  private(set) var lines: LineIndex
  /// Why the text is not known any more; nil while it is. A full text mends it.
  private(set) var outOfSync: String?

  init(uri: DocumentURI, languageID: String, version: Int, text: String) {
    self.uri = uri
    self.languageID = languageID
    self.version = version
    bytes = Array(text.utf8)
    lines = LineIndex(bytes)
  }

  /// Takes the changes of one `textDocument/didChange` in, in their order. A change that cannot be taken leaves the
  /// document out of sync: the text is then never guessed.
  mutating func apply(_ changes: [JSONValue], version: Int, unit: LineIndex.Unit) {
    self.version = version
    for change in changes {
      guard change.kind == .object, let text = change["text"]?.string else {
        outOfSync = "a change without a text"
        continue
      }
      guard let range = change["range"], !range.isNull else {
        bytes = Array(text.utf8)
        lines = LineIndex(bytes)
        outOfSync = nil
        continue
      }
      if outOfSync != nil { continue }
      do {
        let target = try self.range(range, unit: unit)
        bytes.replaceSubrange(target.start..<target.end, with: text.utf8)
        lines = LineIndex(bytes)
      } catch {
        outOfSync = error.message
      }
    }
  }

  /// The bytes of a client's range.
  func range(_ value: JSONValue, unit: LineIndex.Unit) throws(RPCError) -> ByteRange {
    guard value.kind == .object else { throw .invalidParams("a range is an object") }
    let start = try offset(value.place("start"), unit: unit)
    let end = try offset(value.place("end"), unit: unit)
    guard start <= end else { throw .invalidParams("the range ends before it starts") }
    return ByteRange(start, end)
  }

  func offset(_ place: LineIndex.Position, unit: LineIndex.Unit) throws(RPCError) -> Int {
    do {
      return try lines.offset(of: place, unit: unit)
    } catch {
      let reason =
        switch error {
        case .negative: "is negative"
        case .lineOutside: "lies behind the last line"
        case .insideCharacter: "lies inside of a character"
        }
      throw .invalidParams("the place \(place.line):\(place.column) \(reason)")
    }
  }
}
