import TestSupport
import Testing

@testable import Workspace

@Suite("curl commands")
struct CurlCommandTests {
  @Test func whatACommandSends() throws {
    let cases: [(text: String, method: String, address: String, body: String?, scheme: String?)] = [
      ("curl https://x/a", "GET", "https://x/a", nil, nil),
      (
        "curl --location \\\n--request GET 'https://x/a?b=1' \\\r\n  --header 'Authorization: Token 93dc'",
        "GET", "https://x/a?b=1", nil, "Token"
      ),
      ("$ curl -sSL -XDELETE \"https://x/$ID?c=${d}\"", "DELETE", "https://x/${ID}?c=${d}", nil, nil),
      (
        "curl -X POST https://x -H'authorization:Bearer t' -d '{\"a\":\"it'\\''s\"}'", "POST", "https://x",
        "{\"a\":\"it's\"}", "Bearer"
      ),
      ("curl -d a=1 --data-raw b=2 --url https://x", "POST", "https://x", "a=1&b=2", nil),
      (
        "curl -G -d 'a=1' --data-urlencode 'c=d e&f' --data-urlencode '=g h' 'https://x/y?z=0#f'", "GET",
        "https://x/y?z=0&a=1&c=d%20e%26f&g%20h#f", nil, nil
      ),
      ("curl --get https://x --data-urlencode \"id={{id}}\"", "GET", "https://x?id={{id}}", nil, nil),
      ("curl https://x --json '{}' --request=PATCH", "PATCH", "https://x", "{}", nil),
      ("curl -I https://x", "HEAD", "https://x", nil, nil),
      ("curl -T f.json https://x", "PUT", "https://x", "@f.json", nil),
      ("curl -F 'a=@b' https://x", "POST", "https://x", "@form", nil),
      ("curl https://x --compressed -o out -m 5 --max-time 3 -b 'c=1' | jq .", "GET", "https://x", nil, nil),
      ("curl $'https://x/\\u00e9\\'\\x41'", "GET", "https://x/é'A", nil, nil),
      ("curl -u me:pw https://me:pw@x/y", "GET", "https://x/y", nil, "Basic"),
      ("curl https://x -H 'Authorization: abc'", "GET", "https://x", nil, ""),
      ("curl https://x?a=1&b=2 && echo done", "GET", "https://x?a=1&b=2", nil, nil),
      ("curl -- https://x # a note", "GET", "https://x", nil, nil),
      ("curl https://x\ncurl https://y", "GET", "https://x", nil, nil),
      ("curl --oauth2-bearer s --url-query 'a=b c' https://x", "GET", "https://x?a=b%20c", nil, "Bearer"),
    ]
    for (text, method, address, body, scheme) in cases {
      let curl = try CurlCommand(Array(text.utf8))
      let found = [
        curl.method, String(decoding: curl.address, as: UTF8.self),
        curl.body.map { String(decoding: $0, as: UTF8.self) } ?? "-", curl.authorizationScheme ?? "-",
      ]
      #expect(found == [method, address, body ?? "-", scheme ?? "-"], "\(text)")
    }
  }

  @Test func whatIsNoCommandIsSaid() {
    let cases = [
      ("curl", "the curl command names no address"), ("curl 'https://x", "the quote `'` is not closed"),
      ("curl \"https://x", "the quote `\"` is not closed"),
      ("wget x", "this is no curl command: it does not begin with `curl`"),
      ("", "this is no curl command: it does not begin with `curl`"),
    ]
    for (text, message) in cases {
      do {
        _ = try CurlCommand(Array(text.utf8))
        Issue.record("\(text)")
      } catch {
        #expect(error.message == message)
      }
    }
    #expect(!CurlCommand.isCurl(Array("curly==1".utf8)) && CurlCommand.isCurl(Array(" $ curl\\\n x".utf8)))
  }

  /// No bytes crash the reader.
  @Test func anyBytesAreRead() {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "'", "\"", "\\", "$", "$'", "${", "-X", "-", "--", "-d", "--data-urlencode", "=", "@", "&", "#", "\n",
      " ", "x", "\\x", "\\u", "https://",
    ]
    for _ in 0..<3_000 {
      let text =
        "curl "
        + (0..<Int.random(in: 0..<16, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      _ = try? CurlCommand(Array(text.utf8))
    }
  }
}
