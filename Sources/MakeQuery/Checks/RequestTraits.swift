/// What a look at a request tells of it: each is a reason for some rules to look closer, and a request with none of them
/// is right.
package struct RequestTraits: OptionSet, Sendable, Hashable {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The tree has problems.
  package static let problems = RequestTraits(rawValue: 1)
  package static let unknownEndpoint = RequestTraits(rawValue: 1 << 1)
  package static let otherMethod = RequestTraits(rawValue: 1 << 2)
  /// A name that the endpoint is not known to take.
  package static let unknownParameter = RequestTraits(rawValue: 1 << 3)
  /// A parameter is missing that has to be there.
  package static let missingParameter = RequestTraits(rawValue: 1 << 4)
  /// Not exactly one of a group.
  package static let wrongChoice = RequestTraits(rawValue: 1 << 5)
  /// A parameter stands twice that is no list.
  package static let repeatedParameter = RequestTraits(rawValue: 1 << 6)
  /// A value that is not plainly one of its parameter's.
  package static let value = RequestTraits(rawValue: 1 << 7)
  /// A sort property that is not plainly known.
  package static let sorting = RequestTraits(rawValue: 1 << 8)
  /// Columns that are not plainly known and each of them once.
  package static let columns = RequestTraits(rawValue: 1 << 9)
  package static let rawBrackets = RequestTraits(rawValue: 1 << 10)
  package static let encodedTwice = RequestTraits(rawValue: 1 << 11)
  /// A byte that has to be encoded, or a `%` that means nothing.
  package static let unencoded = RequestTraits(rawValue: 1 << 12)
  package static let insecure = RequestTraits(rawValue: 1 << 13)
  /// A form of the path that the documentation warns of.
  package static let path = RequestTraits(rawValue: 1 << 14)
  /// A deletion that has to be confirmed, and is not.
  package static let unconfirmed = RequestTraits(rawValue: 1 << 15)
  /// The header `Authorization` names a scheme.
  package static let authorization = RequestTraits(rawValue: 1 << 16)
  /// No body where one is to be.
  package static let missingBody = RequestTraits(rawValue: 1 << 17)

  /// All that the address alone tells.
  package static let address: RequestTraits = RequestTraits(rawValue: (1 << 16) - 1).subtracting(.rawBrackets)
}
