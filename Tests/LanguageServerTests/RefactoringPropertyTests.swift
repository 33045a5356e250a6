import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Evaluation
import JSONSyntax
import RecordTestSupport
import SourceText
import TestSupport
import Testing
import Workspace

@Suite("Refactorings of generated criteria")
struct RefactoringPropertyTests {
  private static let cases = 80

  @Test("keep what is selected, parse, and make no new finding")
  func meaning() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    let folder = try Folder()
    let settings = "lint: {hints: true}\n"
    try FileSystem.write(Array(settings.utf8), to: folder.path.appending(".cliquery.yml"))
    var generator = RecordCases(seed: seed)
    generator.hasZeroBytes = false
    generator.mostRecords = 20
    var random = SeededGenerator(seed: seed)
    var applied: [String: Int] = [:]
    for number in 0..<Self.cases {
      let test = generator.next()
      let hosts: [Host] = test.bindings.isEmpty ? [.criteria, .deluge, .json] : [.criteria]
      let host = hosts.randomElement(using: &random) ?? .criteria
      guard let document = Self.document(test, host) else { continue }
      try FileSystem.write(
        Self.schemaText(test.schema), to: folder.path.appending("datastores").appending("cases.json"))
      for _ in 0..<3 {
        var place = Int.random(in: document.head...document.bytes.count, using: &random)
        let hole = document.bytes[document.head...].firstIndex(of: UInt8(ascii: "$"))
        if let hole, Bool.random(using: &random) { place = hole + 1 }
        let end = Bool.random(using: &random) ? place : min(place + 30, document.bytes.count)
        let problem = try Self.check(
          test, document.bytes, ByteRange(place, end), folder.path.appending(host.rawValue), folder.path,
          applied: &applied)
        #expect(problem == nil, "seed \(seed), case \(number): \(problem ?? "")")
        if problem != nil { return }
      }
    }
    // Nothing is proved by actions that are never offered.
    for id in ["wrap", "unwrap", "swap.next", "negate", "negate.all", "extract", "inline", "quote"] {
      #expect(applied[id] ?? 0 > 0, "\(id), seed \(seed): \(applied)")
    }
  }

  /// By the name of the file.
  private enum Host: String {
    case criteria = "a.criteria"
    case deluge = "a.dg"
    case json = "a.json"
  }

  private static func script(_ criteria: String) -> (bytes: [UInt8], head: Int)? {
    let quotes = HostEncoding([.delugeString(quotes: [UInt8(ascii: "\"")])])
    guard let text = quotes.encode(Array(criteria.utf8), literal: 0) else { return nil }
    let head = Array("q = Map();\nq.put(\"criteria\", \"".utf8)
    return (head + text + Array("\");\nr = zoho.cliq.getRecords(\"cases\", q);\n".utf8), head.count)
  }

  private static func request(_ criteria: String) -> (bytes: [UInt8], head: Int)? {
    guard let text = HostEncoding([.jsonString]).encode(Array(criteria.utf8), literal: 0) else { return nil }
    let head = Array("{\"criteria\": \"".utf8)
    return (head + text + Array("\", \"values\": {\"f0\": \"1\"}}\n".utf8), head.count)
  }

  /// The case as a document; nil where a value cannot stand on a line.
  private static func document(_ test: RecordCase, _ host: Host) -> (bytes: [UInt8], head: Int)? {
    if test.criteria.isEmpty || test.criteria.contains("\n") || test.criteria.contains("\r") { return nil }
    if host == .deluge { return script(test.criteria) }
    if host == .json { return request(test.criteria) }
    var text = "@datastore cases\n"
    for (name, value) in test.bindings.sorted(by: { $0.key < $1.key }) {
      guard !value.contains("\n"), !value.contains("\r") else { return nil }
      let isPlain =
        value.utf8.allSatisfy { $0 > 0x20 } && !value.isEmpty && !value.contains("\"") && !value.contains("'")
      text += "@let \(name) = " + (isPlain ? value : "\"\(value)\"") + "\n"
    }
    return (Array((text + test.criteria + "\n").utf8), text.utf8.count)
  }

  private static func schemaText(_ schema: DatastoreSchema) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("name", "Cases")
      writer.member("unique_name", "cases")
      writer.member("description", "d")
      writer.key("fields")
      writer.array { writer in
        for field in schema.fields {
          writer.object { writer in
            writer.member("name", field.uniqueName)
            writer.member("unique_name", field.uniqueName)
            writer.member("type", field.type.rawValue)
          }
        }
      }
    }
    return writer.bytes
  }

  private static func check(
    _ test: RecordCase, _ bytes: [UInt8], _ range: ByteRange, _ name: FilePath, _ folder: FilePath,
    applied: inout [String: Int]
  ) throws -> String? {
    var session = WorkspaceSession(currentDirectory: folder)
    let input = session.standardInput(bytes, name: name)
    let before = truths(session.assistance(input), test)
    let codes = session.check(input).report.findings.map(\.code).sorted()
    for action in session.assistance(input).refactorings(in: range) {
      guard case .edits(let edits) = action.outcome else { continue }
      guard let changed = TextEdit.apply(edits, to: bytes) else { return "\(action.id) cannot be applied" }
      let what =
        "\(action.title)\n\(bytes.text(ByteRange(0, bytes.count)))\n\(changed.text(ByteRange(0, changed.count)))"
      let input = session.standardInput(changed, name: name)
      let after = truths(session.assistance(input), test)
      guard let before, let after else {
        if (before == nil) != (after == nil) { return "runs only once: \(what)" }
        continue
      }
      switch action.id {
      case "negate.all": if after != before.map(opposite) { return "not the opposite: \(what)" }
      case "negate": break
      default: if after != before { return "selects something else: \(what)" }
      }
      var left = codes
      for code in session.check(input).report.findings.map(\.code) {
        guard let index = left.firstIndex(of: code) else { return "new finding \(code): \(what)" }
        left.remove(at: index)
      }
      applied[action.id, default: 0] += 1
    }
    return nil
  }

  private static func opposite(_ truth: Truth) -> Truth {
    switch truth {
    case .true: .false
    case .false: .true
    case .unknown: .unknown
    }
  }

  /// What the only query of a document says of each record; nil where it cannot be run.
  private static func truths(_ document: DocumentAssistance, _ test: RecordCase) -> [Truth]? {
    guard document.host.queries.count == 1, let query = document.host.queries.first, let text = query.criteria
    else { return nil }
    var bindings: [String: String] = [:]
    for binding in query.bindings {
      bindings[document.bytes.text(binding.name)] = binding.value.bytes.text(binding.value.range)
    }
    var parser = CriteriaParser()
    parser.parse(
      text, knownFields: KnownFields(test.schema.fields.map(\.uniqueName) + FieldTable.systemFields))
    guard
      let compiled = try? CompiledCriteria(
        compiling: parser.tree, of: text, for: test.records.layout, bindings: bindings, dialect: test.dialect)
    else { return nil }
    return test.records.records.map { compiled.truth(of: $0) }
  }
}
