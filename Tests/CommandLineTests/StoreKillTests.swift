import CriteriaSemantics
import Evaluation
import FolderTestSupport
import Foundation
import RecordStore
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// INVARIANT (all or nothing): a process that is killed at any moment leaves all of its change, or none.
@Suite("killed stores")
struct StoreKillTests {
  /// Changes that are begun, at least half of them not ended.
  private static let kills = 200
  private static let rows = 800

  private static let schema = """
    {"unique_name": "runs", "name": "Runs", "description": "Generations", "fields": [
      {"unique_name": "number", "name": "Number", "type": "number"},
      {"unique_name": "generation", "name": "Generation", "type": "number"},
      {"unique_name": "text", "name": "Text", "type": "limited-text"}], "unique_keys": [["number"]]}
    """

  private static func file(_ generation: Int) -> String {
    let text = String(repeating: "x", count: 100)
    return "number,generation,text\n" + (1...rows).map { "\($0),\(generation),\(text)\n" }.joined()
  }

  @Test func allOfAChangeOrNone() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let folder = try TestFolder([
      "datastores/runs.json": Self.schema, "0.csv": Self.file(0), "1.csv": Self.file(1),
    ])
    #expect(try folder.cliquery("store", "import", "runs", "0.csv").code == 0)
    let start = ContinuousClock.now
    #expect(try folder.cliquery("store", "import", "runs", "1.csv", "--replace").code == 0)
    // How long a change may take before it is killed. What a machine takes for one changes with what else it does:
    // a change that was done in time makes the next times shorter, one that was killed makes them longer.
    var patience = Double(Self.microseconds(since: start))
    var killed = 0
    var unfinished = 0
    var turn = 0
    while killed < Self.kills / 2 || unfinished == 0 || turn < Self.kills, turn < Self.kills * 5 {
      defer { turn += 1 }
      let before = try generation(folder)
      // The files hold generations 0 and 1; an update makes one of its own.
      let next = turn % 3 == 2 ? turn + 10 : before == 0 ? 1 : 0
      let arguments =
        turn % 3 == 2
        ? ["update", "runs", "number>0", "--set", "generation=\(next)", "--yes"]
        : ["import", "runs", "\(next).csv", "--replace"]
      let delay = UInt32(clamping: random.next() % UInt64(max(1, patience)))
      let wasKilled = try run(arguments, in: folder, killedAfter: delay)
      if wasKilled { killed += 1 }
      patience = min(max(100, patience * (wasKilled ? 1.05 : 0.95)), 1e6)
      if FileManager.default.fileExists(
        atPath: folder.url.appendingPathComponent("cliquery.store-journal").path)
      {
        unfinished += 1
      }
      let after = try generation(folder)
      let isWhole = after == next || (wasKilled && after == before)
      #expect(isWhole, "seed \(seed), turn \(turn): \(String(describing: after)) after \(before) and \(next)")
    }
    // Else the test would have tested nothing.
    #expect(killed >= Self.kills / 2, "\(killed) of \(turn) were killed in time, seed \(seed)")
    #expect(unfinished >= 1, "none of \(killed) was killed while it wrote")
  }

  /// The one generation that all records have.
  private func generation(_ folder: TestFolder) throws -> Int {
    let path = folder.url.appendingPathComponent("cliquery.store").path
    let records = try RecordStore.open(path, mode: .read).records(of: "runs")
    let page = try records.page(RecordQuery(), isCancelled: { false })
    let place = records.layout.index(of: "generation") ?? 0
    let found = Set(page.records.map { $0.values[place] })
    try #require(
      page.records.count == Self.rows && found.count == 1, "\(page.records.count) records, \(found)")
    guard case .number(let number)? = found.first else { return -1 }
    return Int(String(decoding: number.text, as: UTF8.self)) ?? -1
  }

  /// Whether the process was still there when it was killed.
  private func run(
    _ arguments: [String], in folder: TestFolder, killedAfter microseconds: UInt32
  ) throws -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.cliquery.path)
    process.arguments = ["store"] + arguments
    process.currentDirectoryURL = folder.url
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    usleep(microseconds)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    if process.terminationReason == .exit { #expect(process.terminationStatus == 0) }
    return process.terminationReason == .uncaughtSignal
  }

  private static func microseconds(since start: ContinuousClock.Instant) -> Int {
    let parts = (ContinuousClock.now - start).components
    return Int(parts.seconds) * 1_000_000 + Int(parts.attoseconds / 1_000_000_000_000)
  }
}
