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
    _ bytes: [UInt8], format: FixtureFormat, schema: PreparedSchema?, memory: MemoryHint = .none
  ) -> Result<Fixture, FixtureFailure> {
    read(bytes, format: format, schema: schema) { RecordTable.Builder(layout: $0, memory: memory) }.fixture()
  }
}

extension Result where Success == FixtureContent<RecordTable.Builder>, Failure == FixtureFailure {
  /// The table, made where the columns are.
  fileprivate consuming func fixture() -> Result<Fixture, FixtureFailure> {
    switch consume self {
    case .success(var content):
      let table = content.sink.finish()
      return .success(Fixture(table: table, notes: content.notes))
    case .failure(let failure): return .failure(failure)
    }
  }
}

/// Reads one record a line into columns, block by block, so that a file of any size needs no memory beside its
/// records.
///
/// ```
/// repeat {
///   // From the file's start.
///   while loader.fill(read) {}
/// } while loader.finish() == .readAgain
/// ```
package struct TableLoader {
  // With the sink spelled out here, everything below is compiled for it.
  private var loader: LineLoader<RecordTable.Builder>

  /// Without a schema, types are inferred. `size` is the file's, where it is known: it saves memory.
  package init(schema: PreparedSchema?, size: Int? = nil, memory: MemoryHint = .none) {
    loader = LineLoader(schema: schema, size: size) { RecordTable.Builder(layout: $0, memory: memory) }
  }

  /// Takes the next bytes of the file, which `read` writes into the memory that it is given. False once it answers 0,
  /// or less: then the file is at its end, or cannot be read further.
  package mutating func fill(_ read: (UnsafeMutableRawBufferPointer) -> Int) -> Bool { loader.fill(read) }

  /// Says that the file is at its end; where later records have more fields than the first ones, or values of other
  /// types, it is to be read once more.
  package mutating func finish() -> LoadingStep { loader.finish() }

  /// What was read, once ``finish()`` said that it is done; it is handed over. `bytes` gives the whole file: it is
  /// asked only where the names of the fields are reason to look again.
  package mutating func result(_ bytes: () -> [UInt8]?) -> Result<Fixture, FixtureFailure> {
    loader.result(bytes).fixture()
  }
}
