#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// usage: benchmarks CLIQUERY
//
// Measures the release binary named by its argument, beside peers where they are installed, in one run. Every
// figure is a median; what counts are the ratios, for machines differ and are busy.

guard CommandLine.arguments.count == 2 else {
  print("usage: benchmarks PATH-OF-CLIQUERY")
  exit(2)
}
let binary = CommandLine.arguments[1]
guard let folder = ScratchFolder() else {
  print("cannot make a folder for the texts to measure on")
  exit(2)
}
Machine.describe()
var rows: [Row] = []
rows += StartBenchmark(binary: binary, folder: folder).rows()
rows += ThroughputBenchmark(binary: binary, folder: folder).rows()
rows += TreeBenchmark(binary: binary, folder: folder).rows()
rows += LargeInputBenchmark(binary: binary, folder: folder).rows()
folder.remove()
Row.print(rows)
exit(rows.contains { $0.isMet == false } ? 1 : 0)
