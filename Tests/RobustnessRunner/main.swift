import Robustness
import TestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// usage: robustness-runner COUNT [SEED]
//
// Checks COUNT generated texts of each language and stops at the first for which anything does not hold.

let arguments = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
guard let count = arguments.first else {
  print("usage: robustness-runner COUNT [SEED]")
  exit(2)
}
let seed = arguments.dropFirst().first ?? UInt64.random(in: .min ... .max)
print("seed \(seed)")
var generator = TextGenerator(seed: seed)
var requests = RequestTexts(seed: seed)
var check = RobustnessCheck()
var requestCheck = RequestRobustnessCheck()

func stop(_ number: UInt64, _ problem: String, _ text: [UInt8]) -> Never {
  print("text \(number): \(problem)\n\(text)\n\(String(decoding: text, as: UTF8.self).debugDescription)")
  exit(1)
}

for number in 0..<count {
  let text = generator.next()
  if let problem = check.problem(with: text, knowsFields: generator.flip()) { stop(number, problem, text) }
  let request = requests.next()
  if let problem = requestCheck.problem(with: request) { stop(number, problem, request) }
}
print("\(count) texts of each language passed")
