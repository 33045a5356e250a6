import CriteriaSemantics
import Fixtures
import Testing

@Suite struct CSVFixtureTests {
  @Test("C18: the header, and the cells of RFC 4180") func cells() {
    let expected =
      "empid empname isactive salary phone notes\n1 'A, \"B\"\nC' true 0 null null\n2 '' null 0 null null"
    ReadingCase.check([
      .init(
        "unique names", .csv, employees, "empid,empname,isactive\n1,\"A, \"\"B\"\"\nC\",TRUE\n2,\"\",\n",
        expected),
      .init(
        "blanks after a quote", .csv, employees,
        "\u{FEFF}Employee ID,\"Employee Name\" ,Active Status\r\n1,\"A, \"\"B\"\"\nC\",true\r\n\r\n2,\"\",",
        "f:1:31: expected `,` or the end of the line after this quote, found ` `"),
      .init(
        "display names", .csv, employees,
        "\u{FEFF}Employee ID,\"Employee Name\", isactive\r\n 1 ,\"A, \"\"B\"\"\nC\", true\r\n\r\n2,\"\",",
        expected),
      .init(
        "semicolons", .csv, employees, "empid;empname;isactive\r1;\"A, \"\"B\"\"\nC\";true\r2;\"\";\r",
        expected),
      .init(
        "tabs", .csv, employees, "empid\tempname\tisactive\n1\t\"A, \"\"B\"\"\nC\"\ttrue\n2\t\"\"\t\n",
        expected),
      .init(
        "an unquoted empty cell is null, a masked one is masked", .csv, employees,
        "salary,phone,notes,id\n,***,\"*\",12\n",
        "id empid empname isactive salary phone notes\n12 null null null null <***> <*>"),
      .init("a header only", .csv, employees, "empid\n", "empid empname isactive salary phone notes"),
      .init(
        "one column: an empty line is a record", .csv, nil, "a\nx\n\ny\n", "a:limited-text\n'x'\nnull\n'y'"),
      .init(
        "without a schema", .csv, nil, "n,b,t,q,First Name\n1,TRUE,x,\"\",\n2,false, y ,1,\n",
        "n:number b:boolean t:limited-text q:limited-text First Name:limited-text\n1 true 'x' '' null\n2 false ' y ' '1' null\n"
          + "f:1:1: no criteria can name the field `First Name`: names are letters, digits, `_`, `.` and `-`"),
    ])
  }

  @Test("bad files") func problems() {
    let twice = PreparedSchema(
      DatastoreSchema(
        uniqueName: "d",
        fields: ["a", "b"].map { FieldSchema(uniqueName: $0, displayName: "Same", type: .limitedText) }))
    ReadingCase.check([
      .init(
        "C18: neither name", .csv, employees, "empid,Employe Name\n1,x\n",
        "f:1:7: the column `Employe Name` is no field of `empdir`; did you mean `Employee Name`?"),
      .init(
        "C18: nothing near", .csv, employees, "empid,zzz\n1,x\n",
        "f:1:7: the column `zzz` is no field of `empdir`; name it by a field's unique or display name, or take it out"
      ),
      .init(
        "C18: a display name of two", .csv, twice, "Same\n1\n",
        "f:1:1: the column `Same` may be `a` and `b`; name the column by its unique name"),
      .init(
        "C18: one field twice", .csv, employees, "empid,Employee ID\n1,2\n",
        "f:1:7: a second column for the field `empid`; keep one"),
      .init("no name", .csv, employees, "empid,\n1,2\n", "f:1:7: column 2 has no name"),
      .init(
        "empty", .csv, employees, "",
        "f:1:1: the file is empty; expected a first line with the names of the columns"),
      .init(
        "the wrong width, both ways", .csv, employees, "empid,empname\n1\n2,b\n3,c,d\n",
        """
        f:2:1: this row has 1 cell, the header has 2
        f:4:1: this row has 3 cells, the header has 2; a cell with a separator in it stands in double quotes
        """),
      .init(
        "values", .csv, employees, "empid,isactive\nabc,maybe\n",
        """
        f:2:1: `abc` is not a number; `empid` is a number field
        f:2:5: `maybe` is neither `true` nor `false`; `isactive` is a boolean field
        """),
      .init(
        "a quote that stays open", .csv, employees, "empid,empname\n1,\"abc\n2,d\n",
        "f:2:3: this quote is never closed; a quote inside a quoted cell is written twice"),
      .init(
        "after a quote", .csv, employees, "empname,empid\n\"a\"b,1\n",
        "f:2:4: expected `,` or the end of the line after this quote, found `b`"),
      .init(
        "not UTF-8", .csv, employees, bytes: Array("empname\n\"a".utf8) + [0xE9] + Array("\"\n".utf8),
        "f:2:3: expected UTF-8 text; save the file as UTF-8"),
    ])
  }
}
