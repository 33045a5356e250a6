import SourceText
import Testing

@Suite("ByteRange")
struct ByteRangeTests {
  @Test func anEndBeforeTheStartIsPulledUp() {
    #expect(ByteRange(5, 2) == ByteRange(at: 5))
  }
}
