import SourceText

/// Comparing texts that stand one after the other.
enum TextKernels {
  /// Sets the bits of rows whose text is one of `operands`.
  static func equal(_ texts: TextBuffer, _ block: RowBlock, _ operands: [[UInt8]], into bits: BlockBits) {
    if texts.isWide {
      equal(texts.bytes, texts.wideOffsets, block, operands, into: bits)
    } else {
      equal(texts.bytes, texts.offsets, block, operands, into: bits)
    }
  }

  private static func equal<Offset: FixedWidthInteger & UnsignedInteger>(
    _ bytes: [UInt8], _ offsets: [Offset], _ block: RowBlock, _ operands: [[UInt8]], into bits: BlockBits
  ) {
    bits.update(repeating: 0, count: block.wordCount)
    bytes.withUnsafeBufferPointer { bytes in
      offsets.withUnsafeBufferPointer { offsets in
        for operand in operands {
          operand.withUnsafeBufferPointer { operand in
            // The zero byte counts for both.
            let length = operand.count &+ 1
            var row = block.firstRow
            while row < block.endRow {
              let start = Int(truncatingIfNeeded: offsets[row])
              if Int(truncatingIfNeeded: offsets[row &+ 1]) &- start == length,
                isEqual(bytes, start, operand)
              {
                bits[(row &- block.firstRow) >> 6] |= 1 << UInt64(row & 63)
              }
              row &+= 1
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private static func isEqual(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ operand: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var index = 0
    while index < operand.count {
      if bytes[start &+ index] != operand[index] { return false }
      index &+= 1
    }
    return true
  }
}

/// Looking for a pattern in the texts of many rows at once.
///
/// One of the pattern's literals is searched in the bytes of the whole block, letters in both cases, and each place
/// where it stands is led back to its row. Rows that can match without it are those with characters outside ASCII
/// that fold to its letters; those are tried one by one.
struct TextSearch: Sendable {
  private enum Place: Sendable {
    case anywhere
    case start
    case end
    case whole
    /// The literal is a part of the pattern only, or the pattern is not in ASCII.
    case pattern
  }

  private let pattern: LikePattern
  /// Folded ASCII; empty where the pattern has a literal outside ASCII, which only rows outside ASCII can have.
  private let literal: [UInt8]
  /// What to set in a byte of a text before it is compared: the bit that makes a capital its letter.
  private let caseBits: [UInt8]
  private let place: Place
  /// Whether rows with characters outside ASCII have to be tried.
  private let triesForeignRows: Bool

  /// Nil for a pattern without a literal.
  init?(_ pattern: LikePattern) {
    self.pattern = pattern
    let literals = pattern.elements.compactMap { element -> [UInt8]? in
      if case .literal(let bytes) = element { return bytes }
      return nil
    }
    guard let longest = literals.max(by: { $0.count < $1.count }) else { return nil }
    if literals.contains(where: { $0.contains { $0 >= 0x80 } }) {
      literal = []
      caseBits = []
      place = .pattern
      triesForeignRows = true
      return
    }
    literal = longest
    caseBits = longest.map { $0 &- UInt8(ascii: "a") < 26 ? 0x20 : 0 }
    triesForeignRows = longest.contains { CaseFolding.hasForeignForm($0) }
    place =
      switch pattern.shape {
      case .contains: .anywhere
      case .starts: .start
      case .ends: .end
      case .equal: .whole
      case .anything, .empty, .other: .pattern
      }
  }

  func run(_ texts: TextBuffer, _ block: RowBlock, into bits: BlockBits) {
    bits.update(repeating: 0, count: block.wordCount)
    if texts.isWide {
      run(texts, texts.wideOffsets, block, into: bits)
    } else {
      run(texts, texts.offsets, block, into: bits)
    }
  }

  private func run<Offset: FixedWidthInteger & UnsignedInteger>(
    _ texts: TextBuffer, _ offsets: [Offset], _ block: RowBlock, into bits: BlockBits
  ) {
    texts.bytes.withUnsafeBufferPointer { bytes in
      offsets.withUnsafeBufferPointer { offsets in
        guard let base = bytes.baseAddress, let starts = offsets.baseAddress else { return }
        let rows = Rows(bytes: base, byteCount: bytes.count, starts: starts, block: block)
        if !literal.isEmpty { findLiteral(rows, into: bits) }
        if triesForeignRows { tryForeignRows(rows, into: bits) }
      }
    }
  }

  /// The rows of a block, and the way from a byte to its row.
  private struct Rows<Offset: FixedWidthInteger & UnsignedInteger> {
    let bytes: UnsafePointer<UInt8>
    /// With the padding.
    let byteCount: Int
    let starts: UnsafePointer<Offset>
    let block: RowBlock

    var start: Int { start(block.firstRow) }
    var end: Int { start(block.endRow) }

    @inline(__always)
    func start(_ row: Int) -> Int { Int(truncatingIfNeeded: starts[row]) }

    /// The row that `offset` lies in, not before `known`: steps that double, then a search between the last two.
    @inline(__always)
    func row(at offset: Int, from known: Int) -> Int {
      var low = known
      var step = 1
      while low &+ step < block.endRow, start(low &+ step) <= offset {
        low &+= step
        step &*= 2
      }
      var high = min(low &+ step, block.endRow)
      while low &+ 1 < high {
        let middle = (low &+ high) / 2
        if start(middle) <= offset { low = middle } else { high = middle }
      }
      return low
    }

    func text(_ row: Int) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(start: bytes + start(row), count: max(0, start(row &+ 1) &- start(row) &- 1))
    }

    @inline(__always)
    func set(_ row: Int, _ bits: BlockBits) {
      bits[(row &- block.firstRow) >> 6] |= 1 << UInt64(row & 63)
    }
  }

  /// Looks for the literal's first and last byte in 64 places at once, for the middle only where both are there.
  private func findLiteral<Offset>(_ rows: Rows<Offset>, into bits: BlockBits) {
    let end = rows.end
    let last = literal.count &- 1
    literal.withUnsafeBufferPointer { literal in
      caseBits.withUnsafeBufferPointer { caseBits in
        let raw = UnsafeRawPointer(rows.bytes)
        let ends = LiteralEnds(
          first: SIMD16(repeating: literal[0]), firstCase: SIMD16(repeating: caseBits[0]),
          final: SIMD16(repeating: literal[last]), finalCase: SIMD16(repeating: caseBits[last]), last: last)
        var position = rows.start
        var row = rows.block.firstRow
        // What lies before was decided with its row.
        var decided = position
        while position < end, position &+ last &+ 64 <= rows.byteCount {
          var places = ends.places(raw, position)
          while places != 0 {
            let place = position &+ places.trailingZeroBitCount
            places &= places &- 1
            guard place >= decided, Self.hasMiddle(literal, caseBits, rows.bytes, at: place) else { continue }
            guard place < end else { return }
            row = rows.row(at: place, from: row)
            decided = decide(place, row, rows, into: bits)
          }
          position = max(position &+ 64, decided)
        }
        while position < end, position &+ last < rows.byteCount {
          guard Self.isAt(literal, caseBits, rows.bytes, position) else {
            position &+= 1
            continue
          }
          row = rows.row(at: position, from: row)
          position = decide(position, row, rows, into: bits)
        }
      }
    }
  }

  /// Judges a row in which the literal stands, and says from where on it is worth looking.
  @inline(__always)
  private func decide<Offset>(_ hit: Int, _ row: Int, _ rows: Rows<Offset>, into bits: BlockBits) -> Int {
    let rowStart = rows.start(row)
    let rowEnd = rows.start(row &+ 1) &- 1
    let hitEnd = hit &+ literal.count
    // It may begin in this row and go on in the next, over a zero byte of the text's own.
    guard hitEnd <= rowEnd else { return hit &+ 1 }
    switch place {
    case .anywhere: rows.set(row, bits)
    case .start: if hit == rowStart { rows.set(row, bits) }
    case .whole: if hit == rowStart, hitEnd == rowEnd { rows.set(row, bits) }
    case .end:
      guard hitEnd == rowEnd else { return hit &+ 1 }
      rows.set(row, bits)
    case .pattern: if pattern.matches(rows.text(row)) { rows.set(row, bits) }
    }
    return rowEnd &+ 1
  }

  /// Tries the rows that have characters outside ASCII.
  private func tryForeignRows<Offset>(_ rows: Rows<Offset>, into bits: BlockBits) {
    let raw = UnsafeRawPointer(rows.bytes)
    let end = rows.end
    var position = rows.start
    var row = rows.block.firstRow
    while position < end {
      if position &+ 16 <= rows.byteCount {
        let bytes = raw.loadUnaligned(fromByteOffset: position, as: SIMD2<UInt64>.self)
        if (bytes[0] | bytes[1]) & 0x8080_8080_8080_8080 == 0 {
          position &+= 16
          continue
        }
      }
      while position < end, rows.bytes[position] < 0x80 { position &+= 1 }
      guard position < end else { return }
      row = rows.row(at: position, from: row)
      if pattern.matches(rows.text(row)) { rows.set(row, bits) }
      position = rows.start(row &+ 1)
    }
  }

  @inline(__always)
  private static func hasMiddle(
    _ literal: UnsafeBufferPointer<UInt8>, _ caseBits: UnsafeBufferPointer<UInt8>,
    _ bytes: UnsafePointer<UInt8>, at place: Int
  ) -> Bool {
    var index = 1
    while index < literal.count &- 1 {
      if bytes[place &+ index] | caseBits[index] != literal[index] { return false }
      index &+= 1
    }
    return true
  }

  private static func isAt(
    _ literal: UnsafeBufferPointer<UInt8>, _ caseBits: UnsafeBufferPointer<UInt8>,
    _ bytes: UnsafePointer<UInt8>, _ place: Int
  ) -> Bool {
    for index in 0..<literal.count where bytes[place &+ index] | caseBits[index] != literal[index] {
      return false
    }
    return true
  }
}

/// The first and the last byte of a literal, for sixteen places at once.
private struct LiteralEnds {
  let first: SIMD16<UInt8>
  let firstCase: SIMD16<UInt8>
  let final: SIMD16<UInt8>
  let finalCase: SIMD16<UInt8>
  /// From the first to the last.
  let last: Int

  /// A bit for each of the 64 places from `position` on where both stand.
  @inline(__always)
  func places(_ bytes: UnsafeRawPointer, _ position: Int) -> UInt64 {
    let one = mask(bytes, position)
    let two = mask(bytes, position &+ 16)
    let three = mask(bytes, position &+ 32)
    let four = mask(bytes, position &+ 48)
    guard ByteMask.isAnySet((one .| two) .| (three .| four)) else { return 0 }
    return ByteMask.bits(one) | ByteMask.bits(two) << 16 | ByteMask.bits(three) << 32
      | ByteMask.bits(four) << 48
  }

  @inline(__always)
  private func mask(_ bytes: UnsafeRawPointer, _ position: Int) -> SIMDMask<SIMD16<Int8>> {
    let heads = bytes.loadUnaligned(fromByteOffset: position, as: SIMD16<UInt8>.self) | firstCase
    let tails = bytes.loadUnaligned(fromByteOffset: position &+ last, as: SIMD16<UInt8>.self) | finalCase
    return (heads .== first) .& (tails .== final)
  }
}
