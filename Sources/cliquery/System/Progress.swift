import Workspace

/// How far long work is: one line on standard error that is written over, only on a terminal and only after a
/// moment.
struct Progress {
  /// In nanoseconds, as all times here.
  private static let delay = 400_000_000
  private static let interval = 100_000_000

  private let verb: String
  private let total: Int
  private let isShown: Bool
  private let start = SystemCalls.monotonicNanoseconds
  private var done = 0
  private var last: Int?

  init(_ verb: String, total: Int) {
    self.verb = verb
    self.total = total
    isShown = total > 1 && Platform.isTerminal(Platform.standardError)
  }

  mutating func advance(by count: Int) {
    done += count
    guard isShown else { return }
    let now = SystemCalls.monotonicNanoseconds
    guard now - start > Self.delay, last.map({ now - $0 > Self.interval }) ?? true else { return }
    last = now
    Console.error.write("\r\u{1B}[K\(verb): \(min(100, done * 100 / total)) %")
  }

  /// Takes the line back.
  mutating func clear() {
    guard last != nil else { return }
    last = nil
    Console.error.write("\r\u{1B}[K")
  }
}
