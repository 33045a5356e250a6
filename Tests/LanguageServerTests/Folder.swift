import Foundation
import JSONSyntax
import LanguageServer
import Workspace

let schema = """
  {"name": "Employees", "unique_name": "empdir", "description": "d", "unique_keys": [["empid"]], "fields": [
    {"name": "Employee ID", "unique_name": "empid", "type": "number", "mandatory": true},
    {"name": "Department", "unique_name": "department", "type": "limited-text"},
    {"name": "Active", "unique_name": "isactive", "type": "boolean"}]}
  """

let records = """
  {"id":"1","empid":"1001","department":"Sales","isactive":true}
  {"id":"2","empid":"1002","department":"Research and Development","isactive":true}
  {"id":"3","empid":"1003","department":"Sales","isactive":false}

  """

/// A workspace on disk, gone with its value, and a client in it.
final class Folder {
  let path: FilePath

  init() throws {
    let base = URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath()
    path = FilePath(base.appendingPathComponent("cliquery-lsp-\(UUID().uuidString)").path)
    try FileSystem.makeFolders(path.appending("datastores"))
    try FileSystem.makeFolders(path.appending("fixtures"))
    try FileSystem.write(Array("lint: {hints: false}\n".utf8), to: path.appending(".cliquery.yml"))
    try FileSystem.write(Array(schema.utf8), to: path.appending("datastores").appending("empdir.json"))
    try FileSystem.write(Array(records.utf8), to: path.appending("fixtures").appending("empdir.ndjson"))
  }

  deinit { try? FileManager.default.removeItem(atPath: path.text) }

  func uri(_ name: String) -> String { "file://" + path.appending(name).text }
}

/// The text without its `$0`, and where that stood.
func cut(_ text: String) -> (text: String, place: String) {
  let parts = text.components(separatedBy: "$0")
  let lines = parts[0].components(separatedBy: "\n")
  let column = lines.last.map { $0.utf8.count } ?? 0
  return (parts.joined(), #"{"line":\#(lines.count - 1),"character":\#(column)}"#)
}

func value(_ text: String) -> JSONValue? { JSONDocument(Array(text.utf8)).root }
