/// Inputs that nobody writes get an answer too, in time that grows with them.
struct LargeInputBenchmark {
  let binary: String
  let folder: ScratchFolder

  func rows() -> [Row] {
    let shapes: [(name: String, file: String, size: Int, make: (Int) -> [UInt8])] = [
      (
        "a million open parentheses", "parentheses.criteria", 1_000_000,
        { [UInt8](repeating: 0x28, count: $0) }
      ),
      (
        "a line of 100 MB, one value", "value.criteria", 100_000_000, { Array("a==".utf8) + filled("b ", $0) }
      ),
      ("a line of 100 MB, conditions", "conditions.criteria", 100_000_000, { filled("a==b && ", $0) }),
      ("50 MB of garbage as a document", "garbage.criteria", 50_000_000, Corpus.garbage),
      (
        "50 MB of garbage as a script", "garbage.dg", 50_000_000,
        { Array("zoho.cliq.getRecords(\"".utf8) + Corpus.garbage($0) }
      ),
      (
        "50 MB of garbage as JSON", "garbage.json", 50_000_000,
        { Array("{\"criteria\":\"".utf8) + Corpus.garbage($0) }
      ),
    ]
    return shapes.map { measure($0.name, $0.file, size: $0.size, $0.make) }
  }

  private func measure(_ name: String, _ file: String, size: Int, _ make: (Int) -> [UInt8]) -> Row {
    let whole = folder.write("large/whole-\(file)", make(size))
    let half = folder.write("large/half-\(file)", make(size / 2))
    defer { _ = ProcessRun.run(["rm", "-f", whole, half]) }
    guard let runs = Measurement.sideBySide([binary, "check", whole], [binary, "check", half], rounds: 3),
      runs.ours.allSatisfy({ $0.exitCode <= 1 })
    else {
      return Row(name: name, result: "no answer", aim: "an answer", isMet: false)
    }
    let time = runs.ours.map(\.seconds).min() ?? 0
    let halfTime = runs.theirs.map(\.seconds).min() ?? 0
    // What takes a few hundredths of a second is mostly the process's own start.
    let isLinear = time < 0.2 || time / halfTime < 2.6
    return Row(
      name: name,
      result: "\(String(time, digits: 2)) s, time(2n)/time(n) \(String(time / halfTime, digits: 2))",
      aim: "under 2.6", isMet: isLinear)
  }
}

/// `unit` again and again, about `size` bytes.
private func filled(_ unit: String, _ size: Int) -> [UInt8] {
  let bytes = Array(unit.utf8)
  var result: [UInt8] = []
  result.reserveCapacity(size + bytes.count)
  while result.count < size { result += bytes }
  return result
}
