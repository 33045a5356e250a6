import CriteriaSyntax

/// The ways a request can be refused that a check can foresee: the rows of the table in "The promise".
package enum Refusal: UInt8, Sendable, CaseIterable {
  case doesNotParse
  case unknownOperator
  case operatorType
  case tooManyClauses
  case criteriaTooLong
  case tooManyValues
  case unknownField
  case invalidNumber
  case unknownDatastore
  case duplicateSortField
  case unknownSortField
  case limitBelowOne
  case limitAboveMaximum
  case nothingSelected
  case fieldName
  case valuesKey
  case pageToken
}

/// What the server is known to answer.
package enum ServerResponse: Sendable, Equatable {
  /// The operation's own table names this code.
  case code(String)
  /// A documented rule is broken; the operation lists no code for it.
  case implied
  /// Refused all the same (it cannot be read, or does not exist); no list of codes names it.
  case withoutCode
  /// Not known to be refused: worth no more than this.
  case warning(Decision?)
  case hint(Decision?)
  /// Accepted.
  case nothing
  /// Cannot occur in this operation.
  case absent

  package var serverCode: String? {
    if case .code(let code) = self { code } else { nil }
  }

  package var basis: Basis? {
    switch self {
    case .code: .documented
    case .implied, .withoutCode: .implied
    case .warning(let decision), .hint(let decision): decision.map(Basis.decision)
    case .nothing, .absent: nil
    }
  }

  package var isRefusal: Bool {
    switch self {
    case .code, .implied, .withoutCode: true
    case .warning, .hint, .nothing, .absent: false
    }
  }
}

/// The one table of answers, by (finding, operation, api).
package enum ServerResponseTable {
  /// The columns: each operation of v3, and all of v2 (Deluge speaks v2).
  package enum Column: Sendable, CaseIterable {
    case listV3
    case updateV3
    case deleteV3
    case v2

    package init(_ operation: Operation, _ api: APIVersion) {
      switch (api, operation) {
      case (.v2, _): self = .v2
      case (.v3, .list): self = .listV3
      case (.v3, .update): self = .updateV3
      case (.v3, .delete): self = .deleteV3
      }
    }
  }

  package static func response(to refusal: Refusal, _ operation: Operation, _ api: APIVersion)
    -> ServerResponse
  {
    response(to: refusal, in: Column(operation, api))
  }

  package static func response(to refusal: Refusal, in column: Column) -> ServerResponse {
    let row = row(refusal)
    return switch column {
    case .listV3: row.list
    case .updateV3: row.update
    case .deleteV3: row.delete
    case .v2: row.v2
    }
  }

  /// Every code that a refusal is known to have, sorted.
  package static var codes: [String] {
    let answers = Refusal.allCases.flatMap { refusal in Column.allCases.map { response(to: refusal, in: $0) }
    }
    return Set(answers.compactMap(\.serverCode)).sorted()
  }

  private typealias Row = (
    list: ServerResponse, update: ServerResponse, delete: ServerResponse, v2: ServerResponse
  )

  private static func same(_ code: String, delete: ServerResponse, v2: ServerResponse) -> Row {
    (.code(code), .code(code), delete, v2)
  }

  private static func row(_ refusal: Refusal) -> Row {
    switch refusal {
    case .doesNotParse: same("datastore_invalid_criteria", delete: .withoutCode, v2: .withoutCode)
    case .unknownOperator:
      same("datastore_criteria_invalid_operator", delete: .withoutCode, v2: .withoutCode)
    case .operatorType: (.implied, .implied, .withoutCode, .withoutCode)
    case .tooManyClauses: same("datastore_criteria_limit_exceeded", delete: .implied, v2: .implied)
    case .criteriaTooLong: (.hint(nil), .implied, .hint(nil), .hint(.deluge))
    case .tooManyValues: (.code("datastore_in_query_limit_exceeded"), .implied, .implied, .implied)
    case .unknownField: same("datastore_column_not_found", delete: .implied, v2: .implied)
    case .invalidNumber: (.code("datastore_invalid_number_value"), .implied, .implied, .implied)
    case .unknownDatastore: same("datastore_not_found", delete: .withoutCode, v2: .withoutCode)
    case .duplicateSortField: (.code("datastore_duplicate_sort_field"), .absent, .absent, .implied)
    case .unknownSortField: (.implied, .absent, .absent, .implied)
    case .limitBelowOne: (.implied, .absent, .absent, .implied)
    case .limitAboveMaximum: (.implied, .absent, .absent, .nothing)
    case .nothingSelected: (.absent, .implied, .warning(.emptyText), .warning(.emptyText))
    case .fieldName: (.implied, .implied, .implied, .hint(.deluge))
    case .valuesKey: (.absent, .code("datastore_column_not_found"), .absent, .implied)
    case .pageToken: (.code("datastore_invalid_next_token"), .absent, .absent, .withoutCode)
    }
  }
}
