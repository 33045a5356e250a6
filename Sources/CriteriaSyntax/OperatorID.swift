/// The indices of the symbol operators in ``OperatorTable/entries``; a test holds them to the table.
package enum OperatorID {
  package static let equals: UInt16 = 0
  package static let doubleEquals: UInt16 = 1
  package static let notEquals: UInt16 = 2
  package static let greater: UInt16 = 3
  package static let greaterOrEqual: UInt16 = 4
  package static let less: UInt16 = 5
  package static let lessOrEqual: UInt16 = 6
  package static let tripleEquals: UInt16 = 7
  package static let notDoubleEquals: UInt16 = 8
  package static let lessGreater: UInt16 = 9
  package static let arrowGreater: UInt16 = 10
  package static let arrowLess: UInt16 = 11
  package static let regex: UInt16 = 12
  package static let colonEquals: UInt16 = 13

  /// The spelling and index of each constant.
  package static let all: [(spelling: String, id: UInt16)] = [
    ("=", equals), ("==", doubleEquals), ("!=", notEquals), (">", greater), (">=", greaterOrEqual),
    ("<", less),
    ("<=", lessOrEqual), ("===", tripleEquals), ("!==", notDoubleEquals), ("<>", lessGreater),
    ("=>", arrowGreater), ("=<", arrowLess), ("=~", regex), (":=", colonEquals),
  ]
}
