/// Standard output and standard error, written in large pieces and never out of order.
package struct Output {
  package var text: [UInt8] = []
  private let descriptor: Int32
  /// How much is gathered before it is written.
  private let capacity: Int
  /// Set when the reader has gone: the rest is dropped and the run ends as it would have.
  package private(set) var isClosed = false
  /// What else went wrong with the first write that failed.
  package private(set) var error: Platform.SystemError?

  package init(descriptor: Int32, isBuffered: Bool = true) {
    self.descriptor = descriptor
    capacity = isBuffered ? 1 << 16 : 0
  }

  package mutating func write(_ string: String) {
    text += string.utf8
    if text.count > capacity { flush() }
  }

  package mutating func write(_ bytes: [UInt8]) {
    text += bytes
    if text.count > capacity { flush() }
  }

  package mutating func line(_ string: String) {
    text += string.utf8
    text.append(UInt8(ascii: "\n"))
    if text.count > capacity { flush() }
  }

  package mutating func flush() {
    defer { text.removeAll(keepingCapacity: true) }
    guard !isClosed, error == nil, !text.isEmpty else { return }
    do throws(Platform.SystemError) {
      try Platform.write(text, to: descriptor)
    } catch {
      if error.isBrokenPipe { isClosed = true } else { self.error = error }
    }
  }
}
