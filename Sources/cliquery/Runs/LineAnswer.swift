import CriteriaSemantics
import Evaluation
import Fixtures
import SourceText

/// What `query -` writes of the lines that match: the lines as they came, or records of them in another form.
///
/// An answer with columns needs to know them before its first record goes out. They are those of the first matches,
/// as many as ``sampled`` says: never of what a pipe happened to bring at once, so that the same input has the same
/// answer. Only a person at a terminal sees each match at once.
struct LineAnswer {
  /// How many lines, and how many bytes of them, are held to learn the fields from.
  private static let sampled = (lines: 1000, bytes: 1 << 20)
  /// How much is made records at once, unless one line has more: a short line can be a record of many nulls.
  private static let piece = (lines: 500, bytes: 1 << 16)

  private let format: AnswerFormat
  private let options: QueryOptions
  private let head: AnswerHead
  /// Whether lines go out as they came, or only count.
  private let isPlain: Bool
  private let isHasty: Bool
  private var sample: LineSample
  private var held: [UInt8] = []
  private var heldLines = 0
  private var records: LineRecords?
  private var writer: AnswerWriter?
  /// `--columns` names what the lines do not have.
  private(set) var failure: UsageFailure?

  init(_ format: AnswerFormat, _ options: QueryOptions, schema: PreparedSchema?, head: AnswerHead) {
    self.format = format
    self.options = options
    self.head = head
    isPlain = format == .count || (format == .ndjson && options.columns == nil)
    isHasty = Platform.isTerminal(Platform.standardOutput)
    sample = LineSample(schema: schema)
  }

  /// Takes whole lines that match.
  mutating func add(_ lines: UnsafeRawBufferPointer) {
    if isPlain {
      if format == .ndjson { Console.output.write(Array(lines)) }
      return
    }
    var start = 0
    while start < lines.count, failure == nil {
      let end = Self.end(of: lines, from: start, isOne: writer == nil)
      take(Array(lines[start..<end]))
      start = end
    }
    if isHasty, !held.isEmpty { begin() }
  }

  /// Says that no more lines come.
  mutating func end() {
    guard !isPlain, failure == nil else { return }
    if writer == nil { begin() }
    if failure == nil { writer?.end(nextToken: nil) }
  }

  /// What is to be said of the answer when it is done.
  var notes: [String] {
    var notes: [String] = []
    if options.columns == nil, let later = records?.later, !later.isEmpty {
      notes.append(
        "note: the first records that match have no \(later.joined(separator: ", ")), so the answer does not show "
          + "\(later.count == 1 ? "it" : "them"); `--ndjson` does")
    }
    if let leftOut = writer?.leftOut, !leftOut.isEmpty {
      notes.append(AnswerWriter.note(leftOut: leftOut))
    }
    return notes
  }

  private mutating func take(_ lines: [UInt8]) {
    guard writer == nil else {
      write(lines)
      return
    }
    sample.see(lines)
    held += lines
    heldLines += 1
    // Once the columns that were asked for are known, nothing else needs to be.
    let areKnown = format != .table && options.columns?.allSatisfy { sample.knows($0) } ?? false
    if areKnown || heldLines >= Self.sampled.lines || held.count >= Self.sampled.bytes { begin() }
  }

  private mutating func begin() {
    var layout = sample.layout
    if heldLines == 0, let columns = options.columns {
      // Nothing matches: nobody can say that a field is not there.
      let others = columns.filter { layout.index(of: $0) == nil }
      layout = RecordLayout(
        fields: layout.fields
          + others.map { RecordLayout.Field(name: $0, type: .limitedText, isInferred: true) },
        schema: layout.schema)
    }
    let fields: [Int]
    do {
      fields = try options.fields(of: layout)
    } catch {
      failure = error
      return
    }
    var records = LineRecords(layout)
    let first = records.records(of: held)
    held = []
    self.records = records
    var writer = AnswerWriter(format: format, layout: layout, fields: fields, head: head)
    writer.begin(sample: first)
    writer.add(first)
    self.writer = writer
  }

  private mutating func write(_ lines: [UInt8]) {
    guard let found = records?.records(of: lines) else { return }
    writer?.add(found)
  }

  /// The end of one line, or of as many as make a piece.
  private static func end(of lines: UnsafeRawBufferPointer, from start: Int, isOne: Bool) -> Int {
    var end = start
    var count = 0
    repeat {
      while end < lines.count, lines[end] != UInt8(ascii: "\n") { end += 1 }
      end = min(end + 1, lines.count)
      count += 1
    } while !isOne && end < lines.count && end - start < piece.bytes && count < piece.lines
    return end
  }
}
