/// Why a store refuses what it was asked: as the API would, in words and with the code that the operation documents.
package struct StoreRefusal: Error, Sendable, Hashable {
  /// What, where, and what to do.
  package let message: String
  /// Of those that the v3 document lists for the operation; nil where the rule is documented and no code is.
  package let code: String?
  /// The rule that was broken, by name; set where there is no code.
  package let rule: String?

  package init(_ message: String, code: String? = nil, rule: String? = nil) {
    self.message = message
    self.code = code
    self.rule = rule
  }
}
