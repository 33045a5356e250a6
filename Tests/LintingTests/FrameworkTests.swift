import CriteriaSemantics
import CriteriaSyntax
import Embedding
import LintTestSupport
import Linting
import SourceText
import Testing

@Suite("Linting framework")
struct FrameworkTests {
  private static func codes(_ text: String, _ options: LintOptions = LintOptions(catalog: Examples.catalog))
    -> [String]
  {
    let bytes = Array(text.utf8)
    var analyzer = FileAnalyzer(options)
    return analyzer.analyze(CriteriaDocument.read(bytes), host: .criteria, bytes: bytes).map(\.code)
  }

  @Test func rulesAreSelectedByCodeNameAndPrefix() {
    #expect(RuleSelection().isEnabled("CQ011"))
    #expect(RuleSelection(select: ["CQ0"]).isEnabled("unknown-field"))
    #expect(!RuleSelection(select: ["CQ1"]).isEnabled("CQ011"))
    #expect(!RuleSelection(ignore: ["unknown-field"]).isEnabled("CQ011"))
    #expect(RuleSelection(select: ["CQ011"], ignore: ["CQ0"]).isEnabled("CQ011"))
    #expect(!RuleSelection(select: ["ALL"], ignore: ["CQ0"]).isEnabled("CQ011"))
    #expect(RuleRegistry.indexes(selectedBy: "ALL").count == RuleRegistry.rules.count)
    #expect(RuleRegistry.indexes(selectedBy: "CQ9999").isEmpty)
    #expect(RuleRegistry.suggestion(for: "unknown-feild") == "unknown-field")
  }

  @Test func severitiesAreOverridden() {
    var options = LintOptions(catalog: Examples.catalog)
    options.selection.setSeverity(.hint, of: "CQ011")
    let bytes = Array("@datastore empdir\nxyz==1".utf8)
    var analyzer = FileAnalyzer(options)
    let findings = analyzer.analyze(CriteriaDocument.read(bytes), host: .criteria, bytes: bytes)
    #expect(findings.map(\.severity) == [.hint])
  }

  @Test func suppressionsHoldForTheirBlock() {
    let bad = "@datastore empdir\nxyz==1"
    let cases: [(String, [String])] = [
      (bad, ["CQ011"]),
      ("# cliquery: ignore CQ011 -- seen in production\n\(bad)", []),
      ("\(bad)\n# cliquery: ignore unknown-field", []),
      ("# cliquery: ignore CQ012, unknown-field\n\n\(bad)", []),
      ("# cliquery: ignore CQ011\n\n\(bad)\n\n\(bad)", ["CQ011"]),
      ("# cliquery: ignore CQ012\n\(bad)", ["CQ011"]),
      ("# cliquery: ignore-file CQ011\n\n\(bad)\n\n\(bad)", []),
      ("# cliquery: ignore-file -- generated\n\n\(bad)\n\n\(bad)", []),
      ("# cliquery: ignore-file CQ012\n\n\(bad)", ["CQ011"]),
      (String(repeating: "#\n", count: 10) + "# cliquery: ignore-file CQ011\n\n\(bad)", ["CQ011"]),
    ]
    for (text, expected) in cases {
      #expect(Self.codes(text).filter { !$0.hasPrefix("CQ9") } == expected, "\(text)")
    }
  }

  @Test func aSuppressionKnowsWhetherItIsUsed() {
    let bytes = Array("# cliquery: ignore CQ011, CQ012, nonsense\n@datastore empdir\nxyz==1".utf8)
    let file = CriteriaDocument.read(bytes)
    var options = LintOptions(catalog: Examples.catalog)
    options.selection = RuleSelection(select: ["CQ011"])
    var queries = QueryAnalyzer(options)
    var findings: [Finding] = []
    for query in file.queries { queries.analyze(query, host: .criteria, into: &findings) }
    var suppressions = Suppressions(file, host: .criteria, bytes: bytes)
    #expect(suppressions.apply(to: findings).isEmpty)
    #expect(suppressions.isUsed == [[true, false, false]])
    #expect(suppressions.all.map { $0.items.map(\.code) } == [["CQ011", "CQ012", nil]])
  }

  @Test func inScriptsALineAndTheNextTextAreCovered() {
    let source = """
      // cliquery: ignore CQ011

      q = "xyz==1";
      r = "xyz==1"; // cliquery: ignore CQ011
      s = "xyz==1";
      """
    let bytes = Array(source.utf8)
    var file = HostFile()
    for line in ["q", "r", "s"] {
      let start = source.utf8.count - (source.split(separator: "\n\(line) = \"")[1].utf8.count)
      let range = ByteRange(start, start + 6)
      file.queries.append(
        HostQuery(
          criteria: MappedText(bytes: bytes, range: range),
          targets: [
            HostQuery.Target(datastore: "empdir", datastoreRange: nil, operation: .list, api: .v2)
          ], range: range))
    }
    for (index, line) in LineIndex(bytes).starts.enumerated() where index == 0 || index == 3 {
      let marker = source.utf8.dropFirst(line).firstIndex(of: UInt8(ascii: "/")) ?? source.utf8.endIndex
      let start = source.utf8.distance(from: source.utf8.startIndex, to: marker)
      let end = LineIndex(bytes).range(ofLine: index).end
      file.comments.append(
        HostComment(
          range: ByteRange(start, end), text: ByteRange(start + 3, end), isAlone: index == 0))
    }
    var analyzer = FileAnalyzer(LintOptions(catalog: Examples.catalog))
    let findings = analyzer.analyze(file, host: .deluge, bytes: bytes)
    #expect(findings.map { bytes.text(ByteRange($0.range.start - 5, $0.range.start)) } == ["s = \""])
  }

  @Test func expectedErrorsAreNotReported() {
    let text = "@datastore empdir\n@expect error CQ011\nxyz==1"
    #expect(Self.codes(text) == [])
    #expect(Self.codes(text.replacing("CQ011", with: "datastore_column_not_found")) == [])
    #expect(Self.codes(text.replacing("CQ011", with: "CQ012")) == ["CQ011"])
  }

  @Test func fragmentsAreNeverReported() {
    var query = HostQuery(
      criteria: MappedText(bytes: Array("a==1 &&".utf8)),
      targets: [HostQuery.Target(datastore: nil, datastoreRange: nil, operation: .list, api: .v2)],
      isFragment: true, range: ByteRange(0, 7))
    var analyzer = QueryAnalyzer(LintOptions())
    var findings: [Finding] = []
    analyzer.analyze(query, host: .deluge, into: &findings)
    #expect(findings.isEmpty)
    query.isFragment = false
    analyzer.analyze(query, host: .deluge, into: &findings)
    #expect(findings.map(\.code) == ["CQ001"])
  }

  @Test func equalFindingsOfSeveralTargetsAreOne() {
    func target(_ name: String, _ operation: CriteriaSyntax.Operation, _ api: APIVersion) -> HostQuery.Target
    {
      HostQuery.Target(datastore: name, datastoreRange: nil, operation: operation, api: api)
    }
    let query = HostQuery(
      criteria: MappedText(bytes: Array("department== && xyz==1".utf8)),
      targets: [
        target("empdir", .delete, .v3), target("projects", .list, .v3), target("empdir", .delete, .v3),
      ], range: ByteRange(0, 22))
    var analyzer = QueryAnalyzer(LintOptions(catalog: Examples.catalog))
    var findings: [Finding] = []
    analyzer.analyze(query, host: .json, into: &findings)
    #expect(findings.map(\.code) == ["CQ001", "CQ011"])
    #expect(findings.map(\.datastores) == [["empdir", "projects"], ["empdir", "projects"]])
    #expect(findings.map(\.serverCode) == ["datastore_invalid_criteria", "datastore_column_not_found"])
  }

  @Test func defaultsOfADocumentAreReportedOnce() {
    #expect(Self.codes("@order_by empnam\n@datastore empdir\n\nsalary>1\n\nsalary>2") == ["CQ021"])
  }

  @Test func theOnlyDatastoreIsMeantInADocument() {
    let one = LintOptions(catalog: SchemaCatalog([Examples.employees]))
    #expect(Self.codes("xyz==1", one) == ["CQ011"])
    #expect(Self.codes("xyz==1") == [])
  }

  /// A made-up rule that complains about `b` and whose fix of `a` writes one.
  @Test func aFixThatMakesAFindingIsNotApplied() {
    func finding(_ code: String, at offset: Int, _ replacement: String) -> Finding {
      let range = ByteRange(offset, offset + 1)
      return Finding(
        code: code, name: code, severity: .error, message: "no `\(code)`", range: range,
        fixes: [
          Fix(title: "", isSafe: true, edits: [TextEdit(range: range, newText: replacement)])
        ])
    }
    func analyze(_ bytes: [UInt8]) -> [Finding] {
      bytes.enumerated().compactMap { index, byte in
        switch byte {
        case UInt8(ascii: "a"): finding("A", at: index, "b")
        case UInt8(ascii: "b"): finding("B", at: index, "b")
        case UInt8(ascii: "x"): finding("X", at: index, "y")
        default: nil
        }
      }
    }
    let text = Array("x.a.x".utf8)
    let result = FixApplier.apply(to: text, findings: analyze(text), unsafe: false, analyze: analyze)
    #expect(String(decoding: result.bytes, as: UTF8.self) == "y.a.y")
    #expect(result.count == 2)
    #expect(result.remaining.map(\.code) == ["A"])
  }
}
