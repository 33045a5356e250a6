/// Where the documentation is silent or contradicts itself, and what cliquery does there.
///
/// The raw value is the number that findings and pages cite: `Cn`.
package enum Decision: Int, Sendable, Hashable, CaseIterable {
  case keywordCase = 1
  case bareValues
  case quotedValues
  case emptyText
  case exactNumbers
  case systemFields
  case orderingOffNumbers
  case patternOnLargeText
  case nullLogic
  case textEquality
  case likeWildcards
  case textOrder
  case recordOrder
  case pageSize
  case opaqueTokens
  case sortByTimestamp
  case recordLimits
  case csvHeader
  case missingKeys
  case numbersAsStrings
  case maskedValues
  case numberLiterals
  case normalization
  case defaultPageSizeV2
  case deluge
  case lengths
  case holeConditions
  case bindings

  package var code: String { "C\(rawValue)" }
}

/// A decision's page: what is open, what cliquery does, and the request that would settle it.
package struct DecisionInfo: Sendable {
  /// `C10`, `M3`.
  package let code: String
  /// The open point, in a few words.
  package let title: String
  /// What cliquery does, and why.
  package let text: String
  /// The value in force.
  package let value: String
  /// The settings key that changes it; nil for a constant.
  package let option: String?
  /// One request on a live account that would settle it, and what to look for.
  package let settledBy: String
}
