import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// What the kinds of parts are called to a client (LSP 3.17, `SemanticTokensLegend`): names that every theme knows.
enum SemanticTokenLegend {
  static let types = [
    "comment", "keyword", "class", "property", "variable", "operator", "string", "number", "enumMember",
    "regexp",
    "parameter", "namespace",
  ]
  static let modifiers = ["declaration", "readonly", "defaultLibrary"]

  static func writeOptions(to writer: inout JSONWriter) {
    writer.key("legend")
    writer.object { writer in
      writer.key("tokenTypes")
      writer.array { writer in for type in types { writer.string(type) } }
      writer.key("tokenModifiers")
      writer.array { writer in for modifier in modifiers { writer.string(modifier) } }
    }
    writer.member("range", true)
    writer.key("full")
    writer.object { $0.member("delta", true) }
  }

  static func type(_ kind: DocumentToken.Kind) -> UInt32 { UInt32(kind.rawValue) }

  static func modifiers(_ set: DocumentToken.Modifiers) -> UInt32 {
    (set.contains(.declaration) ? 1 : 0) | (set.contains(.system) ? 2 | 4 : 0)
  }
}

/// Tokens as numbers: five for each, places counted from the token before (LSP 3.17, "Integer Encoding for Tokens").
struct SemanticTokenEncoder {
  /// One token that an edit may not divide.
  static let width = 5

  let lines: LineIndex
  let unit: LineIndex.Unit

  /// `tokens` are in order, apart from each other, each on one line. Linear.
  func encode(_ tokens: [DocumentToken]) -> [UInt32] {
    var data: [UInt32] = []
    data.reserveCapacity(tokens.count * Self.width)
    let bytes = lines.bytes
    var line = 0
    var lineEnd = 0
    var lastLine = 0
    var lastColumn = 0
    /// Up to where columns of the line are counted.
    var place = 0
    var column = 0
    for token in tokens {
      if data.isEmpty || token.range.start >= lineEnd {
        line = lines.line(at: token.range.start)
        place = lines.position(at: token.range.start, unit: .utf8).column
        place = token.range.start - place
        lineEnd = line + 1 < lines.lineCount ? lines.range(ofLine: line).end + 1 : Int.max
        column = 0
      }
      column += count(bytes, ByteRange(place, token.range.start))
      place = token.range.start
      let length = count(bytes, token.range)
      data.append(UInt32(clamping: line - lastLine))
      data.append(UInt32(clamping: line == lastLine ? column - lastColumn : column))
      data.append(UInt32(clamping: length))
      data.append(SemanticTokenLegend.type(token.kind))
      data.append(SemanticTokenLegend.modifiers(token.modifiers))
      lastLine = line
      lastColumn = column
    }
    return data
  }

  private func count(_ bytes: [UInt8], _ range: ByteRange) -> Int {
    if unit == .utf8 { return range.count }
    var count = 0
    for byte in bytes[range] where byte & 0xC0 != 0x80 { count += byte >= 0xF0 && unit == .utf16 ? 2 : 1 }
    return count
  }
}

/// The tokens that a client has of its documents, for what changed since.
struct SemanticTokenResults: Sendable {
  private var results: [DocumentURI: (id: Int, data: [UInt32])] = [:]
  private var nextID = 1

  /// Keeps what is sent now; its id.
  mutating func keep(_ data: [UInt32], of uri: DocumentURI) -> String {
    let id = nextID
    nextID += 1
    results[uri] = (id, data)
    return String(id)
  }

  /// What was sent with an id; nil where that is not the last one, and nothing can be told from it.
  func data(_ id: String, of uri: DocumentURI) -> [UInt32]? {
    guard let result = results[uri], String(result.id) == id else { return nil }
    return result.data
  }

  mutating func forget(_ uri: DocumentURI) { results[uri] = nil }
}

/// What has to change to make one list of tokens another (LSP 3.17, `SemanticTokensEdit`): everything between the common
/// beginning and the common end, in whole tokens.
struct SemanticTokenDifference {
  let start: Int
  let deleteCount: Int
  let data: ArraySlice<UInt32>

  /// Nil where nothing changes.
  init?(from old: [UInt32], to new: [UInt32]) {
    let width = SemanticTokenEncoder.width
    let shorter = min(old.count, new.count)
    var start = 0
    while start < shorter, old[start] == new[start] { start += 1 }
    if start == old.count, start == new.count { return nil }
    start -= start % width
    var common = 0
    while common < shorter - start, old[old.count - 1 - common] == new[new.count - 1 - common] { common += 1 }
    common -= common % width
    self.start = start
    deleteCount = old.count - start - common
    data = new[start..<(new.count - common)]
  }
}
