import CriteriaSemantics
import Evaluation
import Testing
import Workspace

/// A few people, as the completion sees them.
private struct People: RecordSource {
  static let schema = DatastoreSchema(
    uniqueName: "employees",
    fields: [
      FieldSchema(uniqueName: "empname", displayName: "Employee Name", type: .limitedText),
      FieldSchema(uniqueName: "department", displayName: "Department", type: .limitedText),
      FieldSchema(uniqueName: "salary", displayName: "Pay", type: .number),
      FieldSchema(uniqueName: "isactive", displayName: "Active", type: .boolean),
      FieldSchema(uniqueName: "notes", type: .largeText),
      FieldSchema(uniqueName: "secret", type: .encryptedText),
      FieldSchema(uniqueName: "phone", type: .limitedText, isMasked: true),
      FieldSchema(uniqueName: "anything", type: .unknown),
    ])

  /// The most frequent first.
  static let values: [String: [String]] = [
    "department": ["Sales", "Research and Development", "R&D", "Sal, the shop", "O'Brien", "a && b", ""],
    "empname": ["Mira", "山田　太郎", "\"Doe\" John", "Seán (new)"],
    "salary": ["1200", "900.5", "120"],
    "secret": ["x"], "phone": ["555"],
  ]

  let layout = RecordLayout(
    fields: [RecordLayout.Field(name: "id", type: .number)]
      + People.schema.fields.map {
        RecordLayout.Field(name: $0.uniqueName, type: $0.type, isMasked: $0.isMasked)
      })

  func count() -> Int { 1 }
  func record(id text: String) -> Record? { nil }
  func page(_ query: RecordQuery, isCancelled: @Sendable () -> Bool) -> RecordPage { RecordPage() }

  func seenValues(field: Int, prefix: [UInt8], limit: Int) -> [SeenValue] {
    let start = String(decoding: prefix, as: UTF8.self).lowercased()
    let field = layout.fields[field]
    let values = (Self.values[field.name] ?? []).filter { $0.lowercased().hasPrefix(start) }
    return values.prefix(limit).compactMap { text in
      guard field.type == .number else { return SeenValue(value: .text(Array(text.utf8)), count: 1) }
      return NumberLiteral(text.utf8).map { SeenValue(value: .number($0), count: 1) }
    }
  }
}

@Suite("completion of criteria")
struct CriteriaCompletionTests {
  /// `|` is the cursor; `labels` are what a list shows.
  private func check(_ cases: [(text: String, labels: String)], holes: [String] = []) {
    let context = CompletionContext(schema: People.schema, records: People(), holes: holes)
    for (text, labels) in cases {
      let found = complete(text, context).candidates.map(\.label).joined(separator: " ; ")
      #expect(found == labels, "\(text)")
    }
  }

  private func complete(_ marked: String, _ context: CompletionContext) -> Completion {
    // The last mark is the cursor: texts hold `||`.
    guard let mark = marked.lastIndex(of: "|") else { return Completion() }
    let before = Array(marked[..<mark].utf8)
    let after = Array(marked[marked.index(after: mark)...].utf8)
    return CriteriaCompletion.complete(before + after, cursor: before.count, context: context)
  }

  private static let fields =
    "empname ; department ; salary ; isactive ; notes ; secret ; phone ; anything ; id"

  @Test func fields() {
    check([
      ("|", Self.fields), ("  |", Self.fields), ("(|", Self.fields), ("((|", Self.fields),
      ("salary>1 && |", Self.fields), ("salary>1 &&|", Self.fields), ("salary>1||", ""),
      ("salary>1 |||", Self.fields), ("!(|", Self.fields), ("not (|", Self.fields),
      ("dep|", "department"), ("DEP|", "department"), ("sal|==1", "salary"),
      ("(salary>1) && (is|", "isactive"), ("salary>1 ||\n  de|", "department"),
      // By a part of the name, and as people call it.
      ("active|", "isactive"), ("pay|", "salary"), ("name|", "empname"),
      ("nothing|", ""),
      // Broken before.
      ("salary>> && )) dep|", "department"), ("=== && dep|", "department"),
      ("salary like && dep|", "department"),
    ])
  }

  @Test func operatorsSuitTheType() {
    let all = "!= ; > ; >= ; < ; <= ; like ; not like ; in ; not in"
    check([
      ("department |", "== ; != ; like ; not like ; in ; not in ; > ; >= ; < ; <="),
      ("salary |", "== ; != ; > ; >= ; < ; <= ; in ; not in"),
      ("isactive |", "== ; != ; in ; not in"),
      ("notes |", "== ; != ; in ; not in ; > ; >= ; < ; <= ; like ; not like"),
      ("secret |", "== ; !="),
      ("anything |", "== ; " + all), ("unheard |", "== ; " + all),
      // Directly after a known field, and not after the beginning of one.
      ("salary|", "salary ; == ; != ; > ; >= ; < ; <= ; in ; not in"),
      ("salar|", "salary"),
      ("department l|", "like"), ("department n|", "not like ; not in"),
      ("department not |", "not like ; not in"),
      ("department NOT  L|", "not like"), ("department not i|", "not in"), ("department in|", "in"),
      ("salary>1 && department li|", "like"), ("(department i|", "in"), ("department x|", ""),
    ])
  }

  @Test func values() {
    let departments =
      "Sales ; Research and Development ; R&D ; Sal, the shop ; O'Brien ; \"a && b\" ; \"\""
    let listed = "Sales ; Research and Development ; R&D ; \"Sal, the shop\" ; O'Brien ; \"a && b\" ; \"\""
    check([
      ("department==|", departments), ("department == |", departments), ("department!=|", departments),
      ("salary>1 && department==|", departments), ("(department==|", departments),
      ("department in |", listed), ("department in (|", listed), ("department not in (|", listed),
      ("department==Sa|", "Sales ; Sal, the shop"), ("department==SA|", "Sales ; Sal, the shop"),
      ("department==sal|es", "Sales ; Sal, the shop"),
      ("department in Sal|", "Sales ; \"Sal, the shop\""),
      // What stands in the list is not offered again.
      ("department in Sales,|", String(listed.dropFirst(8))),
      ("department in (Sales, \"Sal, the shop\", R|", "Research and Development ; R&D"),
      ("department in Sales,\n  Res|", "Research and Development"),
      // A blank may belong to the value.
      ("department==Research |", "Research and Development ; && ; ||"),
      ("department==Research a|", "Research and Development ; &&"),
      ("department==Sales &|", "&&"), ("department==Sales o|", "||"), ("department==Sales a|", "&&"),
      // In quotes.
      ("department==\"Sa|", "\"Sales\" ; \"Sal, the shop\""), ("department=='O|", "'O\\'Brien'"),
      ("empname==\"\\|", ""),
      ("empname==|", "Mira ; 山田　太郎 ; '\"Doe\" John' ; \"Seán (new)\""),
      ("empname==山|", "山田　太郎"), ("empname like M|", "Mira"),
      ("salary==12|", "1200 ; 120"), ("salary>9|", "900.5"), ("salary>|", "1200 ; 900.5 ; 120"),
      ("isactive==|", "true ; false"), ("isactive==T|", "true"), ("isactive=='f|", "false"),
      ("isactive in true,|", "false"),
      // What is hidden is not shown.
      ("secret==|", ""), ("phone==|", ""), ("unheard==|", ""), ("like==|", ""),
    ])
  }

  @Test func logicalOperators() {
    check([
      ("department==Sales |", "&& ; ||"), ("department==Sales|", "&& ; ||"), ("isactive==true|", "&& ; ||"),
      ("(isactive==true)|", "&& ; ||"), ("(isactive==true) |", "&& ; ||"),
      ("(isactive==true |", "&& ; || ; )"),
      ("((isactive==true) |", "&& ; || ; )"), ("(isactive==true) a|", "anything"),
      ("(isactive==true) &|", "&&"),
      ("department==\"x\"|", "&& ; ||"), ("department==\"x\" |", "&& ; ||"),
      ("department in (a,b)|", "&& ; ||"),
      // In a list a value is followed by another one, or by the end.
      ("department in (Sales|", ", ; )"), ("department in (x |", ", ; )"), ("department in (Sales|)", ","),
      ("department in (Sales|, a)", ""), ("department in (\"x\"|", ", ; )"),
      ("department not in (Sales, O'Brien| && isactive==true", ", ; )"),
      ("(department in (Sales|", ", ; )"), ("department in (Research and|", "Research and Development"),
      ("department in (${dept}|)", ","),
      ("${cond} |", "&& ; ||"),
    ])
  }

  @Test func holes() {
    check(
      [
        ("department==${|", "${dept} ; ${team}"), ("department==${d|", "${dept}"),
        ("department==$|", "${dept} ; ${team}"),
        ("salary==|", "1200 ; 900.5 ; 120 ; ${dept} ; ${team}"), ("department==\\${|", ""),
        ("department==${dept}|", "&& ; ||"),
      ], holes: ["dept", "team"])
  }

  /// What is written makes a text that the parser reads as meant.
  @Test func texts() {
    let context = CompletionContext(schema: People.schema, records: People(), holes: ["dept"])
    for (text, written) in [
      ("dep|", "department"), ("department|", "department"), ("department n|", "department not like "),
      ("empname==\"D|", "empname==\"D"), ("department==R&|", "department==R&D"),
      ("department==Sales|", "department==Sales && "), ("department==Sales |", "department==Sales && "),
      ("department==Sales &|", "department==Sales && "), ("(isactive==true)|", "(isactive==true) && "),
      ("department==${d|", "department==${dept}"), ("department in|", "department in "),
    ] {
      let bytes = Array(text.dropLast().utf8)
      let first = complete(text, context).unified(in: bytes)
      let start = first.map { String(decoding: bytes[..<$0.range.start], as: UTF8.self) }
      let result = start.map { $0 + (first?.candidates.first?.text ?? "") } ?? String(text.dropLast())
      #expect(result == written, "\(text)")
    }
  }

  @Test func anyTextAndCursor() {
    let context = CompletionContext(schema: People.schema, records: People(), holes: ["dept"])
    let text = Array(
      "((department in (Sales, \"O'B\\\"\", 山田) || !x=\"y && ${dept} notlike % )) and a.contains(".utf8)
    for cursor in -1...(text.count + 1) {
      let completion = CriteriaCompletion.complete(text, cursor: cursor, context: context)
      let end = min(max(cursor, 0), text.count)
      #expect(completion.candidates.allSatisfy { $0.range.end == end && $0.range.start >= 0 }, "\(cursor)")
    }
  }

  @Test func commonStart() {
    for (texts, start) in [
      ([], ""), (["abc"], "abc"), (["abc", "abd"], "ab"), (["é", "è"], ""), (["e\u{301}", "e"], "e"),
      (["a", ""], ""),
    ] {
      #expect(Completion.commonStart(of: texts) == start)
    }
  }
}
