/// From process start to exit: one query, one file, beside `ruff` on one line of Python.
struct StartBenchmark {
  let binary: String
  let folder: ScratchFolder
  let python: String?

  func rows() -> [Row] {
    let query = folder.write(
      "start/one.criteria", Array("(department==Engineering) && (isactive==true)\n".utf8))
    let script = folder.write("start/one.py", Array("value = 1\n".utf8))
    guard
      let runs = Measurement.sideBySide(
        [binary, "check", query], ["ruff", "check", "--no-cache", script], rounds: 60)
    else {
      return alone(query)
    }
    let ours = Measurement.median(runs.ours.map(\.seconds))
    let theirs = Measurement.median(runs.theirs.map(\.seconds))
    return [
      Row(
        name: "check of one query, start to exit",
        result:
          "\(String(ours * 1000, digits: 2)) ms, ruff \(String(theirs * 1000, digits: 2)) ms, ratio \(String(ours / theirs, digits: 2))",
        aim: "at most 0.25", isMet: ours / theirs <= 0.25),
      memory(query),
    ]
  }

  private func alone(_ query: String) -> [Row] {
    let runs = (0..<60).compactMap { _ in ProcessRun.run([binary, "check", query]) }
    let time = Measurement.median(runs.map(\.seconds))
    return [
      Row(
        name: "check of one query, start to exit",
        result: "\(String(time * 1000, digits: 2)) ms; ruff is not installed", aim: "at most 0.25 of ruff",
        isMet: nil),
      memory(query),
    ]
  }

  private func memory(_ query: String) -> Row {
    let peaks = (0..<5).compactMap { _ in
      PeakMemory.of([binary, "check", query], python: python, folder: folder)
    }
    let peak = peaks.max()
    return Row(
      name: "  its peak memory",
      result: peak.map { "\(String(Double($0) / 1e6, digits: 1)) MB" } ?? "no Python",
      aim: "under 15 MB", isMet: peak.map { $0 < 15_000_000 })
  }
}
