import CriteriaSemantics
import Evaluation
import SourceText

/// What comes after a file was read to its end.
package enum LoadingStep: Sendable, Hashable {
  /// Later records have more fields than the first ones, or values of other types: read the file once more.
  case readAgain
  case done
}

/// Reads one record a line, block by block, into any sink, so that a file of any size needs no memory beside what the
/// sink holds; see ``TableLoader``.
package struct LineLoader<Sink: RecordSink> {
  /// Rows that are looked at for the fields and types of a file, before it is read.
  private static var surveyed: Int { 1000 }
  /// A file that stays the same is known after the first time.
  private static var mostRounds: Int { 4 }

  private let makeSink: (RecordLayout) -> Sink
  private let schema: PreparedSchema?
  private let usesQuickWay: Bool
  /// Of the file in bytes, where that is known.
  private let size: Int?
  private var taken = 0
  private var hasExpected = false
  /// How often the file was read and had more than was known of it.
  private var rounds = 0
  private var buffer = BlockBuffer()
  /// Nil until the first lines are there.
  private var taker: RecordTaker<Sink>?
  private var exact = LineFixture()
  private var problems = ProblemList()
  private var places = LinePlaces()
  /// The number of the next line, from 1.
  private var line = 1

  /// Without a schema, types are inferred. `size` is that of the file, where it is known: it saves memory. Without the
  /// quick way everything is read the exact way, which tests hold the quick one to. `makeSink` is called for each time
  /// that the file is read.
  package init(
    schema: PreparedSchema?, size: Int? = nil, usesQuickWay: Bool = true,
    makeSink: @escaping (RecordLayout) -> Sink
  ) {
    self.schema = schema
    self.size = size
    self.usesQuickWay = usesQuickWay
    self.makeSink = makeSink
  }

  /// Takes the next bytes of the file, which `read` writes into the memory that it is given. False once it answers 0,
  /// or less: then the file is at its end, or cannot be read further.
  package mutating func fill(_ read: (UnsafeMutableRawBufferPointer) -> Int) -> Bool {
    guard buffer.fill(read) > 0 else { return false }
    takeBuffer()
    return true
  }

  /// Takes a whole file that is in memory.
  package mutating func fill(all bytes: [UInt8]) {
    // All lines that enough bytes follow are read where they stand.
    var end = max(bytes.count - QuickScan.padding, 0)
    while end > 0, bytes[end - 1] != UInt8(ascii: "\n") { end -= 1 }
    if buffer.count > 0 { end = 0 }
    // A part first, to learn from it how much room the whole takes.
    var first = min(4 << 20, end)
    while first > 0, bytes[first - 1] != UInt8(ascii: "\n") { first -= 1 }
    take(bytes, from: 0, to: first)
    take(bytes, from: first, to: end)
    var rest = bytes[end...]
    while !rest.isEmpty {
      _ = fill { memory in
        let count = min(memory.count, rest.count)
        memory.copyBytes(from: rest.prefix(count))
        rest = rest.dropFirst(count)
        return count
      }
    }
  }

  /// Says that the file is at its end.
  package mutating func finish() -> LoadingStep {
    buffer.endLastLine()
    takeBuffer()
    buffer.removeAll()
    if taker == nil { startTaker([], from: 0, to: 0) }
    guard let taker, taker.isOutgrown else { return .done }
    rounds += 1
    guard rounds < Self.mostRounds else {
      problems.add(
        RowFault(offset: 0, message: "the file changes while it is read; read it again"), line: 1, column: 1)
      return .done
    }
    self.taker = RecordTaker(survey: taker.survey, makeSink: makeSink)
    problems = ProblemList()
    places = LinePlaces()
    line = 1
    taken = 0
    hasExpected = false
    return .readAgain
  }

  /// What was read, once ``finish()`` said that it is done; it is handed over. `bytes` gives the whole file: it is
  /// asked only where the names of the fields are reason to look again.
  package mutating func result(_ bytes: () -> [UInt8]?) -> Result<FixtureContent<Sink>, FixtureFailure> {
    switch result() {
    case .success(var content):
      if FixtureFile.mayHaveNotes(content.survey), let bytes = bytes() {
        var file = FixtureFile(bytes, format: .ndjson, schema: nil)
        content.notes = file.notes(content.survey)
      }
      return .success(content)
    case .failure(let failure): return .failure(failure)
    }
  }

  private mutating func result() -> Result<FixtureContent<Sink>, FixtureFailure> {
    guard let taker else { return .failure(FixtureFailure(problems: [], count: 0)) }
    self.taker = nil
    var problems = problems
    if problems.isEmpty {
      for duplicate in taker.identities.duplicates() {
        let place = places.place(of: duplicate.second)
        let fault = RowFault(
          offset: 0,
          message: IdentityCheck.message(duplicate.id, line: places.place(of: duplicate.first).line))
        problems.add(fault, line: place.line, column: place.column)
      }
    }
    if let failure = problems.failure { return .failure(failure) }
    return .success(
      FixtureContent(
        layout: taker.layout, sink: taker.sink, count: places.count, notes: [], survey: taker.survey))
  }

  private mutating func takeBuffer() {
    let end = buffer.linesEnd()
    take(buffer.bytes, from: buffer.start, to: end)
    buffer.drop(to: end)
  }

  /// Takes whole lines. Behind them are as many bytes as the quick way may look at.
  private mutating func take(_ bytes: [UInt8], from start: Int, to end: Int) {
    guard start < end else { return }
    if taker == nil { startTaker(bytes, from: start, to: end) }
    var offset = start
    defer { expect(after: end - start) }
    while offset < end {
      if usesQuickWay {
        places.go(to: line)
        let before = places.count
        offset = taker?.takeLines(bytes, from: offset, to: end, places: &places) ?? end
        line += places.count - before
        if offset >= end { return }
      }
      offset = takeExactly(bytes, from: offset, to: end)
    }
  }

  /// Once enough was read to tell how many records there will be, room is made for them.
  private mutating func expect(after count: Int) {
    taken += count
    guard let size, !hasExpected, taken > 1 << 20, taken < size else { return }
    hasExpected = true
    let records = Double(places.count) * Double(size) / Double(taken) * 1.02
    taker?.expect(records: Int(min(records, Double(size))))
  }

  /// Takes one line the exact way; the offset of the next one.
  private mutating func takeExactly(_ bytes: [UInt8], from start: Int, to end: Int) -> Int {
    let lineEnd = bytes.withUnsafeBufferPointer {
      ByteSearch.first(of: UInt8(ascii: "\n"), in: $0, from: start, to: end)
    }
    var first = start
    if line == 1 {
      if bytes[ByteRange(start, lineEnd)].starts(with: [0xEF, 0xBB, 0xBF]) { first += 3 }
      if let fault = FixtureFile.encodingFault(bytes[ByteRange(start, lineEnd)]) {
        problems.add(fault, line: 1, column: 1)
        first = lineEnd
      }
    }
    if var taker {
      // Taken out, so that nothing is copied.
      self.taker = nil
      let record = exact.readLine(bytes, from: first, to: lineEnd, &taker)
      self.taker = taker
      if let record { places.addRecord(line: line, column: record - start + 1) }
    }
    for fault in exact.takeFaults() { problems.add(fault, line: line, column: fault.offset - start + 1) }
    line += 1
    return lineEnd + 1
  }

  /// Looks at the first lines for the fields and types of the file.
  private mutating func startTaker(_ bytes: [UInt8], from start: Int, to end: Int) {
    var survey = LayoutSurvey(schema: schema)
    var offset = bytes[ByteRange(start, end)].starts(with: [0xEF, 0xBB, 0xBF]) ? start + 3 : start
    var rows = 0
    while offset < end, rows < Self.surveyed {
      let lineEnd = bytes.withUnsafeBufferPointer {
        ByteSearch.first(of: UInt8(ascii: "\n"), in: $0, from: offset, to: end)
      }
      _ = exact.readLine(bytes, from: offset, to: lineEnd, &survey)
      _ = exact.takeFaults()
      offset = lineEnd + 1
      rows += 1
    }
    taker = RecordTaker(survey: survey, makeSink: makeSink)
  }
}
