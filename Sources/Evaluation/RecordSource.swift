/// A collection of records that can be asked: columns in memory, or a datastore of a store.
package protocol RecordSource: Sendable {
  var layout: RecordLayout { get }

  /// How many records there are.
  func count() throws(RecordSourceError) -> Int

  /// Runs a query. `isCancelled` is asked every few milliseconds; once it says yes, the run ends with
  /// ``RecordSourceError/cancelled``.
  func page(
    _ query: RecordQuery, isCancelled: @Sendable () -> Bool
  ) throws(RecordSourceError) -> RecordPage

  /// The record whose `id` is `text`, or nil.
  func record(id text: String) throws(RecordSourceError) -> Record?

  /// The values of a field that begin with `prefix` in any case, most frequent first, then by their order; at most
  /// `limit`. For completion and hover.
  func seenValues(
    field: Int, prefix: [UInt8], limit: Int
  ) throws(RecordSourceError) -> [SeenValue]
}

/// A value that stands in records, and in how many.
package struct SeenValue: Sendable, Hashable {
  package let value: RecordValue
  package let count: Int

  package init(value: RecordValue, count: Int) {
    self.value = value
    self.count = count
  }
}

/// Why a collection did not answer.
package enum RecordSourceError: Error, Sendable, Equatable {
  case cancelled
  /// A page token that is not ours, or was made for another query (`datastore_invalid_next_token`).
  case invalidToken(String)
  /// The store could not be read: a sentence with what, where, and what to do.
  case unreadable(String)
}
