import CriteriaSyntax

/// The limits of the API, each with its source.
package enum Limits {
  /// v3, "List records", criteria: "Max criteria clauses: 10".
  package static let clauses = 10
  /// v3, "List records", criteria: "Max values in in / not in: 10".
  package static let values = 10
  /// v3, payload for bulk updates, criteria: "Maximum length: 500 characters".
  package static let criteriaLength = 500
  /// v3, "List records", limit: prose says 100 [decision C14].
  package static let documentedPageSize = 100
  /// v3, "List records", limit: the schema says 1000 [decision C14].
  package static let largestPageSize = 1000
  /// Of a page without `limit` [decision C24].
  package static func defaultPageSize(_ api: APIVersion) -> Int { api == .v3 ? 50 : 100 }
  /// Digits of a number literal without leading zeros [decision C22].
  package static let numberDigits = 38
  /// v2 help, data types: integers up to 19 characters.
  package static let numberCharactersV2 = 19
  /// v3, "Create a datastore": a unique name's characters; v2 allows 30.
  package static func nameLength(_ api: APIVersion) -> Int { api == .v3 ? 20 : 30 }
  /// cliquery's own: groups nested deeper are not read.
  package static let nesting = 256
  /// cliquery's own: groups nested deeper are hard to read.
  package static let comfortableNesting = 32

  /// cliquery's own: conditions of a longer criteria are not compared with each other. No server takes a hundredth of
  /// them, and `CQ004` says so.
  package static let comparedConditions = 1000

  /// The characters that a text field holds; nil for types that are no text.
  /// Source: v3, "Create a datastore", field types; v2 help, data types.
  package static func characters(of type: FieldType, api: APIVersion) -> Int? {
    switch type {
    case .limitedText: 250
    case .largeText: api == .v3 ? 65535 : 1000
    case .encryptedText: api == .v3 ? 1000 : 250
    case .boolean, .number, .unknown: nil
    }
  }
}
