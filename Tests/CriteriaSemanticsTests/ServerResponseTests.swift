import CriteriaSemantics
import CriteriaSyntax
import Testing

@Suite("What the server answers")
struct ServerResponseTests {
  /// A row of the table in "The promise": list v3, update v3, delete v3, v2. A code stands for itself, `implied`,
  /// `refused` (with no code), `hint`, `warning`, `accepted`, and nothing for what cannot occur.
  private static let rows: [(Refusal, [String])] = [
    (.doesNotParse, ["datastore_invalid_criteria", "datastore_invalid_criteria", "refused", "refused"]),
    (
      .unknownOperator,
      ["datastore_criteria_invalid_operator", "datastore_criteria_invalid_operator", "refused", "refused"]
    ),
    (.operatorType, ["implied", "implied", "refused", "refused"]),
    (
      .tooManyClauses,
      ["datastore_criteria_limit_exceeded", "datastore_criteria_limit_exceeded", "implied", "implied"]
    ),
    (.criteriaTooLong, ["hint", "implied", "hint", "hint"]),
    (.tooManyValues, ["datastore_in_query_limit_exceeded", "implied", "implied", "implied"]),
    (.unknownField, ["datastore_column_not_found", "datastore_column_not_found", "implied", "implied"]),
    (.invalidNumber, ["datastore_invalid_number_value", "implied", "implied", "implied"]),
    (.unknownDatastore, ["datastore_not_found", "datastore_not_found", "refused", "refused"]),
    (.duplicateSortField, ["datastore_duplicate_sort_field", "", "", "implied"]),
    (.unknownSortField, ["implied", "", "", "implied"]),
    (.limitBelowOne, ["implied", "", "", "implied"]),
    (.limitAboveMaximum, ["implied", "", "", "accepted"]),
    (.nothingSelected, ["", "implied", "warning", "warning"]),
    (.fieldName, ["implied", "implied", "implied", "hint"]),
    (.valuesKey, ["", "datastore_column_not_found", "", "implied"]),
    (.pageToken, ["datastore_invalid_next_token", "", "", "refused"]),
  ]

  @Test func everyCellOfTheTable() {
    #expect(Self.rows.map(\.0) == Refusal.allCases)
    for (refusal, cells) in Self.rows {
      for (column, cell) in zip(ServerResponseTable.Column.allCases, cells) {
        let response = ServerResponseTable.response(to: refusal, in: column)
        let text =
          switch response {
          case .code(let code): code
          case .implied: "implied"
          case .withoutCode: "refused"
          case .hint: "hint"
          case .warning: "warning"
          case .nothing: "accepted"
          case .absent: ""
          }
        #expect(text == cell, "\(refusal) in \(column)")
        #expect((response.serverCode != nil) == (response.basis == .documented), "\(refusal) in \(column)")
        #expect(response.isRefusal == (cell.contains("_") || cell == "implied" || cell == "refused"))
      }
    }
  }

  @Test func operationsAndApisChooseTheColumn() {
    #expect(ServerResponseTable.Column(.list, .v3) == .listV3)
    #expect(ServerResponseTable.Column(.update, .v3) == .updateV3)
    #expect(ServerResponseTable.Column(.delete, .v3) == .deleteV3)
    for operation in Operation.allCases { #expect(ServerResponseTable.Column(operation, .v2) == .v2) }
  }
}

@Suite("Types and operators")
struct TypeMatrixTests {
  /// The columns: equality, ordering, pattern, membership.
  private static let rows: [(FieldType, [TypeMatrix.Verdict])] = [
    (.boolean, [.allowed, .orderingOnBoolean, .patternOnOther, .allowed]),
    (.number, [.allowed, .allowed, .patternOnOther, .allowed]),
    (.limitedText, [.allowed, .orderingOnText, .allowed, .allowed]),
    (.largeText, [.allowed, .orderingOnText, .patternOnLargeText, .allowed]),
    (.encryptedText, [.encrypted, .encrypted, .encrypted, .encrypted]),
    (.unknown, [.allowed, .allowed, .allowed, .allowed]),
  ]

  @Test func everyCellOfTheMatrix() {
    #expect(Self.rows.map(\.0) == FieldType.allCases)
    for entry in OperatorTable.entries where entry.comparison != .foreign {
      let column =
        switch entry.comparison.operatorClass {
        case .equality: 0
        case .ordering: 1
        case .pattern: 2
        case .membership, .foreign: 3
        }
      for (type, verdicts) in Self.rows {
        #expect(
          TypeMatrix.verdict(entry.comparison.operatorClass, on: type) == verdicts[column],
          "\(entry.spelling) on \(type)")
      }
    }
    for type in FieldType.allCases { #expect(TypeMatrix.verdict(.foreign, on: type) == .allowed) }
  }
}

@Suite("Decisions")
struct DecisionTests {
  @Test func everyDecisionIsListedWithItsValueAndItsRequest() {
    let all = DecisionInfo.all()
    #expect(all.map(\.code) == (1...28).map { "C\($0)" } + (1...10).map { "M\($0)" })
    for info in all {
      #expect(!info.title.isEmpty && !info.text.isEmpty && !info.value.isEmpty && !info.settledBy.isEmpty)
    }
    #expect(Set(all.map(\.title)).count == all.count)
  }

  @Test func optionsChangeTheirDecisions() {
    let options = DialectOptions(textEquality: .caseInsensitive, like: .glob)
    #expect(DecisionInfo.info(.textEquality, options).value == "case-insensitive")
    #expect(DecisionInfo.info(.likeWildcards, options).value == "glob")
    #expect(DecisionInfo.all().compactMap(\.option) == ["dialect.textEquality", "dialect.like"])
  }
}
