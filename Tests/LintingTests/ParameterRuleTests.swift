import CriteriaSemantics
import CriteriaSyntax
import Embedding
import LintTestSupport
import Linting
import SourceText
import Testing

/// A parameter beside `isactive==true`, and the findings in it, as `code severity text`.
private struct ParameterCase {
  let kind: HostQuery.Parameter.Kind
  let text: String
  var api = APIVersion.v3
  var operation = CriteriaSyntax.Operation.list
  var host = HostKind.deluge
  var datastore: String? = "empdir"
  let expected: [String]

  init(
    _ kind: HostQuery.Parameter.Kind, _ text: String, _ api: APIVersion = .v3,
    operation: CriteriaSyntax.Operation = .list, host: HostKind = .deluge, datastore: String? = "empdir",
    finds expected: [String]
  ) {
    self.kind = kind
    self.text = text
    self.api = api
    self.operation = operation
    self.host = host
    self.datastore = datastore
    self.expected = expected
  }

  var found: [String] {
    let setting = CheckSetting(
      datastore: datastore, operation: operation, api: api, parameters: [kind: text], host: host)
    return setting.findings(in: Array("isactive==true".utf8)).map {
      let place = Array(text.utf8).text($0.range)
      return "\($0.code) \($0.severity) \(place)"
    }
  }
}

@Suite("Rules about parameters")
struct ParameterRuleTests {
  private static func check(_ cases: [ParameterCase]) -> [String] {
    cases.filter { $0.found != $0.expected }.map { "\($0.kind) \($0.text): \($0.found)" }
  }

  @Test func cq020AndCQ021AndCQ118() {
    let cases = [
      ParameterCase(.orderBy, "empname desc, empid asc", finds: []),
      ParameterCase(.orderBy, "empname, empid , salary DESC", finds: []),
      ParameterCase(.orderBy, "added_time desc", finds: []),
      ParameterCase(.orderBy, "${field} desc, empid", finds: []),
      ParameterCase(.orderBy, " ", finds: []),
      ParameterCase(.orderBy, "empname desc, empname", finds: ["CQ020 error empname"]),
      ParameterCase(.orderBy, "empname, salary, empname", finds: ["CQ020 error empname"]),
      ParameterCase(.orderBy, "empnam desc", finds: ["CQ021 error empnam"]),
      ParameterCase(.orderBy, "empnam desc", datastore: "other", finds: []),
      ParameterCase(.orderBy, "-empnam", .v2, finds: ["CQ021 error empnam"]),
      ParameterCase(.orderBy, "+empname", finds: ["CQ118 warning +empname"]),
      ParameterCase(.orderBy, "empname desc", .v2, finds: ["CQ118 hint empname desc"]),
      ParameterCase(.orderBy, "empname", .v2, finds: []),
      ParameterCase(.orderBy, "-empname", .v2, finds: []),
      ParameterCase(.orderBy, "-user-name", .v2, datastore: nil, finds: []),
      ParameterCase(.orderBy, "+empname,-salary", .v2, finds: ["CQ118 hint -salary"]),
      ParameterCase(.orderBy, "+1777360402254", finds: ["CQ118 hint +1777360402254"]),
      ParameterCase(.orderBy, "-3600000", finds: ["CQ118 hint -3600000"]),
      ParameterCase(.orderBy, "empname descending", finds: ["CQ118 warning empname descending"]),
      ParameterCase(.orderBy, "empname descending", .v2, finds: ["CQ118 hint empname descending"]),
      ParameterCase(.orderBy, "-empname up", .v2, finds: ["CQ118 hint -empname up"]),
      ParameterCase(.orderBy, "empname,", finds: ["CQ118 warning ,"]),
    ]
    #expect(Self.check(cases) == [])
  }

  @Test func cq022AndCQ117() {
    let cases = [
      ParameterCase(.limit, "1", finds: []), ParameterCase(.limit, "100", finds: []),
      ParameterCase(.limit, "${n}", finds: []), ParameterCase(.limit, "", finds: []),
      ParameterCase(.limit, "0", finds: ["CQ022 error 0"]),
      ParameterCase(.limit, "-5", finds: ["CQ022 error -5"]),
      ParameterCase(.limit, "0", .v2, finds: ["CQ022 error 0"]),
      ParameterCase(.limit, "101", finds: ["CQ117 warning 101"]),
      ParameterCase(.limit, "1000", finds: ["CQ117 warning 1000"]),
      ParameterCase(.limit, "101", .v2, finds: []), ParameterCase(.limit, "1001", .v2, finds: []),
      ParameterCase(.limit, "1001", finds: ["CQ022 error 1001"]),
      ParameterCase(.limit, "99999999999999999999999", finds: ["CQ022 error 99999999999999999999999"]),
      ParameterCase(.limit, "many", finds: ["CQ022 error many"]),
      ParameterCase(.limit, "many", host: .criteria, finds: []),
      ParameterCase(.limit, "0", operation: .delete, finds: []),
    ]
    #expect(Self.check(cases) == [])
  }

  @Test func cq023() {
    let cases = [
      ParameterCase(.nextToken, "MTB8MTc3NzM2MDQwMzQ1NXw=", finds: []),
      ParameterCase(.nextToken, "MTB8MTc3NzM2MDQwMzQ1NXw", finds: []),
      ParameterCase(.nextToken, "${token}", finds: []), ParameterCase(.nextToken, "", finds: []),
      ParameterCase(.nextToken, "page 2", finds: ["CQ023 warning page 2"]),
      ParameterCase(.syncToken, "page 2", finds: []),
      ParameterCase(.startToken, "page 2", .v2, finds: ["CQ023 warning page 2"]),
    ]
    #expect(Self.check(cases) == [])
  }

  @Test func cq024() {
    func found(_ operation: CriteriaSyntax.Operation, _ api: APIVersion, _ text: String?, ids: String? = nil)
      -> [String]
    {
      var setting = CheckSetting(operation: operation, api: api, parameters: ids.map { [.ids: $0] } ?? [:])
      setting.isWithoutCriteria = text == nil
      return setting.findings(in: Array((text ?? "").utf8)).map {
        "\($0.code) \($0.severity) \($0.basis?.text ?? "-")"
      }
    }
    #expect(found(.list, .v3, nil) == [])
    #expect(found(.list, .v3, "") == [])
    #expect(found(.update, .v3, nil) == ["CQ024 error implied"])
    #expect(found(.update, .v3, " ") == ["CQ024 error implied"])
    #expect(found(.update, .v3, "${criteria}") == [])
    #expect(found(.delete, .v3, nil) == ["CQ024 warning decision C4"])
    #expect(found(.delete, .v3, nil, ids: "1,2") == [])
    #expect(found(.delete, .v2, "") == ["CQ024 warning decision C4"])
    #expect(found(.delete, .v2, "14756000000008008") == [])
  }
}
