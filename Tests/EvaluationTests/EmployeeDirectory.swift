import CriteriaSemantics
import CriteriaSyntax
import Evaluation
import RecordTestSupport
import SourceText
import TestSupport

/// The employee directory of the documentation, with rows that a reader can judge by looking.
enum EmployeeDirectory {
  static let schema = DatastoreSchema(
    uniqueName: "empdir",
    fields: [
      FieldSchema(uniqueName: "empid", type: .number), FieldSchema(uniqueName: "empname", type: .limitedText),
      FieldSchema(uniqueName: "isactive", type: .boolean), FieldSchema(uniqueName: "salary", type: .number),
      FieldSchema(uniqueName: "department", type: .limitedText),
      FieldSchema(uniqueName: "notes", type: .largeText),
      FieldSchema(uniqueName: "secret", type: .encryptedText),
      FieldSchema(uniqueName: "phone", type: .limitedText, isMasked: true),
    ])

  static let layout = RecordCases.layout(of: schema)

  /// id | empid | empname | isactive | salary | department | notes | secret | phone; `-` is null, `''` the empty text.
  /// The order of the file is not that of the ids.
  static let rows = """
    9007199254740993 | 1001 | John Doe | true | 50000 | Engineering | Senior Engineer in Platform Team | abc | 555
    9007199254740992 | 1002 | Jane Roe | true | 48000.50 | Engineering | 100% remote | ABC | ***
    12 | 1003 | JOHN DOE JR. | false | 60000 | Sales | '' | - | -
    10 | 1004 | Zoë O'Brien | true | - | - | - | '' | ****
    9 | 007 | andré | false | 50000.00 | engineering | a_b | x | 777
    """

  static let records = PlainRecords(
    layout: layout,
    records: rows.split(separator: "\n").map { row in
      let cells = row.split(separator: "|").map { cell in
        String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
      let values = zip(cells, layout.fields).map { value(String($0), $1) }
      return Record(values: values + [.null, .null])
    })

  private static func value(_ cell: String, _ field: RecordLayout.Field) -> RecordValue {
    if cell == "-" { return .null }
    switch field.type {
    case .boolean: return .boolean(cell == "true")
    case .number: return NumberLiteral(cell.utf8).map { .number($0) } ?? .null
    default:
      if field.isMasked, cell.allSatisfy({ $0 == "*" }) { return .masked(Array(cell.utf8)) }
      return .text(cell == "''" ? [] : Array(cell.utf8))
    }
  }

  static func compiled(
    _ criteria: String, bindings: [String: String] = [:], dialect: DialectOptions = DialectOptions(),
    layout: RecordLayout = layout
  ) throws -> CompiledCriteria {
    let text = MappedText.withHoles(Array(criteria.utf8))
    var parser = CriteriaParser()
    parser.parse(text)
    return try CompiledCriteria(
      compiling: parser.tree, of: text, for: layout, bindings: bindings, dialect: dialect)
  }

  /// The `empid`s of what matches, in the order of the answer, and how many could not be judged: `"1001 7 ?1"`. Asked
  /// of the plain list and of columns of both kinds; what is not the same everywhere is told.
  static func answer(
    _ criteria: String, orderBy: String = "", bindings: [String: String] = [:],
    dialect: DialectOptions = DialectOptions()
  ) throws -> String {
    let order = MappedText(bytes: Array(orderBy.utf8))
    let query = RecordQuery(
      criteria: try compiled(criteria, bindings: bindings, dialect: dialect),
      order: try OrderBy(order).sortKeys(of: order, for: layout))
    var answers = [records.rows(query).map { records.records[$0] }]
    var undecidable = [records.undecidable(query.criteria)]
    for sharesTexts in [true, false] {
      let page = try records.table(sharingTexts: sharesTexts).page(query) { false }
      answers.append(page.records)
      undecidable.append(page.undecidable)
    }
    let shown = answers.indices.map { index in
      let ids = answers[index].map { $0.values[1] }.compactMap { value -> String? in
        if case .number(let number) = value { return String(decoding: number.text, as: UTF8.self) }
        return nil
      }
      return (ids + (undecidable[index] > 0 ? ["?\(undecidable[index])"] : [])).joined(separator: " ")
    }
    return Set(shown).count == 1 ? shown[0] : "different: \(shown)"
  }

  /// Why the criteria does not compile, with the place; nil where it does.
  static func refusal(_ criteria: String, bindings: [String: String] = [:]) -> String? {
    do {
      _ = try compiled(criteria, bindings: bindings)
      return nil
    } catch let error as CompileError {
      return "\(error.range.start)..\(error.range.end): \(error.message)"
    } catch {
      return "\(error)"
    }
  }
}
