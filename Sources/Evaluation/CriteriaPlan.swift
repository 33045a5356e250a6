/// A criteria made ready for the columns of one table.
///
/// Only what is true is kept for each row. A condition turns itself round and never answers "true" for a row without a
/// value, and `&&` and `||` are true where their operands are, so that "unknown" needs no bits of its own.
struct CriteriaPlan: Sendable {
  enum Step: Sendable {
    /// An index into `kernels`.
    case kernel(Int)
    /// No row: the field is none of the table's.
    case nothing
    /// Join the last two results.
    case and
    case or
  }

  private(set) var steps: [Step] = []
  private(set) var kernels: [ColumnKernel] = []
  /// The most results that wait to be joined.
  private(set) var depth = 1
  /// Columns with masked values that the criteria asks for.
  private(set) var maskedColumns: [Int] = []

  init(_ criteria: CompiledCriteria, _ table: RecordTable) {
    /// The steps of each result that waits.
    var open: [(first: Int, last: Int)] = []
    /// What joins the result that ends with a step to the one before it, the innermost first. Joined as soon as it is
    /// there, a long chain keeps two results and not all of them.
    var joins: [Int: [Step]] = [:]
    for step in criteria.steps {
      switch step {
      case .condition(let index):
        open.append((steps.count, steps.count))
        guard criteria.conditions.indices.contains(index),
          table.columns.indices.contains(criteria.conditions[index].field)
        else {
          steps.append(.nothing)
          break
        }
        let condition = criteria.conditions[index]
        steps.append(.kernel(kernels.count))
        kernels.append(ColumnKernel(condition, table.columns[condition.field]))
      case .all(let operands), .any(let operands):
        var results = Array(open.suffix(operands))
        guard let first = results.first else { break }
        open.removeLast(results.count)
        var join = Step.or
        if case .all = step {
          join = .and
          results.removeLast(fuse(results.map(\.first)))
        }
        for result in results.dropFirst() { joins[result.last, default: []].append(join) }
        open.append((first.first, steps.count - 1))
      }
    }
    weave(joins)
    for kernel in kernels
    where !table.columns[kernel.column].maskedRows.isEmpty && !maskedColumns.contains(kernel.column) {
      maskedColumns.append(kernel.column)
    }
  }

  /// Puts what joins where it belongs, and counts the results that wait.
  private mutating func weave(_ joins: [Int: [Step]]) {
    let operands = steps
    steps = []
    steps.reserveCapacity(operands.count * 2)
    var waiting = 0
    for (place, step) in operands.enumerated() {
      steps.append(step)
      waiting += 1
      depth = max(depth, waiting)
      for join in joins[place] ?? [] {
        steps.append(join)
        waiting -= 1
      }
    }
  }

  /// Makes one of two operands that ask for ranges of one column, and says how many operands went away. Only what
  /// stands at the end of the steps is looked at, so that nothing has to move far.
  private mutating func fuse(_ starts: [Int]) -> Int {
    // Each operand is one kernel, and nothing else stands between them.
    guard let first = starts.first, steps.count - first == starts.count else { return 0 }
    var kept: [Int] = []
    for start in starts {
      guard case .kernel(let index) = steps[start] else { return 0 }
      kept.append(index)
    }
    var left: [Int] = []
    var seen: [Int: Int] = [:]
    for index in kept {
      if let earlier = seen[kernels[index].column], kernels[earlier].fuse(with: kernels[index]) { continue }
      if case .numberRange = kernels[index].work { seen[kernels[index].column] = index }
      left.append(index)
    }
    // What costs little goes first: where it leaves no row of a block, the others are not asked.
    left.sort { (kernels[$0].cost, $0) < (kernels[$1].cost, $1) }
    for (place, index) in left.enumerated() { steps[first + place] = .kernel(index) }
    steps.removeLast(starts.count - left.count)
    return starts.count - left.count
  }
}

/// Runs a plan over blocks; keeps its buffers from one block to the next.
struct PlanRunner {
  private let plan: CriteriaPlan
  private let table: RecordTable
  /// `plan.depth` results of one block each.
  private var stack: [UInt64]

  init(_ plan: CriteriaPlan, _ table: RecordTable) {
    self.plan = plan
    self.table = table
    stack = [UInt64](repeating: 0, count: plan.depth * RowBlock.words)
  }

  /// Sets the bits of the rows of `block` that match, in `bits`, which are those of all rows. `countingMasked` takes
  /// each masked value for one that the condition is true of.
  mutating func run(_ block: RowBlock, countingMasked: Bool = false, into bits: inout [UInt64]) {
    let words = block.wordCount
    guard !plan.steps.isEmpty else {
      for word in 0..<words { bits[block.firstWord + word] = .max }
      let rest = block.count & 63
      if rest != 0 { bits[block.firstWord + words - 1] = (1 << UInt64(rest)) - 1 }
      return
    }
    let plan = plan
    let table = table
    stack.withUnsafeMutableBufferPointer { stack in
      guard let base = stack.baseAddress else { return }
      var top = 0
      var next = 0
      while next < plan.steps.count {
        let step = plan.steps[next]
        next += 1
        switch step {
        case .kernel(let index):
          let kernel = plan.kernels[index]
          let column = table.columns[kernel.column]
          let result = base + top * RowBlock.words
          if top > 0, next < plan.steps.count, case .and = plan.steps[next],
            Self.isEmpty(result - RowBlock.words, words)
          {
            // No row is left that this condition could keep.
            next += 1
            break
          }
          kernel.run(block, column, into: result)
          if countingMasked { Self.addMasked(column, block, into: result) }
          top += 1
        case .nothing:
          (base + top * RowBlock.words).update(repeating: 0, count: words)
          top += 1
        case .and where top > 1:
          top -= 1
          let result = base + (top - 1) * RowBlock.words
          for word in 0..<words { result[word] &= result[word + RowBlock.words] }
        case .or where top > 1:
          top -= 1
          let result = base + (top - 1) * RowBlock.words
          for word in 0..<words { result[word] |= result[word + RowBlock.words] }
        case .and, .or: break
        }
      }
      for word in 0..<words { bits[block.firstWord + word] = base[word] }
    }
  }

  private static func isEmpty(_ bits: BlockBits, _ words: Int) -> Bool {
    var all: UInt64 = 0
    for word in 0..<words { all |= bits[word] }
    return all == 0
  }

  private static func addMasked(_ column: RecordColumn, _ block: RowBlock, into bits: BlockBits) {
    var place = column.maskedRows.firstPlace(from: block.firstRow)
    while place < column.maskedRows.count, column.maskedRows[place] < block.endRow {
      let row = column.maskedRows[place]
      bits[(row - block.firstRow) >> 6] |= 1 << UInt64(row & 63)
      place += 1
    }
  }

  /// Whether a masked value in a field of the criteria stands in the block.
  func hasMasked(_ block: RowBlock) -> Bool {
    plan.maskedColumns.contains { index in
      let rows = table.columns[index].maskedRows
      let place = rows.firstPlace(from: block.firstRow)
      return place < rows.count && rows[place] < block.endRow
    }
  }
}

/// The rows that match, and how many could not be judged.
struct MatchedRows: Sendable {
  /// A bit for each row.
  fileprivate(set) var bits: [UInt64]
  fileprivate(set) var count = 0
  /// Only a masked value keeps them open [decision C21].
  fileprivate(set) var undecidable = 0

  /// Calls `body` with each row, ascending, from `first` on, until it says no.
  func visit(from first: Int = 0, _ body: (Int) throws -> Bool) rethrows {
    var word = max(0, first) >> 6
    guard word < bits.count else { return }
    var rest = bits[word] & (UInt64.max << UInt64(max(0, first) & 63))
    while true {
      while rest != 0 {
        let row = word << 6 | rest.trailingZeroBitCount
        rest &= rest &- 1
        if try !body(row) { return }
      }
      word += 1
      guard word < bits.count else { return }
      rest = bits[word]
    }
  }
}

extension RecordTable {
  /// Runs a criteria over all rows.
  func matches(
    _ criteria: CompiledCriteria, isCancelled: () -> Bool
  ) throws(RecordSourceError) -> MatchedRows {
    let plan = CriteriaPlan(criteria, self)
    var runner = PlanRunner(plan, self)
    var result = MatchedRows(bits: [UInt64](repeating: 0, count: (recordCount + 63) / 64))
    var best: [UInt64] = []
    for block in RowBlock.blocks(recordCount) {
      if isCancelled() { throw .cancelled }
      runner.run(block, into: &result.bits)
      let words = block.firstWord..<(block.firstWord + block.wordCount)
      for word in words { result.count += result.bits[word].nonzeroBitCount }
      guard !plan.maskedColumns.isEmpty, runner.hasMasked(block) else { continue }
      // What is true with masked values taken for true, and is not true without: unknown, and open.
      if best.isEmpty { best = [UInt64](repeating: 0, count: result.bits.count) }
      runner.run(block, countingMasked: true, into: &best)
      for word in words { result.undecidable += (best[word] & ~result.bits[word]).nonzeroBitCount }
    }
    return result
  }
}
