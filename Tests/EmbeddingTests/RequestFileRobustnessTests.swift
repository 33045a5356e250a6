import SourceText
import TestSupport
import Testing

@testable import Embedding

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Pieces that request files are made of.
private let pieces = [
  "###", "### a name", "\n", "\r\n", "\r", "\t", "  ", "# @name x", "// c", "@a = {{b}}", "@b={{a}}{{a}}",
  "@c=https://eu1.make.com",
  "GET ", "delete ", "https://", "{{c}}", "{{", "}}", "${", "/api/v2/", "/api/v3/datastores/e/records",
  "teams", "?", "&", "&&", "=",
  "pg[limit]=1", "cols%5B%5D=id", "criteria=", "a==1", "%253D", "%2", " HTTP/1.1", "Authorization: Token ",
  "Host: x",
  "4b8fc1d2-97aa-4c3e-8f60-d1b7e59a2c04", "Content-Type: application/x-www-form-urlencoded",
  "{\"criteria\":\"a==1\",\"values\":{}}",
  "{", "}", "\"", "'", "curl ", "-X POST", "-H", "-d", "--data-urlencode", "-G", "\\\n", "< {%", "%}", "> {%",
  ">>", "< ./f",
  "# cliquery: make", "# cliquery: criteria", "😀", "é", "\u{FEFF}", "\u{0}",
]

@Suite("Request files: any bytes")
struct RequestFileRobustnessTests {
  @Test("any mix of pieces is read, and its texts lead back to the file")
  func mixes() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    var failures: [String] = []
    for round in 0..<4_000 {
      var text = ""
      for _ in 0..<Int.random(in: 1...24, using: &random) {
        text += pieces[Int.random(in: 0..<pieces.count, using: &random)]
        if Int.random(in: 0..<3, using: &random) == 0 { text += "\n" }
      }
      var bytes = Array(text.utf8)
      if round % 4 == 0, let place = bytes.indices.randomElement(using: &random) { bytes.remove(at: place) }
      let file = RequestFileHost.read(bytes)
      var found = mappingFailures(file, bytes)
      for observation in file.observations
      where !TextEdit.areCompatible(observation.edits, length: bytes.count) {
        found.append("edits of \(observation.kind)")
      }
      if !found.isEmpty {
        failures.append("round \(round): \(found) in \(String(decoding: bytes, as: UTF8.self))")
      }
    }
    #expect(failures.isEmpty, "seed \(seed): \(failures.prefix(3))")
  }

  @Test("time grows with the file")
  func growth() {
    let units = [
      "###\nGET {{a}}/teams?teamId=1\n", "@a={{b}}{{b}}\nGET {{a}}\n###\n", "  &a[]={{b}}\n",
      "# &x=1\n  &y=2\n", "curl 'x\n",
      "Authorization: Token {{a}}\n", "{\"a\":[", "{{", "${", "&&a==1", "%25", "criteria=a&&", "\\\n", "-H '",
    ]
    for unit in units {
      let size = max(1, 40_000 / unit.utf8.count)
      var ratios: [Double] = []
      while ratios.count < 4, ratios.last.map({ $0 > 2.6 }) ?? true {
        ratios.append(time(unit, size * 2) / max(time(unit, size), 1_000_000))
      }
      #expect((ratios.last ?? 0) <= 2.6, "\(unit): twice the file takes \(ratios) times as long")
    }
  }

  /// The thread's own nanoseconds, the better of two.
  private func time(_ unit: String, _ count: Int) -> Double {
    let head = "GET https://cliq.zoho.com/api/v3/datastores/e/records?criteria=a==1"
    return ["\n", "\n\n", ""].map { gap in
      let bytes = Array((head + gap + String(repeating: unit, count: count)).utf8)
      return (0..<2).map { _ in
        let start = threadTime()
        _ = RequestFileHost.read(bytes)
        return Double(threadTime() - start)
      }.min() ?? 0
    }.reduce(0, +)
  }

  private func threadTime() -> Int {
    var now = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
    return Int(now.tv_sec) * 1_000_000_000 + Int(now.tv_nsec)
  }
}
