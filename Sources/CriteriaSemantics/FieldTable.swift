import SourceText

/// A schema's fields, laid out for look-ups that neither hash nor allocate: names are told apart by their first
/// eight bytes and length, and only then compared whole.
package struct FieldTable: Sendable {
  /// What a name in a criteria stands for.
  package enum Resolution: Sendable, Equatable {
    /// An index into the schema's `fields`.
    case field(Int)
    /// `id`, `added_time`, `modified_time` [decision C6].
    case system
    case unknown
  }

  private var heads: [UInt64] = []
  private var starts: [Int] = [0]
  private var names: [UInt8] = []

  package init(_ fields: [FieldSchema]) {
    for field in fields {
      let name = Array(field.uniqueName.utf8)
      heads.append(Self.head(name, ByteRange(0, name.count)))
      names += name
      starts.append(names.count)
    }
  }

  /// What the name at `range` of `bytes` stands for.
  package func resolve(_ bytes: [UInt8], _ range: ByteRange) -> Resolution {
    let head = Self.head(bytes, range)
    var index = 0
    let count = heads.count
    while index < count {
      if heads[index] == head, matches(index, bytes, range) { return .field(index) }
      index &+= 1
    }
    return Self.isSystemField(bytes, range) ? .system : .unknown
  }

  package static let systemFields = ["id", "added_time", "modified_time"]
  private static let systemNames = systemFields.map { Array($0.utf8) }

  package static func isSystemField(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
    switch range.count {
    case 2, 10, 13: systemNames.contains { bytes[range].elementsEqual($0) }
    default: false
    }
  }

  private func matches(_ index: Int, _ bytes: [UInt8], _ range: ByteRange) -> Bool {
    let start = starts[index]
    guard starts[index &+ 1] &- start == range.count, range.end <= bytes.count else { return false }
    var offset = 8
    while offset < range.count {
      if names[start &+ offset] != bytes[range.start &+ offset] { return false }
      offset &+= 1
    }
    return true
  }

  /// The first eight bytes; shorter names are filled with zeros, which no name holds.
  @inline(__always)
  private static func head(_ bytes: [UInt8], _ range: ByteRange) -> UInt64 {
    var result: UInt64 = 0
    var offset = range.start
    let end = min(min(range.end, range.start &+ 8), bytes.count)
    while offset < end {
      result = result << 8 | UInt64(bytes[offset])
      offset &+= 1
    }
    return result
  }
}
