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
  private let queue = MessageQueue()
  private var session: ServerSession

  /// - Parameter currentDirectory: absolute.
  package init(currentDirectory: FilePath) {
    session = ServerSession(currentDirectory: currentDirectory)
  }

  /// Serves until `exit` or the end of the input; the exit code.
  package mutating func run() -> Int32 {
    // A client that went away is the end of the input, not the end of the program.
    signal(SIGPIPE, SIG_IGN)
    let queue = queue
    _ = Threads.start(1) { Self.read(into: queue) }
    while session.exitCode == nil {
      if let entry = queue.take(waiting: false) {
        session.receive(entry.message, isCancelled: entry.isCancelled)
      } else if session.work() {
        // Something was done that nobody asked for yet.
      } else if let entry = queue.take(waiting: true) {
        session.receive(entry.message, isCancelled: entry.isCancelled)
      } else {
        break
      }
      guard write(session.takeOutput()) else { break }
    }
    _ = write(session.takeOutput())
    // Without `exit` the client is gone (LSP 3.17, "Exit Notification").
    return session.exitCode ?? 1
  }

  private static func read(into queue: MessageQueue) {
    var frames = FrameReader()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    reading: while true {
      let count = buffer.withUnsafeMutableBytes { SystemCalls.read(STDIN_FILENO, $0) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      frames.push(buffer[..<count])
      while let frame = frames.next() {
        switch frame {
        case .body(let body): queue.put(RPCMessage(body))
        case .garbage(let reason):
          note("skipped what is no message: \(reason)")
          queue.put(.invalid(id: nil, .parse("no message: \(reason)")))
        }
      }
    }
    if let unfinished = frames.unfinished { note(unfinished) }
    queue.close()
  }

  /// Standard output carries messages only.
  private static func note(_ text: String) {
    let line = Array("cliquery lsp: \(text)\n".utf8)
    _ = line.withUnsafeBytes { SystemCalls.writeAll(STDERR_FILENO, $0) }
  }

  private func write(_ messages: [[UInt8]]) -> Bool {
    if messages.isEmpty { return true }
    let bytes = messages.count == 1 ? messages[0] : Array(messages.joined())
    return bytes.withUnsafeBytes { SystemCalls.writeAll(STDOUT_FILENO, $0) }
  }
}
