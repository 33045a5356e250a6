import CriteriaSemantics
import CriteriaSyntax
import LintTestSupport
import Linting
import SourceText
import Testing

/// What each decision means for a text that rests on it. Those about records (C9, C12, C13, C21, C23, C28) are held by
/// `MeaningTests`, where queries are run; C17 by the store, C18 and C19 by fixtures.
@Suite("Decisions")
struct DecisionTests {
  /// The codes and severities of all findings, hints included: `CQ115 warning`.
  private func findings(_ text: String, _ setting: CheckSetting = CheckSetting()) -> [String] {
    setting.findings(in: Array(text.utf8)).map { "\($0.code) \($0.severity.rawValue)" }
  }

  private func values(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    let tree = CheckSetting.withoutSchema.tree(of: bytes)
    return tree.nodes.indices.filter { tree.nodes[$0].kind == .condition }.flatMap { node in
      tree.condition(node).values.map {
        String(decoding: tree.decodedValue(ofToken: $0, in: bytes), as: UTF8.self)
      }
    }
  }

  private func sorted(_ order: String, _ api: APIVersion = .v3) -> CheckSetting {
    CheckSetting(api: api, parameters: [.orderBy: order])
  }

  @Test func c1WordOperatorsAreReadInAnyCase() {
    #expect(findings("empname LIKE %a%") == ["CQ115 warning"])
    #expect(findings("empname like %a%") == [])
  }

  @Test func c2BareValuesRunToTheNextLogicalOperator() {
    #expect(values("empname==John Doe && department==R&D, A=B") == ["John Doe", "R&D, A=B"])
  }

  @Test func c3QuotesAroundAValueAreNoPartOfIt() {
    #expect(
      values(#"empname=="a \"b\" \\ c" && department=='x' && notes=="a" b"#) == [
        #"a "b" \ c"#, "x", #""a" b"#,
      ])
  }

  @Test func c4EmptyTextSelectsEverything() {
    #expect(findings("") == [])
    #expect(findings("", CheckSetting(operation: .update)) == ["CQ024 error"])
  }

  @Test func c5NumbersAreExact() {
    let one = "(empid==100000000000000001)"
    #expect(findings("\(one) || (empid==100000000000000002)") == [])
    #expect(findings("\(one) || (empid==100000000000000001.0)") == ["CQ104 warning"])
  }

  @Test func c6SystemFieldsAreAcceptedWithAHint() {
    for field in ["id", "added_time", "modified_time"] { #expect(findings("\(field)==5") == ["CQ306 hint"]) }
  }

  @Test func c7OrderOnTextAndBooleansIsAccepted() {
    #expect(findings("empname>M") == [])
    #expect(findings("isactive>false") == ["CQ108 warning"])
  }

  @Test func c8LikeOnLargeTextIsAHint() {
    #expect(findings("notes like %a%") == ["CQ121 hint"])
    #expect(findings("empid like %1%") == ["CQ012 error"])
  }

  @Test func c10EqualityOfOtherCaseIsNoMoreThanAHint() {
    #expect(findings("(empname==a) || (empname==A)").allSatisfy { $0.hasSuffix("hint") })
  }

  @Test func c11WildcardsAreThoseOfSQL() {
    #expect(findings("empname like John") == ["CQ109 hint"])
    #expect(findings("empname like J*") == ["CQ110 hint"])
    #expect(findings("empname like J_hn%") == [])
  }

  @Test func c14PagesAboveAHundredAreAWarning() {
    for (limit, expected) in [
      ("100", []), ("101", ["CQ117 warning"]), ("1001", ["CQ022 error"]), ("0", ["CQ022 error"]),
    ] {
      #expect(findings("empid==1", CheckSetting(parameters: [.limit: limit])) == expected, "\(limit)")
    }
  }

  @Test func c15TokensAreOpaque() {
    #expect(findings("empid==1", CheckSetting(parameters: [.nextToken: "MTB8MTc3NzM2MDQwMzQ1NXw="])) == [])
    #expect(findings("empid==1", CheckSetting(parameters: [.nextToken: "page 2"])) == ["CQ023 warning"])
  }

  @Test func c16TimesInOrderByAreAcceptedWithoutEffect() {
    for order in ["+1777360402254", "-3600000"] {
      #expect(findings("empid==1", sorted(order)) == ["CQ118 hint"])
    }
  }

  @Test func c20BooleansInOtherCaseAreRead() {
    #expect(findings("isactive==TRUE") == ["CQ112 hint"])
    #expect(findings("isactive==yes") == ["CQ014 warning"])
  }

  @Test func c22NumberLiteralsHave38DigitsAndNoExponent() {
    #expect(findings("empid==" + String(repeating: "9", count: 38)) == [])
    #expect(findings("empid==" + String(repeating: "9", count: 39)) == ["CQ013 error"])
    #expect(findings("empid==1e3") == ["CQ013 error"])
    #expect(findings("empid==+5") == ["CQ113 warning"])
  }

  @Test func c24PagesHave50RecordsInV3And100InV2() {
    #expect(Limits.defaultPageSize(.v3) == 50)
    #expect(Limits.defaultPageSize(.v2) == 100)
  }

  @Test func c25V2IsJudgedByTheOperatorsOfV3() {
    let found = CheckSetting(api: .v2).findings(in: Array("empid<>5".utf8))
    #expect(found.map(\.code) == ["CQ002"])
    #expect(found.allSatisfy { $0.message.hasSuffix("(by v3's documentation; v2's is unpublished)") })
  }

  @Test func c26LengthsCountScalarsOfTheLiteralPart() {
    let update = CheckSetting(operation: .update)
    let text = "notes==" + String(repeating: "é", count: 493)
    #expect(findings(text + "${more}", update) == [])
    #expect(findings(text + "x", update) == ["CQ005 error"])
  }

  @Test func c27AHoleThatIsAConditionMayBeAny() {
    let ten = (1...10).map { "empid!=\($0)" }.joined(separator: " && ")
    #expect(findings(ten + " && ${rest}") == [])
    #expect(findings(ten + " && ${rest} && empid!=11") == ["CQ004 error"])
  }

  @Test func everyDecisionHasItsNumberOnce() {
    #expect(Decision.allCases.map(\.rawValue) == Array(1...28))
  }
}
