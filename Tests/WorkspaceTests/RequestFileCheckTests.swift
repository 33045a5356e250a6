import Embedding
import FolderTestSupport
import Linting
import SourceText
import TestSupport
import Testing

@testable import Workspace

/// What a check finds in a request file, as `line:column code`.
private func check(_ text: String, settings: String? = nil) throws -> [Finding] {
  let folder = try TestFolder()
  if let settings { try folder.write(".cliquery.yml", settings) }
  var session = WorkspaceSession(currentDirectory: folder.path)
  let input = session.standardInput(Array(text.utf8), name: FilePath("x.rest"))
  return session.check(input).report.findings.filter { $0.severity != .hint }
}

@Test(
  "comments that silence what is found in a request file stand where every client takes them for comments")
func ignoresInRequestFiles() throws {
  let text = """
    ### one
    GET https://eu1.make.com/api/v2/scenarios
      ?teamId=1
      &limit=5
    Authorization: Bearer 4b8fc1d2-97aa-4c3e-8f60-d1b7e59a2c04

    ### two
    PATCH {{b}}/api/v3/datastores/e/records

    {
      "criteria": "a<>1",
      "values": {}
    }
    ### three
    curl -X DELETE \\
      'https://eu1.make.com/api/v2/teams/1'

    """
  let findings = try check(text)
  #expect(findings.map(\.code) == ["MQ020", "MQ050", "HQ205", "CQ002", "MQ051"])
  for text in [text, text.replacing("\n", with: "\r\n")] {
    let bytes = Array(text.utf8)
    let added = IgnoreWriter.add(try check(text), to: bytes, kind: .request)
    let result = String(decoding: added.bytes, as: UTF8.self)
    #expect(try check(result).map(\.code) == [], "\(result)")
    let lines = result.split(whereSeparator: \.isNewline)
    let places = lines.indices.filter { lines[$0].hasPrefix("# cliquery: ignore") }.map { lines[$0 + 1] }
    #expect(
      places.map { $0.prefix(8) } == ["  &limit", "Authoriz", "PATCH {{", "curl -X "], "\(result)")
    for finding in try check(text) {
      let edit = IgnoreWriter.edit(
        silencing: finding, code: finding.code, isFile: false, in: bytes, kind: .request)
      let silenced = edit.flatMap { TextEdit.apply([$0], to: bytes) }
      let left = try check(String(decoding: silenced ?? [], as: UTF8.self)).map(\.code)
      #expect(!left.contains(finding.code), "\(finding.code)")
    }
  }
}

@Test("the settings' hosts and endpoints of Make hold in every kind of file")
func makeSettings() throws {
  let own = "GET https://make.local/api/v2/scenarios?teamid=1\n"
  #expect(try check(own).isEmpty)
  #expect(try check(own, settings: "make: {hosts: [make.local]}").map(\.code).contains("MQ010"))
  let script = #"invokeurl [ url: "https://make.local/api/v2/scenarios?teamid=1" ];"#
  let json = #"{"url": "https://make.local/api/v2/scenarios?teamid=1"}"#
  for (name, text) in [("x.dg", script), ("x.json", json)] {
    let folder = try TestFolder()
    try folder.write(name, text)
    for (settings, isFound) in [("{}", false), ("make: {hosts: [make.local]}", true)] {
      try folder.write(".cliquery.yml", settings)
      var session = WorkspaceSession(currentDirectory: folder.path)
      var codes: [String] = []
      _ = session.check(session.discover([folder.path]).files) { codes += $0.findings.map(\.code) }
      #expect(codes.contains("MQ010") == isFound, "\(name) \(settings)")
    }
  }
}

@Test("a text without a name is taken for what it looks like")
func guessedRequests() {
  let cases: [(String, HostKind)] = [
    ("GET /teams", .request), ("\n# x\n### a\nx", .request), ("post https://x", .request),
    ("a==1", .criteria),
    ("# x\nget==1", .criteria), ("delete like x", .criteria), ("{\"a\": 1}", .json), ("invokeurl [", .deluge),
  ]
  for (text, kind) in cases { #expect(ContentGate.guess(Array(text.utf8)) == kind, "\(text)") }
}
