import LintTestSupport
import Testing

@Suite("CQ301 to CQ305: off until selected")
struct StyleRuleTests {
  @Test func styleIsNobodysConcernUntilSelected() {
    let cases = [
      Case("((empid=1)) && (department==\"Sales\" || department==Support)"),
      Case("empid==1 && salary>2"),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq301() {
    let v3 = CheckSetting(extend: ["CQ301"])
    let cases = [
      Case(
        """
        empid==1 && (salary>2) || department==${dept}
        ^^^^^^^^^^^^^^^^^^^^^^ CQ111 hint
        ^^^^^^^^ CQ301 warning
                                  ^^^^^^^^^^^^^^^^^^^ CQ301 warning
        """, fixed: "((empid==1) && (salary>2)) || (department==${dept})", v3),
      Case("(empid==1) && ((salary>2) || (salary<9))", v3),
      Case("empid==1", v3),
      Case("${conditions} && (empid==1)", v3),
      Case("empid==1 && salary>2", CheckSetting(api: .v2, extend: ["CQ301"])),
      // Nothing is mended before the text is whole.
      Case(
        """
        empid==1 && salary>
        ^^^^^^^^ CQ301 warning
                    ^^^^^^^ CQ301 warning
                           ^ CQ001 error
        """, v3),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq302() {
    let setting = CheckSetting(extend: ["CQ302"])
    let v2 = CheckSetting(api: .v2, extend: ["CQ302"])
    let cases = [
      Case(
        """
        ((empid==1)) && ( (salary>2) && (salary<9) )
         ^ CQ302 warning
                        ^ CQ302 warning
        """, fixed: "(empid==1) && (salary>2) && (salary<9)", setting),
      Case(
        """
        ((empid==1))
        ^ CQ302 warning
         ^ CQ302 warning
        """, fixed: "empid==1", v2),
      Case(
        """
        (((empid==1 || salary>2))) || salary<9
        ^ CQ302 warning
         ^ CQ302 warning
          ^ CQ302 warning
        """, fixed: "empid==1 || salary>2 || salary<9", setting),
      Case("(empid==1) && ((salary>2) || (salary<9))", setting),
      Case("(empid==1) || ((salary>2) && (salary<9))", setting),
      Case("(empid==1) && (${conditions} && (salary>2))", setting),
      Case("(${conditions})", setting),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq303() {
    let setting = CheckSetting(extend: ["equality-spelling"])
    let cases = [
      Case(
        """
        (empid=1) && (department==Sales) && (empname = ${a=b})
              ^ CQ303 warning
                                                     ^ CQ303 warning
        """, fixed: "(empid==1) && (department==Sales) && (empname == ${a=b})", setting),
      Case(
        """
        empid=1
             ^ CQ303 warning
        """, fixed: "empid==1", CheckSetting(api: .v2, extend: ["CQ303"])),
      Case("empid==1 && salary>=2 && department!=a=b", setting),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq304() {
    let setting = CheckSetting(extend: ["CQ304"])
    let cases = [
      Case(
        """
        (department==Sales) || (department="R&D")
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CQ304 warning: no public example of `in` exists
        """, unsafe: "department in (Sales,\"R&D\")", setting),
      Case(
        """
        empid==1 || salary>5 || empid==2 || empid==3
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CQ304 warning: 3 conditions ask for `empid`
        """, unsafe: "empid in (1,2,3) || salary>5", CheckSetting(api: .v2, extend: ["CQ304"])),
      Case(
        """
        ((empid==1) || (empid==2)) && (salary>5)
         ^^^^^^^^^^^^^^^^^^^^^^^^ CQ304 warning
        """, unsafe: "(empid in (1,2)) && (salary>5)", setting),
      Case("empid==1 || salary==2", setting),
      Case("empid==1 && empid==2", setting),
      Case("empid==1 || empid!=2", setting),
      Case("empid==${a} || empid==${b}", setting),
      Case("department==a,b || department==c", setting),
      Case((1...11).map { "empid==\($0)" }.joined(separator: " || "), CheckSetting(select: ["CQ304"])),
      // Repetitions first.
      Case(
        """
        empid==1 || empid==1
                    ^^^^^^^^ CQ104 warning
        """, fixed: "empid==1", setting),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq305() {
    let setting = CheckSetting(extend: ["CQ305"])
    let cases = [
      Case(
        """
        department=="Sales" && empname in ('John Doe',"a,b")
                    ^^^^^^^ CQ305 warning
                                           ^^^^^^^^^^ CQ305 warning
        """, unsafe: "department==Sales && empname in (John Doe,\"a,b\")", setting),
      Case(
        """
        empid=="1"
               ^^^ CQ305 warning
        """, unsafe: "empid==1", CheckSetting(api: .v2, extend: ["CQ305"])),
      Case("department==\"a && b\"", setting),
      Case("department==\" a\"", setting),
      Case("department==\"a  b\"", setting),
      Case("department==\"a and b\"", setting),
      Case("department==\"${dept}\"", setting),
      Case("department==\"it's\"", setting),
    ]
    #expect(Case.problems(cases) == [])
  }
}
