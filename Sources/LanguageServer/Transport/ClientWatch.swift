import Workspace

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Ends the server when the editor that started it is gone (LSP 3.17, `InitializeParams.processId`).
///
/// The end of the input tells of that as a rule, and not where another process has the pipe open still.
enum ClientWatch {
  /// Milliseconds between two looks (ours).
  private static let pause: UInt32 = 1_000

  /// Watches on a thread of its own and calls `gone` once. A process that does not exist now is not of this machine,
  /// or of another name space, and is not watched; false then.
  static func start(_ process: Int, gone: @escaping @Sendable () -> Void) -> Bool {
    guard let process = Int32(exactly: process), process > 0, lives(process) else { return false }
    _ = Threads.start(1) {
      while lives(process) { usleep(pause * 1_000) }
      gone()
      // The thread that answers may be writing to a pipe that nobody reads.
      usleep(pause * 2_000)
      _exit(1)
    }
    return true
  }

  private static func lives(_ process: Int32) -> Bool { kill(process, 0) == 0 || errno == EPERM }
}
