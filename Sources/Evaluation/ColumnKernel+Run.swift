/// Filling the bits of a block.
extension ColumnKernel {
  /// Sets the bit of each row of `block` for which the condition is true. Null and masked rows never are, negated or
  /// not [decisions C9, C21], so that what is true of joined conditions follows from these bits alone.
  func run(_ block: RowBlock, _ column: RecordColumn, into bits: BlockBits) {
    let words = block.wordCount
    switch (work, column.storage) {
    case (.constant(let flag), _): bits.update(repeating: flag ? .max : 0, count: words)
    case (.booleans(let whenTrue, let whenFalse), .boolean(let values)):
      let yes: UInt64 = whenTrue ? .max : 0
      let no: UInt64 = whenFalse ? .max : 0
      for word in 0..<words {
        let value = values[block.firstWord &+ word]
        bits[word] = (value & yes) | (~value & no)
      }
    case (.numberRange(let range), .number(let numbers)):
      numbers.mantissas.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        NumberKernels.range(base + block.firstRow, block.count, range, into: bits)
      }
    case (.numberSet(let members), .number(let numbers)):
      numbers.mantissas.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        NumberKernels.set(base + block.firstRow, block.count, members, into: bits)
      }
    case (.codes(let codes, let isInverse), .dictionary(let dictionary)):
      dictionary.narrow.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        CodeKernels.equal(base + block.firstRow, block.count, codes, isInverse, into: bits)
      }
    case (.codeTable(let table), .dictionary(let dictionary)):
      if dictionary.narrow.isEmpty {
        dictionary.wide.withUnsafeBufferPointer { buffer in
          guard let base = buffer.baseAddress else { return }
          CodeKernels.lookUp(base + block.firstRow, block.count, table, into: bits)
        }
      } else {
        dictionary.narrow.withUnsafeBufferPointer { buffer in
          guard let base = buffer.baseAddress else { return }
          CodeKernels.lookUp(base + block.firstRow, block.count, table, into: bits)
        }
      }
    case (.equalTexts(let operands), .text(let texts)):
      TextKernels.equal(texts, block, operands, into: bits)
    case (.search(let search), .text(let texts)): search.run(texts, block, into: bits)
    case (.eachText(let test), .text(let texts)):
      bits.update(repeating: 0, count: words)
      for row in block.firstRow..<block.endRow where test.holds(texts[row]) == true {
        bits[(row &- block.firstRow) >> 6] |= 1 << UInt64(row & 63)
      }
    default: bits.update(repeating: 0, count: words)
    }
    finish(block, column, into: bits)
  }

  /// Turns the answer round where the condition is negated, and takes out the rows without a value.
  private func finish(_ block: RowBlock, _ column: RecordColumn, into bits: BlockBits) {
    let turn: UInt64 = isNegated ? .max : 0
    column.valid.withUnsafeBufferPointer { valid in
      for word in 0..<block.wordCount { bits[word] = (bits[word] ^ turn) & valid[block.firstWord &+ word] }
    }
    guard case .number(let numbers) = column.storage, !numbers.wideRows.isEmpty else { return }
    var place = numbers.wideRows.firstPlace(from: block.firstRow)
    while place < numbers.wideRows.count, numbers.wideRows[place] < block.endRow {
      let row = numbers.wideRows[place]
      let literal = numbers.wideValues[place]
      let holds = tests.allSatisfy { $0.holds(literal) == true } != isNegated
      let bit: UInt64 = 1 << UInt64(row & 63)
      let word = (row &- block.firstRow) >> 6
      bits[word] = holds ? bits[word] | bit : bits[word] & ~bit
      place &+= 1
    }
  }
}

/// Comparing numbers.
enum NumberKernels {
  static func range(
    _ values: UnsafePointer<Int64>, _ count: Int, _ range: NumberRange, into bits: BlockBits
  ) {
    let low = range.low
    let high = range.high
    forEachWord(count) { word, first, length in
      var result: UInt64 = 0
      var index = 0
      while index < length {
        let value = values[first &+ index]
        let isInside: UInt64 = (value >= low ? 1 : 0) & (value <= high ? 1 : 0)
        result |= isInside << UInt64(truncatingIfNeeded: index)
        index &+= 1
      }
      bits[word] = result
    }
  }

  static func set(_ values: UnsafePointer<Int64>, _ count: Int, _ members: [Int64], into bits: BlockBits) {
    let least = members.first ?? .max
    let greatest = members.last ?? .min
    members.withUnsafeBufferPointer { members in
      forEachWord(count) { word, first, length in
        var result: UInt64 = 0
        var index = 0
        while index < length {
          let value = values[first &+ index]
          if value >= least, value <= greatest {
            var isMember = false
            for member in members where member == value { isMember = true }
            result |= (isMember ? 1 : 0) << UInt64(truncatingIfNeeded: index)
          }
          index &+= 1
        }
        bits[word] = result
      }
    }
  }

  /// Calls `body` with each word of the bits, its first row and how many rows it has.
  @inline(__always)
  static func forEachWord(_ count: Int, _ body: (Int, Int, Int) -> Void) {
    var word = 0
    while (word &+ 1) &* 64 <= count {
      body(word, word &* 64, 64)
      word &+= 1
    }
    if word &* 64 < count { body(word, word &* 64, count &- word &* 64) }
  }
}

/// Comparing a dictionary's numbers.
enum CodeKernels {
  static func equal(
    _ values: UnsafePointer<UInt8>, _ count: Int, _ codes: [UInt8], _ isInverse: Bool, into bits: BlockBits
  ) {
    let turn: UInt64 = isInverse ? .max : 0
    let raw = UnsafeRawPointer(values)
    codes.withUnsafeBufferPointer { codes in
      NumberKernels.forEachWord(count) { word, first, length in
        var result: UInt64 = 0
        if length == 64 {
          var part = 0
          while part < 64 {
            let rows = raw.loadUnaligned(fromByteOffset: first &+ part, as: SIMD16<UInt8>.self)
            var mask = rows .== SIMD16<UInt8>(repeating: codes[0])
            var index = 1
            while index < codes.count {
              mask .|= rows .== SIMD16<UInt8>(repeating: codes[index])
              index &+= 1
            }
            result |= ByteMask.bits(mask) << UInt64(truncatingIfNeeded: part)
            part &+= 16
          }
        } else {
          for index in 0..<length where codes.contains(values[first &+ index]) {
            result |= 1 << UInt64(truncatingIfNeeded: index)
          }
        }
        bits[word] = result ^ turn
      }
    }
  }

  static func lookUp<Code: FixedWidthInteger & UnsignedInteger>(
    _ values: UnsafePointer<Code>, _ count: Int, _ table: [UInt8], into bits: BlockBits
  ) {
    table.withUnsafeBufferPointer { table in
      NumberKernels.forEachWord(count) { word, first, length in
        var result: UInt64 = 0
        var index = 0
        while index < length {
          let isAsked = table[Int(truncatingIfNeeded: values[first &+ index])]
          result |= UInt64(isAsked) << UInt64(truncatingIfNeeded: index)
          index &+= 1
        }
        bits[word] = result
      }
    }
  }
}
