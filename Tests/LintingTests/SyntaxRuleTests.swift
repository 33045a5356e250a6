import LintTestSupport
import Testing

/// A text with markers, and what fixes make of it; see `checkCriteria`.
struct Case {
  let text: String
  var fixed: String?
  var unsafe: String?
  var setting: CheckSetting

  init(_ text: String, fixed: String? = nil, unsafe: String? = nil, _ setting: CheckSetting = CheckSetting())
  {
    self.text = text
    self.fixed = fixed
    self.unsafe = unsafe
    self.setting = setting
  }

  static func problems(_ cases: [Case]) -> [String] {
    cases.flatMap { checkCriteria($0.text, $0.setting, fixed: $0.fixed, unsafelyFixed: $0.unsafe) }
  }
}

@Suite("CQ001, CQ002, CQ003")
struct SyntaxRuleTests {
  @Test func cq001() {
    let cases = [
      Case(
        """
        (department==Sales) &&
                              ^ CQ001 error: a condition is expected here
        """, unsafe: "(department==Sales)"),
      Case(
        """
        && department==Sales
        ^^ CQ001 a condition is expected before `&&`
        """, unsafe: "department==Sales"),
      Case(
        """
        salary>1 && && department==Sales
                    ^^ CQ001 a condition is expected before `&&`
        """, unsafe: "salary>1 && department==Sales"),
      Case(
        """
        (salary>1 || ) && department==Sales
                     ^ CQ001 a condition is expected before `)`
        """, unsafe: "(salary>1) && department==Sales"),
      Case(
        """
        ()
         ^ CQ001 a condition is expected before `)`
        """),
      Case(
        """
        department
                  ^ CQ001 an operator such as `==` is expected after `department`
        """),
      Case(
        """
        department equals Sales
                   ^^^^^^ CQ001 not `equals`
        """, unsafe: "department==Sales"),
      Case(
        """
        department lke %Sales%
                   ^^^ CQ001 did you mean `like`?
        """, unsafe: "department like %Sales%"),
      Case(
        """
        department== && salary>1
                    ^ CQ001 a value is expected after `==`
        """),
      Case(
        """
        department==
                    ^ CQ001 a value is expected after `==`
        """),
      Case(
        """
        ((department==Sales) && (salary>1)
        ^ CQ001 this `(` is never closed
        """, unsafe: "((department==Sales) && (salary>1))"),
      Case(
        """
        (department==Sales))
                           ^ CQ001 this `)` closes nothing
        """, unsafe: "(department==Sales)"),
      Case(
        """
        (department==Sales)(salary>1)
                           ^ CQ001 `&&` or `||` is missing
        """, unsafe: "(department==Sales) && (salary>1)"),
      Case(
        """
        (department==Sales) salary>1
                           ^ CQ001 `&&` or `||` is missing
        """, unsafe: "(department==Sales) && salary>1"),
      Case(
        """
        department==Sales
                         ^ CQ001 `&&` or `||` is missing
        salary>1
        """, unsafe: "department==Sales &&\nsalary>1"),
      Case(
        """
        department==(Sales || Support) && salary>1
                    ^ CQ001 this `(` in a value is never closed
        """, unsafe: "department in (Sales,Support) && salary>1"),
      Case(
        """
        !(department==Sales || department==Support && salary>1)
        ^ CQ001 there is no negation
        """, unsafe: "(department!=Sales && (department!=Support || salary<=1))",
        CheckSetting(ignore: ["CQ111"])),
      Case(
        """
        not department in (a,b)
            ^^^^^^^^^^ CQ001 write `not in` after the field
        """, unsafe: "department not in (a,b)"),
      Case(
        """
        !department in (a,b)
        ^ CQ001 there is no negation
        """, unsafe: "department not in (a,b)"),
      Case(
        """
        !department==Sales && !(!(salary=1) || isactive!=true)
        ^ CQ001
                              ^ CQ001
                                ^ CQ001
        """, unsafe: "department!=Sales && ((salary=1) && isactive==true)"),
      Case(
        """
        !(${conditions})
        ^ CQ001
        """),
      Case(
        """
        "department"==Sales
        ^^^^^^^^^^^^ CQ001 without quotes
        """, unsafe: "department==Sales"),
      Case(
        """
        [Employee Name]==Ann
        ^^^^^^^^^^^^^^^ CQ001 without quotes or brackets
        """, unsafe: "empname==Ann"),
      Case(
        "department\u{A0}==\u{A0}Sales\n          ^ CQ001 this white space is not a plain blank",
        fixed: "department == Sales"),
      Case(
        "department==Sales\u{3000}\n                 ^ CQ001 this white space",
        fixed: "department==Sales"),
      Case(
        "\u{FEFF}department==Sales\n^ CQ001 this white space", fixed: "department==Sales"),
      Case(
        """
        （department==Sales）
        ^ CQ001 full-width
        """, unsafe: "(department==Sales)"),
      Case(
        """
        department＝＝Sales
                  ^^ CQ001 full-width
        """, unsafe: "department==Sales"),
      Case(
        """
        department in [Sales,Support]
                      ^^^^^^^^^^^^^^^ CQ001 in parentheses
        """, unsafe: "department in (Sales,Support)"),
      Case(
        """
        department in ()
                      ^^ CQ001 the list is empty
        """),
      Case(
        """
        department in
                     ^ CQ001 a value is expected after `in`
        """),
      Case(
        """
        department in (Sales,)
                            ^ CQ001 after the last comma
        """, unsafe: "department in (Sales)"),
      Case(
        """
        department:equals:Sales
        ^^^^^^^^^^^^^^^^^^^^^^^ CQ001 another Zoho product
        """, unsafe: "department==Sales"),
      Case(
        """
        (Department:Sales)
         ^^^^^^^^^^^^^^^^ CQ001 another Zoho product
        """, unsafe: "(department==Sales)"),
      Case(
        """
        department.contains("al")
        ^^^^^^^^^^^^^^^^^^^^^^^^^ CQ001 there are no functions
        """, unsafe: "department like \"%al%\""),
      Case(
        """
        department.equals("Sales")
        ^^^^^^^^^^^^^^^^^^^^^^^^^^ CQ001 there are no functions; write `field==value`
        """, unsafe: "department==\"Sales\""),
      Case(
        """
        UPPER(department)==SALES || AND(salary=1, salary=2)
             ^^^^^^^^^^^ CQ001 there are no functions such as `UPPER(…)`; compare the field itself
                                       ^^^^^^^ CQ001 `AND(…)` joins no conditions; write `&&` between them
        """),
      Case(
        """
        WHERE department=Sales
              ^^^^^^^^^^ CQ001 a criteria is what follows `WHERE`; leave the word out
        """, unsafe: "department=Sales"),
      Case(
        """
        select * from empdir where salary=1
               ^ CQ001 a criteria is no SQL; write only what follows `WHERE`
        """),
      Case(
        """
        {"department": "Sales"}
        ^^^^^^^^^^^^^^ CQ001 a criteria is no JSON, but a text such as `field==value`
        """),
      Case(
        """
        départment==Sales
         ^^^^^^^^^ CQ001 `é` cannot stand in the name of a field
        """),
      Case(
        """
        department not contains al && department does not start with "S" && salary !in (1,2) && salary equals to 1
                   ^^^ CQ001 not `not contains`; did you mean `not like`?
                                                 ^^^^ CQ001 did you mean `not like`?
                                                                                   ^^^ CQ001 did you mean `not in`?
                                                                                                       ^^^^^^ CQ001 did you mean `==`?
        """,
        unsafe: "department not like %al% && department not like \"S%\" && salary not in (1,2) && salary==1"),
      Case(
        """
        isactive && !isactive
                ^ CQ001 after `isactive`; did you mean `isactive==true`?
                    ^^^^^^^^^ CQ001 there is no negation; compare `isactive` with an operator; did you mean `isactive==false`?
        """, unsafe: "isactive==true && isactive==false"),
      Case(
        """
        department==Sales || Support && empname!="Ann" && "Bob" && empid!5
                             ^ CQ001 after `Support`; did you mean `department==Support`?
                                                          ^^^^^ CQ001 not `"Bob"`; did you mean `empname!="Bob"`?
                                                                        ^^ CQ001 did you mean `!=`?
        """.replacing("^ CQ001 after", with: "       ^ CQ001 after"),
        unsafe:
          "department==Sales || department==Support && empname!=\"Ann\" && empname!=\"Bob\" && empid!=5",
        CheckSetting(ignore: ["CQ111"])),
      Case(
        """
        department==Sales &&& isactive==true
                            ^ CQ001 a condition is expected
        """, unsafe: "department==Sales && isactive==true"),
      Case(
        """
        not isactive
            ^^^^^^^^ CQ001 did you mean `isactive==false`?
        """, unsafe: "isactive==false"),
      Case(
        """
        %28department%3D%3DSales%29
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ CQ001 percent-encoded
        """, unsafe: "(department==Sales)"),
      Case(
        """
        department==${x
                    ^^ CQ001 no `}`
        """),
      Case(
        """
        department in (Sales,Support
                      ^ CQ001 never closed
        """, unsafe: "department in (Sales,Support)"),
      Case("department==Research and Development"),
      Case("department==${dept} && ${rest}"),
      Case("department==O'Brien && empname==R&D"),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq002() {
    let cases = [
      Case(
        """
        salary=>1 && salary=<9 && department<>Sales
              ^^ CQ002 error: `=>` is not an operator; write `>=`
                           ^^ CQ002 write `<=`
                                            ^^ CQ002 write `!=`
        """, fixed: "salary>=1 && salary<=9 && department!=Sales"),
      Case(
        """
        department===Sales || department!==Support
                  ^^^ CQ002 write `==`
                                        ^^^ CQ002 write `!=`
        """, fixed: "department==Sales || department!=Support"),
      Case(
        """
        department contains al
                   ^^^^^^^^ CQ002 patterns are written with `like`
        """, unsafe: "department like %al%"),
      Case(
        """
        department starts with "Sal" && department ends_with es
                   ^^^^^^^^^^^ CQ002
                                                   ^^^^^^^^^ CQ002
        """, unsafe: "department like \"Sal%\" && department like %es"),
      Case(
        """
        department contains ${x}
                   ^^^^^^^^ CQ002
        """, unsafe: "department like %${x}%"),
      Case(
        """
        salary between 1 and 5
               ^^^^^^^ CQ002 `>=` and `<=`
        """, unsafe: "(salary>=1 && salary<=5)"),
      Case(
        """
        department is null
                   ^^^^^^^ CQ002 nothing tests
        """),
      Case(
        """
        department is Sales && salary gt 5
                   ^^ CQ002 write `==`
                                      ^^ CQ002 write `>`
        """, unsafe: "department==Sales && salary>5"),
      Case(
        """
        department =~ Sa.*
                   ^^ CQ002
        """),
      Case(
        """
        department:=Sales
                  ^^ CQ002
        """, unsafe: "department==Sales"),
      Case(
        """
        salary contains 5
               ^^^^^^^^ CQ002
        """),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq003() {
    let cases = [
      Case(
        """
        department==Sales AND isactive==true
                          ^^^ CQ003 error: write `&&`
        """, fixed: "department==Sales && isactive==true"),
      Case(
        """
        userid==${userId} AND notificationtype==weekly_summary
                          ^^^ CQ003 write `&&`
        """, unsafe: "userid==${userId} && notificationtype==weekly_summary", .withoutSchema),
      Case(
        """
        (salary>1) or (salary<0)
                   ^^ CQ003 write `||`
        """, fixed: "(salary>1) || (salary<0)"),
      Case(
        """
        salary>1 & isactive==true | salary<0
                 ^ CQ003
                                  ^ CQ003
        """, fixed: "salary>1 && isactive==true || salary<0", CheckSetting(ignore: ["CQ111"])),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func aFixKeepsTheBackslashOfWhatIsNoHole() {
    let cases = [
      FileCase(
        #"""
        @datastore empdir
        department contains \${x}
                   ^^^^^^^^ CQ002 error
        """#,
        unsafe: #"""
          @datastore empdir
          department like %\${x}%
          """#),
      FileCase(
        #"""
        {"values": {"a": 1}, "criteria": "department contains \\${x}"}
                                                     ^^^^^^^^ CQ002 error
        """#,
        unsafe: #"""
          {"values": {"a": 1}, "criteria": "department like %\\${x}%"}
          """#, FileSetting(.json)),
    ]
    #expect(FileCase.problems(cases) == [])
  }
}
