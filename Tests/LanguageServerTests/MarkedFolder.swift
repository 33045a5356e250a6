import Foundation
import JSONSyntax
import LanguageServer
import SourceText
import Testing
import Workspace

/// A workspace written as texts with marks: `$0` is the cursor, `«…»` stands around each place that is expected.
struct MarkedFolder {
  let folder: Folder
  /// Without marks, by path below the folder.
  private(set) var texts: [String: String] = [:]
  private let marked: [String: String]
  private(set) var cursorFile = ""
  private(set) var cursor = 0

  /// `extra` files are not expected to be answered, and have no marks.
  init(_ files: [String: String], _ extra: [String: String] = [:]) throws {
    folder = try Folder()
    marked = files.mapValues { $0.replacing("$0", with: "") }
    for (name, text) in files.merging(extra, uniquingKeysWith: { first, _ in first }) {
      let clean = text.replacing("«", with: "").replacing("»", with: "")
      if let mark = clean.range(of: "$0") {
        cursorFile = name
        cursor = clean[..<mark.lowerBound].utf8.count
      }
      let plain = clean.replacing("$0", with: "")
      texts[name] = plain
      try write(plain, name)
    }
    for name in ["datastores/empdir.json", "fixtures/empdir.ndjson"] where texts[name] == nil {
      try FileManager.default.removeItem(atPath: folder.path.appending(name).text)
    }
  }

  /// Quickly: what is written here need not outlive the machine.
  func write(_ text: String, _ name: String) throws {
    let path = folder.path.appending(name)
    try FileSystem.makeFolders(path.parent)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path.text))
  }

  func unit(_ encoding: String) -> LineIndex.Unit {
    encoding == "utf-8" ? .utf8 : encoding == "utf-16" ? .utf16 : .utf32
  }

  func client(_ encoding: String, capabilities: String = "") -> Client {
    var client = Client.started(in: folder.path, encoding: encoding, capabilities: capabilities)
    client.open(folder.uri(cursorFile), texts[cursorFile] ?? "", language: Self.language(cursorFile))
    return client
  }

  static func language(_ name: String) -> String { Typing.language(name) }

  /// `params` of a request at the cursor.
  func params(_ encoding: String, _ more: String = "") -> String {
    let place = LineIndex(Array((texts[cursorFile] ?? "").utf8)).position(at: cursor, unit: unit(encoding))
    return
      #"{"textDocument":{"uri":"\#(folder.uri(cursorFile))"},"position":{"line":\#(place.line),"character":\#(place.column)}\#(more)}"#
  }

  func name(ofURI uri: String) -> String {
    String((uri.removingPercentEncoding ?? uri).dropFirst("file://".count + folder.path.text.count + 1))
  }

  func range(_ value: JSONValue?, in name: String, _ encoding: String) -> ByteRange {
    let lines = LineIndex(Array((texts[name] ?? "").utf8))
    func offset(_ end: String) -> Int {
      let line = value?.path(end, "line")?.int64.map { Int($0) } ?? -1
      let column = value?.path(end, "character")?.int64.map { Int($0) } ?? -1
      return (try? lines.offset(of: LineIndex.Position(line: line, column: column), unit: unit(encoding)))
        ?? -1
    }
    return ByteRange(offset("start"), offset("end"))
  }

  /// The texts of the marked files with marks around what an answer of `Location`s names, others where it names them.
  func shown(_ answer: JSONValue?, _ encoding: String, file: String? = nil) -> [String: String] {
    var edits: [String: [TextEdit]] = [:]
    for location in answer?.elements ?? [] {
      let name =
        file ?? name(ofURI: location["uri"]?.string ?? location["targetUri"]?.string ?? "")
      let place = range(location["targetSelectionRange"] ?? location["range"] ?? location, in: name, encoding)
      let text = Array((texts[name] ?? "").utf8)
      edits[name, default: []].append(
        TextEdit(range: place, newText: Array("«".utf8) + text[place] + Array("»".utf8)))
    }
    var result = marked.filter { !$0.value.contains("«") && edits[$0.key] == nil }
    for (name, edits) in edits {
      let changed = TextEdit.apply(edits, to: Array((texts[name] ?? "").utf8))
      result[name] = changed.map { String(decoding: $0, as: UTF8.self) } ?? "edits that do not fit: \(edits)"
    }
    return result
  }

  var expected: [String: String] { marked }

  /// The texts after a `WorkspaceEdit`, and the files that it moves.
  func applied(_ edit: JSONValue?, _ encoding: String) -> (texts: [String: String], moves: [String]) {
    var texts = self.texts
    var moves: [String] = []
    func apply(_ edits: [JSONValue], _ uri: String) {
      let name = self.name(ofURI: uri)
      let edits = edits.map { edit in
        TextEdit(
          range: range(edit["range"], in: name, encoding), newText: edit["newText"]?.string ?? "")
      }
      texts[name] = TextEdit.apply(edits, to: Array((texts[name] ?? "").utf8)).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    for change in edit?["changes"]?.members ?? [] { apply(change.value.elements, change.key.string ?? "") }
    for change in edit?["documentChanges"]?.elements ?? [] {
      if change["kind"]?.string == "rename" {
        let names = ["oldUri", "newUri"].map { name(ofURI: change[$0]?.string ?? "") }
        moves.append(names.joined(separator: " -> "))
      } else {
        apply(change["edits"]?.elements ?? [], change.path("textDocument", "uri")?.string ?? "")
      }
    }
    return (texts, moves)
  }
}

let encodings = ["utf-8", "utf-16", "utf-32"]

/// What VS Code takes, as far as renaming goes.
let editingFully =
  #""workspace":{"workspaceEdit":{"documentChanges":true,"resourceOperations":["create","rename"],"changeAnnotationSupport":{}}},"textDocument":{"rename":{"prepareSupport":true}}"#
