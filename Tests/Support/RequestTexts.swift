import Foundation
import MakeQuery
import SourceText

/// Requests to try the language's tools on: sentences of its grammar, sentences with mistakes in them, and noise.
package struct RequestTexts: Sendable {
  package enum Source: UInt8, Sendable, CaseIterable {
    /// A sentence of `grammar/make-query.ebnf`: no problem of the syntax.
    case sentence
    /// A request as people write it, of the parts that the catalogue knows.
    case usual
    /// One of these with a few bytes changed, lost, doubled or moved.
    case mutation
    /// Pieces of the language in any order.
    case pieces
    /// Any bytes.
    case bytes
  }

  /// Nil where the grammar's file is not there, as in a copy of the binary alone.
  private var sentences: SentenceGenerator?
  private var random: SeededGenerator

  package init(seed: UInt64) {
    sentences = (try? Self.grammar()).map {
      SentenceGenerator($0, specials: CriteriaTexts.specials, seed: seed)
    }
    random = SeededGenerator(seed: seed ^ 0x3A4E)
  }

  /// The language's grammar, read from the package's folder.
  package static func grammar(filePath: String = #filePath) throws -> Grammar {
    let root = URL(fileURLWithPath: filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try Grammar(String(contentsOf: root.appending(path: "grammar/make-query.ebnf"), encoding: .utf8))
  }

  package mutating func next() -> [UInt8] {
    switch below(10) {
    case 0, 1: next(.sentence)
    case 2, 3: next(.usual)
    case 4, 5, 6: next(.mutation)
    case 7, 8: next(.pieces)
    default: next(.bytes)
    }
  }

  package mutating func next(_ source: Source) -> [UInt8] {
    switch source {
    case .sentence: sentences?.sentence(from: "request") ?? usual()
    case .usual: usual()
    case .mutation: mutation()
    case .pieces: (0..<below(20)).reduce(into: []) { bytes, _ in bytes += piece() }
    case .bytes: (0..<below(60)).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
  }

  private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<max(limit, 1), using: &random) }

  private mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }

  private mutating func usual() -> [UInt8] {
    let method = below(4) == 0 ? pick(["GET ", "POST ", "PATCH ", "DELETE "]) : ""
    let origin = pick([
      "", "/api/v2", "https://eu1.make.com/api/v2", "{{baseUrl}}", "${BASE}/api/v2", "api/v2",
    ])
    let path = pick([
      "/data-stores", "/data-stores/12/data", "/scenarios", "/scenarios/{id}/logs", "/organizations/:id",
      "/teams/",
      "/users", "/ping", "/templates", "/connections", "/audit-logs/organization/1", "/nothing",
    ])
    var text = method + origin + path
    for index in 0..<below(6) {
      text += (index == 0 ? "?" : "&") + Self.names[below(Self.names.count)]
      if below(8) > 0 { text += "=" + Self.values[below(Self.values.count)] }
    }
    return Array(text.utf8)
  }

  private mutating func mutation() -> [UInt8] {
    var bytes = below(2) == 0 ? usual() : next(.sentence)
    for _ in 0...below(4) {
      let place = below(bytes.count + 1)
      let end = min(bytes.count, place + below(4))
      switch below(5) {
      case 0: bytes.removeSubrange(place..<end)
      case 1: bytes.insert(contentsOf: piece(), at: place)
      case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 3: bytes.replaceSubrange(place..<end, with: piece())
      default: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &random) }
      }
    }
    return bytes
  }

  private mutating func piece() -> [UInt8] { Array(pick(Self.alphabet).utf8) }

  private static let names = [
    "teamId", "organizationId", "pg[limit]", "pg%5Boffset%5D", "pg[sortBy]", "pg[sortDir]", "cols[]",
    "cols[1]",
    "cols%5B%5D", "pg[last]", "limit", "confirmed", "teamid", "pg[foo]", "timeframe[dateFrom]", "event[0]",
    "{{x}}",
    "status", "pg[limit", "pglimit]", "", "caf%C3%A9", "a b", "pg%255Blimit%255D",
  ]

  private static let values = [
    "1", "35", "0", "-1", "abc", "", "asc", "desc", "name", "id", "true", "{teamId}", "${x?y:z}", ":id",
    "a b", "a+b",
    "a%20b", "%zz", "100%", "R&D", "é", "caf%C3%A9", "%2526", "a,b", "https://x/?a=b", "x?pg[limit]=1",
    "99999999999999999999",
  ]

  private static let alphabet = [
    "a", "x1", "teamId", "pg", "[", "]", "[]", "[limit]", "%5B", "%5D", "%5b", "%", "%4", "%41", "%25",
    "%255B", "%zz",
    "?", "&", "=", "/", "//", "\\", "#", " ", "\n", "\r\n", "\n  &", "\t", "+", ":", "://", "https://",
    "http:",
    "eu1.make.com", "localhost:80", "/api/v2", "api", "v2", "GET ", "delete ", "HTTP/1.1", " HTTP/2", "${",
    "}", "${a}",
    "\\${a}", "{{", "}}", "{{b}}", "{c}", ":d", "$E", "<f>", "TEAM_ID", "\"", "'", "<", ">", "é", "\u{A0}",
    "😀", "%C3",
    "%A9", "%F0%9F%98%80",
    "\u{0}", ".", "-", "_", "~", "*", ",", ";", "@", "(", ")", "!", "^", "|", "`",
  ]
}
