import CriteriaSemantics
import Evaluation
import Fixtures
import JSONSyntax
import SourceText

/// Records that come one a line on standard input, block by block: no more than a block is held.
///
/// Where no schema tells the types, each block's values do. Every block has at least the fields of those before it,
/// and a record that has none of its own is null there.
package struct LineStream {
  /// A run of lines that was read.
  package struct Block {
    package let table: RecordTable
    /// The places in the table of the block's own records.
    package let rows: Range<Int>
    /// The line of each record, without its end.
    fileprivate let lines: [ByteRange]
    fileprivate let bytes: [UInt8]

    /// The line that the record in place `row` stands on.
    package func line(of row: Int) -> ArraySlice<UInt8> {
      let index = row - rows.lowerBound
      return lines.indices.contains(index) ? bytes[lines[index]] : []
    }
  }

  private static let blockSize = 1 << 19

  private let schema: PreparedSchema?
  private let shown: String
  /// The beginning of a line whose end was not read yet.
  private var rest: [UInt8] = []
  private var isAtEnd = false
  /// Lines of the blocks before.
  private var lineCount = 0
  /// The fields so far, each null: what gives a block the fields of those before it.
  private var seed: [UInt8] = []
  private var names: [String] = []

  /// `shown` is the input's name in problems.
  package init(schema: PreparedSchema?, shown: String) {
    self.schema = schema
    self.shown = shown
  }

  /// The next block; nil after the last one.
  package mutating func next() throws(RecordsFailure) -> Block? {
    while true {
      guard let bytes = try nextLines() else { return nil }
      let own = Self.lines(bytes, from: seed.count)
      if own.isEmpty {
        lineCount += Self.lineEnds(bytes)
        continue
      }
      let table: RecordTable
      switch FixtureReader.read(bytes, format: .ndjson, schema: schema) {
      case .success(let fixture): table = fixture.table
      case .failure(let failure): throw problems(failure)
      }
      let first = seed.isEmpty ? 0 : 1
      lineCount += Self.lineEnds(bytes) - first
      remember(table.layout)
      return Block(table: table, rows: first..<max(first, table.recordCount), lines: own, bytes: bytes)
    }
  }

  /// Whole lines, after the seed.
  private mutating func nextLines() throws(RecordsFailure) -> [UInt8]? {
    var bytes = seed + rest
    rest = []
    while !isAtEnd {
      let chunk: [UInt8]
      do {
        chunk = try FileSystem.readInput(atMost: Self.blockSize)
      } catch {
        throw RecordsFailure([Problem(.input, "standard input cannot be read: \(error.message)")])
      }
      if chunk.isEmpty {
        isAtEnd = true
        break
      }
      let newline = chunk.lastIndex(of: UInt8(ascii: "\n"))
      bytes += chunk[..<(newline.map { $0 + 1 } ?? chunk.endIndex)]
      if let newline {
        rest = Array(chunk[(newline + 1)...])
        return bytes
      }
    }
    return bytes.count > seed.count ? bytes : nil
  }

  private mutating func remember(_ layout: RecordLayout) {
    guard schema == nil, layout.fields.count > names.count else { return }
    names = layout.fields.map(\.name)
    var writer = JSONWriter()
    writer.object { writer in
      for name in names {
        writer.key(name)
        writer.null()
      }
    }
    seed = writer.textWithNewline
  }

  /// The problems with the lines that the input has them on.
  private func problems(_ failure: FixtureFailure) -> RecordsFailure {
    let before = lineCount - (seed.isEmpty ? 0 : 1)
    let moved = FixtureFailure(
      problems: failure.problems.map {
        FixtureProblem(line: $0.line + before, column: $0.column, message: $0.message)
      }, count: failure.count)
    return RecordsFailure(moved.lines(path: shown).map { Problem(.input, $0) })
  }

  private static func lineEnds(_ bytes: [UInt8]) -> Int {
    bytes.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
  }

  /// The lines that are more than blanks.
  private static func lines(_ bytes: [UInt8], from start: Int) -> [ByteRange] {
    var lines: [ByteRange] = []
    bytes.withUnsafeBufferPointer { buffer in
      var offset = start
      while offset < buffer.count {
        let end = ByteSearch.first(of: UInt8(ascii: "\n"), in: buffer, from: offset, to: buffer.count)
        var first = offset
        while first < end, buffer[first] == 0x20 || buffer[first] == 0x09 || buffer[first] == 0x0D {
          first += 1
        }
        var last = end
        if last > first, buffer[last - 1] == 0x0D { last -= 1 }
        let isMark = offset == 0 && end == 3 && buffer[0] == 0xEF
        if first < last, !isMark { lines.append(ByteRange(offset, last)) }
        offset = end + 1
      }
    }
    return lines
  }
}
