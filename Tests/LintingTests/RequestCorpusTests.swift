import LintTestSupport
import Linting
import Testing

/// Requests as they are written in the world.
@Suite("Request corpus")
struct RequestCorpusTests {
  private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

  private static func findings(_ request: String) -> [Finding] {
    RequestSetting().findings(in: Array(request.utf8))
  }

  /// Findings that are shown, of requests that nothing is known to be wrong with.
  private static func unexpected(_ requests: String) -> [String] {
    lines(requests).flatMap { request in
      findings(request).filter { $0.severity > .hint }.map {
        "\($0.code) \($0.severity) \($0.message): \(request)"
      }
    }
  }

  @Test func documentedTestedAndOfficialRequestsAreRight() {
    #expect(Self.unexpected(RequestCorpus.documented) == [])
    #expect(Self.unexpected(RequestCorpus.tested) == [])
    #expect(Self.unexpected(RequestCorpus.official) == [])
  }

  @Test func answeredRequestsAreRight() {
    #expect(Self.unexpected(RequestCorpus.answered) == [])
  }

  @Test func writtenRequestsHaveNoErrors() {
    #expect(Self.unexpected(RequestCorpus.written) == [])
  }

  @Test func mistakesAreNamed() {
    for line in Self.lines(RequestCorpus.mistakes) {
      let code = String(line.prefix(5))
      let found = Self.findings(String(line.dropFirst(6)))
      #expect(found.contains { $0.code == code }, "\(line): \(found.map(\.code))")
    }
  }
}
