import FolderTestSupport
import Foundation
import Testing

@Suite("parse and explain of requests")
struct RequestReadingTests {
  @Test func explainSaysWhatIsAsked() throws {
    let folder = try TestFolder()
    let cases: [(arguments: [String], code: Int32, sentence: String)] = [
      (
        ["/data-stores?teamId=35&pg[limit]=50&pg[offset]=10&pg[sortBy]=name&pg[sortDir]=desc&cols[]=id"], 0,
        "answers with `dataStores` where `teamId` is `35`, sorted by `name`, descending, after the first 10, at most 50; "
          + "only the columns `id`"
      ),
      (
        ["https://eu1.make.com/api/v2/data-stores?teamId=35"], 0,
        "answers with `dataStores` where `teamId` is `35`, at most 10000 (the default)"
      ),
      (
        ["/organizations/8013?cols%5B2%5D=name&cols%5B1%5D=id"], 0,
        "answers with `organization`; only the columns `id`, `name`"
      ),
      (["DELETE /teams/{id}?confirmed=true", "--let", "id=7"], 0, "deletes `/teams/7`, confirmed"),
      (["DELETE /teams/{id}?confirmed=true"], 2, ""), (["/teams?pg[limit=5"], 2, ""),
      (["/teams?organizationId=1", "--record", "x"], 2, ""),
      (["/teams?organizationId=1", "--datastore", "x"], 2, ""),
    ]
    for (arguments, code, sentence) in cases {
      let outcome = try Program.cliquery.run(["explain"] + arguments, in: folder.url)
      let first = outcome.output.split(separator: "\n").first.map(String.init) ?? ""
      #expect(outcome.code == code && first == sentence, "\(arguments) \(outcome.output)\(outcome.error)")
    }
    let json = try folder.cliquery("explain", "--json", "/data-stores?teamId=35&cols[]=id").output
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(object["endpoint"] as? String == "GET /data-stores")
    #expect(
      (object["parameters"] as? [[String: Any]])?.map { $0["name"] as? String } == ["teamId", "cols[]"])
  }

  /// The tokens make up the text, also of one that is wrong.
  @Test func parseShowsTheTree() throws {
    let folder = try TestFolder()
    for (text, code) in [
      ("GET  https://eu1.make.com/api/v2/teams?organizationId=1&pg%5Blimit%5D=5#x", Int32(0)),
      ("/teams//1\\?pg[limit=5&&=%zz", 2), ("/teams/{id}", 2), ("{{base}}/teams?organizationId=1&x=a%20b", 0),
    ] {
      let parsed = try folder.cliquery("parse", "--json", text)
      #expect(parsed.code == code, "\(text) \(parsed.error)")
      func tokens(_ node: Any) -> String {
        guard let node = node as? [String: Any] else { return "" }
        return node["text"] as? String ?? (node["children"] as? [Any] ?? []).map(tokens).joined()
      }
      #expect(tokens(try JSONSerialization.jsonObject(with: Data(parsed.output.utf8))) == text)
    }
    #expect(try folder.cliquery("parse", "/x?a=b%20c").output.contains("    value 5..10 `b%20c` is `b c`\n"))
    #expect(try folder.cliquery("parse", "-", input: "/ping\n").code == 0)
  }
}
