import CriteriaSemantics
import CriteriaSyntax
import Evaluation
import Testing

/// What criteria select of the documentation's employee directory, by the decisions that the meaning rests on.
@Suite struct MeaningTests {
  private func check(
    _ cases: [(criteria: String, answer: String)], dialect: DialectOptions = DialectOptions(),
    bindings: [String: String] = [:], _ place: SourceLocation = #_sourceLocation
  ) throws {
    for (criteria, answer) in cases {
      let found = try EmployeeDirectory.answer(criteria, bindings: bindings, dialect: dialect)
      #expect(found == answer, "\(criteria)", sourceLocation: place)
    }
  }

  // Without `order_by` the id decides: 9, 10, 12, …992, …993, which are the employees 7, 1004, 1003, 1002, 1001.

  @Test func everyOperatorOfTheTable() throws {
    try check([
      ("empid=1001", "1001"), ("empid==1001", "1001"), ("empid!=1001", "7 1004 1003 1002"),
      ("salary>50000", "1003"), ("salary>=50000", "7 1003 1001"), ("salary<50000", "1002"),
      ("salary<=50000", "7 1002 1001"), ("empname like %doe%", "1003 1001"),
      ("empname not like %doe%", "7 1004 1002"), ("department in Engineering,Sales", "1003 1002 1001"),
      ("department not in (Engineering, Sales)", "7"), ("isactive=true", "1004 1002 1001"),
      ("isactive!=true", "7 1003"), ("isactive in true,false", "7 1004 1003 1002 1001"),
      ("empid in 1001,1002,7", "7 1002 1001"), ("empid not in 1001,1002,7", "1004 1003"),
      ("(department==Engineering) && (isactive==true)", "1002 1001"),
      ("salary>49000 && salary<51000", "7 1001"), ("salary>60000 && salary<1", ""),
      ("department==Sales || empid==7 && isactive==true", "1003"),
      ("(department==Sales || empid==7) && isactive==false", "7 1003"), ("secret==abc", "1001"),
    ])
  }

  @Test func c4EmptyTextSelectsEverything() throws {
    try check([("", "7 1004 1003 1002 1001"), ("  \n ", "7 1004 1003 1002 1001")])
  }

  @Test func c5IdsOfManyDigitsAreExact() throws {
    // As binary doubles these two are one.
    try check([("id==9007199254740993", "1001"), ("id>9007199254740992", "1001")])
    try check([
      ("id==9007199254740992.5", ""), ("salary==48000.5", "1002"),
      ("salary>48000.499999", "7 1003 1002 1001"),
    ])
  }

  @Test func c6SystemFieldsAreNumbers() throws {
    try check([("id<10", "7"), ("id==010", "1004"), ("added_time>0", "")])
  }

  @Test func c7OrderOfTextsAndBooleans() throws {
    try check([
      ("isactive>false", "1004 1002 1001"), ("isactive<=false", "7 1003"), ("isactive<false", ""),
      ("empname>=John", "7 1004 1001"), ("empname<John", "1003 1002"),
    ])
  }

  @Test func c9ComparisonsWithNullAreUnknown() throws {
    try check([
      ("department==Engineering || department!=Engineering", "7 1003 1002 1001"),
      ("department not like %x%", "7 1003 1002 1001"), ("department not in x", "7 1003 1002 1001"),
      ("salary<0 || salary>=0", "7 1003 1002 1001"), ("empid==1004 || salary>0", "7 1004 1003 1002 1001"),
      ("empid==1004 && salary!=0", ""), ("secret!=zzz", "7 1004 1002 1001"), ("notes==\"\"", "1003"),
      ("secret==\"\"", "1004"),
    ])
  }

  @Test func c10EqualityHeedsCaseUnlessTheOptionSaysElse() throws {
    try check([("department==engineering", "7"), ("department in ENGINEERING,sales", "")])
    try check(
      [
        ("department==engineering", "7 1002 1001"), ("department!=ENGINEERING", "1003"),
        ("department in ENGINEERING,sales", "7 1003 1002 1001"), ("empname==\"ZOË o'brien\"", "1004"),
        ("department>engineering", ""), ("department not in sales", "7 1002 1001"),
      ], dialect: DialectOptions(textEquality: .caseInsensitive))
  }

  @Test func c11WildcardsOfLike() throws {
    try check([
      ("empname like J%", "1003 1002 1001"), ("empname like %e", "1002 1001"),
      ("empname like %o_n%", "1003 1001"),
      ("empname like J_hn%", "1003 1001"), ("empname like John", ""), ("empname like \"john doe\"", "1001"),
      (#"notes like %0\%%"#, "1002"), (#"notes like a\_b"#, "7"), (#"notes like a\b"#, ""),
      (#"notes like "100\\% remote""#, "1002"), (#"notes like 100%\"#, ""),
      ("notes like %", "7 1003 1002 1001"), ("notes like \"\"", "1003"), ("notes like _%", "7 1002 1001"),
      ("empname like andr_", "7"), ("empname like ANDRÉ", "7"), ("empname like %Ë%", "1004"),
      ("empname like j%d%e", "1001"), ("empname like %n%d%", "7 1003 1001"), ("empname like *doe*", ""),
    ])
    try check(
      [
        ("empname like doe", "1003 1001"), ("empname like %", ""), ("notes like a_b", "7"),
        ("notes like \\", ""),
      ],
      dialect: DialectOptions(like: .contains))
    try check(
      [
        ("empname like *doe*", "1003 1001"), ("empname like j?hn*", "1003 1001"), ("empname like %doe%", ""),
        (#"notes like *\**"#, ""), ("notes like a_b", "7"),
      ], dialect: DialectOptions(like: .glob))
  }

  @Test func c12TextsAreOrderedByScalars() throws {
    try check([("empname>z", ""), ("empname>Zoe", "7 1004"), ("empname<a", "1004 1003 1002 1001")])
    #expect(try EmployeeDirectory.answer("", orderBy: "empname") == "1003 1002 1001 1004 7")
  }

  @Test func c13OrderOfRecords() throws {
    for (order, answer) in [
      ("", "7 1004 1003 1002 1001"), ("salary", "1004 1002 7 1001 1003"),
      ("salary desc", "1003 7 1001 1002 1004"),
      ("isactive desc, empid", "1001 1002 1004 7 1003"), ("department, id desc", "1004 1001 1002 1003 7"),
      ("phone", "1004 1003 1002 1001 7"), ("-empid", "1004 1003 1002 1001 7"),
      ("added_time", "7 1004 1003 1002 1001"),
      ("+1777360402254", "7 1004 1003 1002 1001"), ("-3600000", "7 1004 1003 1002 1001"),
    ] {
      #expect(try EmployeeDirectory.answer("", orderBy: order) == answer, "\(order)")
    }
  }

  @Test func c13WithoutIdsTheOrderOfTheFile() throws {
    let layout = RecordLayout(fields: [.init(name: "a", type: .number)])
    var builder = RecordTable.Builder(layout: layout)
    for number in ["3", "1", "2", "1"] {
      _ = builder.setNumber(0, Array(number.utf8), .init(0, 1))
      builder.endRecord()
    }
    let table = builder.finish()
    let everything = RecordQuery()
    #expect(try table.rows(everything) == [0, 1, 2, 3])
    #expect(try table.rows(RecordQuery(order: [.init(field: 0)])) == [1, 3, 2, 0])
    #expect(try table.rows(RecordQuery(order: [.init(field: 0, isDescending: true)])) == [0, 2, 1, 3])
  }

  @Test func c20BooleansInAnyCase() throws {
    try check([("isactive==TRUE", "1004 1002 1001"), ("isactive==\"False\"", "7 1003")])
  }

  @Test func c21MaskedValuesAreUnknownAndCounted() throws {
    // 1002 and 1004 have a masked phone, 1003 none.
    try check([
      ("phone==555", "1001 ?2"), ("phone!=555", "7 ?2"), ("phone like %", "7 1001 ?2"),
      ("phone==\"***\"", "?2"),
      ("phone==555 && isactive==false", ""), ("phone==555 && salary>0", "1001 ?1"),
      ("phone==555 || isactive==true", "1004 1002 1001"), ("phone==1 || salary<0", "?2"),
      ("phone==1 && phone==2", "?2"), ("department==Sales", "1003"), ("phone==1 && department==Sales", ""),
    ])
  }

  @Test func c22NumbersAreEqualByValue() throws {
    try check([
      ("empid==007", "7"), ("empid==7.0", "7"), ("empid==+7", "7"), ("salary==50000.000", "7 1001"),
      ("salary in 50000.0,060000", "7 1003 1001"), ("empid>-0", "7 1004 1003 1002 1001"),
      ("empid==\"7\"", "7"),
    ])
  }

  @Test func c23TextsAreNotNormalised() throws {
    try check([
      ("empname==andré", "7"), ("empname==\"andre\u{301}\"", ""), ("empname like \"andre\u{301}\"", ""),
    ])
  }

  @Test func c28ABindingIsAValueAndNeverSyntax() throws {
    let bindings = [
      "name": "John Doe", "n": "1", "evil": "x || isactive==true", "list": "Engineering,Sales", "q": "\"",
      "user.get(\"id\")": "1003", "part": "oh", "dept": "Sales",
    ]
    try check(
      [
        ("empname==${name}", "1001"), ("empname==\"${name}\"", "1001"), ("empid==100${n}", "1001"),
        ("empname==${evil}", ""), ("department in ${list}", ""),
        ("department in ${dept},engineering", "7 1003"),
        ("empname like J${part}%", "1003 1001"), ("empname like ${q}%", ""),
        ("empid==${user.get(\"id\")}", "1003"),
        ("empid=={{n}}003", "1003"), ("empname=={{ name }}", "1001"), ("empname==<name>", "1001"),
      ], bindings: bindings)
  }

  @Test func whatDoesNotCompileSaysWhereAndWhy() {
    for (criteria, refusal) in [
      ("salry==1", "0..5: no field `salry` in these records; did you mean `salary`?"),
      ("wages==1", "0..5: no field `wages` in these records"),
      ("salary==abc", "8..11: `abc` is no number, and `salary` is a number field"),
      ("salary in 1,x", "12..13: `x` is no number, and `salary` is a number field"),
      ("isactive==yes", "10..13: `yes` is neither true nor false, and `isactive` is a boolean field"),
      ("salary like %1%", "7..11: `like` is for texts, and `salary` is a number field"),
      ("empid==${n}", "7..11: `${n}` has no value; give `n` one"),
      ("empid==1${ n }", "8..14: `${ n }` has no value; give `n` one"),
      ("empid==<empid>", "7..14: `<empid>` has no value; give `empid` one"),
      ("${bound}==1", "0..8: `${bound}` stands for a field, and only values can be put in"),
      ("empid==1 && ${bound}", "12..20: `${bound}` stands for conditions, and only values can be put in"),
      ("empid==", "0..7: `empid==` is no condition that can be run"),
      ("empid is null", "0..13: `empid is null` is no condition that can be run"),
      ("!(empid==1)", "0..11: `!(empid==1)` is no condition that can be run"),
      ("salary==${bound}", "8..16: `x` is no number, and `salary` is a number field"),
    ] {
      #expect(EmployeeDirectory.refusal(criteria, bindings: ["bound": "x"]) == refusal, "\(criteria)")
    }
    for criteria in ["empid=>1", "empid<>1", "empid==1 AND salary==2"] {
      #expect(EmployeeDirectory.refusal(criteria) == nil, "\(criteria)")
    }
  }

  @Test func whatCannotBeSortedBySaysWhereAndWhy() {
    for (order, message) in [
      ("salry", "no field `salry` to sort by in these records; did you mean `salary`?"),
      ("salary, salary desc", "`salary` is sorted by twice"),
      ("salary up", "`salary up` is no field with `asc` or `desc`"),
      ("salary,,id", "a field to sort by is missing"),
    ] {
      #expect(throws: (any Error).self, "\(order)") { try EmployeeDirectory.answer("", orderBy: order) }
      do {
        _ = try EmployeeDirectory.answer("", orderBy: order)
      } catch { #expect((error as? CompileError)?.message == message, "\(order)") }
    }
  }
}
