import CriteriaSemantics
import LintTestSupport
import Testing

private let v2 = CheckSetting(api: .v2)

@Suite("CQ109 to CQ123: what is read otherwise than it was meant")
struct ReadingRuleTests {
  @Test func cq109() {
    let glob = CheckSetting(dialect: DialectOptions(like: .glob, chosen: .like))
    let cases = [
      Case(
        """
        empname like John
                     ^^^^ CQ109 hint: if `like` works as in SQL (undocumented, C11)
        """, unsafe: "empname like %John%"),
      Case(
        """
        empname not like "John"
                         ^^^^^^ CQ109 hint: write `%John%` to search inside
        """, unsafe: "empname not like \"%John%\"", v2),
      Case(
        #"""
        empname like 100\%
                     ^^^^^ CQ109 hint
        """#),
      Case("empname like J_hn"),
      Case("empname like %John"),
      Case("empname like ${name}"),
      Case("empname like ${name}x"),
      Case(
        """
        empname like J%n
                     ^^^ CQ109 hint: as `like` works with `*` and `?` by the settings
                     ^^^ CQ110 hint
        """.replacing(
          "             ^^^ CQ109 hint: as `like` works with `*` and `?` by the settings\n", with: ""),
        unsafe: "empname like J*n", glob),
      Case(
        """
        empname like John
                     ^^^^ CQ109 hint: as `like` works with `*` and `?` by the settings
        """, unsafe: "empname like *John*", glob),
      Case("empname like J*n", glob),
      Case("empname like John", CheckSetting(dialect: DialectOptions(like: .contains, chosen: .like))),
      // What is an error already is no matter of wildcards.
      Case(
        """
        salary like 5
               ^^^^ CQ012 error
        """, unsafe: "salary==5"),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq110() {
    let cases = [
      Case(
        """
        empname like J*n?
                     ^^^^ CQ110 hint: if `like` works as in SQL (undocumented, C11), `*` is no wildcard; write `%`
        """, unsafe: "empname like J%n_"),
      Case(
        """
        empname like "J%n?"
                     ^^^^^^ CQ110 hint: `?` is no wildcard; write `_`
        """, unsafe: "empname like \"J%n_\"", v2),
      Case(#"empname like %5\*3%"#),
      Case("empname==J*"),
      Case("empname like ${name}*"),
      Case(
        """
        empname like %5%
                     ^^^ CQ110 hint: as a search for the text itself
        """, CheckSetting(dialect: DialectOptions(like: .contains))),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq111() {
    let cases = [
      Case(
        """
        empid==1 || salary>2 && salary<9
                    ^^^^^^^^^^^^^^^^^^^^ CQ111 hint: `&&` binds tighter than `||`
        """, fixed: "empid==1 || (salary>2 && salary<9)"),
      Case(
        """
        (empid==1 && salary>2 || salary<9 && department==${dept}) && isactive==true
         ^^^^^^^^^^^^^^^^^^^^ CQ111 hint
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CQ111 hint
        """,
        fixed: "((empid==1 && salary>2) || (salary<9 && department==${dept})) && isactive==true", v2),
      // The words are mended first, and the remark stays what it was.
      Case(
        """
        empid==1 OR salary>2 AND salary<9
                 ^^ CQ003 error
                    ^^^^^^^^^^^^^^^^^^^^^ CQ111 hint
                             ^^^ CQ003 error
        """, fixed: "empid==1 || (salary>2 && salary<9)"),
      Case("empid==1 || (salary>2 && salary<9)"),
      Case("(empid==1 || salary>2) && salary<9"),
      Case("empid==1 || salary>2 || salary<9"),
      Case("${conditions} || empid==1"),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq112() {
    let cases = [
      Case(
        """
        isactive==TRUE
                  ^^^^ CQ112 hint: `TRUE` is documented as `true`; write that
        """, unsafe: "isactive==true"),
      Case(
        """
        weeklysummary in (False,true)
                          ^^^^^ CQ112 hint
        """, unsafe: "weeklysummary in (false,true)", .withoutSchema),
      Case("isactive==false"),
      Case("department==TRUE"),
      Case("weeklysummary like TRUE%", .withoutSchema),
      Case("isactive==${TRUE}"),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq114() {
    let cases = [
      Case(
        """
        department= =Sales
                    ^ CQ114 warning: the value begins with `=`, which is read as text; did you mean `==`?
        """, unsafe: "department==Sales"),
      Case(
        """
        department== =Sales
                     ^ CQ114 warning: did you mean `==`?
        """, unsafe: "department==Sales"),
      Case(
        """
        department< >Sales
                    ^ CQ114 warning: did you mean `!=`?
        """, unsafe: "department!=Sales", v2),
      Case(
        """
        department==>Sales
                    ^ CQ114 warning: put the value in quotes if that is meant
        """),
      Case(
        """
        department==Sales (EU) && empid==1
                          ^^^^ CQ114 warning: `(EU)` is read as a part of the value
        """, unsafe: "department==\"Sales (EU)\" && empid==1"),
      Case(
        """
        department==Sales (isactive==true)
                          ^^^^^^^^^^^^^^^^ CQ114 warning: is `&&` or `||` missing before it?
        """),
      Case(
        """
        department==Sales isactive==true
                         ^ CQ114 warning: is `&&` missing here?
        """, unsafe: "department==Sales && isactive==true"),
      Case(
        """
        department==Sales notes like %a%
                         ^ CQ114 warning
        """.replacing("notes", with: "empname"), unsafe: "department==Sales && empname like %a%"),
      Case(
        """
        department==Sales, isactive==true
                          ^ CQ114 warning
        """, unsafe: "department==Sales && isactive==true"),
      // Nothing that could stand there.
      Case(
        """
        department==Sales xor isactive==true
                             ^ CQ114 warning
        """),
      Case(
        """
        department==Sales office==1
                         ^ CQ114 warning
        """),
      Case(
        """
        department in (Sales isactive==true,Support)
                            ^ CQ114 warning
        """),
      // Data.
      Case("department==AT&T"),
      Case("department==https://x/?a=b&c=d"),
      Case("department==Research and Development"),
      Case("department==a x=b"),
      Case("department==\"Sales (EU)\""),
      Case("department==${a} (EU)"),
      Case("department==<name>"),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq115() {
    let cases = [
      Case(
        """
        empname LIKE %a% && empid Not   In (1,2)
                ^^^^ CQ115 warning: `LIKE` is documented in lower case; write `like`
                                  ^^^^^^^^ CQ115 warning: write `not in`
        """, fixed: "empname like %a% && empid not in (1,2)"),
      Case(
        """
        empname LIKE ${name}
                ^^^^ CQ115 warning
        """, fixed: "empname like ${name}", v2),
      Case("empname like %LIKE%"),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq116() {
    let cases = [
      Case(
        """
        department in (a,,b)
                         ^ CQ116 warning: there is no value before this comma
        """, unsafe: "department in (a,b)"),
      Case(
        """
        department in (,a)
                       ^ CQ116 warning
        """, unsafe: "department in (a)", v2),
      Case(
        """
        department==""
                    ^^ CQ116 hint: if quotes are no part of a value (undocumented, C3)
        """),
      Case(
        """
        a!=''
           ^^ CQ116 hint
        """, .withoutSchema),
      Case("department==\"${name}\""),
      Case("department==\" \""),
      Case("department in (a,${b},c)"),
      // Which says it as an error.
      Case(
        """
        empid==""
               ^^ CQ013 error
        """),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq122() {
    let cases = [
      Case(
        """
        empname==“John Doe” && empid==1
                 ^^^^^^^^^^ CQ122 hint: did you mean `"John Doe"`?
        """, unsafe: "empname==\"John Doe\" && empid==1"),
      Case(
        """
        empname==‘say "a"’
                 ^^^^^^^^^ CQ122 hint: typographic quotes are a part of the value
        """, v2),
      Case("empname==O’Brien"),
      Case("empname==a “b” c"),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq123() {
    let cases = [
      Case(
        """
        empname=="John" Doe
                 ^^^^^^^^^^ CQ123 hint: does not enclose the whole value
        """),
      Case(
        """
        empname=='John
                 ^^^^^ CQ123 hint
        """, v2),
      Case(
        """
        empname=="
                 ^ CQ123 hint: this quote encloses nothing
        """),
      Case("empname==O'Brien"),
      Case("empname==5\" nails"),
      Case("empname=='John'"),
    ]
    #expect(Case.problems(cases) == [])
  }
}
