import CriteriaSemantics
import Evaluation
import Fixtures
import Testing

/// The employee directory of the documentation, with a field of each kind beside.
let employees = PreparedSchema(
  DatastoreSchema(
    uniqueName: "empdir",
    fields: [
      FieldSchema(uniqueName: "empid", displayName: "Employee ID", type: .number, isMandatory: true),
      FieldSchema(uniqueName: "empname", displayName: "Employee Name", type: .limitedText, isMandatory: true),
      FieldSchema(uniqueName: "isactive", displayName: "Active Status", type: .boolean),
      FieldSchema(uniqueName: "salary", displayName: "Salary", type: .number, defaultValue: "0"),
      FieldSchema(uniqueName: "phone", displayName: "Phone", type: .number, isMasked: true),
      FieldSchema(uniqueName: "notes", displayName: "Notes", type: .largeText, isMasked: true),
    ]))

let products = PreparedSchema(
  DatastoreSchema(
    uniqueName: "products",
    fields: [
      FieldSchema(uniqueName: "productid", type: .number),
      FieldSchema(uniqueName: "productcategory", type: .limitedText),
      FieldSchema(uniqueName: "instock", type: .boolean),
      FieldSchema(uniqueName: "productsecretcode", type: .limitedText),
      FieldSchema(uniqueName: "productdescription", type: .largeText),
    ]))

/// A fixture as text: a line with the fields, a line a record; or the problems and notes, with their places.
func read(_ text: [UInt8], _ format: FixtureFormat, _ schema: PreparedSchema?) -> String {
  switch FixtureReader.read(text, format: format, schema: schema) {
  case .failure(let failure): return failure.lines(path: "f").joined(separator: "\n")
  case .success(let fixture): return show(fixture.table, notes: fixture.notes)
  }
}

func show(_ table: RecordTable, notes: [FixtureProblem] = []) -> String {
  let fields = table.layout.fields.map { field in
    field.isInferred ? "\(field.name):\(field.type.rawValue)" : field.name
  }
  let rows = (0..<table.recordCount).map { row in
    table.record(at: row).values.map(show).joined(separator: " ")
  }
  return ([fields.joined(separator: " ")] + rows + notes.map { $0.text(path: "f") }).joined(separator: "\n")
}

func show(_ value: RecordValue) -> String {
  switch value {
  case .null: return "null"
  case .boolean(let value): return "\(value)"
  case .number(let number):
    let whole = number.integer.isEmpty ? "0" : String(decoding: number.integer, as: UTF8.self)
    let fraction = number.fraction.isEmpty ? "" : "." + String(decoding: number.fraction, as: UTF8.self)
    return (number.isNegative ? "-" : "") + whole + fraction
  case .text(let text): return "'" + String(decoding: text, as: UTF8.self) + "'"
  case .masked(let text): return "<" + String(decoding: text, as: UTF8.self) + ">"
  }
}

/// A text with what reading it gives.
struct ReadingCase {
  let name: String
  let format: FixtureFormat
  let schema: PreparedSchema?
  let text: [UInt8]
  let expected: String

  init(
    _ name: String, _ format: FixtureFormat, _ schema: PreparedSchema?, _ text: String, _ expected: String
  ) {
    self.init(name, format, schema, bytes: Array(text.utf8), expected)
  }

  init(
    _ name: String, _ format: FixtureFormat, _ schema: PreparedSchema?, bytes: [UInt8], _ expected: String
  ) {
    self.name = name
    self.format = format
    self.schema = schema
    text = bytes
    self.expected = expected
  }

  static func check(_ cases: [ReadingCase]) {
    for one in cases {
      let found = read(one.text, one.format, one.schema)
      #expect(found == one.expected, "\(one.name)\n\(String(decoding: one.text, as: UTF8.self))")
    }
  }
}
