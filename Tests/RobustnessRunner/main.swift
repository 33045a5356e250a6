import Robustness

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// usage: robustness-runner COUNT [SEED]
//
// Checks COUNT generated texts and stops at the first for which anything does not hold.

let arguments = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
guard let count = arguments.first else {
  print("usage: robustness-runner COUNT [SEED]")
  exit(2)
}
let seed = arguments.dropFirst().first ?? UInt64.random(in: .min ... .max)
print("seed \(seed)")
var generator = TextGenerator(seed: seed)
var check = RobustnessCheck()
for number in 0..<count {
  let text = generator.next()
  if let problem = check.problem(with: text, knowsFields: generator.flip()) {
    print("text \(number): \(problem)\n\(text)\n\(String(decoding: text, as: UTF8.self).debugDescription)")
    exit(1)
  }
}
print("\(count) texts passed")
