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

  private struct Entry: Sendable {
    let head: UInt64
    let start: Int
    let length: Int
    let type: FieldType
  }

  private var entries: [Entry] = []
  private var names: [UInt8] = []

  package init(_ fields: [FieldSchema]) {
    for field in fields {
      let name = Array(field.uniqueName.utf8)
      let head = ShortText.head(name, ByteRange(0, name.count))
      entries.append(Entry(head: head, start: names.count, length: name.count, type: field.type))
      names += name
    }
  }

  /// What the name at `range` of `bytes` stands for.
  @inline(__always)
  package func resolve(_ bytes: [UInt8], _ range: ByteRange) -> Resolution {
    let head = ShortText.head(bytes, range)
    var index = 0
    let count = entries.count
    while index < count {
      if entries[index].head == head, matches(entries[index], bytes, range) { return .field(index) }
      index &+= 1
    }
    return Self.isSystemField(bytes, range) ? .system : .unknown
  }

  /// The type of a field that was found; `unknown` for an index that is none.
  @inline(__always)
  func type(of index: Int) -> FieldType {
    index >= 0 && index < entries.count ? entries[index].type : .unknown
  }

  package static let systemFields = ["id", "added_time", "modified_time"]
  private static let systemNames = systemFields.map { Array($0.utf8) }

  package static func isSystemField(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
    switch range.count {
    case 2, 10, 13: systemNames.contains { bytes[range].elementsEqual($0) }
    default: false
    }
  }

  private func matches(_ entry: Entry, _ bytes: [UInt8], _ range: ByteRange) -> Bool {
    guard entry.length == range.count, range.end <= bytes.count else { return false }
    var offset = 8
    while offset < range.count {
      if names[entry.start &+ offset] != bytes[range.start &+ offset] { return false }
      offset &+= 1
    }
    return true
  }
}
