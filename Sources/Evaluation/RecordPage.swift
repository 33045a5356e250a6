/// The answer to a ``RecordQuery``.
package struct RecordPage: Sendable {
  package var records: [Record]
  /// All that match, whatever the limit.
  package var matched: Int
  /// Records that neither match nor fail to, because a masked value decides [decision C21].
  package var undecidable: Int
  /// Where the next page starts; nil after the last one.
  package var nextToken: String?

  package init(records: [Record] = [], matched: Int = 0, undecidable: Int = 0, nextToken: String? = nil) {
    self.records = records
    self.matched = matched
    self.undecidable = undecidable
    self.nextToken = nextToken
  }
}
