import CriteriaSyntax
import LintTestSupport
import Linting
import SourceText
import Testing

/// Criteria texts of the official pages and of public scripts, with what is found in them.
@Suite("Published texts")
struct PublishedTextTests {
  private static let texts: [(String, [String])] = [
    ("(empname=John) && (isactive=true)", []),
    ("(department==Engineering) && (isactive==true)", []),
    ("availability==true", []), ("availability==false", []), ("name==${dynamic_value}", []),
    ("field_name==field_value", []), ("<field_name>==<field_value>", []), ("taskid ==${taskId}", []),
    ("userid==${userId}", []), ("userid == ${user.get(\"id\")}", []), ("(user_id==123)", []),
    ("userid=${user.get(\"id\")}", []), ("userid==${userId.toString()}", []),
    ("(github_username==${githubUsername})", []), ("weeklysummary==TRUE", ["CQ112"]),
    ("userid==\"${user.get(\"id\")}\"", []), (" priority==high ", []), ("instock==true", []),
    ("projectid == \"${dbProjectId}\"", []), ("status==open", []), ("", []),
    ("userid==${userId} AND notificationtype==weekly_summary", ["CQ003"]),
  ]

  @Test func nothingIsFoundThatItsAuthorWouldNotBeGladOf() {
    for api in APIVersion.allCases {
      for operation in [CriteriaSyntax.Operation.list, .update] {
        let setting = CheckSetting(datastore: nil, operation: operation, api: api, catalog: .none)
        for (text, expected) in Self.texts where !text.isEmpty || operation == .list {
          let bytes = Array(text.utf8)
          let found = setting.findings(in: bytes)
          #expect(found.map(\.code) == expected, "\(text)")
          let fixed = FixApplier.apply(to: bytes, findings: found, unsafe: true) { setting.findings(in: $0) }
          #expect(!fixed.remaining.contains { $0.severity == .error }, "\(text)")
        }
      }
    }
  }
}
