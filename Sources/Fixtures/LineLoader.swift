import CriteriaSemantics
import Evaluation
import SourceText

/// What comes after a file was read to its end.
package enum LoadingStep: Sendable, Hashable {
  /// Later records have more fields than the first ones, or values of other types: read the file once more.
  case readAgain
  case done
}

/// Reads one record a line, block by block, into any sink; see ``TableLoader``.
package struct LineLoader<Sink: RecordSink> {
  /// Rows that are looked at for the fields and types of a file, before it is read.
  private static var surveyed: Int { 1000 }

  private let makeSink: (RecordLayout) -> Sink
  private let schema: PreparedSchema?
  private let usesQuickWay: Bool
  private var buffer = BlockBuffer()
  /// Nil until the first lines are there.
  private var taker: RecordTaker<Sink>?
  private var exact = LineFixture()
  private var problems = ProblemList()
  private var places = LinePlaces()
  /// The number of the next line, from 1.
  private var line = 1

  /// Without a schema, types are inferred. `makeSink` is called for each time that the file is read.
  package init(schema: PreparedSchema?, makeSink: @escaping (RecordLayout) -> Sink) {
    self.init(schema: schema, usesQuickWay: true, makeSink: makeSink)
  }

  /// Without the quick way everything is read the exact way, which tests hold the quick one to.
  package init(schema: PreparedSchema?, usesQuickWay: Bool, makeSink: @escaping (RecordLayout) -> Sink) {
    self.schema = schema
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
    if buffer.count == 0 { take(bytes, from: 0, to: end) } else { end = 0 }
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
    guard let taker, taker.isOutgrown, problems.isEmpty else { return .done }
    self.taker = RecordTaker(survey: taker.survey, makeSink: makeSink)
    places = LinePlaces()
    line = 1
    return .readAgain
  }

  /// What was read, once ``finish()`` said that it is done.
  package func result() -> Result<FixtureContent<Sink>, FixtureFailure> {
    guard let taker else { return .failure(FixtureFailure(problems: [], count: 0)) }
    var problems = problems
    if problems.isEmpty {
      for duplicate in taker.identities.duplicates() {
        let place = places.place(of: duplicate.second)
        let fault = RowFault(
          offset: 0, message: IdentityCheck.message(duplicate.id, line: places.place(of: duplicate.first).line))
        problems.add(fault, line: place.line, column: place.column)
      }
    }
    if let failure = problems.failure { return .failure(failure) }
    return .success(
      FixtureContent(layout: taker.layout, sink: taker.sink, count: places.count, notes: [], survey: taker.survey))
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
