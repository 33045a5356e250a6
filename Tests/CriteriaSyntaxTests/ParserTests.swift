import CriteriaSyntax
import SourceText
import Testing

/// A text, its tree as ``sketch(_:_:)`` draws it, and its diagnostics as ``sketchDiagnostics(_:_:)`` lists them.
/// The known fields are `dept` and `team`.
private struct Case {
  let text: String
  let tree: String
  let diagnostics: String

  init(_ text: String, _ tree: String, _ diagnostics: String) {
    self.text = text
    self.tree = tree
    self.diagnostics = diagnostics
  }
}

private let cases: [Case] = [
  Case(
    "(department==Engineering) && (isactive==true)", "and[(department == Engineering), (isactive == true)]",
    ""),
  Case("a==1", "a == 1", ""),
  Case("", "", ""),
  Case("  ", "", ""),
  Case("a==1 || b==2 && c==3", "or[a == 1, and[b == 2, c == 3]]", ""),
  Case("(a==1", "(a == 1)", "unclosedGroup@0:("),
  Case("a==1)", "a == 1", "unopenedGroup@4:)"),
  Case("a==", "~a == ", "valueExpected@3"),
  Case("a== && b==2", "and[~a == , b == 2]", "valueExpected@3"),
  Case("a=>5 && b<>x", "and[a => 5, b <> x]", "unknownOperator@1:=> unknownOperator@9:<>"),
  Case("a==1 AND b==2", "and[a == 1, b == 2]", "wordLogicalOperator@5:AND"),
  Case("team==Research and Development", "team == Research and Development", ""),
  Case("a==1 and dept like x", "and[a == 1, dept like x]", "wordLogicalOperator@5:and"),
  Case("(a==1) and (b==2)", "and[(a == 1), (b == 2)]", "wordLogicalOperator@7:and"),
  Case("(a==1)AND(b==2)", "and[(a == 1), (b == 2)]", "wordLogicalOperator@6:AND"),
  Case("a==\"x\" or b==1", "or[a == «x», b == 1]", "wordLogicalOperator@7:or"),
  Case("a==\"John\" Doe", "a == \"John\" Doe", "strayQuote@3:\"John\" Doe"),
  Case("name==O'Brien", "name == O'Brien", ""),
  Case("a==R&D && b==AT&T", "and[a == R&D, b == AT&T]", ""),
  Case("f==(a || b) && c==1", "and[~f == (a, c == 1]", "unclosedValueParenthesis@3:("),
  Case("f==(a)", "f == (a)", "parenthesesInValue@3:(a)"),
  Case("in==5", "in == 5", ""),
  Case("not (a==1 || b==2)", "not (or[a == 1, b == 2])", "negation@0:not"),
  Case("!a==1", "not a == 1", "negation@0:!"),
  Case("!(a==1)", "not (a == 1)", "negation@0:!"),
  Case("not a==1", "not a == 1", "negation@0:not"),
  Case("\"team\"==x", "~\"team\" == x", "delimitedField@0:\"team\""),
  Case("[team]==x", "~[team] == x", "delimitedField@0:[team]"),
  Case("a in x,y , z", "a in {x¦y¦z}", ""),
  Case("a in (x, y)", "a in {x¦y}", ""),
  Case("a in [x,y] && b==1", "and[~a in {[x,y]}, b == 1]", "bracketedList@5:[x,y]"),
  Case("a in ()", "~a in {}", "emptyList@5:()"),
  Case("a in", "~a in ", "valueExpected@4"),
  Case("a in (x,y,)", "~a in {x¦y}", "trailingComma@9:,"),
  Case("a in x,,y", "a in {x¦y}", "emptyListItem@7:,"),
  Case("a in ,x", "a in {x}", "emptyListItem@5:,"),
  Case("a in (x y, z", "~a in {x y¦z}", "unclosedList@5:("),
  Case("a:equals:5", "~a ? ", "colonCondition@0:a:equals:5"),
  Case("(Team:5)", "(~Team ? )", "colonCondition@1:Team:5"),
  Case("a.contains(\"x\") && b==1", "and[~a.contains ? , b == 1]", "methodCall@0:a.contains(\"x\")"),
  Case("%28a%3D%3D1%29", "error", "percentEncoded@0:%28a%3D%3D1%29"),
  Case("a%3D%3D1", "error", "percentEncoded@0:a%3D%3D1"),
  Case("a contains x", "a contains x", "unknownOperator@2:contains"),
  Case("a between 1 and 5", "a between 1 and 5", "unknownOperator@2:between"),
  Case("a is null", "~a is null ", "unknownOperator@2:is null"),
  Case("a LIKE x", "a like x", "keywordCase@2:LIKE"),
  Case("a not  in (x)", "a not in {x}", ""),
  Case("f=<name>", "f = <name>", ""),
  Case("<field_name>==<field_value>", "<field_name> == <field_value>", ""),
  Case("f=<5", "f =< 5", "unknownOperator@1:=<"),
  Case("${x}", "hole(${x})", ""),
  Case("${a} && b==1", "and[hole(${a}), b == 1]", ""),
  Case("(a==1) ${rest}", "and[(a == 1), hole(${rest})]", ""),
  Case("a==${x} AND b==2", "and[a == ${x}, b == 2]", "wordLogicalOperator@8:AND"),
  Case("userid == ${u} b==3", "userid == ${u} b==3", ""),
  Case("${p}_id == 5", "${p}_id == 5", ""),
  Case("x ${op} 5", "hole(x ${op} 5)", ""),
  Case("a==b c==d", "a == b c==d", "conditionInValue@4: "),
  Case("a==b dept like x", "a == b dept like x", "conditionInValue@4: "),
  Case("a==1\nb==2", "and[a == 1, b == 2]", "missingLogicalOperator@4:\n"),
  Case("a==\nb==2", "and[~a == , b == 2]", "valueExpected@3"),
  Case("a==\nvalue", "a == value", ""),
  Case("a== =x", "a == =x", "operatorStartsValue@4:="),
  Case("a == b && c==d", "and[a == b, c == d]", "strangeBlank@1: "),
  Case(
    "（a＝＝b）＆＆（c==d）", "and[(~a == b), (c == d)]",
    "fullWidth@0:（ fullWidth@4:＝＝ fullWidth@14:＆＆ fullWidth@20:（"),
  Case("a==“x”", "a == “x”", "smartQuotes@3:“x”"),
  Case("a==1 &&& b==2", "and[a == 1, error]", "conditionExpected@7:&"),
  Case("a==1 && && b==2", "and[a == 1, error, b == 2]", "conditionExpected@8:&&"),
  Case("()", "()", "conditionExpected@1:)"),
  Case("a==1 && ", "and[a == 1, error]", "conditionExpected@7"),
  Case("(a==1 && )", "(and[a == 1, error])", "conditionExpected@9:)"),
  Case("((a==1)", "((a == 1))", "unclosedGroup@0:("),
  Case("a foo b", "~a ? ", "operatorExpected@2:foo"),
  Case("a foo (x) && b==1", "and[~a ? , b == 1]", "operatorExpected@2:foo"),
  Case("(a==1) foo", "and[(a == 1), ~foo ? ]", "missingLogicalOperator@6: "),
  Case("a==INC-42 && b==https://x/?a=b&c=d", "and[a == INC-42, b == https://x/?a=b&c=d]", ""),
  Case("a==1 & b==2", "and[a == 1, b == 2]", "wordLogicalOperator@5:&"),
  Case("a==x | dept like y", "or[a == x, dept like y]", "wordLogicalOperator@5:|"),
  Case("a in x and b==1", "and[a in {x}, b == 1]", "wordLogicalOperator@7:and"),
  Case("a in (x and b==1)", "a in {x and b==1}", "conditionInValue@11: "),
  Case("a in (${x})", "a in {${x}}", ""),
  Case("a in ${x}", "a in {${x}}", ""),
  Case("a==\"x\\\"y\"", "a == «x\"y»", ""),
  Case("a==''", "a == «»", ""),
  Case("a like \"%x%\")", "a like «%x%»", "unopenedGroup@12:)"),
  Case("f== and g==1", "and[~f == , g == 1]", "valueExpected@3 wordLogicalOperator@4:and"),
  Case("a==1; b==2", "a == 1; b==2", "conditionInValue@5: "),
  Case("a=~x", "a =~ x", "unknownOperator@1:=~"),
  Case("a===b", "a === b", "unknownOperator@1:==="),
  Case("and a==1", "and[error, a == 1]", "conditionExpected@0:and"),
  Case("(a==1)(b==2)", "and[(a == 1), (b == 2)]", "missingLogicalOperator@6"),
  Case("a==\"x\" b==1", "a == \"x\" b==1", "strayQuote@3:\"x\" b==1 conditionInValue@6: "),
  Case("a in\nb==1", "and[~a in , b == 1]", "valueExpected@4"),
  Case("a in x,\nb==1", "and[~a in {x}, b == 1]", "trailingComma@6:,"),
  Case("a in x,\n y", "a in {x¦y}", ""),
  Case("山田==x", "error", "conditionExpected@0:山田"),
  Case("dept==山田　太郎", "dept == 山田　太郎", ""),
  Case("(a%3D%3D1)%20%26%26%20(b%3D%3D2)", "error", "percentEncoded@0:(a%3D%3D1)%20%26%26%20(b%3D%3D2)"),
  Case("(a is null)", "(~a is null )", "unknownOperator@3:is null"),
  Case("a is empty&&b==1", "and[~a is empty , b == 1]", "unknownOperator@2:is empty"),
  Case("f== and g==1 && h==2", "and[~f == , g == 1, h == 2]", "valueExpected@3 wordLogicalOperator@4:and"),
  Case("(a==1 && ${rest}", "(and[a == 1, hole(${rest})])", ""),
  Case("${rest}) && b==1", "and[hole(${rest}), b == 1]", ""),
  Case(
    "notes<TRUE AND department>=7", "and[notes < TRUE, department >= 7]", "wordLogicalOperator@11:AND"),
  Case("{p}_id==5 && <name>_id==5", "and[{p}_id == 5, <name>_id == 5]", ""),
  Case("a like 100%25", "a like 100%25", ""),
]

@Suite("Parser")
struct ParserTests {
  @Test func theTreeAndTheFindingsOfEachText() {
    var parser = CriteriaParser()
    let known = KnownFields(["dept", "team"])
    for example in cases {
      let text = textWithHoles(example.text)
      parser.parse(text, knownFields: known)
      let found = sketch(parser.tree, text.bytes) + " | " + sketchDiagnostics(parser.tree, text.bytes)
      #expect(found == example.tree + " | " + example.diagnostics, "\(example.text.debugDescription)")
      expectLossless(parser.tree, text)
    }
  }

  @Test func operatorIDsAreTheIndicesOfTheTable() {
    for (spelling, id) in OperatorID.all {
      #expect(OperatorTable.entries[Int(id)].spelling == spelling)
    }
    let spellings = OperatorTable.entries.map(\.spelling)
    #expect(Set(spellings).count == spellings.count)
  }

  /// INVARIANT (one operator table): what the table spells is what the parser reads, whole and as that row.
  @Test func everyOperatorOfTheTableIsRead() {
    var parser = CriteriaParser()
    for (index, entry) in OperatorTable.entries.enumerated() {
      for spelling in entry.isWord ? [entry.spelling, entry.spelling.uppercased()] : [entry.spelling] {
        parser.parse(textWithHoles("field \(spelling) value"))
        let operators = parser.tree.tokens.filter { $0.kind == .comparisonOperator }.map {
          Int($0.operatorID)
        }
        #expect(operators == [index], "\(spelling)")
        let isReported = parser.tree.diagnostics.contains { $0.kind == .unknownOperator }
        #expect(isReported == (entry.status != .standard), "\(spelling)")
      }
    }
    for comparison in Comparison.allCases where comparison != .foreign {
      let spelling = OperatorTable.standardSpelling(of: comparison)
      #expect(OperatorTable.entries.contains { $0.spelling == spelling && $0.comparison == comparison })
    }
  }

  @Test func groupsNestedDeeperThan256AreReportedOnce() {
    for (depth, isReported) in [(256, false), (257, true), (4000, true)] {
      let text = String(repeating: "(", count: depth) + "a==1" + String(repeating: ")", count: depth)
      var parser = CriteriaParser()
      parser.parse(textWithHoles(text))
      #expect(parser.tree.depth == depth)
      #expect(parser.tree.diagnostics.map(\.kind) == (isReported ? [.tooDeep] : []))
    }
  }
}
