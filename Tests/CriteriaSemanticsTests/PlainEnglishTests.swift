import CriteriaSemantics
import CriteriaSyntax
import SourceText
import Testing

@Suite("Plain English")
struct PlainEnglishTests {
  private static let schema = PreparedSchema(
    DatastoreSchema(
      uniqueName: "empdir",
      fields: [
        FieldSchema(uniqueName: "name", type: .limitedText), FieldSchema(uniqueName: "salary", type: .number),
        FieldSchema(uniqueName: "active", type: .boolean), FieldSchema(uniqueName: "notes", type: .largeText),
      ]))

  /// A text, what it selects, and how each value is read.
  private let rows: [(text: String, sentence: String, readings: [String])] = [
    ("", "selects every record of `empdir`", []),
    (
      "(name==John) && (active==TRUE)",
      "selects the records of `empdir` where `name` is \"John\" and `active` is TRUE",
      ["text `John`, letters in this case", "boolean true"]
    ),
    (
      "salary>=007 || salary<5 && name!='x y'",
      "selects the records of `empdir` where `salary` is at least 007 or (`salary` is less than 5 and `name` is not \"x y\")",
      ["number 007", "number 5", "text `x y`, letters in this case"]
    ),
    (
      "(name==a || name==b) && salary>1 && salary<=2",
      "selects the records of `empdir` where (`name` is \"a\" or `name` is \"b\"), `salary` is greater than 1 and `salary` is at most 2",
      ["text `a`, letters in this case", "text `b`, letters in this case", "number 1", "number 2"]
    ),
    (
      "name like %ab% && name not like ab% && notes like %ab && name like ab && name like a_b && name like %",
      "selects the records of `empdir` where `name` contains \"ab\", in any case, `name` does not start with \"ab\", in any case, `notes` ends with \"ab\", in any case, `name` is \"ab\", in any case, `name` matches the pattern \"a_b\", in any case and `name` is any text",
      [
        "pattern for a part, in any case", "pattern for a beginning, in any case",
        "pattern for an end, in any case", "pattern without a wildcard, in any case",
        "pattern: `%` is any text, `_` one character; in any case", "pattern for any text",
      ]
    ),
    (
      "salary in (1,2,3) && name not in a,b && name in (x)",
      "selects the records of `empdir` where `salary` is one of 1, 2 or 3, `name` is none of \"a\" and \"b\" and `name` is \"x\"",
      ["3 numbers", "2 texts", "one text"]
    ),
    (
      "name=='' && name<m",
      "selects the records of `empdir` where `name` is empty and `name` comes before \"m\"",
      ["empty text", "text `m`, letters in this case"]
    ),
    (
      "other==7 && id==8", "selects the records of `empdir` where `other` is 7 and `id` is 8",
      ["`7`, as the field's type says", "number 8"]
    ),
    (
      "salary==x && active==yes",
      "selects the records of `empdir` where `salary` is \"x\" and `active` is \"yes\"",
      ["not a number", "neither true nor false"]
    ),
    // Texts with findings have words too.
    (
      "name contains x",
      "selects the records of `empdir` where `name` contains \"x\" (no operator of the language)",
      ["not read"]
    ),
    ("name==", "selects the records of `empdir` where `name` is … (the value is missing)", ["no value"]),
  ]

  @Test func textsAreSaidInWords() {
    for row in rows {
      let english = explain(row.text)
      #expect(english.sentence == row.sentence, "\(row.text)")
      #expect(english.clauses.map(\.reading) == row.readings, "\(row.text)")
    }
  }

  @Test func holesAreNamedAndBoundOnesFilled() {
    let text = "name==${n} && salary==${s} && name=='x-${n}' && ${more}"
    let open = explain(text)
    #expect(
      open.sentence
        == "selects the records of `empdir` where `name` is the value of ${n}, `salary` is the value of ${s}, "
        + "`name` is \"x-${n}\" and the conditions of `${more}` hold")
    #expect(
      open.clauses.map(\.reading) == [
        "inserted at run time", "inserted at run time",
        "text `x-${n}`, letters in this case, part of it inserted at run time",
        "conditions inserted at run time",
      ])
    let bound = explain(text, bindings: [.init(name: "n", value: "A\"B"), .init(name: "s", value: "5")])
    #expect(
      bound.sentence
        == "selects the records of `empdir` where `name` is \"A\"B\", `salary` is 5, `name` is \"x-A\"B\" and "
        + "the conditions of `${more}` hold")
  }

  @Test func clausesShowTheTextAsWritten() {
    let english = explain(" ( name  NOT\tLIKE \"a b\" ) && salary in ( 1 , 2 )")
    #expect(english.clauses.map(\.field) == ["name", "salary"])
    #expect(english.clauses.map(\.operator) == ["NOT LIKE", "in"])
    #expect(english.clauses.map(\.value) == ["\"a b\"", "1,2"])
    #expect(english.clauses.map(\.type) == [.limitedText, .number])
  }

  @Test func otherOperationsAndUnknownDatastoresAreSaid() {
    let text = MappedText(bytes: Array("a==1".utf8))
    var parser = CriteriaParser()
    parser.parse(text)
    let english = PlainEnglish(parser.tree, text, context: .init(operation: .delete))
    #expect(english.sentence == "deletes the records where `a` is 1")
  }

  @Test func nestingCostsNoMoreThanTheText() {
    let depth = 20_000
    let text = String(repeating: "(", count: depth) + "a==1" + String(repeating: ")", count: depth)
    #expect(explain(text).sentence.utf8.count < 4 * text.utf8.count)
  }

  private func explain(_ source: String, bindings: [PlainEnglish.Binding] = []) -> PlainEnglish {
    let bytes = Array(source.utf8)
    let holes = source.matches(of: /\$\{(\w+)\}/).map { match in
      let start = source.utf8.distance(from: source.startIndex, to: match.range.lowerBound)
      let end = source.utf8.distance(from: source.startIndex, to: match.range.upperBound)
      return Hole(range: ByteRange(start, end), name: ByteRange(start + 2, end - 1), form: .dollarBrace)
    }
    let text = MappedText(bytes: bytes, holes: holes)
    var parser = CriteriaParser()
    parser.parse(text)
    let context = PlainEnglish.Context(datastore: "empdir", schema: Self.schema, bindings: bindings)
    return PlainEnglish(parser.tree, text, context: context)
  }
}
