/// How sure a list of the catalogue is.
package enum Evidence: String, Sendable, Hashable, CaseIterable {
  /// Make's own documentation, or its specification.
  case official
  /// Make's own client libraries.
  case sdk
  /// Answers that were seen, and older documentation.
  case observed
  /// The user's settings.
  case settings
}

/// What an endpoint does with `pg[…]`.
package enum Paging: String, Sendable, Hashable, CaseIterable {
  case none
  /// `pg[limit]` and `pg[offset]`.
  case offset
  /// `pg[last]` only.
  case last
  /// Both.
  case offsetAndLast = "offset+last"
  /// `pg[limit]` and `pg[offset]`, which are not documented and were seen to be obeyed.
  case observedOffset = "observed-offset"
  /// None by the documentation; requests with `pg[…]` are sent and answered, and whether it has an effect is not known.
  case accepted
}

/// What a parameter's value has to be.
package enum ParameterType: String, Sendable, Hashable, CaseIterable {
  case string
  case integer
  case number
  case boolean
  case date
  case dateTime = "date-time"
  case textList = "array<string>"
  case integerList = "array<integer>"
  /// One value with commas.
  case joinedText = "comma-separated string"

  package var isList: Bool { self == .textList || self == .integerList }

  /// Each type with its word in texts of endpoints.
  package static let words: [(type: ParameterType, word: String)] = [
    (.string, "string"), (.integer, "integer"), (.number, "number"), (.boolean, "boolean"), (.date, "date"),
    (.dateTime, "date-time"), (.textList, "string[]"), (.integerList, "integer[]"),
    (.joinedText, "comma-separated"),
  ]

  package var word: String { Self.words.first { $0.type == self }?.word ?? rawValue }
}

/// A parameter of an endpoint.
package struct EndpointParameter: Sendable, Hashable {
  /// As it is written readably: `teamId`, `pg[limit]`, `cols[]`, `timeframe[dateFrom]`.
  package let name: String
  package let type: ParameterType
  package var allowed: [String] = []
  package var defaultValue: String?
  package var minimum: Int?
  package var maximum: Int?
  package var isRequired = false
  package var isDeprecated = false

  package init(name: String, type: ParameterType) {
    self.name = name
    self.type = type
  }
}

/// A method and a path of the Make API, and what is known of its parameters.
package struct Endpoint: Sendable, Hashable {
  /// In capitals.
  package let method: String
  /// `/data-stores/{dataStoreId}/data`.
  package let path: String
  package var parameters: [EndpointParameter] = []
  /// Empty: not known.
  package var sortProperties: [String] = []
  package var sortEvidence = Evidence.observed
  /// The properties that `cols[]` may name; empty: not known.
  package var columns: [String] = []
  package var columnEvidence = Evidence.observed
  package var paging = Paging.none
  /// Of each group exactly one is to be given.
  package var exactlyOneOf: [[String]] = []
  /// The member of the answer that holds what was asked for; nil: not known.
  package var responseKey: String?
  /// Whether what the endpoint takes is known; of an endpoint that is only named by the documentation nothing can be
  /// said about its parameters.
  package var hasKnownParameters = true
  /// False where Make's own client sends none although the method usually has one.
  package var takesBody = true

  package init(method: String, path: String) {
    self.method = method
    self.path = path
  }

  package static let methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]

  package func parameter(_ name: String) -> EndpointParameter? { parameters.first { $0.name == name } }
}
