#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// usage: benchmarks CLIQUERY [PYTHON [records|lsp|requests]]
//
// Measures the release binary named by its argument, beside peers where they are installed, in one run. Every
// figure is a median; what counts are the ratios, for machines differ and are busy. PYTHON is one that has DuckDB;
// with `records`, `lsp` or `requests` only these are measured.

guard CommandLine.arguments.count >= 2 else {
  print("usage: benchmarks PATH-OF-CLIQUERY [PYTHON-WITH-DUCKDB [records|lsp|requests]]")
  exit(2)
}
let python = CommandLine.arguments.count > 2 ? CommandLine.arguments[2] : nil
let only = CommandLine.arguments.count > 3 ? CommandLine.arguments[3] : nil
let binary = CommandLine.arguments[1]
guard let folder = ScratchFolder() else {
  print("cannot make a folder for the texts to measure on")
  exit(2)
}
Machine.describe()
var rows: [Row] = []
if only == nil || only == "records" {
  let hasDuckDB = python.map { ProcessRun.run([$0, "-c", "import duckdb"])?.exitCode == 0 } ?? false
  let records = RecordBenchmark(binary: binary, folder: folder, python: hasDuckDB ? python : nil)
  let recordSize = records.prepare()
  if only == nil { rows += StartBenchmark(binary: binary, folder: folder, python: python).rows() }
  if let recordSize { rows += records.streamRows(size: recordSize) }
  if let recordSize { rows += records.tableRows(size: recordSize) }
}
if only == nil {
  rows += ThroughputBenchmark(binary: binary, folder: folder).rows()
  rows += TreeBenchmark(binary: binary, folder: folder).rows()
  rows += LargeInputBenchmark(binary: binary, folder: folder).rows()
}
if only == nil || only == "requests" { rows += RequestBenchmark().rows() }
if only == nil || only == "lsp" { rows += ServerBenchmark(binary: binary, folder: folder).rows() }
folder.remove()
Row.print(rows)
exit(rows.contains { $0.isMet == false } ? 1 : 0)
