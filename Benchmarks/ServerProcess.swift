import JSONRPC

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A part of `bytes`, or all of them; how many.
private func send(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

/// A language server as a process, spoken to over its standard input and output.
final class ServerProcess {
  private let process: pid_t
  private let input: Int32
  private let output: Int32
  private var frames = FrameReader()
  private var buffer = [UInt8](repeating: 0, count: 1 << 18)
  private var nextID = 1

  /// Nil where it cannot be started.
  init?(_ arguments: [String]) {
    var toServer: [Int32] = [0, 0]
    var fromServer: [Int32] = [0, 0]
    guard pipe(&toServer) == 0, pipe(&fromServer) == 0 else { return nil }
    for descriptor in [toServer[1], fromServer[0]] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, toServer[0], STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, fromServer[1], STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addclose(&actions, toServer[0])
    posix_spawn_file_actions_addclose(&actions, fromServer[1])
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process = pid_t()
    let status = posix_spawnp(&process, arguments[0], &actions, nil, &pointers, environ)
    close(toServer[0])
    close(fromServer[1])
    (self.process, input, output) = (process, toServer[1], fromServer[0])
    if status != 0 {
      close(input)
      close(output)
      return nil
    }
  }

  // MARK: Messages

  func notify(_ method: String, _ params: String) {
    write(#"{"jsonrpc":"2.0","method":"\#(method)","params":\#(params)}"#)
  }

  /// The answer's body; nil where none comes.
  @discardableResult
  func request(_ method: String, _ params: String) -> [UInt8]? {
    let id = nextID
    nextID += 1
    write(#"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(params)}"#)
    let name = Array("\"id\":\(id),".utf8)
    return next { !Self.isNotification($0) && Self.start($0, contains: name) }
  }

  /// The next message that publishes findings; nil where none comes.
  func findings() -> [UInt8]? {
    next { Self.start($0, contains: Array("textDocument/publishDiagnostics".utf8)) }
  }

  /// The next message that is wanted, others left out.
  private func next(_ isWanted: ([UInt8]) -> Bool) -> [UInt8]? {
    while true {
      while let frame = frames.next() {
        if case .body(let body) = frame, isWanted(body) { return body }
      }
      var poll = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      guard Self.wait(&poll) > 0 else { return nil }
      let count = buffer.withUnsafeMutableBytes { read(output, $0.baseAddress, $0.count) }
      guard count > 0 else { return nil }
      frames.push(buffer[..<count])
    }
  }

  /// Ten seconds: a server that says nothing is not waited for.
  private static func wait(_ descriptor: inout pollfd) -> Int32 { poll(&descriptor, 1, 10_000) }

  private static func isNotification(_ body: [UInt8]) -> Bool {
    start(body, contains: Array("\"method\":".utf8))
  }

  private static func start(_ body: [UInt8], contains text: [UInt8]) -> Bool {
    body.prefix(400).indices.contains { body[$0...].starts(with: text) }
      || body.suffix(80).indices.contains { body[$0...].starts(with: text) }
  }

  private func write(_ body: String) {
    let bytes = Array("Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
    bytes.withUnsafeBytes { buffer in
      var sent = 0
      while sent < buffer.count {
        let count = send(input, UnsafeRawBufferPointer(rebasing: buffer[sent...]))
        guard count > 0 else { return }
        sent += count
      }
    }
  }

  // MARK: Memory

  /// `VmRSS` or `VmHWM` of the process, in bytes; nil where the system does not tell.
  func memory(_ name: String) -> Int? {
    guard let stream = fopen("/proc/\(process)/status", "r") else { return nil }
    defer { fclose(stream) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), stream) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard text.hasPrefix(name + ":") else { continue }
      return text.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }.map {
        $0 * 1024
      }
    }
    return nil
  }

  /// Ends it as the protocol wants it.
  func stop() {
    request("shutdown", "null")
    notify("exit", "null")
    close(input)
    close(output)
    var status: Int32 = 0
    waitpid(process, &status, 0)
  }
}
