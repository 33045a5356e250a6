/// Where nothing is documented about the Make API's parameters, and what cliquery does there.
///
/// The raw value is the number that findings and pages cite: `Mn`.
package enum RequestDecision: Int, Sendable, Hashable, CaseIterable {
  case rawBrackets = 1
  case pagingWithoutEffect
  case badPaging
  case filters
  case replaceCreates
  case confirmation
  case columnNumbers
  case booleans
  case repeatedParameters
  case placeholders

  package var code: String { "M\(rawValue)" }
}
