import CriteriaSemantics
import CriteriaSyntax
import Evaluation
import Fixtures
import SourceText
import TestSupport
import Testing

@Suite struct RecordStreamTests {
  private struct Case {
    let criteria: String
    let schema: PreparedSchema?
    let lines: String
    /// The numbers of the lines that match; `?n` where masked values keep `n` open.
    let expected: String
  }

  @Test("which lines match") func matches() throws {
    let lines = #"""
      {"id":"1","n":5,"b":true,"t":"Apple"}
      {"id":"2","n":"12","b":"FALSE","t":"pear"}
      {"id":"3","n":null,"b":false,"t":"PINEAPPLE"}
      {"id":"4","t":"007"}

      { "t" : "\u0061pple" , "n" : -1.5e1 , "id" : "6" }
      {"n":"abc","b":"x","t":7,"nested":{"a":[1,{"b":"}"}]},"list":[]}
      {"t":"gräpple","n":7.0,"n":12345678901234567890,"b":null}
      """#
    let cases: [(String, String)] = [
      ("", "1 2 3 4 6 7 8"), ("n==12", "2"), ("n>5", "2 7 8"), ("n<=5", "1 6"), ("n==-15", "6"),
      ("n!=5", "2 6 7 8"),
      ("n in 5,abc", "1 7"), ("n not in 5,12", "6 7 8"), ("n==12345678901234567890", "8"), ("b==true", "1"),
      ("b!=true", "2 3 7"), ("b in false", "2 3"), ("t==apple", "6"), ("t like %apple%", "1 3 6"),
      ("t like %Ä%", "8"), ("t like a%", "1 6"), ("t not like %a%", "4 7 8"), ("t==007", "4 7"),
      ("t==7", "7"),
      ("t in pear,Apple", "1 2"), ("(n>5) && (b==false)", "2"), ("(t==Apple) || (n==12)", "1 2"),
      ("(zzz==1) || (n==12)", "2"), ("(n>5) && ((b==false) || (t like gr%))", "2 8"), ("id<=2", "1 2"),
    ]
    for (criteria, expected) in cases {
      for isQuick in [true, false] {
        let found = try run(criteria, nil, lines, isQuick: isQuick)
        #expect(found == expected, "\(criteria), quick: \(isQuick)")
      }
    }
  }

  @Test("C11: a piece is found among characters of any length") func pieces() throws {
    let lines = """
      {"t":"José Müller"}
      {"t":"joſé Kumar"}
      {"t":"\u{212A}UMAR Zoë"}
      {"t":"山田 DOE 太郎"}
      {"t":"éé"}
      {"t":"müllerdo","u":"e"}
      """
    let cases: [(String, String)] = [
      ("t like %jo%", "1 2"), ("t like %jos%", "1 2"), ("t like %kumar%", "2 3"), ("t like %doe%", "4"),
      ("t like %müller%", "1 6"), ("t like %r%", "1 2 3 6"), ("t like %oe%", "4"), ("t like %é%", "1 2 5"),
    ]
    for (criteria, expected) in cases {
      for isQuick in [true, false] {
        let found = try run(criteria, nil, lines, isQuick: isQuick)
        #expect(found == expected, "\(criteria), quick: \(isQuick)")
      }
    }
  }

  @Test("C9, C21, defaults and types of a schema") func schema() throws {
    let lines = #"""
      {"empid":"1","phone":"***","notes":"*","salary":5,"other":{}}
      {"empid":2,"phone":5550100,"isactive":"True"}
      {"empid":"3","phone":null,"salary":null,"isactive":true}
      """#
    let cases: [(String, String)] = [
      ("phone==5550100", "2 ?1"), ("phone!=5550100", "?1"), ("(phone==5550100) && (salary==0)", "2"),
      ("(phone==1) || (empid==1)", "1"), ("salary==0", "2"), ("salary>=0", "1 2"), ("isactive==true", "2 3"),
      ("notes like %a%", "?1"), ("empid in 1,3", "1 3"),
    ]
    for (criteria, expected) in cases {
      for isQuick in [true, false] {
        let found = try run(criteria, employees, lines, isQuick: isQuick)
        #expect(found == expected, "\(criteria), quick: \(isQuick)")
      }
    }
  }

  @Test("broken lines are told, and left out") func problems() throws {
    let lines = [
      #"{"n":1,"x":"a"}"#, #"{"n":1,"x":"a}"#, #"{"n":1"#, #"{"n":01}"#, "[1]", #"{"n":1,"x":[1,2}"#,
      #"{"n":1} {}"#,
      #"{"x":"\ud800","n":1}"#, #"{"n":[1]}"#, #"{"n":1,"x":nul}"#, #"{"x":"\q","n":1}"#, #"{"n":1}"#,
    ]
    let expected = """
      1 12
      f:2:12: the line ends in the middle of this text; was it saved whole?
      f:3:7: the line ends in the middle of a record: expected `,` or `}`; was it saved whole?
      f:4:6: expected a value, found `01`
      f:5:1: expected a record `{…}`, found `[`
      f:6:16: expected `,` or `]`, found `}`
      f:7:9: expected the end of the line, found `{`; each record has a line of its own
      f:8:7: this `\\u` escape is half of a pair; its other half is missing
      f:9:6: `n` is compared with a value, and this is a list
      f:10:12: expected a value, found `nul`
      f:11:7: expected one of `\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX` after this backslash
      """
    for isQuick in [true, false] {
      let found = try run("n==1", nil, lines.joined(separator: "\n"), isQuick: isQuick)
      #expect(found == expected)
      let typed =
        #"{"empid":1,"empname":"a"}"# + "\n" + #"{"empid":"x","empname":"b"}"# + "\n" + #"{"isactive":7}"#
      #expect(
        try run("(empname==a) && (empid==1)", employees, typed, isQuick: isQuick)
          == "1\nf:2:10: `x` is not a number; `empid` is a number field")
    }
  }

  @Test("lines are handed on as they came, as many as are wanted") func lines() throws {
    let text = "{\"n\":1}\r\n{ \"n\" : 2 }\n{\"n\":1,\"x\":\"\\u00e9é\"}\n{\"n\":1}"
    var (stream, output) = try filter("n==1", nil, Array(text.utf8), block: 5)
    #expect(
      String(decoding: output, as: UTF8.self) == "{\"n\":1}\r\n{\"n\":1,\"x\":\"\\u00e9é\"}\n{\"n\":1}\n")
    (stream, output) = try filter("n==1", nil, Array(text.utf8), limit: 1)
    #expect(String(decoding: output, as: UTF8.self) == "{\"n\":1}\r\n")
    #expect((stream.matched, stream.count) == (3, 4))
  }

  @Test("a line beyond the limit is left out, and the next ones are read") func longLine() throws {
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    let text = Array("{\"n\":1}\n{\"n\":\"".utf8) + long + Array("\"}\n{\"n\":1}\n{".utf8)
    let (stream, output) = try filter("n==1", nil, text, block: 1 << 18, longestLine: 1 << 20)
    #expect(output.count == 16)
    #expect(
      stream.failure?.lines(path: "f") == [
        "f:2:1: this line is longer than 1 MB (cliquery's limit); it was left out",
        "f:4:2: the line ends in the middle of a record: expected a key in double quotes; was it saved whole?",
      ])
  }

  /// INVARIANT (one meaning): both ways, in blocks of any size, hand on the same lines and tell the same problems;
  /// and with a schema they are the ones that the records, once read, match.
  @Test("generated lines in both ways, and as records") func sameAsExact() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let criteria = [
      "n==1", "(n>0) && (b==true)", "t like %true%", "l in 12,null,a", "(m==42) || (t==12)", "n not in 1,42",
      "b!=true",
      "(m<5) && ((t like %a%) || (l!=none))", "",
    ]
    for _ in 0..<300 {
      let bytes = LineGenerator.file(using: &random)
      let text = criteria.randomElement(using: &random) ?? ""
      let schema = Bool.random(using: &random) ? RandomRecord.schema : nil
      let exact = try filter(text, schema, bytes, isQuick: false)
      let quick = try filter(text, schema, bytes, block: Int.random(in: 1...100, using: &random))
      let shown = "seed \(seed): \(text)\n\(String(decoding: bytes, as: UTF8.self))"
      let isSame =
        exact.output == quick.output && exact.stream.failure == quick.stream.failure
        && exact.stream.undecidable == quick.stream.undecidable && exact.stream.count == quick.stream.count
      #expect(isSame, "\(shown)")
      guard isSame else { return }
      guard let schema,
        case .success(let fixture) = FixtureReader.read(bytes, format: .ndjson, schema: schema),
        fixture.table.layout.idField != nil
      else { continue }
      let compiled = try self.compiled(text, fixture.table.layout)
      let rows = (0..<fixture.table.recordCount).map { compiled.truth(of: fixture.table.record(at: $0)) }
      #expect(rows.count { $0 == .true } == quick.stream.matched, "\(shown)")
      #expect(
        (0..<fixture.table.recordCount).count { compiled.isUndecidable(fixture.table.record(at: $0)) }
          == quick.stream.undecidable, "\(shown)")
    }
  }

  /// INVARIANT (one meaning): the records of lines are those that a fixture of the lines has.
  @Test("generated lines, as records") func sameAsFixture() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    var compared = 0
    for _ in 0..<300 {
      let bytes = LineGenerator.file(using: &random)
      guard
        case .success(let fixture) = FixtureReader.read(bytes, format: .ndjson, schema: RandomRecord.schema)
      else { continue }
      let table = fixture.table
      let lines = try filter("", RandomRecord.schema, bytes).output
      var sample = LineSample(schema: RandomRecord.schema)
      sample.see(lines)
      var records = LineRecords(sample.layout)
      let found = records.records(of: lines)
      let isSame =
        sample.layout == table.layout && found == (0..<table.recordCount).map { table.record(at: $0) }
      #expect(isSame, "seed \(seed)\n\(String(decoding: bytes, as: UTF8.self))\n\(found)")
      guard isSame else { return }
      compared += found.count
    }
    #expect(compared > 0, "seed \(seed)")
  }

  @Test("values that do not suit their field stay as they are; keys that come later are named")
  func lineRecords() {
    var sample = LineSample(schema: RandomRecord.schema)
    sample.see(Array(#"{"n":1,"other":2}"#.utf8))
    #expect(sample.knows("other") && sample.knows("l") && !sample.knows("id"))
    var records = LineRecords(sample.layout)
    let cases: [(line: String, row: String)] = [
      (#"{"n":"x","m":"*","b":"maybe","t":1.0,"l":true}"#, "x,*,maybe,1.0,true,"),
      (#"{"n":null,"b":null,"t":{"a":[1, "}"]},"l":null}"#, #",,,"{""a"":[1, ""}""]}",,"#),
      (#"{"n":[1],"n":2,"m":3,"m":[],"new":1,"\u006eew":2,"b":false,"l":"","id":1}"#, #"2,[],false,,"","#),
      (#"{"other":false}"#, "7,,true,,none,false"),
    ]
    for (line, row) in cases {
      var writer = RecordWriter(sample.layout)
      for record in records.records(of: Array("\(line)\r\n".utf8)) { writer.writeRow(record) }
      #expect(String(decoding: writer.take(), as: UTF8.self) == row + "\n", "\(line)")
    }
    #expect(records.later == ["`new`", "`id`"])
  }

  private func compiled(_ criteria: String, _ layout: RecordLayout) throws -> CompiledCriteria {
    let text = MappedText(bytes: Array(criteria.utf8))
    var parser = CriteriaParser()
    parser.parse(text)
    return try CompiledCriteria(compiling: parser.tree, of: text, for: layout)
  }

  private func filter(
    _ criteria: String, _ schema: PreparedSchema?, _ bytes: [UInt8], isQuick: Bool = true, limit: Int? = nil,
    block: Int = .max, longestLine: Int = RecordStream.longestLine
  ) throws -> (stream: RecordStream, output: [UInt8]) {
    let text = MappedText(bytes: Array(criteria.utf8))
    var parser = CriteriaParser()
    parser.parse(text)
    let layout = RecordStream.layout(naming: parser.tree, in: text.bytes, schema: schema)
    var stream = RecordStream(try compiled(criteria, layout), layout: layout, usesQuickWay: isQuick)
    stream.limit = limit
    stream.longestLine = longestLine
    var output: [UInt8] = []
    var rest = bytes[...]
    while stream.fill(
      { memory in
        let count = min(block, memory.count, rest.count)
        memory.copyBytes(from: rest.prefix(count))
        rest = rest.dropFirst(count)
        return count
      }, matches: { output += $0 })
    {}
    stream.finish { output += $0 }
    return (stream, output)
  }

  /// The numbers of the lines that match, how many stayed open, and the problems.
  private func run(
    _ criteria: String, _ schema: PreparedSchema?, _ text: String, isQuick: Bool
  ) throws -> String {
    let (stream, output) = try filter(criteria, schema, Array(text.utf8), isQuick: isQuick)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var numbers: [String] = []
    var from = 0
    for line in String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init) {
      guard let index = lines[from...].firstIndex(of: line) else { continue }
      numbers.append("\(index + 1)")
      from = index + 1
    }
    if stream.undecidable > 0 { numbers.append("?\(stream.undecidable)") }
    let problems = stream.failure?.lines(path: "f") ?? []
    return ([numbers.joined(separator: " ")] + problems).joined(separator: "\n")
  }
}
