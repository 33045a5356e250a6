import SourceText

/// The texts of a query that stand in their file as they are, in one piece and without a hole.
package struct PlainQuery: Sendable {
  package let criteria: ByteRange
  package let orderBy: ByteRange?
  package let limit: ByteRange?

  package init(criteria: ByteRange, orderBy: ByteRange?, limit: ByteRange?) {
    self.criteria = criteria
    self.orderBy = orderBy
    self.limit = limit
  }
}
