/// Something in a fixture, with its place.
package struct FixtureProblem: Sendable, Hashable {
  /// From 1. Lines of a record a line end at LF; those of other files at LF, CR LF or CR.
  package let line: Int
  /// From 1, in UTF-8 bytes.
  package let column: Int
  /// What stands there and what to do; lower case, no final stop.
  package let message: String

  package init(line: Int, column: Int, message: String) {
    self.line = line
    self.column = column
    self.message = message
  }

  /// `path:line:column: message`.
  package func text(path: String) -> String { "\(path):\(line):\(column): \(message)" }
}

/// Why nothing of a fixture was read: either all of it is, or nothing.
package struct FixtureFailure: Error, Sendable, Hashable {
  /// Problems after these are counted only.
  package static let limit = 20

  /// The first ones, in the order in which they were met.
  package let problems: [FixtureProblem]
  /// How many there are in all.
  package let count: Int

  package init(problems: [FixtureProblem], count: Int) {
    self.problems = problems
    self.count = count
  }

  /// One line a problem, and one that says how many more there are.
  package func lines(path: String) -> [String] {
    var lines = problems.map { $0.text(path: path) }
    let more = count - problems.count
    if more > 0 {
      lines.append("\(path): \(more) more \(more == 1 ? "problem" : "problems")")
    }
    return lines
  }
}

/// A problem as a reader meets it: an offset in the bytes that the reader was given.
struct RowFault: Hashable {
  let offset: Int
  let message: String
  /// A key that is no field; such faults are one problem a key, however many records have it.
  var key: [UInt8]?
}

/// Gathers the problems of one file.
struct ProblemList {
  private struct Entry {
    let line: Int
    let column: Int
    let message: String
    var others = 0
  }

  private var entries: [Entry] = []
  private var unknownKeys: [[UInt8]: Int] = [:]
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }
  /// Whether another problem's place would be shown; where not, nobody needs to look for it.
  var isFull: Bool { entries.count >= FixtureFailure.limit }

  mutating func add(_ fault: RowFault, line: Int, column: Int) {
    if let key = fault.key {
      if let index = unknownKeys[key] {
        entries[index].others += 1
        return
      }
      if !isFull { unknownKeys[key] = entries.count }
    }
    count += 1
    if !isFull { entries.append(Entry(line: line, column: column, message: fault.message)) }
  }

  /// Nil where there is no problem.
  var failure: FixtureFailure? {
    guard count > 0 else { return nil }
    let problems = entries.map { entry in
      let others =
        entry.others == 0
        ? "" : " (and so in \(entry.others) more \(entry.others == 1 ? "record" : "records"))"
      return FixtureProblem(line: entry.line, column: entry.column, message: entry.message + others)
    }
    return FixtureFailure(problems: problems, count: count)
  }
}
