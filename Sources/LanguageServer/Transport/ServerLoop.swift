import JSONRPC
import Workspace

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The server on standard input and output: one thread reads, this one answers.
package struct ServerLoop {
  private let queue: MessageQueue
  private var session: ServerSession
  private let output: MessageOutput
  private let log: MessageLog?
  private var watchedProcess: Int?

  /// - Parameter currentDirectory: absolute.
  package init(currentDirectory: FilePath, version: String, options: ServerOptions = ServerOptions()) {
    session = ServerSession(currentDirectory: currentDirectory, version: version)
    queue = MessageQueue(session.cancellation)
    log = options.logFile.flatMap { MessageLog(path: $0, level: options.logLevel) }
    output = MessageOutput(log)
    if let file = options.logFile, log == nil {
      session.noteLogFailure("the log cannot be written to `\(file)`: \(SystemCalls.lastError)")
    }
    log?.note("cliquery \(version) begins in \(currentDirectory.text), process \(getpid())")
    if let process = options.clientProcess { watch(process) }
  }

  /// Serves until `exit` or the end of the input; the exit code.
  package mutating func run() -> Int32 {
    // A client that went away is the end of the input, not the end of the program.
    signal(SIGPIPE, SIG_IGN)
    let (queue, output) = (queue, output)
    session.setDelivery { output.write($0) }
    var input = MessageInput(queue)
    // Before `initialize` nothing can be cancelled, and its answer takes less than a thread takes to begin.
    while isWaitingForInitialize, watchedProcess == nil, input.read() {
      while isWaitingForInitialize, let entry = queue.take(waiting: false) { answer(entry) }
    }
    if !input.isAtEnd {
      let rest = input
      _ = Threads.start(1) {
        var input = rest
        while input.read() {}
      }
    }
    while session.exitCode == nil, !output.isBroken {
      if let entry = queue.take(waiting: false) {
        answer(entry)
      } else if work() {
        // Something was done that nobody asked for yet.
      } else if let entry = queue.take(waiting: true) {
        answer(entry)
      } else {
        break
      }
    }
    output.write(session.takeMessages())
    // Without `exit` the client is gone (LSP 3.17, "Exit Notification").
    let code = session.exitCode ?? 1
    log?.note("ends with \(code)" + (output.isBroken ? ": standard output is closed" : ""))
    return code
  }

  private var isWaitingForInitialize: Bool {
    session.phase == .waitingForInitialize && session.exitCode == nil && !output.isBroken
  }

  private mutating func answer(_ entry: MessageQueue.Entry) {
    output.begin()
    log?.received(entry.message, size: entry.size)
    let handled = session.receive(entry.message, isCancelled: entry.isCancelled)
    session.traceHandled(handled, nanoseconds: output.elapsed)
    output.write(session.takeMessages())
    if let process = session.clientProcess, watchedProcess == nil { watch(process) }
  }

  /// False where no work waits.
  private mutating func work() -> Bool {
    output.begin()
    let isDone = session.work()
    output.write(session.takeMessages())
    return isDone
  }

  private mutating func watch(_ process: Int) {
    watchedProcess = process
    let (queue, log) = (queue, log)
    let isWatched = ClientWatch.start(process) {
      log?.note("the client's process \(process) is gone")
      queue.close(dropping: true)
    }
    if !isWatched {
      log?.note("the client's process \(process) cannot be seen from here, and is not watched")
    }
  }
}

/// Standard input, cut into messages for a queue; one thread reads at a time.
private struct MessageInput: Sendable {
  private let queue: MessageQueue
  private var frames = FrameReader()
  private var buffer = [UInt8](repeating: 0, count: 1 << 14)
  private(set) var isAtEnd = false

  init(_ queue: MessageQueue) {
    self.queue = queue
  }

  /// Waits for bytes; false where no more will come.
  mutating func read() -> Bool {
    let count = buffer.withUnsafeMutableBytes { SystemCalls.read(STDIN_FILENO, $0) }
    if count < 0, errno == EINTR { return true }
    guard count > 0 else {
      if let unfinished = frames.unfinished { note(unfinished) }
      queue.close()
      isAtEnd = true
      return false
    }
    frames.push(buffer[..<count])
    while let frame = frames.next() {
      switch frame {
      case .body(let body): queue.put(RPCMessage(body), size: body.count)
      case .garbage(let reason):
        note("skipped what is no message: \(reason)")
        queue.put(.invalid(id: nil, .parse("no message: \(reason)")), size: 0)
      }
    }
    return true
  }

  /// Standard output carries messages only.
  private func note(_ text: String) {
    let line = Array("cliquery lsp: \(text)\n".utf8)
    _ = line.withUnsafeBytes { SystemCalls.writeAll(STDERR_FILENO, $0) }
  }
}

/// Standard output, written to by the thread that answers, between two messages or in the middle of one.
private final class MessageOutput: @unchecked Sendable {
  private let log: MessageLog?
  private var start = SystemCalls.monotonicNanoseconds
  private(set) var isBroken = false

  init(_ log: MessageLog?) {
    self.log = log
  }

  /// What is written from now on answers something that begins now.
  func begin() { start = SystemCalls.monotonicNanoseconds }

  /// Nanoseconds since ``begin()``.
  var elapsed: Int { SystemCalls.monotonicNanoseconds - start }

  func write(_ messages: [OutgoingMessage]) {
    if messages.isEmpty || isBroken { return }
    if let log {
      let elapsed = elapsed
      for message in messages { log.sent(message, nanoseconds: elapsed) }
    }
    let bytes = messages.count == 1 ? messages[0].bytes : Array(messages.map(\.bytes).joined())
    isBroken = !bytes.withUnsafeBytes { SystemCalls.writeAll(STDOUT_FILENO, $0) }
  }
}
