import CriteriaSemantics
import SourceText
import Testing

@Suite("Literals, names, tokens")
struct LiteralTests {
  private static func number(_ text: String) -> NumberLiteral? { NumberLiteral(Array(text.utf8)) }

  @Test func c22NumberLiterals() {
    let nines = String(repeating: "9", count: 38)
    let valid = [
      "0", "7", "007", "-7", "+7", "7.0", "0.5", "-0", nines, "0000" + nines, "123456789012345678", "1.25",
    ]
    let invalid = [
      "", "+", "-", ".5", "5.", "1e3", "0x10", "1,000", "1 000", "--1", "1.2.3", "٣", "９", nines + "9",
      nines + ".1", "abc", "1a", "5 ", "∞", "NaN",
    ]
    for text in valid { #expect(Self.number(text) != nil, "\(text)") }
    for text in invalid { #expect(Self.number(text) == nil, "\(text)") }
  }

  @Test func c5NumbersAreEqualAndOrderedByValue() {
    let groups = [
      ["-10", "-10.00"], ["-9.5"], ["-0.25"], ["0", "-0", "0.0", "000"], ["0.05"], ["0.5", "0.50"],
      ["7", "007", "+7", "7.0"], ["9"], ["10"], ["123456789012345678"], ["123456789012345679"],
    ]
    for (index, group) in groups.enumerated() {
      for text in group {
        #expect(Self.number(text) == Self.number(group[0]), "\(text)")
        for (other, otherGroup) in groups.enumerated() {
          guard let left = Self.number(text), let right = Self.number(otherGroup[0]) else { continue }
          #expect((left < right) == (index < other), "\(text) < \(otherGroup[0])")
        }
      }
    }
  }

  @Test func booleans() {
    func read(_ text: String) -> BooleanLiteral {
      let bytes = Array(text.utf8)
      return BooleanLiteral(bytes, ByteRange(0, bytes.count))
    }
    #expect(read("true") == .exact(true) && read("false") == .exact(false))
    #expect(read("TRUE") == .otherCase(true) && read("False") == .otherCase(false))
    for text in ["", "yes", "1", "t", "tru", "truee", "\u{14}rue"] {
      #expect(read(text) == .invalid, "\(text)")
    }
  }

  @Test func c26LengthsCountScalarsOfTheLiteralPart() {
    let text = Array("é${name}😀x".utf8)
    let hole = Hole(range: ByteRange(2, 9), name: ByteRange(4, 8), form: .dollarBrace)
    let mapped = MappedText(bytes: text, holes: [hole])
    #expect(TextLength.scalars(of: mapped) == 3)
    #expect(TextLength.offset(ofScalar: 1, in: mapped) == 9)
    #expect(TextLength.offset(ofScalar: 2, in: mapped) == 13)
    #expect(TextLength.offset(ofScalar: 9, in: mapped) == text.count)
  }

  @Test func c15TokensAreBase64() {
    func isToken(_ text: String) -> Bool { PageToken.isBase64(Array(text.utf8)) }
    for text in ["MTB8MTc3NzM2MDM5OTc0OXw=", "MTB8MTc3NzM2MDM5OTc0OXw", "YWI-", "YW==", "ab_-"] {
      #expect(isToken(text), "\(text)")
    }
    for text in ["", "=", "a", "page 2", "YW=", "YW=a", "abcde", "é", "YWI====="] {
      #expect(!isToken(text), "\(text)")
    }
    #expect(PageToken.milliseconds(Array("MTB8MTc3NzM2MDM5OTc0OXw=".utf8)) == 1_777_360_399_749)
    #expect(PageToken.milliseconds(Array("aGVsbG8=".utf8)) == nil)
  }

  @Test func suggestions() {
    let names = ["department", "empname", "empid", "salary", "isactive"]
    let cases: [(String, String?)] = [
      ("departmnt", "department"), ("deparmtent", "department"), ("Department", "department"),
      ("salry", "salary"), ("slaary", "salary"), ("xyz", nil), ("", nil), ("active", "isactive"),
      ("emp", nil),
      (String(repeating: "d", count: 100_000), nil),
    ]
    for (text, expected) in cases {
      #expect(Suggestions.nearest(to: text, in: names) == expected, "\(text.prefix(20))")
    }
    #expect(Suggestions.nearest(to: "cat", in: ["bat", "hat"]) == nil)
    #expect(Suggestions.isOneEditAway("empdri", "empdir"))
    #expect(!Suggestions.isOneEditAway("empdir", "empdir"))
    #expect(!Suggestions.isOneEditAway("emp", "empdir"))
  }

  @Test func aDisplayNameSuggestsItsField() {
    let schema = DatastoreSchema(
      uniqueName: "empdir",
      fields: [
        FieldSchema(uniqueName: "empname", displayName: "Employee Name", type: .limitedText),
        FieldSchema(uniqueName: "is_active", type: .boolean),
      ])
    for (text, expected) in [
      ("Employee Name", "empname"), ("employee_name", "empname"), ("employeeName", "empname"),
      ("isActive", "is_active"), ("EMPNAME", "empname"),
    ] {
      #expect(Suggestions.field(for: text, in: schema) == expected, "\(text)")
    }
  }

  @Test func fieldsAreResolvedByTheirWholeName() {
    let names = ["a", "ab", "abcdefgh", "abcdefghi", "abcdefghj", "id2", "modified_times"]
    let table = FieldTable(names.map { FieldSchema(uniqueName: $0, type: .number) })
    func resolve(_ text: String) -> FieldTable.Resolution {
      let bytes = Array("(\(text)==".utf8)
      return table.resolve(bytes, ByteRange(1, 1 + text.utf8.count))
    }
    for (index, name) in names.enumerated() { #expect(resolve(name) == .field(index), "\(name)") }
    for name in FieldTable.systemFields { #expect(resolve(name) == .system, "\(name)") }
    for name in ["", "b", "A", "abcdefg", "abcdefghk", "abcdefghij", "ide", "added_tim"] {
      #expect(resolve(name) == .unknown, "\(name)")
    }
  }
}
