import SourceText
import Testing

@testable import Embedding

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Deluge: any bytes")
struct DelugeRobustnessTests {
  @Test("mutated scripts keep their texts' way back to the file")
  func mutations() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Generator(state: seed)
    let scripts = seeds.map { Array($0.utf8) }
    for round in 0..<2_000 {
      var bytes = scripts[round % scripts.count]
      for _ in 0..<Int.random(in: 1...6, using: &random) { mutate(&bytes, from: scripts, &random) }
      let file = DelugeHost.scan(bytes)
      let failures = mappingFailures(file, bytes)
      #expect(
        failures.isEmpty,
        "seed \(seed), round \(round): \(failures) in \(String(decoding: bytes, as: UTF8.self))")
      for observation in file.observations {
        #expect(
          TextEdit.areCompatible(observation.edits, length: bytes.count), "seed \(seed), round \(round)")
      }
    }
  }

  @Test("time grows with the file")
  func growth() {
    for (name, unit) in growthUnits {
      let size = max(1, 12_000 / unit.utf8.count)
      // A busy machine may disturb one measurement, not each of four.
      var ratios: [Double] = []
      while ratios.count < 4, ratios.last.map({ $0 > 2.6 }) ?? true {
        ratios.append(time(unit, size * 2) / max(time(unit, size), 1_000_000))
      }
      #expect((ratios.last ?? 0) <= 2.6, "\(name): twice the file takes \(ratios) times as long")
    }
  }

  /// The thread's own nanoseconds, the better of two.
  private func time(_ unit: String, _ count: Int) -> Double {
    let bytes = Array((head + String(repeating: unit, count: count)).utf8)
    return (0..<2).map { _ in
      let start = threadTime()
      _ = DelugeHost.scan(bytes)
      return Double(threadTime() - start)
    }.min() ?? 0
  }

  private func threadTime() -> Int {
    var now = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
    return Int(now.tv_sec) * 1_000_000_000 + Int(now.tv_nsec)
  }

  @Test("a million quotes, brackets, garbage")
  func extremes() {
    for unit in [
      "\"", "'", "\\'", "{", "}", "(", "[", "x={", "if(a){", "/*", "//", "\"\\", ";", "\"a\"+", "a.b(",
    ] {
      let bytes = Array(
        (head + String(repeating: unit, count: (unit == "\"" ? 1_000_000 : 150_000) / unit.utf8.count)).utf8)
      #expect(mappingFailures(DelugeHost.scan(bytes), bytes).isEmpty, "\(unit)")
    }
    var random = Generator(state: 7)
    let garbage = Array(head.utf8) + (0..<150_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    #expect(mappingFailures(DelugeHost.scan(garbage), garbage).isEmpty)
  }

  @Test("the gate")
  func gate() {
    let cases: [(String, Bool)] = [
      ("", false), ("zoho.cliq", false), ("zoho.cliq.", true), ("Zoho.Cliq.getRecords", true),
      ("zoho.crm.getRecords(\"criteria\")", false),
      ("invokeUrl [ url: \"/api/v3/datastores/t/records\" ]", true),
      ("r = getUrl(\"/api/v2/storages/t/records\");", true), ("r = getUrl(\"/crm/v2/Leads\");", false),
      ("invokeurl [ url: \"/crm/v2/Leads\" ]", false), ("invokeurl [ url: \"/report/records\" ]", false),
      ("GET /api/v3/datastores/t/records", false),
    ]
    for (text, expected) in cases {
      for padding in 0..<40 {
        let bytes = Array(
          (String(repeating: "z", count: padding) + text + String(repeating: ".", count: padding)).utf8)
        #expect(
          DelugeHost.mayHoldQueries(bytes) == (expected || text == "zoho.cliq" && padding > 0),
          "\(text) \(padding)")
      }
    }
  }
}

private let head = "q = Map();\nq.put(\"criteria\", \"a==\" + b);\nr = zoho.cliq.getRecords(\"t\", q);\n"

private let seeds = [
  head
    + "if(x) { q.put(\"criteria\", 'b==\\'1\\'') } else { q = {\"criteria\": c, \"limit\": 10}; }\nzoho.cliq.getRecords(\"t\", q);",
  "// cliquery: criteria\nc = \"a==\\\"x\\\"\" + d; /* \"e */ for each y in {1,2} { c = c + \" && f==${y}\"; }\nzoho.cliq.deleteRecords(\"t\", c);",
  "r = invokeurl [ url: base + \"/api/v3/datastores/t/records?criteria=a%3D%3D\" + b + \"&limit=5\" type: DELETE body: {\"criteria\":\"🙂==1\"}.toString() ];\n\"zoho.cliq.\"",
  "zoho.cliq.x(); b = '{\"criteria\": \"a==' + c.get(\"d\") + '\", \"values\": {}}'; r = invokeurl [ url: \"/api/v3/datastores/t/records\" type: PATCH body: b ];",
  "\u{FEFF}void f(map m) {\r\n m.put(\"criteria\", message.trim());\r\n try { zoho.cliq.getRecords(db, m); } catch (e) { return {\"x\": {}}; }\r\n}",
]

private let growthUnits: [(name: String, unit: String)] = [
  ("queries", "q = Map(); q.put(\"criteria\",\"a==1\"); zoho.cliq.getRecords(\"t\",q);\n"),
  ("puts on one map", "q.put(\"criteria\",\"a==1\"); zoho.cliq.getRecords(\"t\",q);\n"),
  ("branches, then calls", "if(a) { c = \"a==1\"; } zoho.cliq.deleteRecords(\"t\", c);\n"),
  ("one text, many calls", "zoho.cliq.getRecords(\"t\", q);\n"),
  ("one statement", "f(\"x/records?criteria=a==\" + "),
  ("arguments", "\"x/records?criteria=a==1\", "),
  ("fields", "m.put(\"k\", 1); zoho.cliq.createRecord(\"t\", m);\n"),
  ("unused maps", "q.put(\"criteria\", \"a==1\");\n"),
  ("comparisons", "if(message == \"a\") { zoho.cliq.deleteRecords(\"t\", \"a==\" + message); }\n"),
  ("markers", "// cliquery: criteria\nf(\"a==1\");\n"),
  ("markers in one text", "/* cliquery: criteria */ \"b\" + "),
  ("markers in one statement", "/* cliquery: criteria */ b + "),
  ("markers beside one text", "/* cliquery: criteria */ "),
  ("calls in calls", "zoho.cliq.deleteRecords(\"t\", \"a==\" + "),
  ("deep blocks", "if(a){ c = \"a==1\"; zoho.cliq.deleteRecords(\"t\", c); "),
  ("deep maps", "{\"criteria\":"),
  ("requests", "r = invokeurl [ url: \"/api/v3/datastores/t/records?criteria=a==1\" type: GET ];\n"),
]

private func mutate(_ bytes: inout [UInt8], from scripts: [[UInt8]], _ random: inout Generator) {
  guard !bytes.isEmpty else {
    bytes = [0x22]
    return
  }
  let place = Int.random(in: 0..<bytes.count, using: &random)
  switch Int.random(in: 0..<4, using: &random) {
  case 0: bytes.remove(at: place)
  case 1:
    bytes.insert(Array("\"'\\{}()[];,:+=./*\n\r$%&\u{7F}".utf8).randomElement(using: &random) ?? 0, at: place)
  case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...12, using: &random)))
  default:
    let other = scripts[Int.random(in: 0..<scripts.count, using: &random)]
    let start = Int.random(in: 0..<other.count, using: &random)
    bytes.insert(contentsOf: other[start..<min(other.count, start + 30)], at: place)
  }
}

private struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
