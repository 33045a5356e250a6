/// What a look at a request tells of it: each is a reason for some rules to look closer, and a request with none of them
/// is right.
@usableFromInline package struct RequestTraits: OptionSet, Sendable, Hashable {
  @usableFromInline package let rawValue: UInt32
  @inlinable package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The tree has problems.
  @inlinable package static var problems: RequestTraits { RequestTraits(rawValue: 1) }
  @inlinable package static var unknownEndpoint: RequestTraits { RequestTraits(rawValue: 1 << 1) }
  @inlinable package static var otherMethod: RequestTraits { RequestTraits(rawValue: 1 << 2) }
  /// A name that the endpoint is not known to take.
  @inlinable package static var unknownParameter: RequestTraits { RequestTraits(rawValue: 1 << 3) }
  /// A parameter is missing that has to be there.
  @inlinable package static var missingParameter: RequestTraits { RequestTraits(rawValue: 1 << 4) }
  /// Not exactly one of a group.
  @inlinable package static var wrongChoice: RequestTraits { RequestTraits(rawValue: 1 << 5) }
  /// A parameter stands twice that is no list.
  @inlinable package static var repeatedParameter: RequestTraits { RequestTraits(rawValue: 1 << 6) }
  /// A value that is not plainly one of its parameter's.
  @inlinable package static var value: RequestTraits { RequestTraits(rawValue: 1 << 7) }
  /// A sort property that is not plainly known.
  @inlinable package static var sorting: RequestTraits { RequestTraits(rawValue: 1 << 8) }
  /// Columns that are not plainly known and each of them once.
  @inlinable package static var columns: RequestTraits { RequestTraits(rawValue: 1 << 9) }
  @inlinable package static var rawBrackets: RequestTraits { RequestTraits(rawValue: 1 << 10) }
  @inlinable package static var encodedTwice: RequestTraits { RequestTraits(rawValue: 1 << 11) }
  /// A byte that has to be encoded, or a `%` that means nothing.
  @inlinable package static var unencoded: RequestTraits { RequestTraits(rawValue: 1 << 12) }
  @inlinable package static var insecure: RequestTraits { RequestTraits(rawValue: 1 << 13) }
  /// A form of the path that the documentation warns of.
  @inlinable package static var path: RequestTraits { RequestTraits(rawValue: 1 << 14) }
  /// A deletion that has to be confirmed, and is not.
  @inlinable package static var unconfirmed: RequestTraits { RequestTraits(rawValue: 1 << 15) }
  /// The header `Authorization` names a scheme.
  @inlinable package static var authorization: RequestTraits { RequestTraits(rawValue: 1 << 16) }
  /// No body where one is to be.
  @inlinable package static var missingBody: RequestTraits { RequestTraits(rawValue: 1 << 17) }

  /// All that the address alone tells.
  @inlinable package static var address: RequestTraits {
    RequestTraits(rawValue: (1 << 16) - 1).subtracting(.rawBrackets)
  }
}
