import SourceText
import Testing

@Suite("Partitioning index")
struct PartitioningIndexTests {
  @Test func findsTheFirstElementBehind() {
    for count in 0...9 {
      for first in 0...count {
        #expect((0..<count).partitioningIndex { $0 >= first } == first, "\(first) of \(count)")
      }
    }
  }

  @Test func aSliceKeepsItsIndices() {
    let slice = [9, 9, 1, 3, 5][2...]
    let found = [0, 1, 2, 5, 6].map { value in slice.partitioningIndex { $0 >= value } }
    #expect(found == [2, 2, 3, 4, 5])
  }

  @Test func asksLogarithmicallyOften() {
    var asked = 0
    _ = (0..<1_000_000).partitioningIndex {
      asked += 1
      return $0 >= 123_456
    }
    #expect(asked <= 20)
  }
}
