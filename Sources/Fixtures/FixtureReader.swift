import CriteriaSemantics
import Evaluation
import SourceText

/// What a fixture holds.
package struct FixtureContent<Sink: RecordSink> {
  package let layout: RecordLayout
  /// All records of the file, in its order.
  package internal(set) var sink: Sink
  package let count: Int
  /// What the file's owner should know; nothing that keeps it from being used.
  package internal(set) var notes: [FixtureProblem]
  let survey: LayoutSurvey

  /// The fields whose types no schema tells, with what their values are: a front end says so.
  package var inferred: [RecordLayout.Field] { layout.fields.filter(\.isInferred) }
}

extension FixtureContent: Sendable where Sink: Sendable {}

/// Reads saved records: all of a file, or nothing and the reasons.
package enum FixtureReader {
  /// Rows that are looked at for the fields and types of a file, before it is read.
  private static let surveyed = 1000

  /// `makeSink` is called with the layout that the file turned out to have; a second time where later records have
  /// more fields than the first ones, or values of other types. Without a schema, types are inferred.
  package static func read<Sink: RecordSink>(
    _ bytes: [UInt8], format: FixtureFormat, schema: PreparedSchema?,
    makeSink: @escaping (RecordLayout) -> Sink
  ) -> Result<FixtureContent<Sink>, FixtureFailure> {
    if format == .ndjson { return readLines(bytes, schema: schema, makeSink: makeSink) }
    var file = FixtureFile(bytes, format: format, schema: schema?.schema)
    if let failure = file.failure { return .failure(failure) }
    var survey = LayoutSurvey(schema: schema)
    file.read(into: &survey, limit: surveyed)
    var taker = RecordTaker(survey: survey, makeSink: makeSink)
    file.read(into: &taker)
    if taker.isOutgrown {
      // Rows with faults end early, and later rows may have fields of their own: what is known now is all.
      taker = RecordTaker(survey: taker.survey, makeSink: makeSink)
      file.read(into: &taker)
    }
    file.addDuplicates(taker.identities.duplicates())
    if let failure = file.failure { return .failure(failure) }
    let content = FixtureContent(
      layout: taker.layout, sink: taker.sink, count: file.starts.count, notes: file.notes(taker.survey),
      survey: taker.survey)
    return .success(content)
  }

  private static func readLines<Sink: RecordSink>(
    _ bytes: [UInt8], schema: PreparedSchema?, makeSink: @escaping (RecordLayout) -> Sink
  ) -> Result<FixtureContent<Sink>, FixtureFailure> {
    var loader = LineLoader(schema: schema, size: bytes.count, makeSink: makeSink)
    repeat { loader.fill(all: bytes) } while loader.finish() == .readAgain
    return loader.result { bytes }
  }
}

/// The bytes of a file, read as often as it takes.
struct FixtureFile {
  private let bytes: [UInt8]
  private let format: FixtureFormat
  private let schema: DatastoreSchema?
  /// Behind a byte-order mark.
  private let start: Int
  private var faults: [RowFault] = []
  private var columns: [CSVHeader.Column] = []
  private(set) var starts: [Int] = []

  init(_ bytes: [UInt8], format: FixtureFormat, schema: DatastoreSchema?) {
    self.bytes = bytes
    self.format = format
    self.schema = schema
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if let fault = Self.encodingFault(bytes[...]) { faults.append(fault) }
  }

  static func encodingFault(_ bytes: ArraySlice<UInt8>) -> RowFault? {
    guard bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) else { return nil }
    return RowFault(offset: 0, message: "the file is UTF-16; save it as UTF-8")
  }

  /// Reads the file's rows anew, at most `limit` of them.
  mutating func read(into consumer: inout some RowConsumer, limit: Int = .max) {
    switch format {
    case .json:
      var file = JSONFixture()
      file.limit = limit
      file.read(bytes, from: start, into: &consumer)
      (faults, starts) = (file.faults, file.starts)
    case .ndjson:
      var file = LineFixture()
      file.limit = limit
      file.read(bytes, from: start, into: &consumer)
      (faults, starts) = (file.faults, file.starts)
    case .csv:
      var file = CSVFixture()
      file.limit = limit
      columns = file.readHeader(bytes, from: start) ?? []
      let header = CSVHeader.fields(columns, schema: schema)
      // The rows of columns that nobody knows are not worth a look.
      if header.faults.isEmpty, file.faults.isEmpty {
        let fields = header.names.compactMap { consumer.field($0, ByteRange(0, $0.count)) }
        file.readRows(bytes, fields: fields, into: &consumer)
      }
      (faults, starts) = (header.faults + file.faults, file.starts)
    }
  }

  func note(_ message: String, at offset: Int) -> FixtureProblem {
    var places = PlaceCounter(countsReturns: format != .ndjson)
    let place = places.place(of: offset, in: bytes)
    return FixtureProblem(line: place.line, column: place.column, message: message)
  }

  mutating func addDuplicates(_ duplicates: [(id: String, first: Int, second: Int)]) {
    guard faults.isEmpty, !duplicates.isEmpty else { return }
    var places = PlaceCounter(countsReturns: format != .ndjson)
    for duplicate in duplicates where duplicate.second < starts.count {
      let line = places.place(of: starts[duplicate.first], in: bytes).line
      faults.append(
        RowFault(offset: starts[duplicate.second], message: IdentityCheck.message(duplicate.id, line: line)))
    }
  }

  var failure: FixtureFailure? {
    var problems = ProblemList()
    var places = PlaceCounter(countsReturns: format != .ndjson)
    for fault in faults {
      let place = problems.isFull ? (0, 0) : places.place(of: fault.offset, in: bytes)
      problems.add(fault, line: place.0, column: place.1)
    }
    return problems.failure
  }
}
