#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How the time of a piece of work grows with its input.
package enum Growth {
  /// What twice the input may cost at most; linear work costs 2, quadratic work 4.
  package static let limit = 2.6

  /// `time(2n) / time(n)` of the calling thread's processor time.
  ///
  /// A disturbed measurement is repeated: the smallest of up to eight ratios counts, each of the best of three runs.
  /// `work` gets an input that `prepare` made for a size; preparing is not measured.
  package static func ratio<Input>(
    from size: Int, prepare: (Int) -> Input, work: (Input) -> Void
  ) -> Double {
    let small = prepare(size)
    let large = prepare(size * 2)
    var best = Double.infinity
    for _ in 0..<8 where best >= limit {
      best = min(best, time(large, work) / max(time(small, work), 1e-9))
    }
    return best
  }

  private static func time<Input>(_ input: Input, _ work: (Input) -> Void) -> Double {
    (0..<3).map { _ in
      let start = threadTime()
      work(input)
      return threadTime() - start
    }.min() ?? 0
  }

  private static func threadTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
