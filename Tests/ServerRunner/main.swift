import Foundation
import ServerTestSupport
import Workspace

// usage: server-runner COUNT [SEED]
//
// Edits documents of a language server COUNT times in all, in all kinds of text and all encodings of places, with
// requests between, and stops at the first state that is not that of a fresh look at the text.

let arguments = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
guard let count = arguments.first else {
  print("usage: server-runner COUNT [SEED]")
  exit(2)
}
let seed = arguments.dropFirst().first ?? UInt64.random(in: 0..<1_000_000_000)
print("seed \(seed)")
let folder = FilePath("/tmp/cliquery-server-runner-\(getpid())")
var failure: String?
do {
  failure = try EditStress.run(edits: Int(clamping: count), seed: seed, in: folder)
} catch {
  failure = "\(error)"
}
try? FileManager.default.removeItem(atPath: folder.text)
if let failure {
  print(failure)
  exit(1)
}
print("\(count) edits passed")
