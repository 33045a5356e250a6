/// Clean criteria documents through `check` and `format --check` on one thread, and how time grows.
struct ThroughputBenchmark {
  let binary: String
  let folder: ScratchFolder

  func rows() -> [Row] {
    let size = 64_000_000
    _ = folder.write("documents/datastores/empdir.json", Array(Corpus.schema.utf8))
    _ = folder.write("documents/.cliquery.yml", [])
    let whole = folder.write("documents/whole.criteria", Corpus.documents(size))
    let half = folder.write("documents/half.criteria", Corpus.documents(size / 2))
    return [("check", ["check"], 100.0), ("format", ["format", "--check"], 60.0)].flatMap {
      name, command, aim in
      measure(name, [binary] + command, whole: whole, half: half, size: size, aim: aim)
    }
  }

  private func measure(
    _ name: String, _ command: [String], whole: String, half: String, size: Int, aim: Double
  ) -> [Row] {
    guard let runs = Measurement.sideBySide(command + [whole], command + [half], rounds: 5),
      runs.ours.allSatisfy({ $0.exitCode == 0 })
    else {
      return [Row(name: "\(name) of documents", result: "failed", aim: "\(aim) MB/s", isMet: false)]
    }
    let time = Measurement.median(runs.ours.map(\.seconds))
    let halfTime = Measurement.median(runs.theirs.map(\.seconds))
    let rate = Double(size) / time / 1e6
    return [
      Row(
        name: "\(name) of clean criteria documents, one thread", result: "\(String(rate, digits: 0)) MB/s",
        aim: "\(String(aim, digits: 0)) MB/s", isMet: rate >= aim),
      Row(
        name: "  its time(2n)/time(n)", result: String(time / halfTime, digits: 2), aim: "under 2.6",
        isMet: time / halfTime < 2.6),
    ]
  }
}
