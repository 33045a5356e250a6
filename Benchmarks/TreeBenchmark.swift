/// A tree of host files without queries, beside `rg -c criteria`.
struct TreeBenchmark {
  let binary: String
  let folder: ScratchFolder

  func rows() -> [Row] {
    for index in 0..<2_000 {
      let suffix = index % 2 == 0 ? ".dg" : ".json"
      let bytes =
        index % 2 == 0
        ? Corpus.scriptWithoutQueries(20_000, seed: index)
        : Array("{\"rows\":[\(String(repeating: "{\"a\":1,\"b\":\"two\"},", count: 1_000))null]}".utf8)
      _ = folder.write("tree/d\(index % 40)/f\(index)\(suffix)", bytes)
    }
    let tree = folder.path + "/tree"
    let name = "check of 2,000 host files without queries"
    guard
      let runs = Measurement.sideBySide([binary, "check", tree], ["rg", "-c", "criteria", tree], rounds: 15)
    else {
      let time = Measurement.median(
        (0..<15).compactMap { _ in ProcessRun.run([binary, "check", tree])?.seconds })
      return [
        Row(
          name: name, result: "\(String(time * 1000, digits: 0)) ms; rg is not installed",
          aim: "at most 3 times rg",
          isMet: nil)
      ]
    }
    let ours = Measurement.median(runs.ours.map(\.seconds))
    let theirs = Measurement.median(runs.theirs.map(\.seconds))
    return [
      Row(
        name: name,
        result:
          "\(String(ours * 1000, digits: 1)) ms, rg \(String(theirs * 1000, digits: 1)) ms, ratio \(String(ours / theirs, digits: 2))",
        aim: "at most 3", isMet: ours / theirs <= 3)
    ]
  }
}
