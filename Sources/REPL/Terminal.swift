// What differs between systems stands here and nowhere else in the target.

import CLibEdit
import Workspace

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The process's terminal, and the few other calls of the system that the session needs.
package enum Terminal {
  /// Of the window, in cells.
  package struct Size: Sendable, Equatable {
    package let columns: Int
    package let rows: Int
  }

  /// That of standard output; nil where it is no terminal.
  package static var size: Size? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Size(columns: Int(size.ws_col), rows: max(2, Int(size.ws_row)))
  }

  /// Whether a person sits at both ends.
  package static var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  package static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    return String(cString: value)
  }

  /// Nanoseconds of a clock that only goes forward.
  package static var clock: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }

  /// Waits for one key, without Enter; nil at the end of input or after Ctrl-C.
  package static func readKey() -> UInt8? {
    var saved = termios()
    guard tcgetattr(STDIN_FILENO, &saved) == 0 else { return nil }
    var raw = saved
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSANOW, &raw)
    defer { tcsetattr(STDIN_FILENO, TCSANOW, &saved) }
    var byte: UInt8 = 0
    return cliquery_read_key(&byte) == 1 ? byte : nil
  }

  /// Adds a line to the end of a file, which is made if need be, readable by its owner only. One write: sessions that
  /// write at the same time mix no lines.
  package static func append(_ bytes: [UInt8], to path: FilePath) -> Bool {
    let descriptor = path.text.withCString {
      open($0, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, mode_t(0o600))
    }
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == bytes.count
  }

  /// Removes a file, if it is there.
  package static func remove(_ path: FilePath) { _ = path.text.withCString { unlink($0) } }

  /// Sleeps, or less where a signal comes.
  package static func sleep(milliseconds: Int) { usleep(UInt32(clamping: milliseconds * 1000)) }
}
