/// Times taken in one run of the benchmarks.
enum Measurement {
  /// The median of `values`; 0 where there are none.
  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// The median time of `work` over `rounds`, after one round that is not counted.
  static func time(rounds: Int = 5, _ work: () -> Void) -> Double {
    work()
    return median((0..<rounds).map { _ in ContinuousClock().measure(work).seconds })
  }

  /// The median times of two programs run in turn, so that both meet the same machine.
  static func sideBySide(_ ours: [String], _ theirs: [String], rounds: Int) -> (
    ours: [ProcessRun], theirs: [ProcessRun]
  )? {
    guard ProcessRun.run(ours) != nil, ProcessRun.run(theirs) != nil else { return nil }
    var runs: (ours: [ProcessRun], theirs: [ProcessRun]) = ([], [])
    for _ in 0..<rounds {
      guard let our = ProcessRun.run(ours), let their = ProcessRun.run(theirs) else { return nil }
      runs.ours.append(our)
      runs.theirs.append(their)
    }
    return runs
  }
}

/// A row of the report: what was measured, what came out, what was aimed at.
struct Row {
  let name: String
  let result: String
  let aim: String
  let isMet: Bool?

  static func print(_ rows: [Row]) {
    let width = rows.map(\.name.count).max() ?? 0
    let middle = rows.map(\.result.count).max() ?? 0
    for row in rows {
      let mark = row.isMet.map { $0 ? "met" : "MISSED" } ?? "not measured"
      Swift.print(
        row.name.padded(to: width), row.result.padded(to: middle),
        row.aim.isEmpty ? "" : "aim: \(row.aim), \(mark)",
        separator: "  ")
    }
  }
}

extension String {
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

  init(_ value: Double, digits: Int) {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let rounded = (value * scale).rounded()
    guard rounded.magnitude < 1e15 else {
      self = "\(value)"
      return
    }
    let whole = Int(rounded)
    let fraction = String(whole.magnitude % UInt(scale))
    let sign = whole < 0 ? "-" : ""
    let head = "\(sign)\(whole.magnitude / UInt(scale))"
    self = digits == 0 ? head : head + "." + String(repeating: "0", count: digits - fraction.count) + fraction
  }
}
