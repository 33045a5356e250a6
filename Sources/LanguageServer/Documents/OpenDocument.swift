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

  /// - Parameter isBroken: whether `text` cannot be what the client has, because that is no text.
  init(uri: DocumentURI, languageID: String, version: Int, text: String, isBroken: Bool = false) {
    self.uri = uri
    self.languageID = languageID
    self.version = version
    name = Self.name(uri, languageID)
    lines = LineIndex(Array(text.utf8))
    if isBroken { outOfSync = Self.loneSurrogate }
  }

  private static let loneSurrogate = "it holds one half of a surrogate pair without the other"

  /// A document that is no file, or whose name tells nothing, is what the client calls its language.
  private static func name(_ uri: DocumentURI, _ languageID: String) -> FilePath? {
    if let path = uri.path {
      switch FileKind(name: path.lastComponent) {
      case .document, .deluge, .json, .request: return path
      case .later: return nil
      case .other: break
      }
    }
    switch languageID.lowercased() {
    case "criteria", "cliquery": return FilePath("untitled.criteria")
    case "deluge", "dg", "zoho-deluge": return FilePath("untitled.dg")
    case "json", "jsonc", "json5": return FilePath("untitled.json")
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
        outOfSync = change["text"]?.holdsLoneSurrogate ?? false ? Self.loneSurrogate : nil
        continue
      }
      if outOfSync != nil { continue }
      do {
        replace(try self.range(range, unit: unit), with: Array(text.utf8))
        // The other half may come next, and both are one character then.
        if change["text"]?.holdsLoneSurrogate ?? false { outOfSync = Self.loneSurrogate }
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

  /// The bytes of a range that a client asks about. What lies behind the last line is the end of the text, as
  /// `Position` has it since LSP 3.18: clients ask so for everything.
  func askedRange(_ value: JSONValue, unit: LineIndex.Unit) throws(RPCError) -> ByteRange {
    guard value.kind == .object else { throw .invalidParams("a range is an object") }
    let start = try offset(clamped(value.place("start")), unit: unit)
    let end = try offset(clamped(value.place("end")), unit: unit)
    guard start <= end else { throw .invalidParams("the range ends before it starts") }
    return ByteRange(start, end)
  }

  private func clamped(_ place: LineIndex.Position) -> LineIndex.Position {
    place.line > lines.lineCount ? LineIndex.Position(line: lines.lineCount, column: 0) : place
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
