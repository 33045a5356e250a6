import FolderTestSupport
import REPL
import RecordStore
import Workspace

/// A small workspace, and sessions in it.
extension TestFolder {
  func session(_ host: TestHost, _ store: RecordStore? = nil) -> Session {
    Session(host: host, workspace: WorkspaceSession(currentDirectory: path), store: store)
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
