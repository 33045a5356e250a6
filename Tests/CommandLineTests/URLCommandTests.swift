import FolderTestSupport
import Foundation
import TestSupport
import Testing
import Workspace

@Suite("url")
struct URLCommandTests {
  private static let curl = """
    curl --location \\
    --request GET 'https://eu1.make.com/api/v2/data-stores?teamId=35&pg%5BsortDir%5D=asc' \\
    --header 'Content-Type: application/json' \\
    --header 'Authorization: Token 93dc8837-2911-4711-a766-59c1167a974d'
    """

  @Test func eachFormOfEachRequest() throws {
    let records = "https://cliq.zoho.com/api/v3/datastores/team/records"
    let cases: [(arguments: [String], input: String?, code: Int32, output: String)] = [
      (["/data-stores?teamId=35&pg[sortDir]=asc"], nil, 0, "/data-stores?teamId=35&pg%5BsortDir%5D=asc\n"),
      (
        ["/data-stores?teamId=35&pg%5BsortDir%5D=asc"], nil, 0, "/data-stores?teamId=35&pg%5BsortDir%5D=asc\n"
      ),
      (
        ["--decode", "/data-stores?teamId=35&pg%5BsortDir%5D=asc"], nil, 0,
        "/data-stores?teamId=35&pg[sortDir]=asc\n"
      ),
      (
        ["delete", "/teams/{id}?confirmed=true", "--let", "id=1 2"], nil, 0,
        "DELETE /teams/1%202?confirmed=true\n"
      ),
      (["pg[limit]=5&cols[]=id"], nil, 0, "pg%5Blimit%5D=5&cols%5B%5D=id\n"),
      (["-"], "/teams?organizationId=1&cols[]=id\n", 0, "/teams?organizationId=1&cols%5B%5D=id\n"),
      (["-"], Self.curl, 0, "https://eu1.make.com/api/v2/data-stores?teamId=35&pg%5BsortDir%5D=asc\n"),
      (
        ["--decode", "-"], Self.curl, 0, "https://eu1.make.com/api/v2/data-stores?teamId=35&pg[sortDir]=asc\n"
      ),
      (
        ["--curl", "-"], Self.curl, 0,
        "curl 'https://eu1.make.com/api/v2/data-stores?teamId=35&pg%5BsortDir%5D=asc' \\\n"
          + "  -H \"Authorization: Token $MAKE_API_TOKEN\"\n"
      ),
      (
        ["--curl", "--zone", "us2.make.com", "POST /data-stores"], nil, 0,
        "curl 'https://us2.make.com/api/v2/data-stores' \\\n  -H \"Authorization: Token $MAKE_API_TOKEN\" \\\n"
          + "  -H 'Content-Type: application/json' \\\n  -d '@body.json'\n"
      ),
      (
        ["--curl", "{{base}}/teams/:teamId"], nil, 0,
        "curl \"${base}/teams/${teamId}\" \\\n  -H \"Authorization: Token $MAKE_API_TOKEN\"\n"
      ),
      (
        ["(status==open) && (level>2)"], nil, 0,
        records + "?criteria=%28status%3D%3Dopen%29%20%26%26%20%28level%3E2%29\n"
      ),
      (["status%3D%3Dopen", "--limit", "5"], nil, 0, records + "?criteria=status%3D%3Dopen&limit=5\n"),
      (["status==${s}", "--let", "s=a b"], nil, 0, records + "?criteria=status%3D%3Da%20b\n"),
      (
        ["status==open", "--api", "v2"], nil, 0,
        "https://cliq.zoho.com/api/v2/storages/team/records?criteria=status%3D%3Dopen\n"
      ),
      (["--decode", records + "?criteria=status%3D%3Dopen&limit=5"], nil, 0, "status==open\n"),
      (
        ["--curl", "status==open", "--operation", "update"], nil, 0,
        "curl -X PATCH '\(records)' \\\n  -H \"Authorization: Zoho-oauthtoken $ZOHO_ACCESS_TOKEN\" \\\n"
          + "  -H 'Content-Type: application/json' \\\n"
          + "  -d '{\"criteria\":\"status==open\",\"values\":{\"FIELD\":\"VALUE\"}}'\n"
      ),
      (
        ["\(records)?criteria=(status==open) && (level>2)&limit=5"], nil, 0,
        records + "?criteria=%28status%3D%3Dopen%29%20%26%26%20%28level%3E2%29&limit=5\n"
      ),
      (
        ["status==open", "--zone", "cliq.zoho.eu"], nil, 0,
        "https://cliq.zoho.eu/api/v3/datastores/team/records?criteria=status%3D%3Dopen\n"
      ),
      (["status==open", "--operation", "update"], nil, 2, ""), (["statsu==open"], nil, 2, ""),
      (["--decode", "statsu%3D%3Dopen"], nil, 2, "statsu==open\n"), ([""], nil, 2, ""),
      (["curl 'x"], nil, 2, ""),
      (["--curl", "pg[limit]=5"], nil, 2, ""), (["/teams/{id}", "--let", "ids=1"], nil, 2, ""),
      (["/teams", "--datastore", "team"], nil, 2, ""), (["--encode", "--decode", "/teams"], nil, 2, ""),
    ]
    let folder = try TestFolder(Sample.files)
    for (arguments, input, code, output) in cases {
      let outcome = try Program.cliquery.run(["url"] + arguments, in: folder.url, input: input)
      #expect(
        outcome.code == code && outcome.output == output,
        "\(arguments): \(outcome.code)\n\(outcome.output)\(outcome.error)")
      #expect((outcome.code == 0) || !outcome.error.isEmpty, "\(arguments)")
    }
  }

  @Test func secretsAreNeverShown() throws {
    let folder = try TestFolder()
    let command =
      "curl -u me:s3cret -H 'Authorization: Token s3cret' -H 'X-Key: s3cret' -b s3cret https://me:s3cret@eu1.make.com/api/v2/teams"
    for form in ["--encode", "--decode", "--curl", "--json"] {
      let outcome = try folder.cliquery("url", form, command)
      #expect(
        outcome.code == 0 && !(outcome.output + outcome.error).contains("s3cret"),
        "\(outcome.output)\(outcome.error)")
    }
  }

  @Test func jsonHasEveryPart() throws {
    let folder = try TestFolder()
    let outcome = try folder.cliquery("url", "--json", "/data-stores?teamId=35&pg%5Blimit%5D=10&x=a+b")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(object["readable"] as? String == "/data-stores?teamId=35&pg[limit]=10&x=a+b")
    #expect(object["endpoint"] as? String == "GET /data-stores" && object["criteria"] is NSNull)
    let parameters = object["parameters"] as? [[String: Any]]
    #expect(parameters?.map { $0["name"] as? String } == ["teamId", "pg[limit]", "x"])
    #expect(parameters?.last?["value"] as? String == "a b")
  }

  /// A shell hands the command's words over as they were meant, whatever stands in them.
  @Test func theCommandIsQuotedForAShell() throws {
    let folder = try TestFolder()
    for value in ["a'b", "\"x\" $HOME `id` \\ !", "é {x} *", "$(id)", "${y} 'z'"] {
      for (source, part) in [
        ("curl -X POST https://a.example/b -d", value),
        ("curl -G https://a.example/b --data-urlencode", "v=\(value)"),
      ] {
        let quoted = "'" + part.replacingOccurrences(of: "'", with: "'\\''") + "'"
        let outcome = try folder.cliquery("url", "--curl", "\(source) \(quoted)")
        let script = "curl() { for word; do printf '%s\\n' \"$word\"; done; }; x=X; y=Y\n" + outcome.output
        let shown = try Program.shell(script, in: folder.url).output.split(separator: "\n").map(String.init)
        if part == value {
          #expect(shown.last == value, "\(outcome.output)")
        } else {
          let read = try folder.cliquery("url", "--json", shown.first ?? "")
          let object = try JSONSerialization.jsonObject(with: Data(read.output.utf8)) as? [String: Any]
          let meant = value.replacingOccurrences(of: "${y}", with: "Y").replacingOccurrences(
            of: "{x}", with: "X")
          let found = (object?["parameters"] as? [[String: Any]])?.first?["value"] as? String
          #expect(found == meant, "\(outcome.output)")
        }
      }
    }
  }
}
