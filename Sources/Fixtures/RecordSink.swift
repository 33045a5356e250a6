import Evaluation
import SourceText

/// Where records go that are read, field by field. A field is an index into the layout; one that is set twice keeps
/// the last value, one that is not set is null.
package protocol RecordSink {
  mutating func setNull(_ field: Int)
  mutating func setBoolean(_ field: Int, _ value: Bool)
  /// False where the bytes are no number literal [decision C22]; nothing is set then.
  mutating func setNumber(_ field: Int, _ bytes: [UInt8], _ range: ByteRange) -> Bool
  /// Valid UTF-8.
  mutating func setText(_ field: Int, _ bytes: [UInt8], _ range: ByteRange)
  /// `*` only, in a masked field [decision C21].
  mutating func setMasked(_ field: Int, _ bytes: [UInt8], _ range: ByteRange)
  /// Sets a field of the records that come next to a column of a block, of kinds that the field takes.
  mutating func append(_ block: CellBlock, column: Int, to field: Int)
  /// Ends so many records, all fields of which came by blocks.
  mutating func endRecords(_ count: Int)
  mutating func endRecord()
  /// Forgets what was set since the last record.
  mutating func discardRecord()
  /// There will be about so many records, like those that were ended.
  mutating func expect(records: Int)
}

extension RecordSink {
  package mutating func expect(records: Int) {}
}
