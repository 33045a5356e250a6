import Evaluation
import Testing

/// SQL's three values [decision C9].
@Suite struct TruthTests {
  @Test func tables() {
    let values: [Truth] = [.false, .unknown, .true]
    for (left, leftRank) in zip(values, 0...) {
      for (right, rightRank) in zip(values, 0...) {
        #expect((left && right) == values[min(leftRank, rightRank)], "\(left) && \(right)")
        #expect((left || right) == values[max(leftRank, rightRank)], "\(left) || \(right)")
      }
      #expect(!left == values[2 - leftRank], "!\(left)")
    }
  }
}
