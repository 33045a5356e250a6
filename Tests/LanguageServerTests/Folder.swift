import FolderTestSupport
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
  private let folder: TestFolder
  var path: FilePath { folder.path }

  init() throws {
    let files = [
      ".cliquery.yml": "lint: {hints: false}\n", "datastores/empdir.json": schema,
      "fixtures/empdir.ndjson": records,
    ]
    // Without a blank, so that addresses of files read as their paths do.
    folder = try TestFolder(files, prefix: "cliquery-")
  }

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
