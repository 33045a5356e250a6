import RecordTestSupport
import StoreTestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// usage: store-runner COUNT [SEED]
//
// Asks a store, and columns in memory, COUNT generated queries each, and stops at the first one that is answered
// otherwise than by a plain list of the same records.

let arguments = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
guard let count = arguments.first else {
  print("usage: store-runner COUNT [SEED]")
  exit(2)
}
let seed = arguments.dropFirst().first ?? UInt64.random(in: .min ... .max)
print("seed \(seed)")
let path = "/tmp/cliquery-store-runner-\(getpid()).store"
var failure: String?
do {
  var tables = TableCheck(seed: seed)
  var number: UInt64 = 0
  while failure == nil, number < count {
    failure = try tables.next()
    number += 1
  }
  var check = try StoreCheck(seed: seed, path: path)
  number = 0
  while failure == nil, number < count {
    failure = try check.next()
    number += 1
  }
} catch {
  failure = "\(error)"
}
unlink(path)
if let failure {
  print(failure)
  exit(1)
}
print("\(count) queries passed")
