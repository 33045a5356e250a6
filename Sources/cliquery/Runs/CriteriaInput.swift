import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Linting
import SourceText
import Workspace

/// One criteria from the command line, read and judged: what `explain` and `parse` share.
struct CriteriaInput {
  let text: MappedText
  let tree: CriteriaTree
  let bindings: [PlainEnglish.Binding]
  let datastore: String?
  let schema: PreparedSchema?
  let operation: CriteriaSyntax.Operation
  let api: APIVersion
  let dialect: DialectOptions
  /// Whether nothing more can be said: an error was found, or a hole has no value.
  let isStopped: Bool

  /// Reads what `options` name and says what is wrong on standard error; nil where that leaves nothing to go on
  /// with.
  static func read(_ options: CriteriaOptions) -> CriteriaInput? {
    guard let session = CommandSession.open(color: options.common.color),
      let bindings = readBindings(options.bindings)
    else { return nil }
    var bytes = Array(options.text.utf8)
    if options.text == "-" {
      guard let input = CommandSession.readStandardInput() else {
        Console.fail("standard input cannot be read")
        return nil
      }
      bytes = input
    }
    let workspace = session.workspace.main
    let catalog = workspace.catalog
    let problems = session.workspace.problems
    for problem in problems { Console.show(problem) }
    if problems.contains(where: { $0.severity == .error }) { return nil }
    return CriteriaInput(bytes, options, bindings, workspace.settings, catalog)
  }

  private init?(
    _ bytes: [UInt8], _ options: CriteriaOptions, _ bindings: [PlainEnglish.Binding], _ settings: Settings,
    _ catalog: SchemaCatalog
  ) {
    var scanner = HoleScanner()
    text = scanner.addHoles(to: MappedText(bytes: bytes), forms: .dollarBrace)
    self.bindings = bindings
    operation = options.operation
    dialect = settings.dialect
    api = options.api ?? settings.dialect.api
    schema = Self.schemaIndex(options.datastore, api, catalog).map { catalog.schemas[$0] }
    datastore = options.datastore ?? schema?.schema.uniqueName
    var parser = CriteriaParser()
    parser.parse(text, knownFields: schema?.knownFields ?? .none)
    tree = parser.tree

    let findings = Self.findings(
      HostQuery(
        criteria: text,
        targets: [
          HostQuery.Target(datastore: datastore, datastoreRange: nil, operation: operation, api: api)
        ], range: ByteRange(0, bytes.count)), settings, catalog)
    Self.show(findings, in: bytes)
    let names = text.holes.map { [text] in text.bytes.text($0.name) }
    if let unknown = bindings.first(where: { !names.contains($0.name) }) {
      Console.fail(
        "`--let \(unknown.name)=…` names no hole of the criteria; a hole is written `${\(unknown.name)}`")
      return nil
    }
    let unbound = names.first { name in !bindings.contains { $0.name == name } }
    if let unbound {
      Console.fail("the hole `${\(unbound)}` has no value; give it one: `--let \(unbound)=…`")
    }
    isStopped = unbound != nil || findings.contains { $0.severity == .error }
  }

  /// The schema that is meant, if there is one.
  private static func schemaIndex(_ name: String?, _ api: APIVersion, _ catalog: SchemaCatalog) -> Int? {
    guard let name else { return catalog.onlyIndex(api: api) }
    if let index = catalog.index(of: name, api: api) { return index }
    // Where the schemas are complete, a rule says it.
    if !catalog.names.isEmpty, !catalog.isComplete {
      let suggestion = Suggestions.nearest(to: name, in: catalog.names).map { "; did you mean `\($0)`?" }
      Console.warn("no schema describes the datastore `\(name)`\(suggestion ?? "")")
    }
    return nil
  }

  private static func readBindings(_ texts: [String]) -> [PlainEnglish.Binding]? {
    var bindings: [PlainEnglish.Binding] = []
    for text in texts {
      guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
        Console.fail("`--let` takes `name=value`, not `\(text)`")
        return nil
      }
      let name = String(text[..<equals]).trimmed
      if bindings.contains(where: { $0.name == name }) {
        Console.fail("`--let \(name)=…` is given twice")
        return nil
      }
      let value = String(text[text.index(after: equals)...])
      bindings.append(PlainEnglish.Binding(name: name, value: value))
    }
    return bindings
  }

  private static func findings(
    _ query: HostQuery, _ settings: Settings, _ catalog: SchemaCatalog
  ) -> [Finding] {
    var analyzer = QueryAnalyzer(
      LintOptions(
        selection: RuleSelectors.selection(settings.lint), dialect: settings.dialect, catalog: catalog))
    var findings: [Finding] = []
    analyzer.analyze(query, host: .criteria, into: &findings)
    return findings.filter { $0.severity > .hint || settings.lint.hints }
      .sorted { $0.range == $1.range ? $0.code < $1.code : $0.range < $1.range }
  }

  /// On standard error, as `check` shows them.
  private static func show(_ findings: [Finding], in bytes: [UInt8]) {
    guard !findings.isEmpty else { return }
    var report = FileReport(path: "<criteria>", shownPath: "<criteria>", kind: .criteria)
    report.findings = findings
    var offsets = findings.flatMap { [$0.range.start, $0.range.end] }
    offsets += findings.flatMap(\.related).flatMap { [$0.range.start, $0.range.end] }
    report.places = PlaceTable(offsets: offsets, lineOffsets: findings.map(\.range.start), in: bytes)
    var context = FormatContext()
    context.style = Console.errorStyle
    context.columns = Platform.columns(of: Platform.standardError)
    Console.error.write(TextFormat.render([report], context))
  }
}
