import CriteriaSemantics
import SourceText

extension RecordTable {
  /// Makes a table, record by record.
  ///
  /// The fields of a record are set in any order; a field that is set twice has the last value, one that is not set is
  /// null. A value of another kind than its field's is not set. Fields are given by their place in the layout; a place
  /// that is none does nothing. Nothing is allocated for a value that was seen before, or that fits a column that is
  /// there.
  package struct Builder: Sendable {
    private let layout: RecordLayout
    private var columns: [ColumnBuilder]
    private let memory: MemoryHint
    /// The records that were ended.
    package private(set) var recordCount = 0

    /// Texts are kept once each while there are at most `mostSharedTexts` of a field; the number changes what a query
    /// costs and never its answer.
    package init(
      layout: RecordLayout, mostSharedTexts: Int = TextDictionary.mostTexts, memory: MemoryHint = .none
    ) {
      self.memory = memory
      self.layout = layout
      columns = layout.fields.map {
        ColumnBuilder(ColumnBuilder.Kind($0.type), mostSharedTexts: mostSharedTexts)
      }
    }

    /// Makes room for so many records in all.
    package mutating func reserve(records: Int) {
      for index in columns.indices { columns[index].reserve(records) }
    }

    /// Makes room for so many records in all, of texts as long as those that are there: memory that is touched once
    /// instead of each time that a column grows.
    package mutating func expect(records: Int) {
      guard recordCount > 0 else { return reserve(records: records) }
      for index in columns.indices { columns[index].expect(records, after: recordCount, memory) }
    }

    package mutating func setNull(_ field: Int) {
      guard field >= 0, field < columns.count else { return }
      columns[field].setNull(recordCount)
    }

    package mutating func setBoolean(_ field: Int, _ value: Bool) {
      guard field >= 0, field < columns.count else { return }
      columns[field].setBoolean(recordCount, value)
    }

    /// Sets a number as it is written: a number literal [decision C22], or JSON's form with an exponent where that is
    /// one exactly. False where it is neither, and then nothing is set.
    package mutating func setNumber(_ field: Int, _ bytes: [UInt8], _ range: ByteRange) -> Bool {
      guard field >= 0, field < columns.count else { return false }
      return columns[field].setNumber(recordCount, bytes, range)
    }

    /// Sets a text: valid UTF-8, its escapes resolved.
    package mutating func setText(_ field: Int, _ bytes: [UInt8], _ range: ByteRange) {
      guard field >= 0, field < columns.count else { return }
      columns[field].setText(recordCount, bytes, range)
    }

    /// Sets a value that is there and unknown [decision C21], whatever the field's type; the text is what is shown.
    package mutating func setMasked(_ field: Int, _ bytes: [UInt8], _ range: ByteRange) {
      guard field >= 0, field < columns.count else { return }
      columns[field].setMasked(recordCount, bytes, range)
    }

    /// Sets a field of the records that come next to a column of a block: numbers for a number field, yes and no for
    /// a boolean one, texts for one of texts.
    package mutating func append(_ block: CellBlock, column: Int, to field: Int) {
      guard field >= 0, field < columns.count else { return }
      columns[field].append(block, column: column, from: recordCount)
    }

    /// Ends the records of a block.
    package mutating func endRecords(_ count: Int) { recordCount &+= max(count, 0) }

    package mutating func endRecord() { recordCount &+= 1 }

    /// Forgets what was set since the last record ended.
    package mutating func discardRecord() {
      for index in columns.indices { columns[index].truncate(to: recordCount) }
    }

    /// The table of the records that were ended. The builder is empty afterwards.
    package mutating func finish() -> RecordTable {
      discardRecord()
      let count = recordCount
      let finished = columns.indices.map { columns[$0].finish(count) }
      recordCount = 0
      return RecordTable(layout: layout, recordCount: count, columns: finished)
    }
  }
}
