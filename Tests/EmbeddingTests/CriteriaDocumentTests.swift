import Embedding
import SourceText
import TestSupport
import Testing

/// Criteria documents: blocks, directives, text. A row's second part says what is found, a line each: a block's kind
/// and its text (`¶` for a line end), its problems, and what its query carries.
@Suite("Criteria documents")
struct CriteriaDocumentTests {
  private let cases: [(source: String, found: [String])] = [
    ("", []),
    ("\n \t\n", []),
    ("status==open", ["query [status==open] list"]),
    ("status==open\n", ["query [status==open] list"]),
    ("a==1\n \t \n\nb==2\n", ["query [a==1] list", "query [b==2] list"]),
    ("  a==1\n\t|| b==2  \n", ["query [  a==1¶\t|| b==2  ] list"]),
    (
      "# Everyone.\n@datastore empdir\n@order_by  empname desc, empid asc\n@limit     50\n@let       dept = Engineering\n"
        + "@expect    count 3\n(department==${dept}) && (isactive==true)\n\n@datastore empdir\nsalary>=100000\n",
      [
        "query [(department==${dept}) && (isactive==true)] empdir list order_by=empname desc, empid asc limit=50"
          + " let dept=Engineering expect count(3) hole dept",
        "query [salary>=100000] empdir list",
      ]
    ),
    // Comments and directives inside the text.
    ("a==1\n# b\n&& c==2", ["query [a==1¶&& c==2] list"]),
    ("# a\n# b\n\n# c", ["comments", "comments"]),
    ("a==1\n#\n#\n|| b==${x}\n # c", ["query [a==1¶|| b==${x}¶ # c] list hole x"]),
    (" #a==1\n @b==2", ["query [ #a==1¶ @b==2] list"]),
    (
      "a==1\n@limit 5\n|| b==2",
      ["query [a==1¶|| b==2] list limit=5", "misplacedDirective limit [@limit 5]"]
    ),
    // Defaults.
    ("@api v2\n@let x = 1", ["query [] list v2 let x=1"]),
    ("@api v2\n\n# only\n", ["query [] list v2", "comments"]),
    ("# first\n\n@api v2\n\na==1", ["comments", "defaults", "query [a==1] list v2"]),
    ("@api v2\n\na==1\n\n@api v3\n@limit 1", ["defaults", "query [a==1] list v2", "query [] list limit=1"]),
    (
      "@datastore d\n@let x = 1\n@let y = 2\n@expect count 1\n\n@let x = 3\na==${x}\n\n@expect count 2\nb==1",
      [
        "defaults", "query [a==${x}] d list let x=3 let y=2 expect count(1) hole x",
        "query [b==1] d list let x=1 let y=2 expect count(2)",
      ]
    ),
    ("@limit 1\na==1\n\nb==1", ["query [a==1] list limit=1", "query [b==1] list"]),
    // Operations and parameters.
    ("@operation delete\n@ids 1, 22 ,333", ["query [] delete ids=1, 22 ,333"]),
    ("@operation update\na==1", ["query [a==1] update"]),
    ("@datastore ${store}\n@limit {{n}}\na==1", ["query [a==1] list limit={{n}}"]),
    ("@limit -5\na==1", ["query [a==1] list limit=-5"]),
    // Bindings [decision C28].
    ("@let user.get(\"id\") = 7\n@let c = #1", ["query [] list let user.get(\"id\")=7 let c=#1"]),
    ("@let a = \"b c \"\n@let d='e=f'\n@let g = \"", ["query [] list let a=b c  let d=e=f let g=\""]),
    ("@let r.get(\"a=b\") = 1\n@let it's = 2", ["query [] list let r.get(\"a=b\")=1 let it's=2"]),
    ("@let 部署 = 開発 \n@let e =", ["query [] list let 部署=開発 let e="]),
    // Expectations.
    (
      "@expect count 12\n@expect ids 1, 2 3\n@expect ids in order 3,1\n@expect error CQ011\n"
        + "@expect error datastore_not_found",
      [
        "query [] list expect count(12) expect ids([\"1\", \"2\", \"3\"], inOrder: false)"
          + " expect ids([\"3\", \"1\"], inOrder: true) expect error(\"CQ011\")"
          + " expect error(\"datastore_not_found\")"
      ]
    ),
    // CQ401 to CQ404.
    (
      "@datastor d\n@\n@ limit 1\n@Limit 1\na==1",
      [
        "query [a==1] list", "unknownDirective - [@datastor]", "unknownDirective - [@]",
        "unknownDirective - [@]",
        "unknownDirective - [@Limit]",
      ]
    ),
    (
      "@api v4\n@operation drop\n@limit ten\n@datastore a b\n@order_by\n@ids 1,x\n@let = 1\n@let x\n@expect nothing\n"
        + "@expect count\n@expect error CQ1\n@expect ids",
      [
        "query [] list", "badDirectiveValue api [v4]", "badDirectiveValue operation [drop]",
        "badDirectiveValue limit [ten]", "badDirectiveValue datastore [a b]",
        "badDirectiveValue orderBy [@order_by]",
        "badDirectiveValue ids [1,x]", "badDirectiveValue let [= 1]", "badDirectiveValue let [x]",
        "badDirectiveValue expect [nothing]", "badDirectiveValue expect [count]",
        "badDirectiveValue expect [error CQ1]", "badDirectiveValue expect [ids]",
      ]
    ),
    (
      "@limit: 5\n@limit=5\n@datastore \"d\"\n@limit ${n\n@expect count 99999999999999999999",
      [
        "query [] list", "badDirectiveValue limit [: 5]", "badDirectiveValue limit [=5]",
        "badDirectiveValue datastore [\"d\"]", "badDirectiveValue limit [${n]",
        "badDirectiveValue expect [count 99999999999999999999]",
      ]
    ),
    (
      "@limit x\n@limit 1\n@limit 2\n@let a = 1\n@let b = 1\n@let a = 2\n@expect count 1\n@expect count 1",
      [
        "query [] list limit=1 let a=1 let b=1 expect count(1) expect count(1)",
        "badDirectiveValue limit [x]",
        "duplicateDirective limit [@limit 2] first [@limit 1]",
        "duplicateDirective let [@let a = 2] first [@let a = 1]",
      ]
    ),
    // Holes.
    ("a==\\${x}\n# c\n|| b==${y}", ["query [a==${x}¶|| b==${y}] list hole y"]),
    ("a==${x\n|| b==${y}", ["query [a==${x¶|| b==${y}] list hole y unclosed 3"]),
    ("a==1\n\nb=={{x}}\n\nc==1", ["query [a==1] list", "query [b=={{x}}] list hole x", "query [c==1] list"]),
    // Other white space is text.
    ("a==1\n\u{3000}\nb==2", ["query [a==1¶\u{3000}¶b==2] list"]),
    ("\u{FEFF}a==1", ["query [a==1] list"]),
    ("\u{FEFF}\u{FEFF}#a", ["query [\u{FEFF}#a] list"]),
  ]

  @Test func blocksAreFoundAsWritten() {
    for (source, found) in cases {
      for lineEnd in ["\n", "\r\n", "\r"] {
        for mark in ["", "\u{FEFF}"] where mark.isEmpty || !source.hasPrefix("\u{FEFF}") {
          let bytes = Array((mark + source.replacing("\n", with: lineEnd)).utf8)
          #expect(describe(bytes) == found, "\(source.debugDescription) with \(lineEnd.debugDescription)")
        }
      }
    }
  }

  @Test func aBlockReachesFromItsFirstLineToItsLast() {
    let bytes = Array("\n# c\r\n@limit 1\r\na==1  \r\n# d\r\n\r\n# e\n".utf8)
    let file = CriteriaDocument.read(bytes)
    #expect(file.queries.map { bytes.text($0.range) } == ["# c\r\n@limit 1\r\na==1  \r\n# d"])
    #expect(file.queries.compactMap(\.criteria).map { $0.bytes.text($0.range) } == ["a==1  "])
    #expect(file.comments.map { bytes.text($0.text) } == ["c", "d", "e"])
  }

  @Test func timeGrowsLinearly() {
    let units = [
      "a==1\n", "a==1\n\n", "@limit 1\n", "@let a = 1\n", "# c\n", "a==1\n# c\n", "@expect ids 1,2\n",
      "a==${x}\n\n",
      "\n", " ", "@datastore d\n\na==$1\n\n",
    ]
    for unit in units {
      let ratio = Growth.ratio(from: 4_000) {
        Array(String(repeating: unit, count: $0).utf8)
      } work: {
        _ = CriteriaDocument.read($0)
      }
      #expect(ratio < Growth.limit, "\(unit.debugDescription)")
    }
  }

  private func describe(_ bytes: [UInt8]) -> [String] {
    var lines: [String] = []
    var scanner = CriteriaDocumentScanner(bytes)
    while scanner.next() {
      switch scanner.block.kind {
      case .comments: lines.append("comments")
      case .defaults: lines.append("defaults")
      case .query: lines.append(describe(scanner.query(), bytes))
      }
      for problem in scanner.problems { lines.append(describe(problem, bytes)) }
    }
    return lines
  }

  private func describe(_ query: HostQuery, _ bytes: [UInt8]) -> String {
    guard let text = query.criteria, let target = query.targets.first else { return "no text" }
    let shown = text.bytes.text(text.range).replacing("\r\n", with: "¶").replacing("\n", with: "¶")
    var parts = ["query [\(shown.replacing("\r", with: "¶"))]"]
    if let name = target.datastore { parts.append(name) }
    parts.append(target.operation.rawValue)
    if target.api == .v2 { parts.append("v2") }
    for parameter in query.parameters {
      parts.append("\(parameter.kind.rawValue)=\(parameter.text.bytes.text(parameter.text.range))")
    }
    for binding in query.bindings {
      parts.append("let \(bytes.text(binding.name))=\(binding.value.bytes.text(binding.value.range))")
    }
    for expectation in query.expectations { parts.append("expect \(expectation.kind)") }
    for hole in text.holes { parts.append("hole \(text.bytes.text(hole.name))") }
    for place in text.unclosedHoles { parts.append("unclosed \(place.start - text.range.start)") }
    let misled = (text.range.start..<text.range.end).contains {
      bytes[text.fileRange(ByteRange($0, $0 + 1))].last != text.bytes[$0]
    }
    if misled { parts.append("misled") }
    return parts.joined(separator: " ")
  }

  private func describe(_ problem: DocumentProblem, _ bytes: [UInt8]) -> String {
    let keyword = problem.keyword.map { "\($0)" } ?? "-"
    let place = "\(keyword) [\(bytes.text(problem.range))]"
    switch problem.kind {
    case .misplacedDirective: return "misplacedDirective \(place)"
    case .unknownDirective: return "unknownDirective \(place)"
    case .badDirectiveValue: return "badDirectiveValue \(place)"
    case .duplicateDirective(let first): return "duplicateDirective \(place) first [\(bytes.text(first))]"
    }
  }
}
