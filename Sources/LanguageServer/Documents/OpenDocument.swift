import Embedding
import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// A document that the client has open: its text as the client has it.
struct OpenDocument: Sendable {
  let uri: DocumentURI
  let languageID: String
  private(set) var version: Int
  private(set) var lines: LineIndex
  /// Why the text is not known any more; nil while it is. A full text mends it.
  private(set) var outOfSync: String?
  /// The file that the text is taken for; nil for a kind of document that holds no queries.
  let name: FilePath?
  /// What was found out about the text, for as long as that is true.
  let live = LiveDocument()

  var bytes: [UInt8] { lines.bytes }

  init(uri: DocumentURI, languageID: String, version: Int, text: String) {
    self.uri = uri
    self.languageID = languageID
    self.version = version
    name = Self.name(uri, languageID)
    lines = LineIndex(Array(text.utf8))
  }

  /// A document that is no file, or whose name tells nothing, is what the client calls its language.
  private static func name(_ uri: DocumentURI, _ languageID: String) -> FilePath? {
    if let path = uri.path {
      switch FileKind(name: path.lastComponent) {
      case .document, .deluge, .json, .request: return path
      case .later: return nil
      case .other: break
      }
    }
    switch languageID {
    case "criteria", "cliquery": return FilePath("untitled.criteria")
    case "deluge": return FilePath("untitled.dg")
    case "json", "jsonc": return FilePath("untitled.json")
    case "http", "restclient", "rest": return FilePath("untitled.http")
    default: return nil
    }
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
        let new = Array(text.utf8)
        // Clients send the whole where a part would do.
        let edit = TextDifference.edit(from: bytes, to: new)
        replace(edit.range, with: edit.newText)
        outOfSync = nil
        continue
      }
      if outOfSync != nil { continue }
      do {
        replace(try self.range(range, unit: unit), with: Array(text.utf8))
      } catch {
        outOfSync = error.message
      }
    }
  }

  private mutating func replace(_ range: ByteRange, with text: [UInt8]) {
    live.willChange()
    lines.replace(range, with: text)
    live.didChange(range, to: text.count, in: lines.bytes)
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
