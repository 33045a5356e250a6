import CriteriaSemantics
import LintTestSupport
import Testing

private let ignoringCase = CheckSetting(
  dialect: DialectOptions(textEquality: .caseInsensitive, chosen: .textEquality))
private let v2 = CheckSetting(api: .v2)

@Suite("CQ104, CQ105")
struct RepetitionRuleTests {
  @Test func cq104() {
    let cases = [
      Case(
        """
        (department==Sales) || (department=Sales)
                                ^^^^^^^^^^^^^^^^ CQ104 warning: this repeats the condition on `department`
        """, fixed: "(department==Sales)"),
      Case(
        """
        department==Sales && department==Sales && salary>1 && department==Sales
                             ^^^^^^^^^^^^^^^^^ CQ104 warning
                                                              ^^^^^^^^^^^^^^^^^ CQ104 warning
        """, fixed: "department==Sales && salary>1", v2),
      // The first operand of its own chain: what follows it goes on.
      Case(
        """
        salary>1 && (salary>1 && empid==7)
                     ^^^^^^^^ CQ104 warning
        """, fixed: "salary>1 && (empid==7)"),
      // Numbers by value, and no longer safe.
      Case(
        """
        empid==7 || empid==007.0
                    ^^^^^^^^^^^^ CQ104 warning
        """, unsafe: "empid==7"),
      // `like` ignores case by the documentation.
      Case(
        """
        empname like %jo% || empname like %JO%
                             ^^^^^^^^^^^^^^^^^ CQ104 warning
        """, unsafe: "empname like %jo%"),
      Case(
        """
        department in (a,b) || department in (b,a)
                               ^^^^^^^^^^^^^^^^^^^ CQ104 warning
        """, fixed: "department in (a,b)"),
      Case(
        """
        empid=>7 && empid>=7
             ^^ CQ002 error
                    ^^^^^^^^ CQ104 warning
        """, fixed: "empid>=7"),
      // Only if quotes are no part of the value.
      Case(
        """
        department==Sales || department=="Sales"
                             ^^^^^^^^^^^^^^^^^^^ CQ104 hint: if quotes are no part of a value (undocumented, C3)
        """, unsafe: "department==Sales"),
      Case(
        """
        department==sales || department==SALES
                             ^^^^^^^^^^^^^^^^^ CQ104 warning
        """, unsafe: "department==sales", ignoringCase),
      Case("department==sales || department==SALES"),
      Case(
        """
        isactive in (true,TRUE)
                          ^^^^ CQ105 hint: if `TRUE` is read as `true` (undocumented, C20)
                          ^^^^ CQ112 hint
        """, unsafe: "isactive in (true)"),
      // Not what is repeated: another field, operator, value, chain.
      Case("(department==Sales) && (empname==Sales)"),
      Case("(salary>1) && (salary>=1)"),
      Case("department==1 || department==01"),
      Case("(salary>1 && empid==7) || (salary>1 && empid==8)"),
      Case("salary>1 || (salary>1 && empid==8)"),
      Case("department in (a,b) || department in (a,c)"),
      // Nobody knows what a hole holds.
      Case("department==${a} || department==${a}"),
      Case("${field}==a || ${field}==a"),
      Case("department==<name> || department==<name>"),
      Case("a==7 || a==007", .withoutSchema),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq105() {
    let cases = [
      Case(
        """
        department in (a, b ,a,b)
                             ^ CQ105 warning: `a` stands in the list already
                               ^ CQ105 warning
        """, fixed: "department in (a, b)"),
      Case(
        """
        empid not in 7, 8, 07
                           ^^ CQ105 warning
        """, unsafe: "empid not in 7, 8", v2),
      Case(
        """
        department in (a,"a")
                         ^^^ CQ105 hint: if quotes are no part of a value (undocumented, C3)
        """, unsafe: "department in (a)"),
      Case(
        """
        department in (a,A)
                         ^ CQ105 warning
        """, unsafe: "department in (a)", ignoringCase),
      Case("department in (a,A,7,07)"),
      Case("department in (${a},${a})"),
      Case("draft in (7,07)"),
      // An empty place before it keeps its comma.
      Case(
        """
        department in (a,,a)
                         ^ CQ116 warning
                          ^ CQ105 warning
        """, unsafe: "department in (a)"),
    ]
    #expect(Case.problems(cases) == [])
  }

  /// What settings assume without the user's word stays a hint.
  @Test func c10() {
    let assumed = CheckSetting(dialect: DialectOptions(textEquality: .caseInsensitive))
    let cases = [
      Case(
        """
        department==sales || department==SALES
                             ^^^^^^^^^^^^^^^^^ CQ104 hint: if `==` ignores the case of letters (undocumented, C10)
        """, unsafe: "department==sales", assumed)
    ]
    #expect(Case.problems(cases) == [])
  }
}
