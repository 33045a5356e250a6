import CriteriaSemantics
import CriteriaSyntax
import Evaluation
import SourceText

/// Filters records that come one a line, without keeping them: the lines that match are handed on as they came.
///
/// Each line is held against JSON's grammar; one that is broken is a problem with its place and is left out, and the
/// next ones are looked at. Only the values that the criteria names are read; what other keys hold may be anything
/// that JSON allows, lists and objects too. A line may have 4 MB, which bounds the memory: where it is written in
/// another form, it is held several times over.
package struct RecordStream {
  /// A longer line is a problem, and left out (cliquery's limit).
  package static let longestLine = 4 << 20

  /// Lines that matched, that there were, and that a masked value kept open [decision C21].
  package private(set) var matched = 0
  package private(set) var count = 0
  package private(set) var undecidable = 0
  /// No more lines are handed on than this; the others are still counted.
  package var limit: Int?
  package var longestLine = RecordStream.longestLine

  var program: StreamProgram
  var slots: [StreamProgram.Slot]
  /// Texts of slots that had escapes.
  var decoded: [[UInt8]]
  /// The keys that lines had so far, the criteria's first; the slots are the first ones.
  var keys: KeyTable
  var patterns: [KeyPattern]
  /// The key that followed each one in the last line; the first one's is at 0, and so all are one further on.
  var following: [Int]
  static let mostKeys = 256
  /// The slots whose keys no line had yet.
  var unseen: [Int]

  private var buffer = BlockBuffer()
  private var reader = JSONRowReader(unit: "line")
  private var problems = ProblemList()
  private var line = 1
  /// In a line that is too long.
  private var isSkipping = false
  private var handedOn = 0
  private let usesQuickWay: Bool

  /// `criteria` was compiled for `layout`, which ``layout(naming:in:schema:)`` makes.
  package init(_ criteria: CompiledCriteria, layout: RecordLayout, usesQuickWay: Bool = true) {
    program = StreamProgram(criteria, layout: layout)
    keys = KeyTable(program.names)
    patterns = program.names.map { KeyPattern(name: $0) }
    slots = program.names.map { _ in StreamProgram.Slot() }
    decoded = program.names.map { _ in [] }
    following = Array(0...program.names.count)
    unseen = Array(program.names.indices)
    self.usesQuickWay = usesQuickWay
  }

  /// The fields that a criteria may ask of a stream: the schema's, or without one those that it names, whose types
  /// values and literals tell.
  package static func layout(
    naming tree: CriteriaTree, in text: [UInt8], schema: PreparedSchema?
  ) -> RecordLayout {
    var fields: [RecordLayout.Field] = []
    var known = Set<String>()
    func add(_ field: RecordLayout.Field) {
      if known.insert(field.name).inserted { fields.append(field) }
    }
    for field in schema?.schema.fields ?? [] {
      let isKnown = field.type != .unknown
      add(
        RecordLayout.Field(
          name: field.uniqueName, type: isKnown ? field.type : .limitedText, isMasked: field.isMasked,
          isInferred: !isKnown))
    }
    if schema != nil {
      for name in FieldTable.systemFields { add(RecordLayout.Field(name: name, type: .number)) }
    } else {
      for node in tree.nodes.indices where tree.nodes[node].kind == .condition {
        guard let token = tree.condition(node).field else { continue }
        let name = text.text(tree.range(ofToken: token))
        add(RecordLayout.Field(name: name, type: .limitedText, isInferred: true))
      }
    }
    return RecordLayout(fields: fields, schema: schema)
  }

  /// Takes the next bytes, which `read` writes into the memory that it is given, and hands on the lines that match:
  /// several at once where they stand together, each with its line end. False once `read` answers 0, or less.
  package mutating func fill(
    _ read: (UnsafeMutableRawBufferPointer) -> Int, matches: (UnsafeRawBufferPointer) -> Void
  ) -> Bool {
    guard buffer.fill(most: longestLine, read) > 0 else { return false }
    takeBuffer(matches)
    if buffer.count >= longestLine { skipLongLine() }
    return true
  }

  /// Says that the input is at its end; its last line may have no line end.
  package mutating func finish(matches: (UnsafeRawBufferPointer) -> Void) {
    buffer.endLastLine()
    takeBuffer(matches)
    buffer.removeAll()
  }

  /// The lines that were no records, or held what their field does not take; nil where there were none.
  package var failure: FixtureFailure? { problems.failure }

  private mutating func skipLongLine() {
    if !isSkipping {
      let limit = longestLine >> 20
      problems.add(
        RowFault(
          offset: 0, message: "this line is longer than \(limit) MB (cliquery's limit); it was left out"),
        line: line, column: 1)
    }
    isSkipping = true
    buffer.removeAll()
  }

  private mutating func takeBuffer(_ matches: (UnsafeRawBufferPointer) -> Void) {
    let end = buffer.linesEnd()
    var start = buffer.start
    guard end > start else { return }
    let bytes = buffer.bytes
    if isSkipping {
      start = bytes.withUnsafeBufferPointer {
        ByteSearch.first(of: UInt8(ascii: "\n"), in: $0, from: start, to: end) + 1
      }
      isSkipping = false
      line += 1
    }
    take(bytes, from: start, to: end, matches)
    buffer.drop(to: end)
  }

  /// Takes whole lines.
  private mutating func take(
    _ bytes: [UInt8], from start: Int, to end: Int, _ matches: (UnsafeRawBufferPointer) -> Void
  ) {
    var run = MatchRun()
    var offset = start
    while offset < end {
      if usesQuickWay { offset = takeLines(bytes, from: offset, to: end, &run, matches) }
      if offset < end { offset = takeExactly(bytes, from: offset, to: end, &run, matches) }
    }
    run.flush(bytes, matches)
  }

  /// The fields of the criteria that no line had, each with the key that was likely meant.
  package var absentFields: [(name: String, meant: String?)] {
    let known = keys.names.dropFirst(program.names.count).map { String(decoding: $0, as: UTF8.self) }
    return unseen.map { slot in
      let name = String(decoding: program.names[slot], as: UTF8.self)
      return (name, Suggestions.nearest(to: name, in: known))
    }
  }

  /// Looks which keys the line has that none had before.
  @inline(never)
  private mutating func noteSeen() {
    unseen.removeAll { slots[$0].isSet }
  }

  /// Counts a line with its verdict, and adds it to the run where it matches.
  @inline(__always)
  mutating func count(
    _ verdict: StreamProgram.Verdict, _ bytes: [UInt8], _ line: ByteRange, _ run: inout MatchRun,
    _ matches: (UnsafeRawBufferPointer) -> Void
  ) {
    count &+= 1
    self.line &+= 1
    if !unseen.isEmpty { noteSeen() }
    if verdict == .match {
      matched &+= 1
      if let limit {
        guard handedOn < limit else { return }
        handedOn += 1
      }
      run.add(line, bytes, matches)
    } else if verdict == .undecidable {
      undecidable &+= 1
    }
  }

  /// Takes one line the exact way; the offset of the next one.
  private mutating func takeExactly(
    _ bytes: [UInt8], from start: Int, to end: Int, _ run: inout MatchRun,
    _ matches: (UnsafeRawBufferPointer) -> Void
  ) -> Int {
    let lineEnd = bytes.withUnsafeBufferPointer {
      ByteSearch.first(of: UInt8(ascii: "\n"), in: $0, from: start, to: end)
    }
    var first = start
    if line == 1, bytes[ByteRange(start, lineEnd)].starts(with: [0xEF, 0xBB, 0xBF]) { first += 3 }
    reader.start(at: first, end: lineEnd)
    reader.skipBlanks(bytes)
    guard reader.next(bytes) != nil else {
      line += 1
      return lineEnd + 1
    }
    if line == 1, let fault = FixtureFile.encodingFault(bytes[ByteRange(start, lineEnd)]) {
      problems.add(fault, line: 1, column: 1)
    } else {
      var row = StreamRow(program: program)
      _ = reader.readRow(bytes, alone: true, into: &row)
      if reader.faults.isEmpty {
        slots = row.slots
        decoded = row.decoded
        let verdict = bytes.withUnsafeBufferPointer { buffer in
          buffer.baseAddress.map { program.verdict(slots, $0, decoded) } ?? .no
        }
        count(verdict, bytes, ByteRange(start, lineEnd + 1), &run, matches)
        return lineEnd + 1
      }
    }
    for fault in reader.faults { problems.add(fault, line: line, column: fault.offset - start + 1) }
    line += 1
    return lineEnd + 1
  }
}

/// Lines that stand together.
struct MatchRun {
  private var start = 0
  private var end = 0

  @inline(__always)
  mutating func add(_ line: ByteRange, _ bytes: [UInt8], _ matches: (UnsafeRawBufferPointer) -> Void) {
    if line.start != end || start == end {
      flush(bytes, matches)
      start = line.start
    }
    end = line.end
  }

  mutating func flush(_ bytes: [UInt8], _ matches: (UnsafeRawBufferPointer) -> Void) {
    if end > start {
      bytes.withUnsafeBytes { matches(UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
    }
    start = 0
    end = 0
  }
}

/// The values of a line that the exact way reads.
private struct StreamRow: RowConsumer {
  let program: StreamProgram
  private(set) var slots: [StreamProgram.Slot]
  private(set) var decoded: [[UInt8]]

  init(program: StreamProgram) {
    self.program = program
    slots = program.names.map { _ in StreamProgram.Slot() }
    decoded = program.names.map { _ in [] }
  }

  /// Keys that the criteria does not name have a place of their own.
  mutating func field(_ bytes: [UInt8], _ key: ByteRange) -> Int? {
    program.names.firstIndex { bytes[key].elementsEqual($0) } ?? slots.count
  }

  mutating func see(_ field: Int) {}
  func unknownKey(_ bytes: [UInt8], _ key: ByteRange) -> String { "" }

  mutating func take(_ kind: RawKind, _ bytes: [UInt8], _ range: ByteRange, field: Int) -> String? {
    guard field < slots.count else { return nil }
    var slot = StreamProgram.Slot()
    slot.isSet = true
    slot.isDecoded = true
    slot.isPlain = false
    switch kind {
    case .null: slot.kind = .null
    case .yes: slot.kind = .yes
    case .no: slot.kind = .no
    case .number: slot.kind = .number
    case .text, .cell: slot.kind = .text
    }
    slots[field] = slot
    decoded[field] = Array(bytes[range])
    return program.problem(field, kind, bytes, range)
  }

  mutating func takeNested(isObject: Bool, field: Int?) -> String? {
    guard let field, field < slots.count else { return nil }
    let name = String(decoding: program.names[field], as: UTF8.self)
    return "`\(name)` is compared with a value, and this is \(isObject ? "an object" : "a list")"
  }

  mutating func endRow() {}
  mutating func discardRow() {}
}
