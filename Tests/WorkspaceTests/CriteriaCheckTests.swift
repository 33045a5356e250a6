import CriteriaSemantics
import FolderTestSupport
import Testing

@testable import Workspace

@Suite("a criteria that somebody typed")
struct CriteriaCheckTests {
  private struct Case {
    let text: String
    var order: String?
    var values: [String] = []
    /// The codes of findings, each after the text that it stands in.
    var found = ""
    /// Holes that stop it.
    var open = ""
    var unknown: [String] = []
    let isStopped: Bool
  }

  @Test func findingsHolesAndValues() throws {
    let folder = try TestFolder()
    try folder.write(
      "datastores/team.json",
      """
      {"unique_name": "team", "name": "Team", "description": "People", "fields": [
        {"unique_name": "status", "name": "Status", "type": "limited-text"},
        {"unique_name": "level", "name": "Level", "type": "number"}]}
      """)
    let workspace = WorkspaceSession(currentDirectory: folder.path).main
    let cases = [
      Case(text: "status==open && level>2", isStopped: false),
      Case(text: "", isStopped: false),
      Case(text: "statsu==open", found: "<criteria> CQ011", isStopped: true),
      Case(text: "status==open", order: "levle desc", found: "<order_by> CQ021", isStopped: true),
      Case(
        text: "level==x", order: "level, level", found: "<criteria> CQ013; <order_by> CQ020", isStopped: true),
      Case(text: "status==${s}", open: "${s}", isStopped: true),
      Case(text: "status==${s}", values: ["s=open"], isStopped: false),
      Case(text: "status==<name>", open: "<name>", isStopped: true),
      Case(text: "status==<name>", values: ["name=a=b"], isStopped: false),
      Case(text: "${f}==1", values: ["f=level"], open: "${f} a field", isStopped: true),
      Case(text: "${c} && level>1", values: ["c=level>1"], open: "${c} conditions", isStopped: true),
      Case(text: "status==open", order: "${o}", values: ["o=level"], open: "${o} a field", isStopped: true),
      Case(text: "status==open", values: [" t =1"], unknown: ["t"], isStopped: false),
    ]
    for item in cases {
      let check = workspace.check(
        CriteriaQuestion(
          Array(item.text.utf8), bindings: item.values.compactMap(PlainEnglish.Binding.init(assignment:)),
          parameters: item.order.map { [CriteriaQuestion.Parameter(.orderBy, $0)] } ?? []))
      let found = check.reports.map { report in
        ([report.path] + report.findings.map(\.code)).joined(separator: " ")
      }
      let open = check.openHoles.map { hole in hole.written + (hole.use.map { " \($0)" } ?? "") }
      #expect(
        check.datastore == "team" && found.joined(separator: "; ") == item.found
          && open.joined(separator: "; ") == item.open && check.unknownBindings == item.unknown
          && check.isStopped == item.isStopped, "\(item) \(found) \(open)")
    }
  }

  @Test func valuesAreAssigned() {
    #expect(PlainEnglish.Binding(assignment: "a=b=c").map { "\($0.name):\($0.value)" } == "a:b=c")
    #expect(
      PlainEnglish.Binding(assignment: " user.id = 7").map { "\($0.name):\($0.value)" } == "user.id: 7")
    for text in ["", "a", "=b", "  =b"] { #expect(PlainEnglish.Binding(assignment: text) == nil, "\(text)") }
  }
}
