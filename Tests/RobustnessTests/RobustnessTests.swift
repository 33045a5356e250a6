import Robustness
import TestSupport
import Testing

@Suite("Any text at all")
struct RobustnessTests {
  /// 20,000 criteria and a third as many requests, on all cores; `make test-slow` tries two million.
  @Test func everyPromiseHoldsForGeneratedTexts() async {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    await withTaskGroup(of: String?.self) { group in
      for part in 0..<UInt64(8) {
        group.addTask { Self.firstProblem(seed: seed &+ part, count: 2_500) }
      }
      for await problem in group {
        if let problem { Issue.record("\(problem)") }
      }
    }
  }

  private static func firstProblem(seed: UInt64, count: Int) -> String? {
    var generator = TextGenerator(seed: seed)
    var check = RobustnessCheck()
    var requests = RequestTexts(seed: seed)
    var requestCheck = RequestRobustnessCheck()
    for number in 0..<count {
      let request = requests.next()
      if number % 3 == 0, let problem = requestCheck.problem(with: request) {
        return
          "\(problem): \(String(decoding: request, as: UTF8.self).debugDescription) \(request), seed \(seed)"
      }
      let text = generator.next()
      if let problem = check.problem(with: text, knowsFields: generator.flip()) {
        return "\(problem): \(String(decoding: text, as: UTF8.self).debugDescription) \(text), seed \(seed)"
      }
    }
    return nil
  }

  /// Texts for which something once did not hold.
  @Test func textsThatOnceFailed() {
    let texts: [String] = []
    var check = RobustnessCheck()
    for text in texts {
      for knowsFields in [false, true] {
        #expect(
          check.problem(with: Array(text.utf8), knowsFields: knowsFields) == nil, "\(text.debugDescription)")
      }
    }
    let requests = [
      "/x?a=\\${b} c&d[]=\\${e}", "4=\\${}^\u{0}\\w${}", "/api/vvi/e2\\${s}_[s?teamId=04&teamId=05",
    ]
    var requestCheck = RequestRobustnessCheck()
    for request in requests {
      #expect(requestCheck.problem(with: Array(request.utf8)) == nil, "\(request.debugDescription)")
    }
  }
}
