import CriteriaSemantics

/// The value of one field of one record.
package enum RecordValue: Sendable, Hashable {
  /// JSON null, and a key that is absent [decision C19]; `''` is a text.
  case null
  case boolean(Bool)
  /// Exact [decision C5].
  case number(NumberLiteral)
  /// Valid UTF-8, so that the order of bytes is that of Unicode scalars [decisions C12, C23].
  case text([UInt8])
  /// `*` only, in a masked field: there is a value, and it is unknown [decision C21].
  case masked([UInt8])

  /// Whether a comparison with it is unknown.
  package var isUnknown: Bool {
    switch self {
    case .null, .masked: true
    case .boolean, .number, .text: false
    }
  }
}
