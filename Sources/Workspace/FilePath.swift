import SourceText

/// A path as the system has it: bytes, which need not be UTF-8.
///
/// Components are separated by `/`. Nothing is resolved: two paths are equal where their bytes are.
package struct FilePath: Hashable, Sendable, Comparable {
  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package init(_ text: String) {
    self.init(Array(text.utf8))
  }

  private static let slash = UInt8(ascii: "/")
  private static let dot = UInt8(ascii: ".")

  /// For people and for formats that are text: bytes that are not UTF-8 become U+FFFD.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package var isAbsolute: Bool { bytes.first == Self.slash }

  /// The bytes after the last `/`.
  package var lastComponent: ArraySlice<UInt8> {
    guard let index = bytes.lastIndex(of: Self.slash) else { return bytes[...] }
    return bytes[(index + 1)...]
  }

  /// Whether a dot stands in the last component.
  var hasSuffix: Bool { lastComponent.contains(UInt8(ascii: ".")) }

  /// The folder that holds the last component: `.` for a name alone, `/` for the root.
  package var parent: FilePath {
    guard let index = bytes.lastIndex(of: Self.slash) else { return FilePath(".") }
    return index == 0 ? FilePath("/") : FilePath(Array(bytes[..<index]))
  }

  /// `self/component`; the component alone where this path is `.` or empty.
  package func appending(_ component: some Collection<UInt8>) -> FilePath {
    if bytes.isEmpty || bytes == [Self.dot] { return FilePath(Array(component)) }
    var result = bytes
    result.reserveCapacity(bytes.count + component.count + 1)
    if result.last != Self.slash { result.append(Self.slash) }
    result.append(contentsOf: component)
    return FilePath(result)
  }

  package func appending(_ component: String) -> FilePath { appending(Array(component.utf8)) }

  /// The path seen from `base` where it is relative, without `.`, `..` and doubled slashes.
  ///
  /// Symbolic links are not followed, so `a/../b` is `b` even where `a` is one.
  package func absolute(from base: FilePath) -> FilePath {
    let whole = isAbsolute ? self : base.appending(bytes)
    var kept: [ArraySlice<UInt8>] = []
    for part in whole.bytes.split(separator: Self.slash) {
      if part.elementsEqual([Self.dot]) { continue }
      if part.elementsEqual([Self.dot, Self.dot]) {
        if !kept.isEmpty { kept.removeLast() }
        continue
      }
      kept.append(part)
    }
    var result: [UInt8] = []
    for part in kept {
      result.append(Self.slash)
      result += part
    }
    return FilePath(result.isEmpty ? [Self.slash] : result)
  }

  /// Both absolute and normal: the part of this path below `folder`, `.` for the folder itself, or nil outside.
  package func below(_ folder: FilePath) -> FilePath? {
    if bytes == folder.bytes { return FilePath(".") }
    let prefix = folder.bytes.last == Self.slash ? folder.bytes : folder.bytes + [Self.slash]
    guard bytes.starts(with: prefix), bytes.count > prefix.count else { return nil }
    return FilePath(Array(bytes[prefix.count...]))
  }

  /// Paths sort by their bytes.
  package static func < (left: FilePath, right: FilePath) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
