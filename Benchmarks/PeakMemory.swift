#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The most memory that a program held.
enum PeakMemory {
  /// Runs `arguments` below a small process: the system counts the memory of whoever starts a program as the program's
  /// own, and these benchmarks hold more than the programs that they measure. In bytes; nil without a Python.
  static func of(_ arguments: [String], python: String?, folder: ScratchFolder) -> Int? {
    let script = """
      import os, sys
      process = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
      usage = os.wait4(process, 0)[2]
      with open(sys.argv[1], "w") as answer: answer.write(str(usage.ru_maxrss))
      """
    let answer = folder.path + "/memory.txt"
    guard let python, ProcessRun.run([python, "-c", script, answer] + arguments)?.exitCode == 0,
      let stream = fopen(answer, "r")
    else { return nil }
    defer { fclose(stream) }
    var line = [CChar](repeating: 0, count: 32)
    guard fgets(&line, Int32(line.count), stream) != nil else { return nil }
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    #if os(Linux)
      return Int(text).map { $0 * 1024 }
    #else
      return Int(text)
    #endif
  }
}
