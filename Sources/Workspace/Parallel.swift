/// Work on many items by several threads, with results in order.
enum Parallel {
  /// Calls `work` for each index below `count`, on up to `threads` threads with a state of their own, and `emit`
  /// with the results in the order of the indexes, always on the calling thread. With one thread none is started, and
  /// with one item nobody asks the system how many there may be.
  static func run<State, Result>(
    count: Int, threads: @autoclosure () -> Int, makeState: @escaping @Sendable () -> State,
    work: @escaping @Sendable (inout State, Int) -> Result, emit: (Result) -> Void
  ) {
    let threads = count < 2 ? 1 : max(1, min(threads(), count))
    guard threads > 1 else {
      var state = makeState()
      for index in 0..<max(count, 0) { emit(work(&state, index)) }
      return
    }
    let queue = ResultQueue<Result>(count: count)
    let workers = Threads.start(threads - 1) {
      var state = makeState()
      while let index = queue.take() { queue.put(work(&state, index), at: index) }
    }
    var state = makeState()
    while let index = queue.take() {
      queue.put(work(&state, index), at: index)
      for result in queue.ready(waiting: false) { emit(result) }
    }
    while !queue.isDrained {
      for result in queue.ready(waiting: true) { emit(result) }
    }
    workers.join()
  }
}

/// Indexes to be worked on, and results that wait for those before them.
private final class ResultQueue<Result>: @unchecked Sendable {
  private let lock = Lock()
  private let count: Int
  private var next = 0
  private var results: [Int: Result] = [:]
  private var emitted = 0

  init(count: Int) {
    self.count = count
  }

  func take() -> Int? {
    lock.withLock {
      guard next < count else { return nil }
      next += 1
      return next - 1
    }
  }

  func put(_ result: Result, at index: Int) {
    lock.withLock {
      results[index] = result
      if index == emitted { lock.wakeAll() }
    }
  }

  /// The results that are next in order. With `waiting`, not empty unless all were given.
  func ready(waiting: Bool) -> [Result] {
    lock.withLock {
      while waiting, emitted < count, results[emitted] == nil { lock.wait() }
      var found: [Result] = []
      while let result = results.removeValue(forKey: emitted) {
        found.append(result)
        emitted += 1
      }
      return found
    }
  }

  var isDrained: Bool { lock.withLock { emitted == count } }
}
