import Evaluation
import Testing

/// Why a record matches, or does not, in words.
@Suite struct TraceTests {
  private func trace(_ criteria: String, _ row: Int) throws -> CriteriaTrace {
    CriteriaTrace(
      try EmployeeDirectory.compiled(criteria), EmployeeDirectory.records.records[row],
      layout: EmployeeDirectory.layout)
  }

  /// Rows: 0 John Doe, 1 Jane Roe, 2 JOHN DOE JR., 3 Zoë O'Brien, 4 andré.
  @Test func oneConditionInWords() throws {
    for (criteria, row, sentence) in [
      ("salary>50000", 1, "`salary` is 48000.5, not greater than 50000"),
      ("salary>50000", 2, "`salary` is 60000, greater than 50000"),
      ("salary>=50000", 1, "`salary` is 48000.5, less than 50000"),
      ("salary<=50000", 2, "`salary` is 60000, more than 50000"), ("empid==1001", 0, "`empid` is 1001"),
      ("empid==1001", 1, "`empid` is 1002, not 1001"),
      ("empid!=1001", 0, "`empid` is 1001, and `!=` asks for another value"),
      ("empid!=1001", 1, "`empid` is 1002, not 1001"),
      (
        "department==Engineering", 4,
        "`department` is \"engineering\", not \"Engineering\"; only the case of letters differs (C10)"
      ),
      (
        "department==Sales", 3,
        "`department` is null: a comparison with null is unknown, and unknown does not match (C9)"
      ),
      ("phone==1", 1, "`phone` is masked (***): what it holds is unknown, and so is the answer (C21)"),
      ("empname like %doe%", 1, "`empname` is \"Jane Roe\", which does not contain \"doe\" in any case"),
      ("empname not like J%", 0, "`empname` is \"John Doe\", which starts with \"j\" in any case"),
      ("empname like J_hn%", 1, "`empname` is \"Jane Roe\", which does not match the pattern \"j_hn%\""),
      ("department in Sales,HR", 0, "`department` is \"Engineering\", none of \"HR\", \"Sales\""),
      ("department in Sales,HR", 2, "`department` is \"Sales\", one of the 2 values"),
      ("isactive==true", 2, "`isactive` is false, not true"),
      ("empname>M", 0, "`empname` is \"John Doe\", not after \"M\""),
    ] {
      let trace = try trace(criteria, row)
      #expect(trace.steps.map(\.sentence) == [sentence], "\(criteria)")
      #expect(trace.steps.allSatisfy { $0.decides && $0.truth == trace.truth })
    }
  }

  @Test func whichConditionDecided() throws {
    for (criteria, row, deciding) in [
      ("isactive==true && salary>50000 && empid==9", 1, ["salary"]),
      ("isactive==true && salary>0", 0, ["isactive", "salary"]),
      ("empid==9 || salary>0 || isactive==true", 0, ["salary"]),
      ("empid==9 || salary<0", 0, ["empid", "salary"]),
      ("isactive==true && department==x && salary>0", 3, ["department", "salary"]),
      ("(empid==9 && salary>0) || (department==Sales && isactive==true)", 2, ["empid", "isactive"]),
    ] {
      let trace = try trace(criteria, row)
      #expect(trace.steps.filter { $0.decides }.compactMap(\.field) == deciding, "\(criteria)")
    }
  }

  @Test func textForATerminal() throws {
    #expect(
      try trace("(isactive==true) && (salary>50000 || department==Sales)", 1).text == """
        does not match
          all of these: false
            true     `isactive` is true
            any of these: false
              false    `salary` is 48000.5, not greater than 50000  <- decides
              false    `department` is "Engineering", not "Sales"  <- decides

        """)
    #expect(try trace("", 1).text == "matches\n")
    #expect(try trace("salary==1", 3).answer == "does not match: unknown (C9)")
    #expect(try trace("phone==1", 1).answer == "cannot be decided: it depends on a masked value (C21)")
  }
}
