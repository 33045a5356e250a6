import CriteriaSemantics
import Evaluation

extension RecordTable.Builder: RecordSink {}

/// A fixture in memory.
package struct Fixture: Sendable {
  package let table: RecordTable
  /// What the file's owner should know; nothing that keeps it from being used.
  package let notes: [FixtureProblem]

  /// The fields whose types no schema tells, with what their values are: a front end says so.
  package var inferred: [RecordLayout.Field] { table.layout.fields.filter(\.isInferred) }
}

extension FixtureReader {
  /// Reads saved records into columns.
  package static func read(
    _ bytes: [UInt8], format: FixtureFormat, schema: PreparedSchema?
  ) -> Result<Fixture, FixtureFailure> {
    read(bytes, format: format, schema: schema) { RecordTable.Builder(layout: $0) }.map { content in
      var builder = content.sink
      return Fixture(table: builder.finish(), notes: content.notes)
    }
  }
}
