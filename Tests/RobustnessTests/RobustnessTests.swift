import Robustness
import Testing

@Suite("Any text at all")
struct RobustnessTests {
  @Test func everyPromiseHoldsForGeneratedTexts() {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var generator = TextGenerator(seed: seed)
    var check = RobustnessCheck()
    for _ in 0..<20_000 {
      let text = generator.next()
      if let problem = check.problem(with: text, knowsFields: generator.flip()) {
        Issue.record(
          "\(problem): \(String(decoding: text, as: UTF8.self).debugDescription) \(text), seed \(seed)")
        return
      }
    }
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
  }
}
