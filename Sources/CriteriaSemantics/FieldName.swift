import CriteriaSyntax
import SourceText

/// Which unique names a field can have (v3, "Create a datastore").
package enum FieldName {
  package enum Problem: Sendable, Equatable {
    case tooLong
    /// Not `[a-z][a-z0-9_]*`.
    case characters
  }

  /// Whether v3 lets a field of this name be created: `[a-z][a-z0-9_]{0,19}`.
  package static func isCreatable(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
    problem(bytes, range, api: .v3) == nil
  }

  /// What keeps a name from being created; v2 takes letters up to 30.
  package static func problem(_ bytes: [UInt8], _ range: ByteRange, api: APIVersion) -> Problem? {
    let name = range.clamped(to: ByteRange(0, bytes.count))
    guard !name.isEmpty else { return .characters }
    let first = bytes[name.start]
    guard first >= UInt8(ascii: "a"), first <= UInt8(ascii: "z") else { return .characters }
    var offset = name.start
    while offset < name.end {
      switch bytes[offset] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        offset &+= 1
      default: return .characters
      }
    }
    return name.count > Limits.nameLength(api) ? .tooLong : nil
  }
}
