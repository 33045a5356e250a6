import StoreTestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// usage: store-runner COUNT [SEED]
//
// Asks a store COUNT generated queries and stops at the first one that it answers otherwise than records in memory.

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
  var check = try StoreCheck(seed: seed, path: path)
  var number: UInt64 = 0
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
