import FolderTestSupport
import SourceText
import TestSupport
import Testing

@testable import Workspace

/// Formats a request file, and again what comes of it: the second time changes nothing.
private func format(_ text: String, range: ByteRange? = nil, settings: String? = nil) throws -> String {
  let folder = try TestFolder()
  if let settings { try folder.write(".cliquery.yml", settings) }
  var session = WorkspaceSession(currentDirectory: folder.path)
  func once(_ text: String, _ range: ByteRange?) -> String {
    var options = FormatRunOptions()
    options.range = range
    let input = session.standardInput(Array(text.utf8), name: FilePath("x.http"))
    let report = session.format(input, options: options)
    #expect(report.problems.isEmpty, "\(report.problems)")
    return String(decoding: report.change?.after ?? input.bytes, as: UTF8.self)
  }
  let result = once(text, range)
  if range == nil { #expect(once(result, nil) == result, "not stable: \(result)") }
  return result
}

@Suite("Formatting of request files")
struct RequestFileFormatTests {
  @Test("addresses of Make are encoded, long ones broken; nothing else changes")
  func make() throws {
    let cases = [
      (
        "GET https://eu1.make.com/api/v2/teams?cols[]=id&name=Ä b\nAccept: a[]\n\n{ \"a\":1 }\n",
        "GET https://eu1.make.com/api/v2/teams?cols%5B%5D=id&name=%C3%84%20b\nAccept: a[]\n\n{ \"a\":1 }\n"
      ),
      (
        "{{base}}/data-stores/{{id}}/data?pg[limit]={{n}}   HTTP/1.1",
        "{{base}}/data-stores/{{id}}/data?pg%5Blimit%5D={{n}}   HTTP/1.1"
      ),
      (
        "GET {{base}}/scenarios?teamId=35&pg%5Blimit%5D=100&pg%5Boffset%5D=200&pg%5BsortBy%5D=name&pg%5BsortDir%5D=asc HTTP/1.1\r\nA: b\r\n",
        "GET {{base}}/scenarios\r\n  ?teamId=35\r\n  &pg%5Blimit%5D=100\r\n  &pg%5Boffset%5D=200\r\n  &pg%5BsortBy%5D=name\r\n  &pg%5BsortDir%5D=asc HTTP/1.1\r\nA: b\r\n"
      ),
      // A comment in the address, others' requests, text that cannot be read.
      (
        "GET {{base}}/scenarios\n  ?teamId=35\n# &isActive=true\n  &cols[]=id\n",
        "GET {{base}}/scenarios\n  ?teamId=35\n# &isActive=true\n  &cols[]=id\n"
      ),
      (
        "GET https://api.example.com/x?a[]=1&b= c\n###\nGET /teams?pg[limit=1&cols[]=id\n",
        "GET https://api.example.com/x?a[]=1&b= c\n###\nGET /teams?pg[limit=1&cols[]=id\n"
      ),
      (
        "curl 'https://eu1.make.com/api/v2/teams?cols[]=id'\n",
        "curl 'https://eu1.make.com/api/v2/teams?cols[]=id'\n"
      ),
    ]
    for (before, after) in cases { #expect(try format(before) == after) }
  }

  @Test("criteria in addresses and bodies: blanks around the logical operators")
  func criteria() throws {
    let records = "{{cliq}}/api/v3/datastores/empdir/records"
    let cases = [
      (
        "GET \(records)?criteria=(a==1)%26%26%20(b==2)",
        "GET \(records)?criteria=(a==1)%20%26%26%20(b==2)"
      ),
      (
        "PATCH \(records)\n\n{\"criteria\":\"(a==1)&&  (b==\\\"x\\\")\",\n# note\n\"values\":{}}",
        "PATCH \(records)\n\n{\"criteria\":\"(a==1) && (b==\\\"x\\\")\",\n# note\n\"values\":{}}"
      ),
      // Breaking follows what the criteria became.
      (
        "GET https://cliq.zoho.com/api/v3/datastores/empdir/records?criteria=(department==x)%26%26(b==2)&limit=5",
        "GET https://cliq.zoho.com/api/v3/datastores/empdir/records\n  ?criteria=(department==x)%20%26%26%20(b==2)\n  &limit=5"
      ),
      // A raw mark is no business of a formatter.
      ("GET \(records)?criteria=(a==1)&&(b==2)", "GET \(records)?criteria=(a==1)&&(b==2)"),
    ]
    for (before, after) in cases { #expect(try format(before) == after) }
  }

  @Test("a range, the width of the settings, hosts of the settings")
  func options() throws {
    let two = "GET /teams?cols[]=id\n###\nGET /hooks?cols[]=id\n"
    let place = Array(two.utf8).count - 3
    #expect(
      try format(two, range: ByteRange(place, place))
        == "GET /teams?cols[]=id\n###\nGET /hooks?cols%5B%5D=id\n")
    #expect(
      try format("GET /teams?organizationId=1&name=x", settings: "format: {width: 20}")
        == "GET /teams\n  ?organizationId=1\n  &name=x")
    let own = "GET https://make.local/api/v2/teams?cols[]=id"
    #expect(try format(own) == own)
    #expect(
      try format(own, settings: "make: {hosts: [make.local]}")
        == "GET https://make.local/api/v2/teams?cols%5B%5D=id")
  }
}
