import CriteriaSemantics
import Evaluation
import Foundation
import RecordStore
import StoreTestSupport
import Testing

/// INVARIANT (one meaning): a store answers as records in memory do.
@Test("generated records and queries: SQL and the plain list answer the same")
func storeAnswersLikePlainRecords() throws {
  let seed = UInt64.random(in: .min ... .max)
  let scratch = try Scratch()
  var check = try StoreCheck(seed: seed, path: scratch.path())
  for _ in 0..<2000 {
    if let problem = try check.next() {
      Issue.record("seed \(seed): \(problem)")
      return
    }
  }
}
