import Foundation
import REPL
import RecordStore
import Workspace

/// A folder with a small workspace, removed with the value that owns it.
final class TestFolder {
  let url: URL

  init(_ files: [String: String] = TestFolder.staff) throws {
    let base = URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath()
    url = base.appendingPathComponent("cliquery-repl-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (path, text) in files { try write(text, to: path) }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ text: String, to path: String) throws {
    let file = url.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ path: String) -> String? {
    (try? Data(contentsOf: url.appendingPathComponent(path))).map { String(decoding: $0, as: UTF8.self) }
  }

  func session(_ host: TestHost, _ store: RecordStore? = nil) -> Session {
    Session(host: host, workspace: WorkspaceSession(currentDirectory: FilePath(url.path)), store: store)
  }

  static let staff = [
    ".cliquery.yml": "lint:\n  hints: true\n",
    "datastores/staff.json": """
    {"unique_name": "staff", "name": "Staff", "description": "People", "fields": [
      {"unique_name": "name", "name": "Full Name", "type": "limited-text", "mandatory": true},
      {"unique_name": "team", "name": "Team", "type": "limited-text"},
      {"unique_name": "pay", "name": "Pay", "type": "number"},
      {"unique_name": "active", "name": "Active", "type": "boolean", "default_value": "true"},
      {"unique_name": "phone", "name": "Phone", "type": "limited-text", "masked": true}],
     "unique_keys": [["name"]]}
    """,
    "fixtures/staff.json": """
    {"list": [
      {"id": "101", "name": "Mira", "team": "Support", "pay": "900", "active": true, "phone": "***"},
      {"id": "102", "name": "山田　太郎", "team": "Research and Development", "pay": "1200.5", "active": true, "phone": "***"},
      {"id": "103", "name": "O'Brien", "team": "Support", "pay": null, "active": false, "phone": "***"},
      {"id": "104", "name": "Zoë \\"Z\\" Doe", "team": "", "pay": "70", "active": true, "phone": null}]}
    """,
    "fixtures/tags.csv": "tag,uses\nred,3\n\"blue, light\",12\n",
  ]
}
