import CriteriaSemantics
import CriteriaSyntax
import LintTestSupport
import Linting
import Testing

@Suite("Rules about fields, types and limits")
struct MeaningRuleTests {
  private static func setting(
    _ operation: CriteriaSyntax.Operation = .list, _ api: APIVersion = .v3, _ datastore: String? = "empdir"
  ) -> CheckSetting {
    CheckSetting(datastore: datastore, operation: operation, api: api)
  }

  @Test func cq004() {
    let ten = (1...10).map { "(salary!=\($0))" }.joined(separator: " && ")
    let marker = String(repeating: " ", count: ten.count + 4)
    let cases = [
      Case(ten),
      Case("\(ten) && (salary!=11)\n\(marker) ^^^^^^^^^^ CQ004 error: 11 conditions, at most 10"),
      Case("\(ten) && ${more}"),
      Case(
        "\(ten) && (salary!=11)\n\(marker) ^^^^^^^^^^ CQ004 error: (the rule is documented, its error code is not)",
        Self.setting(.delete)),
      Case(
        "\(ten) && (salary!=11)\n\(marker) ^^^^^^^^^^ CQ004 error: (by v3's documentation; v2's is unpublished)",
        Self.setting(.list, .v2)),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq005() {
    let long = "notes!=" + String(repeating: "é", count: 493)
    let blanks = String(repeating: " ", count: 500)
    let cases = [
      Case(long, Self.setting(.update)),
      Case(long + "x\n\(blanks)^ CQ005 error: 501 characters", Self.setting(.update)),
      Case(long + "x\n\(blanks)^ CQ005 hint: none is documented"),
      Case(long + "x\n\(blanks)^ CQ005 hint", Self.setting(.update, .v2)),
      Case(long + "${name}", Self.setting(.update)),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq006() {
    let cases = [
      Case("salary in (1,2,3,4,5,6,7,8,9,10)"),
      Case("salary in (1,2,3,4,5,6,7,8,9,10,${x},${y})"),
      Case(
        """
        salary in 1,2,3,4,5,6,7,8,9,10,11,12
                                       ^^^^^ CQ006 error: 12 values, at most 10 are allowed in a list; join two lists with `||`
        """),
      Case(
        """
        salary not in (1,2,3,4,5,6,7,8,9,10,11)
                                            ^^ CQ006 error: join two lists with `&&`
        """),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq007() {
    func nested(_ depth: Int) -> String {
      String(repeating: "(", count: depth) + "salary>1" + String(repeating: ")", count: depth)
    }
    let cases = [
      Case(nested(32)),
      Case(nested(33) + "\n" + String(repeating: " ", count: 32) + "^ CQ007 warning: 33 deep"),
      Case(
        nested(257) + "\n" + String(repeating: " ", count: 256) + "^ CQ007 error: cliquery's limit",
        CheckSetting(ignore: ["CQ005"])),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq010() {
    var complete = CheckSetting(datastore: "nowhere")
    complete.options.catalog = SchemaCatalog([Examples.employees], isComplete: true)
    var completeDelete = complete
    completeDelete.operation = .delete
    let cases = [
      Case("a==1", CheckSetting(datastore: "nowhere")),
      Case("a==1\n^^^^ CQ010 warning: did you mean `empdir`?", CheckSetting(datastore: "empdri")),
      Case("a==1\n^^^^ CQ010 error: there is no datastore `nowhere`", complete),
      Case("a==1\n^^^^ CQ010 error: its error code is not", completeDelete),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq011() {
    var both = CheckSetting()
    both.datastores = ["empdir", "projects"]
    let cases = [
      Case(
        """
        departmnt==Sales
        ^^^^^^^^^ CQ011 error: `departmnt` is not a field of `empdir`; did you mean `department`?
        """, unsafe: "department==Sales"),
      Case(
        """
        Department==Sales
        ^^^^^^^^^^ CQ011 did you mean `department`?
        """, unsafe: "department==Sales"),
      Case(
        """
        deparmtent==Sales
        ^^^^^^^^^^ CQ011 did you mean `department`?
        """, unsafe: "department==Sales"),
      Case(
        """
        employee_name==Ann
        ^^^^^^^^^^^^^ CQ011 did you mean `empname`?
        """, unsafe: "empname==Ann"),
      Case(
        """
        xyz==Ann
        ^^^ CQ011 `xyz` is not a field of `empdir`
        """),
      Case("department==Sales", both),
      Case(
        """
        budget>1
        ^^^^^^ CQ011 `budget` is not a field of `empdir`
        """, both),
      Case(
        """
        xyz==1
        ^^^ CQ011 `xyz` is not a field of `empdir` or `projects`
        """, both),
      Case("xyz==1", CheckSetting(datastore: "unknown")),
      Case("${f}==1 && ${p}_id==2 && <name>==3"),
      Case("draft like %x% && draft>abc"),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq012() {
    let cases = [
      Case(
        """
        salary like 5% && isactive not like t%
               ^^^^ CQ012 error: `like` is for text only, and `salary` is a number
                                   ^^^^^^^^ CQ012 is a boolean
        """),
      Case(
        """
        salary like 5
               ^^^^ CQ012
        """, unsafe: "salary==5", CheckSetting(ignore: ["CQ109"])),
      Case(
        """
        id like %5
        ^^ CQ306 hint
           ^^^^ CQ012 warning
        """),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq013() {
    let cases = [
      Case("salary==5 && salary>-5.25 && salary in (007,${x},\"12\")"),
      Case("salary==\(String(repeating: "0", count: 40))\(String(repeating: "9", count: 38))"),
      Case(
        """
        salary==abc && salary in (1,two,1e3)
                ^^^ CQ013 error: `abc` is not a number, and `salary` is a number field
                                    ^^^ CQ013
                                        ^^^ CQ013 instead of an exponent
        """),
      Case(
        """
        salary>=100,000
                ^^^^^^^ CQ013
        """, unsafe: "salary>=100000"),
      Case(
        """
        salary==""
                ^^ CQ013
        """, CheckSetting(ignore: ["CQ116"])),
      Case(
        """
        salary==1_000 || salary==null || salary==１２
                ^^^^^ CQ013
                                 ^^^^ CQ013 nothing tests for a value that is not there
                                                 ^^ CQ013 write the digits `0` to `9`
        """, unsafe: "salary==1000 || salary==null || salary==12"),
      Case(
        "salary==\(String(repeating: "9", count: 39))\n        \(String(repeating: "^", count: 39)) CQ013 at most 38 digits"
      ),
      Case(
        """
        salary==abc
                ^^^ CQ013 error: its error code is not
        """, Self.setting(.update)),
      Case(
        """
        id==abc
        ^^ CQ306
            ^^^ CQ013 warning
        """),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq014() {
    let cases = [
      Case("isactive==true && isactive!=\"false\" && isactive==${x}"),
      Case(
        """
        isactive==yes || isactive==0 || isactive==maybe
                  ^^^ CQ014 warning: neither `true` nor `false`
                                   ^ CQ014
                                                  ^^^^^ CQ014
        """, unsafe: "isactive==true || isactive==false || isactive==maybe",
        CheckSetting(ignore: ["CQ104", "CQ304"])),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq025() {
    let cases = [
      Case("first_name==x && ${f}Name==y && <Name>==z", .withoutSchema),
      Case(
        """
        FirstName==x && a23456789012345678901==y
        ^^^^^^^^^ CQ025 error: lower-case letters
                        ^^^^^^^^^^^^^^^^^^^^^ CQ025 it has 21 characters
        """, unsafe: "firstname==x && a23456789012345678901==y", .withoutSchema),
      Case(
        """
        FirstName==x && a23456789012345678901==y
        ^^^^^^^^^ CQ025 hint
        """, unsafe: "firstname==x && a23456789012345678901==y",
        CheckSetting(datastore: nil, api: .v2, catalog: .none)),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq106() {
    let long = String(repeating: "x", count: 251)
    let carets = String(repeating: "^", count: 251)
    let cases = [
      Case("department==\(long.dropLast())"),
      Case(
        "department==\(long)\n            \(carets) CQ106 warning: 251 characters, and `department` holds at most 250"
      ),
      Case("department like \(long)%"),
      Case("notes==\(long)"),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq107() {
    let cases = [
      Case("department>M && department>2025-01-31 && department>=${x}"),
      Case(
        """
        department>9 && department<="10"
                   ^ CQ107 warning: `department` is text
                                    ^^^^ CQ107
        """),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq108() {
    let cases = [
      Case(
        """
        isactive>false
                ^ CQ108 warning: has no order
        """, unsafe: "isactive==true"),
      Case(
        """
        isactive>=false
                ^^ CQ108
        """),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq113() {
    let cases = [
      Case(
        """
        salary==+5
                ^^ CQ113 warning: leave out the `+`
        """, unsafe: "salary==5"),
      Case("salary==5.5 && salary==-12345678901234567890"),
      Case(
        """
        salary==5.5 && salary>12345678901234567890
                ^^^ CQ113 v2 keeps integers
                              ^^^^^^^^^^^^^^^^^^^^ CQ113 at most 19 characters
        """, Self.setting(.list, .v2)),
    ]
    #expect(Case.problems(cases) == [])
  }

  @Test func cq119AndCQ121AndCQ306() {
    let cases = [
      Case(
        """
        ssn==1 && notes like %x% && added_time>5
        ^^^ CQ119 hint
                        ^^^^ CQ121 hint
                                    ^^^^^^^^^^ CQ306 hint
        """),
      Case("notes==x && notes>y"),
    ]
    #expect(Case.problems(cases) == [])
  }
}
