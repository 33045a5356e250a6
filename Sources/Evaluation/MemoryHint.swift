/// What is done with memory that will be filled from its beginning to its end: whoever knows the system may ask it for
/// large pages, which cost less to touch for the first time.
package struct MemoryHint: Sendable {
  private let willFill: @Sendable (UnsafeMutableRawBufferPointer) -> Void

  package init(_ willFill: @escaping @Sendable (UnsafeMutableRawBufferPointer) -> Void) {
    self.willFill = willFill
  }

  package static let none = MemoryHint { _ in }

  /// Makes room for `count` elements in all.
  func reserve<Element>(_ count: Int, in array: inout [Element]) {
    guard count > array.capacity else { return }
    array.reserveCapacity(count)
    let size = array.capacity * MemoryLayout<Element>.stride
    array.withUnsafeMutableBytes { buffer in
      if let base = buffer.baseAddress { willFill(UnsafeMutableRawBufferPointer(start: base, count: size)) }
    }
  }
}
