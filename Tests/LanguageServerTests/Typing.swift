import Foundation
import JSONSyntax
import LanguageServer
import Workspace

/// Questions about one document in a folder of its own.
struct Typing {
  let folder: Folder
  var capabilities = ""
  var encoding = "utf-8"

  init(capabilities: String = "", encoding: String = "utf-8") throws {
    folder = try Folder()
    self.capabilities = capabilities
    self.encoding = encoding
  }

  func client() -> Client {
    Client.started(in: folder.path, encoding: encoding, capabilities: capabilities)
  }

  static func language(_ name: String) -> String {
    if name.hasSuffix(".dg") { return "deluge" }
    if name.hasSuffix(".http") { return "http" }
    return name.hasSuffix(".json") ? "json" : "criteria"
  }

  /// The answer to a request about the place of `$0` in `text`.
  func ask(
    _ method: String, _ text: String, name: String = "a.criteria", more: String = ""
  ) -> JSONValue? {
    var client = client()
    let (text, place) = place(text)
    client.open(folder.uri(name), text, language: Self.language(name))
    let params = #"{"textDocument":{"uri":"\#(folder.uri(name))"},"position":\#(place)\#(more)}"#
    return value(client.request("textDocument/" + method, params))
  }

  /// The text without its mark, and the mark's place in the client's columns.
  func place(_ text: String) -> (text: String, place: String) {
    let parts = text.components(separatedBy: "$0")
    return (parts.joined(), position(parts[0]))
  }

  /// The place behind `before`.
  func position(_ before: String) -> String {
    let lines = before.replacing("\r\n", with: "\n").components(separatedBy: "\n")
    let line = lines.last ?? ""
    let column =
      switch encoding {
      case "utf-8": line.utf8.count
      case "utf-16": line.utf16.count
      default: line.unicodeScalars.count
      }
    return #"{"line":\#(lines.count - 1),"character":\#(column)}"#
  }

  /// The labels of a completion, in one line.
  func labels(_ text: String, name: String = "a.criteria") -> String {
    let items = ask("completion", text, name: name)?["items"]?.elements ?? []
    return items.compactMap { $0["label"]?.string }.joined(separator: " ; ")
  }
}

/// A text with its offsets counted as a client counts.
struct ShownText {
  private let lines: [[UInt8]]
  private let starts: [Int]
  let bytes: [UInt8]

  /// Columns in UTF-8.
  init(_ text: String) {
    bytes = Array(text.utf8)
    var lines: [[UInt8]] = [[]]
    var starts = [0]
    for (index, byte) in bytes.enumerated() {
      if byte == 10 {
        lines.append([])
        starts.append(index + 1)
      } else {
        lines[lines.count - 1].append(byte)
      }
    }
    self.lines = lines
    self.starts = starts
  }

  func offset(_ place: JSONValue?) -> Int? {
    guard let line = place?["line"]?.int64, let column = place?["character"]?.int64, line >= 0,
      Int(line) < starts.count
    else { return nil }
    return starts[Int(line)] + Int(column)
  }

  func range(_ range: JSONValue?) -> Range<Int>? {
    guard let start = offset(range?["start"]), let end = offset(range?["end"]), start <= end,
      end <= bytes.count
    else { return nil }
    return start..<end
  }

  func line(at offset: Int) -> Int { (starts.lastIndex { $0 <= offset }) ?? 0 }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The text with a `TextEdit` of the protocol applied.
  func applying(_ range: Range<Int>, _ newText: String) -> String {
    String(decoding: bytes[..<range.lowerBound] + newText.utf8 + bytes[range.upperBound...], as: UTF8.self)
  }
}
