import Embedding
import LintTestSupport
import Linting
import Testing

/// A line with a marker under the first place of `part`.
private func marked(_ line: String, _ part: String, _ finding: String) -> String {
  let column = line.firstRange(of: part).map { line[..<$0.lowerBound].unicodeScalars.count } ?? 0
  let blanks = String(repeating: " ", count: column)
  return "\(line)\n\(blanks)\(String(repeating: "^", count: part.unicodeScalars.count)) \(finding)"
}

private let records = "GET https://cliq.zoho.com/api/v3/datastores/empdir/records"
private let make = "GET https://eu1.make.com/api/v2/teams?organizationId=8013"
private let token = "4b8fc1d2-97aa-4c3e-8f60-d1b7e59a2c04"

@Suite("HQ203, HQ204, HQ205, HQ209")
struct RequestFileRuleTests {
  @Test("messages, places and fixes")
  func findings() {
    let request = FileSetting(.request)
    let json = FileSetting(.json)
    let deluge = FileSetting(.deluge)
    let problems = [
      checkFile(
        marked(
          "GET https://eu1.make.com/api/v1/teams?organizationId=1", "/api/v1/teams",
          "MQ002 warning: `/api/v1` is not the base of the API; write `/api/v2`"), request,
        unsafelyFixed: "GET https://eu1.make.com/api/v2/teams?organizationId=1"),
      checkFile(
        marked(
          "GET https://eu1.make.com/v2/teams?organizationId=1", "/v2/teams",
          "MQ002 warning: `/v2` is not the base of the API; write `/api/v2`"), request,
        unsafelyFixed: "GET https://eu1.make.com/api/v2/teams?organizationId=1"),
      checkFile(
        marked(
          "GET https://eu1.make.com/teams?organizationId=1", "/teams",
          "MQ044 warning: the paths of the API begin with `/api/v2`, and it is missing here"), request,
        unsafelyFixed: "GET https://eu1.make.com/api/v2/teams?organizationId=1"),
      checkFile("GET https://www.make.com/api/v1/teams?organizationId=1", request),
      checkFile(
        marked(
          "\(records)?criteria=department==Sales&&isactive==true", "&&",
          "HQ203 error: a raw `&&` ends the criteria, so the server reads `department==Sales` only; encode it as `%26%26`"
        ), request, unsafelyFixed: "\(records)?criteria=department==Sales%26%26isactive==true"),
      checkFile(
        marked(
          "\(records)?criteria=department%253D%253DSales", "department%253D%253DSales",
          "HQ204 warning: this criteria is encoded twice, and the server decodes it once; encode it once"),
        request,
        unsafelyFixed: "\(records)?criteria=department%3D%3DSales"),
      checkFile(
        make + "\n"
          + marked(
            "Authorization: Token \(token)", token,
            "HQ205 warning: an API token of Make stands in the text; use a variable that is defined outside of the file, and replace the token"
          ), request, unsafelyFixed: make + "\nAuthorization: Token {{makeToken}}"),
      checkFile(
        marked(
          "GET {{host}}/api/v2/storages/empdir/records?order_by=+empname", "+",
          "HQ209 warning: `+` is a blank in a URL; write `%2Bempname`"), request,
        fixed: "GET {{host}}/api/v2/storages/empdir/records?order_by=%2Bempname"),
      checkFile(
        marked(
          "\(records)?order_by=+empname", "+",
          "HQ209 warning: `+` is a blank in a URL; v3 sorts ascending without a sign: write `empname`"),
        request,
        fixed: "\(records)?order_by=empname"),
      checkFile(
        marked(
          #"{"url": {"raw": "{{b}}/api/v3/datastores/empdir/records?criteria=department==Sales&&isactive==true"}}"#,
          "&&", "HQ203 error"), json,
        unsafelyFixed:
          #"{"url": {"raw": "{{b}}/api/v3/datastores/empdir/records?criteria=department==Sales%26%26isactive==true"}}"#
      ),
      checkFile(
        marked(
          #"r = invokeurl [ url: "https://cliq.zoho.com/api/v3/datastores/empdir/records?criteria=department==Sales && isactive==" + x ];"#,
          "&&", "HQ203 error"), deluge,
        unsafelyFixed:
          #"r = invokeurl [ url: "https://cliq.zoho.com/api/v3/datastores/empdir/records?criteria=department==Sales%20%26%26%20isactive==" + x ];"#
      ),
    ]
    #expect(problems.flatMap { $0 } == [])
  }

  @Test("what was meant is checked behind a raw `&&`, and what was encoded twice")
  func meant() {
    let problems = [
      checkFile(
        "\(records)?criteria=department==Sales&&departmnt==true".replacing("departmnt==true", with: "x"),
        FileSetting(.request, select: ["CQ003"])),
      checkFile(
        marked("\(records)?criteria=isactive==true&&departmnt==x", "departmnt", "CQ011 error: "),
        FileSetting(.request, select: ["CQ011"]),
        unsafelyFixed: "\(records)?criteria=isactive==true&&department==x"),
      checkFile(
        marked("\(records)?criteria=departmnt%253D%253DSales", "departmnt", "CQ011 error: "),
        FileSetting(.request, select: ["CQ011"]),
        unsafelyFixed: "\(records)?criteria=department%253D%253DSales"),
    ]
    #expect(problems.flatMap { $0 } == [])
  }

  @Test("a comment before a request silences in all of it, one inside of it in the line that follows")
  func suppressions() {
    let setting = FileSetting(.request, select: ["HQ2", "CQ9"])
    let authorization = "Authorization: Token \(token)"
    let problems = [
      checkFile(
        "# cliquery: ignore HQ205 -- for the demonstration\n\(make)\nAccept: */*\n\(authorization)", setting),
      checkFile(
        "### named\n# @name x\n// cliquery: ignore token-in-source\n\(make)\n\(authorization)", setting),
      checkFile("\(make)\n# cliquery: ignore HQ205\n\(authorization)", setting),
      checkFile(
        "# cliquery: ignore-file HQ205\n\n\(make)\n\(authorization)\n###\n\(make)\n\(authorization)", setting),
    ]
    #expect(problems.flatMap { $0 } == [])
    let other = "# cliquery: ignore HQ205\nGET https://example.com\n###\n\(make)\n\(authorization)"
    #expect(setting.findings(in: Array(other.utf8)).map(\.code) == ["CQ901", "HQ205"])
  }
}
