#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One run of another program, from its start to its exit.
struct ProcessRun {
  let seconds: Double
  /// The most memory it held, in bytes.
  let peakMemory: Int
  let exitCode: Int32

  /// Runs `arguments[0]`, found through PATH, with its output thrown away and the file `input` as its standard input,
  /// where one is given; nil where it cannot be started.
  static func run(_ arguments: [String], input: String? = nil) -> ProcessRun? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
    }
    if let input { posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0) }
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process = pid_t()
    let start = ContinuousClock.now
    guard posix_spawnp(&process, arguments[0], &actions, nil, &pointers, environ) == 0 else { return nil }
    var status: Int32 = 0
    var usage = rusage()
    guard wait4(process, &status, 0, &usage) == process else { return nil }
    let seconds = (ContinuousClock.now - start).seconds
    #if os(Linux)
      let unit = 1024
    #else
      let unit = 1
    #endif
    return ProcessRun(
      seconds: seconds, peakMemory: Int(usage.ru_maxrss) * unit, exitCode: (status >> 8) & 0xFF)
  }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
