import Foundation
import ServerTestSupport
import SourceText
import TestSupport
import Testing
import Workspace

@Suite("Documents that change")
struct EditStressTests {
  @Test("after every edit the server knows what a fresh look at the text tells")
  func edits() throws {
    let seed = UInt64.random(in: 0..<1_000_000_000)
    let folder = try Folder()
    let count = ProcessInfo.processInfo.environment["CLIQUERY_EDITS"].flatMap { Int($0) } ?? 1000
    let failure = try EditStress.run(edits: count, seed: seed, in: folder.path)
    #expect(failure == nil, "seed \(seed)")
  }
}
