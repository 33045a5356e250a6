import JSONRPC
import SourceText
import Workspace

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The log that a user asked for: a line a message, in the order of their coming and going.
///
/// A file that has become long is put aside as `FILE.old`, in the place of the last one, so that both together never
/// hold more than twice ``longestFile``.
final class MessageLog: @unchecked Sendable {
  /// Bytes (ours).
  static let longestFile = 4 << 20
  /// Bytes of a message that are shown where messages are (ours).
  static let longestBody = 4 << 10

  private let path: String
  private let level: ServerOptions.LogLevel
  private let lock = Lock()
  private var descriptor: Int32 = -1
  private var size = 0

  /// Nil where the file cannot be written.
  init?(path: String, level: ServerOptions.LogLevel) {
    self.path = path
    self.level = level
    guard open() else { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  private func open() -> Bool {
    // Others have no business in what somebody edits.
    descriptor = Self.openFile(path)
    guard descriptor >= 0 else { return false }
    size = max(0, Int(lseek(descriptor, 0, SEEK_END)))
    return true
  }

  func received(_ message: RPCMessage, size: Int) {
    switch message {
    case .request(let id, let method, let params):
      note("<- request \(Self.text(id)) \(method), \(size) bytes", body: params?.source)
    case .notification(let method, let params):
      note("<- notification \(method), \(size) bytes", body: params?.source)
    case .response(let id, let result, let error):
      note("<- answer \(Self.text(id)), \(size) bytes", body: (error ?? result)?.source)
    case .invalid(_, let error): note("<- no message, \(size) bytes: error \(error.code)")
    }
  }

  /// `nanoseconds`: how long the message took that is answered.
  func sent(_ message: OutgoingMessage, nanoseconds: Int) {
    let took = "\(message.bytes.count) bytes, after \(ServerSession.milliseconds(nanoseconds))"
    let body = {
      String(decoding: message.bytes, as: UTF8.self).split(separator: "\r\n\r\n").last.map(String.init)
    }
    let shown = level == .verbose ? body() : nil
    switch message.kind {
    case .result(let id): note("-> answer \(Self.text(id)), \(took)", body: shown)
    case .error(let id, let error):
      // What is no JSON may be a part of a document.
      let reason = error.code == RPCError.parseErrorCode ? "" : " \(error.message)"
      note("-> error \(id.map(Self.text) ?? "null") \(error.code)\(reason), \(took)", body: shown)
    case .notification(let method):
      note("-> notification \(method), \(message.bytes.count) bytes", body: shown)
    case .request(let id, let method):
      note("-> request \(Self.text(id)) \(method), \(message.bytes.count) bytes", body: shown)
    }
  }

  /// A line of its own.
  func note(_ text: String, body: @autoclosure () -> String? = nil) {
    var line = Self.time() + " " + text
    if level == .verbose, let body = body() {
      line += "\n  " + body.prefix(bytes: Self.longestBody)
    }
    line += "\n"
    let bytes = Array(line.utf8)
    lock.withLock {
      if size > 0, size + bytes.count > Self.longestFile { startAnew() }
      guard descriptor >= 0 else { return }
      if bytes.withUnsafeBytes({ SystemCalls.writeAll(descriptor, $0) }) { size += bytes.count }
    }
  }

  private func startAnew() {
    close(descriptor)
    rename(path, path + ".old")
    _ = open()
  }

  private static func text(_ id: RPCID) -> String { String(decoding: id.json.prefix(100), as: UTF8.self) }

  /// `2026-11-22T05:01:02.345Z`.
  private static func time() -> String {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    var parts = tm()
    var seconds = now.tv_sec
    gmtime_r(&seconds, &parts)
    func digits(_ number: some BinaryInteger, _ count: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, count - text.count)) + text
    }
    let day =
      "\(digits(Int(parts.tm_year) + 1900, 4))-\(digits(parts.tm_mon + 1, 2))-\(digits(parts.tm_mday, 2))"
    let hour = "\(digits(parts.tm_hour, 2)):\(digits(parts.tm_min, 2)):\(digits(parts.tm_sec, 2))"
    return "\(day)T\(hour).\(digits(Int(now.tv_nsec) / 1_000_000, 3))Z"
  }

  private static func openFile(_ path: String) -> Int32 {
    #if canImport(Glibc)
      Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    #elseif canImport(Musl)
      Musl.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    #else
      Darwin.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    #endif
  }
}

extension String {
  /// The beginning of the text, not longer than that, with `…` where it was cut.
  fileprivate func prefix(bytes count: Int) -> String {
    guard utf8.count > count else { return self }
    return String(decoding: Array(utf8.prefix(count)), as: UTF8.self) + "…"
  }
}
