import Workspace

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The system calls of the command line, and all that differs between systems.
package enum Platform {
  package static let standardInput: Int32 = 0
  package static let standardOutput: Int32 = 1
  package static let standardError: Int32 = 2

  /// What went wrong in a system call.
  package struct SystemError: Error, Hashable {
    package let number: Int32

    package var isBrokenPipe: Bool { number == EPIPE }

    /// The system's words, in lower case as all our messages are.
    package var reason: String {
      guard let text = strerror(number) else { return "error \(number)" }
      return String(cString: text).lowercasedFirst
    }
  }

  /// Writes all of `bytes`, going on after interruptions.
  package static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        let rest = UnsafeRawBufferPointer(rebasing: buffer[offset...])
        #if canImport(Glibc)
          return Glibc.write(descriptor, rest.baseAddress, rest.count)
        #elseif canImport(Musl)
          return Musl.write(descriptor, rest.baseAddress, rest.count)
        #else
          return Darwin.write(descriptor, rest.baseAddress, rest.count)
        #endif
      }
      if written < 0 {
        if errno == EINTR { continue }
        if errno == EAGAIN {
          usleep(1000)
          continue
        }
        throw SystemError(number: errno)
      }
      offset += written
    }
  }

  /// The process's arguments after the program's name.
  ///
  /// `CommandLine.arguments` would have the system write them into a file for us to read.
  package static var arguments: [String] {
    var arguments: [String] = []
    for index in 1..<max(1, Int(CommandLine.argc)) {
      if let argument = CommandLine.unsafeArgv[index] { arguments.append(String(cString: argument)) }
    }
    return arguments
  }

  package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// The terminal's width, or nil where `descriptor` is none.
  package static func columns(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// An environment variable; nil where it is not set.
  package static func environment(_ name: String) -> String? {
    name.withCString { getenv($0) }.map { String(cString: $0) }
  }

  package static func exit(_ code: Int32) -> Never {
    #if canImport(Glibc)
      Glibc.exit(code)
    #elseif canImport(Musl)
      Musl.exit(code)
    #else
      Darwin.exit(code)
    #endif
  }

  package static func sleep(milliseconds: Int) { usleep(UInt32(clamping: milliseconds * 1000)) }

  /// A reader that goes away must not end us in the middle of a file being written, and Ctrl-C answers 130 with
  /// the line of progress taken back.
  package static func installSignalHandlers() {
    signal(SIGPIPE, SIG_IGN)
    // Some parents start their children with signals blocked, and Ctrl-C would do nothing.
    var ending = sigset_t()
    sigemptyset(&ending)
    sigaddset(&ending, SIGINT)
    sigaddset(&ending, SIGTERM)
    sigprocmask(SIG_UNBLOCK, &ending, nil)
    signal(SIGINT) { _ in
      if isatty(2) == 1 {
        // Only calls that are safe in a signal handler: no allocation.
        let erase: StaticString = "\r\u{1B}[K\u{1B}[0m"
        #if canImport(Glibc)
          _ = Glibc.write(2, erase.utf8Start, erase.utf8CodeUnitCount)
        #elseif canImport(Musl)
          _ = Musl.write(2, erase.utf8Start, erase.utf8CodeUnitCount)
        #else
          _ = Darwin.write(2, erase.utf8Start, erase.utf8CodeUnitCount)
        #endif
      }
      _exit(130)
    }
  }
}

extension String {
  /// The text with a small first letter, unless its first word is all capitals.
  var lowercasedFirst: String {
    guard let first, !dropFirst().prefix(1).contains(where: \.isUppercase) else { return self }
    return first.lowercased() + dropFirst()
  }
}
