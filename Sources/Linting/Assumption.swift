import CriteriaSemantics

/// How messages say that something holds only under a decision of ours.
enum Assumption {
  /// `if … (undocumented, C10)`.
  static func clause(_ decision: Decision) -> String {
    let condition =
      switch decision {
      case .quotedValues: "if quotes are no part of a value"
      case .textEquality: "if `==` ignores the case of letters"
      case .numbersAsStrings: "if `TRUE` is read as `true`"
      case .likeWildcards: "if `like` works as configured"
      default: "if cliquery reads it as the server does"
      }
    return "\(condition) (undocumented, \(decision.code))"
  }
}
