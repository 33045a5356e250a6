import JSONSyntax
import LanguageServer
import Workspace

/// A document that is open at a client, and questions about it.
struct Asking {
  var client: Client
  let uri: String
  /// Where the text's `$0` stood, or its beginning.
  let place: String
  /// Where the text's first and second `$0` stood.
  let selection: String
  let text: String
  private let unit: String

  /// `text` may hold one `$0` for a cursor or two for a selection. `capabilities` are the members of the client's.
  init(
    _ folder: Folder, _ text: String, name: String = "a.criteria", encoding: String = "utf-8",
    capabilities: String = ""
  ) {
    let parts = text.split(separator: "$0", omittingEmptySubsequences: false).map(String.init)
    self.text = parts.joined()
    unit = encoding
    let start = Self.place(after: parts[0], encoding)
    let end = parts.count > 2 ? Self.place(after: parts[0] + parts[1], encoding) : start
    place = start
    selection = #"{"start":\#(start),"end":\#(end)}"#
    client = Client.started(in: folder.path, encoding: encoding, capabilities: capabilities)
    uri = folder.uri(name)
    client.open(uri, self.text, language: Typing.language(name))
    _ = client.messages()
  }

  /// The end of a text as a client counts it.
  static func place(after text: String, _ encoding: String) -> String {
    let lines = LineTexts.split(text)
    let last = lines.last ?? ""
    let column =
      encoding == "utf-8"
      ? last.utf8.count : encoding == "utf-16" ? last.utf16.count : last.unicodeScalars.count
    return #"{"line":\#(lines.count - 1),"character":\#(column)}"#
  }

  var document: String { #""textDocument":{"uri":"\#(uri)"}"# }

  mutating func ask(_ method: String, _ more: String = "") -> String {
    client.request(method, "{\(document)\(more.isEmpty ? "" : ",")\(more)}")
  }

  mutating func askAtPlace(_ method: String) -> JSONValue? { value(ask(method, #""position":\#(place)"#)) }

  /// The document's text with a client's edits in it.
  func applying(_ edits: [JSONValue]) -> String {
    var scalars = Array(text.utf8)
    let placed = edits.compactMap { edit -> (start: Int, end: Int, text: String)? in
      guard let range = edit["range"], let start = range["start"].flatMap(offset),
        let end = range["end"].flatMap(offset), let text = edit["newText"]?.string
      else { return nil }
      return (start, end, text)
    }
    guard placed.count == edits.count else { return "edits that cannot be read" }
    // Insertions at one place stand in the order of the list.
    let ordered = placed.enumerated().sorted {
      ($0.element.start, $0.element.end, $0.offset) > ($1.element.start, $1.element.end, $1.offset)
    }
    for (_, edit) in ordered { scalars.replaceSubrange(edit.start..<edit.end, with: edit.text.utf8) }
    return String(decoding: scalars, as: UTF8.self)
  }

  private func offset(_ place: JSONValue) -> Int? {
    guard let line = place["line"]?.int64, let column = place["character"]?.int64 else { return nil }
    let lines = LineTexts.split(text)
    guard line < lines.count else { return nil }
    var offset = LineTexts.starts(text)[Int(line)]
    var left = Int(column)
    for scalar in lines[Int(line)].unicodeScalars where left > 0 {
      left -= unit == "utf-8" ? scalar.utf8.count : unit == "utf-16" ? scalar.utf16.count : 1
      offset += scalar.utf8.count
    }
    return left == 0 ? offset : nil
  }
}

/// Lines as the protocol has them: they end at LF, CR LF or CR.
enum LineTexts {
  static func starts(_ text: String) -> [Int] {
    var starts = [0]
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() {
      let isCRLF = byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
      if byte == 0x0A || byte == 0x0D && !isCRLF { starts.append(index + 1) }
    }
    return starts
  }

  static func split(_ text: String) -> [String] {
    let starts = starts(text)
    let bytes = Array(text.utf8)
    return starts.indices.map { line in
      var end = line + 1 < starts.count ? starts[line + 1] : bytes.count
      while end > starts[line], bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D, line + 1 < starts.count {
        end -= 1
      }
      return String(decoding: bytes[starts[line]..<end], as: UTF8.self)
    }
  }
}
