/// The truth of a condition over one record: SQL's three values [decision C9]. A record matches where it is `true`.
package enum Truth: UInt8, Sendable, Hashable {
  case `false`
  case `true`
  /// A value that the answer depends on is null or masked.
  case unknown

  package init(_ value: Bool) { self = value ? .true : .false }

  package static func && (left: Truth, right: Truth) -> Truth {
    if left == .false || right == .false { return .false }
    return left == .true && right == .true ? .true : .unknown
  }

  package static func || (left: Truth, right: Truth) -> Truth {
    if left == .true || right == .true { return .true }
    return left == .false && right == .false ? .false : .unknown
  }

  package static prefix func ! (value: Truth) -> Truth {
    switch value {
    case .false: .true
    case .true: .false
    case .unknown: .unknown
    }
  }
}
