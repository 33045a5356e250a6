import CriteriaSemantics
import CriteriaSyntax
import Evaluation
import Fixtures
import SourceText
import Workspace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A million employee records: loaded, asked in memory beside DuckDB on one thread, and filtered as a stream.
struct RecordBenchmark {
  let binary: String
  let folder: ScratchFolder
  /// A Python that has DuckDB, where there is one.
  let python: String?

  private static let count = 1_000_000
  private static let queries = [
    ("department==Engineering && isactive==true", "department = 'Engineering' AND isactive"),
    ("salary>50000 && salary<60000", "salary > 50000 AND salary < 60000"),
    ("empname like %doe%", "empname ILIKE '%doe%'"),
    ("department in Engineering,Sales,HR", "department IN ('Engineering', 'Sales', 'HR')"),
    ("notes like %9999%", "notes ILIKE '%9999%'"),
  ]

  private var file: String { folder.path + "/records/empdir.ndjson" }
  private var half: String { folder.path + "/records/half.ndjson" }

  /// Writes the records; their bytes, or nil.
  func prepare() -> Int? {
    _ = folder.write("records/.cliquery.yml", [])
    _ = folder.write("records/datastores/empdir.json", Array(Corpus.schema.utf8))
    guard EmployeeRecords.write(Self.count / 2, to: half) != nil else { return nil }
    return EmployeeRecords.write(Self.count, to: file)
  }

  /// Loaded, and asked in memory.
  func tableRows(size: Int) -> [Row] {
    guard let table = load(file, size: size) else {
      return [Row(name: "records", result: "cannot be read", aim: "a million", isMet: false)]
    }
    return loading(size: size) + inMemory(table) + [plainText()]
  }
}

/// Loading.
extension RecordBenchmark {
  private func load(_ file: String, size: Int) -> RecordTable? {
    let descriptor = open(file, O_RDONLY)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let schema = SchemaFile(Array(Corpus.schema.utf8), path: nil).schemas.first.map { PreparedSchema($0) }
    var loader = TableLoader(schema: schema, size: size, memory: .largePages)
    repeat {
      lseek(descriptor, 0, SEEK_SET)
      while loader.fill({ read(descriptor, $0.baseAddress, $0.count) }) {}
    } while loader.finish() == .readAgain
    guard case .success(let fixture) = loader.result({ nil }) else { return nil }
    return fixture.table
  }

  private func loading(size: Int) -> [Row] {
    let time = Measurement.time { _ = load(file, size: size) }
    let halfTime = Measurement.time { _ = load(half, size: size / 2) }
    let rate = Double(size) / time / 1e9
    return [
      Row(
        name: "loading \(size / 1_000_000) MB of records, one thread",
        result: "\(String(rate, digits: 2)) GB/s",
        aim: "1 GB/s", isMet: rate >= 1),
      growth(time, halfTime),
    ]
  }

  private func growth(_ time: Double, _ halfTime: Double) -> Row {
    Row(
      name: "  its time(2n)/time(n)", result: String(time / halfTime, digits: 2), aim: "under 2.6",
      isMet: time / halfTime < 2.6)
  }
}

/// Asked in memory.
extension RecordBenchmark {
  private func inMemory(_ table: RecordTable) -> [Row] {
    let peers = duckDB()
    return Self.queries.enumerated().map { index, query in
      guard let criteria = compile(query.0, for: table.layout), let count = try? table.count(criteria).matched
      else {
        return Row(name: query.0, result: "failed", aim: "an answer", isMet: false)
      }
      let time = Measurement.time(rounds: 15) { _ = try? table.count(criteria) }
      let ours = "\(String(time * 1000, digits: 2)) ms"
      guard let peers, index < peers.count else {
        return Row(
          name: query.0, result: "\(ours); DuckDB is not installed", aim: "a third of DuckDB", isMet: nil)
      }
      let peer = peers[index]
      guard peer.count == count else {
        return Row(
          name: query.0, result: "\(count) records, DuckDB \(peer.count)", aim: "the same", isMet: false)
      }
      let ratio = String(peer.seconds / time, digits: 1)
      return Row(
        name: query.0,
        result: "\(ours), DuckDB \(String(peer.seconds * 1000, digits: 2)) ms, \(ratio) times faster",
        aim: "3 times", isMet: peer.seconds / time >= 3)
    }
  }

  private func compile(_ text: String, for layout: RecordLayout) -> CompiledCriteria? {
    let text = MappedText(bytes: Array(text.utf8))
    var parser = CriteriaParser()
    parser.parse(text)
    return try? CompiledCriteria(compiling: parser.tree, of: text, for: layout)
  }

  /// The same counts over the same rows in a table of DuckDB's, on one thread: the median of fifteen.
  private func duckDB() -> [(count: Int, seconds: Double)]? {
    guard let python else { return nil }
    let answer = folder.path + "/records/answer.txt"
    let script = """
      import duckdb, statistics, sys, time
      db = duckdb.connect()
      db.execute("SET threads=1")
      db.execute("CREATE TABLE r AS SELECT * FROM read_json(?, format='newline_delimited', columns={id: 'BIGINT', "
        "empid: 'BIGINT', empname: 'VARCHAR', isactive: 'BOOLEAN', salary: 'BIGINT', department: 'VARCHAR', "
        "notes: 'VARCHAR'})", [sys.argv[1]])
      with open(sys.argv[2], "w") as out:
        for condition in sys.argv[3:]:
          query = "SELECT count(*) FROM r WHERE " + condition
          times = []
          for _ in range(16):
            start = time.perf_counter()
            count = db.execute(query).fetchone()[0]
            times.append(time.perf_counter() - start)
          out.write(f"{count} {statistics.median(times[1:])}\\n")
      """
    let path = folder.write("records/counts.py", Array(script.utf8))
    guard let run = ProcessRun.run([python, path, file, answer] + Self.queries.map(\.1)), run.exitCode == 0,
      let stream = fopen(answer, "r")
    else { return nil }
    defer { fclose(stream) }
    var line = [CChar](repeating: 0, count: 256)
    var result: [(count: Int, seconds: Double)] = []
    while fgets(&line, Int32(line.count), stream) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let words = text.split(whereSeparator: \.isWhitespace)
      guard words.count == 2, let count = Int(words[0]), let seconds = Double(words[1]) else { return nil }
      result.append((count, seconds))
    }
    return result
  }
}

/// Filtered as a stream: the whole process, and its memory.
extension RecordBenchmark {
  /// To be measured before this process holds much itself: a new process counts its parent's memory as its own until
  /// it runs its program.
  func streamRows(size: Int) -> [Row] {
    var rows: [Row] = []
    var peak = 0
    for (criteria, _) in Self.queries {
      let name = "stream: \(criteria)"
      guard let runs = stream(criteria, file, rounds: 3) else {
        rows.append(Row(name: name, result: "failed", aim: "1.5 GB/s", isMet: false))
        continue
      }
      peak = max(peak, runs.map(\.peakMemory).max() ?? 0)
      let rate = Double(size) / Measurement.median(runs.map(\.seconds)) / 1e9
      rows.append(
        Row(name: name, result: "\(String(rate, digits: 2)) GB/s", aim: "1.5 GB/s", isMet: rate >= 1.5))
    }
    let whole = stream(Self.queries[0].0, file, rounds: 3).map { Measurement.median($0.map(\.seconds)) }
    let part = stream(Self.queries[0].0, half, rounds: 3).map { Measurement.median($0.map(\.seconds)) }
    rows.append(growth(whole ?? .infinity, part ?? 1))
    let long = oneLongLine()
    defer { _ = ProcessRun.run(["rm", "-f", long]) }
    let run = ProcessRun.run([binary, "query", "-", Self.queries[4].0, "--count"], input: long)
    peak = max(peak, run?.peakMemory ?? 0)
    rows.append(
      Row(
        name: "  its peak memory, a line of 100 MB too",
        result: "\(String(Double(peak) / 1e6, digits: 1)) MB",
        aim: "under 50 MB", isMet: peak > 0 && peak < 50_000_000))
    return rows
  }

  private func stream(_ criteria: String, _ input: String, rounds: Int) -> [ProcessRun]? {
    let command = [binary, "query", "-", criteria, "--count"]
    let runs = (0...rounds).compactMap { _ in ProcessRun.run(command, input: input) }.dropFirst()
    return runs.count == rounds && runs.allSatisfy { $0.exitCode == 0 } ? Array(runs) : nil
  }

  /// Written piece by piece, so that this process stays small.
  private func oneLongLine() -> String {
    let path = folder.write("records/long.ndjson", Array("{\"notes\":\"".utf8))
    guard let stream = fopen(path, "a") else { return path }
    defer { fclose(stream) }
    let piece = [UInt8](repeating: UInt8(ascii: "9"), count: 1_000_000)
    for _ in 0..<100 { fwrite(piece, 1, piece.count, stream) }
    let end = Array("\"}\n".utf8)
    fwrite(end, 1, end.count, stream)
    return path
  }

  /// Long texts that the criteria does not ask for are only looked through, sixteen bytes at a time. Where the vectors
  /// fall to unspecialised code, as they silently can, this drops to a hundredth.
  private func plainText() -> Row {
    let line =
      Array("{\"notes\":\"".utf8) + [UInt8](repeating: UInt8(ascii: "a"), count: 100_000)
      + Array("\"}\n".utf8)
    var bytes: [UInt8] = []
    for _ in 0..<1_000 { bytes += line }
    let name = "long texts passed over, sixteen bytes at a time"
    guard let criteria = compile("empid==1", for: RecordLayout(fields: [.init(name: "empid", type: .number)]))
    else {
      return Row(name: name, result: "failed", aim: "2 GB/s", isMet: false)
    }
    let layout = RecordLayout(fields: [.init(name: "empid", type: .number)])
    let time = Measurement.time(rounds: 3) {
      var stream = RecordStream(criteria, layout: layout)
      var offset = 0
      while stream.fill(
        { memory in
          let count = min(memory.count, bytes.count - offset)
          memory.copyBytes(from: bytes[offset..<offset + count])
          offset += count
          return count
        }, matches: { _ in })
      {}
      stream.finish { _ in }
    }
    let rate = Double(bytes.count) / time / 1e9
    return Row(name: name, result: "\(String(rate, digits: 1)) GB/s", aim: "2 GB/s", isMet: rate >= 2)
  }
}
