import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Linting
import SourceText

/// One criteria, read and judged: what every front end asks before it does something with one.
package struct CriteriaCheck: Sendable {
  /// A hole that keeps the criteria from being used.
  package struct OpenHole: Sendable, Hashable {
    package let name: String
    /// The hole with its delimiters, as it stands in the text first.
    package let written: String
    /// Nil where a value is missing; else what it stands for, which no value can fill.
    package let use: String?
  }

  package let text: MappedText
  package let tree: CriteriaTree
  package let bindings: [PlainEnglish.Binding]
  /// The one that was named, or the only one of the workspace.
  package let datastore: String?
  package let schema: PreparedSchema?
  package let operation: CriteriaSyntax.Operation
  package let api: APIVersion
  package let dialect: DialectOptions
  /// The parameters with the holes in them.
  package let parameters: [HostQuery.Parameter]
  /// What is found in the criteria, then in each parameter; only texts with findings, and what the settings hide is
  /// left out. Their paths are `<criteria>`, `<order_by>` and so on.
  package let reports: [FileReport]
  /// Holes without a value, each name once.
  package let openHoles: [OpenHole]
  /// Names that values were given for and that no hole has.
  package let unknownBindings: [String]
  /// The names of holes that values can fill, for suggestions.
  package let holeNames: [String]
  /// Set where no schema describes the datastore that was named: a sentence, with a name that may be meant.
  package let schemaNote: String?

  package var hasErrors: Bool { reports.contains { $0.findings.contains { $0.severity == .error } } }

  /// Whether nothing can be done with the criteria: an error was found, or a hole has no value.
  package var isStopped: Bool { hasErrors || !openHoles.isEmpty }

  /// The text of a parameter of the question, such as its `order_by`; nil where there is none.
  package func parameter(_ kind: HostQuery.Parameter.Kind) -> MappedText? {
    parameters.first { $0.kind == kind }?.text
  }
}

extension WorkspaceSnapshot {
  /// Reads and judges a criteria. The schemas are read for it.
  package func check(_ question: CriteriaQuestion) -> CriteriaCheck {
    let known = question.isOutsideWorkspace ? .none : self.catalog
    let catalog = question.schema.map { known.replacing($0) } ?? known
    let api = question.api ?? settings.dialect.api
    let index =
      question.datastore.map { catalog.index(of: $0, api: api) } ?? catalog.onlyIndex(api: api)
    let schema = index.map { catalog.schemas[$0] }
    let datastore = question.datastore ?? schema?.schema.uniqueName

    var scanner = HoleScanner()
    let text = scanner.addHoles(to: MappedText(bytes: question.text), forms: .dollarBrace)
    let parameters = question.parameters.map {
      HostQuery.Parameter(
        kind: $0.kind, text: scanner.addHoles(to: MappedText(bytes: $0.text), forms: .dollarBrace))
    }
    var parser = CriteriaParser()
    let knownFields =
      schema?.knownFields
      ?? (question.recordFields.isEmpty
        ? .none : KnownFields(question.recordFields + FieldTable.systemFields))
    parser.parse(text, knownFields: knownFields)

    let target = HostQuery.Target(
      datastore: datastore, datastoreRange: nil, operation: question.operation, api: api)
    let holes = CriteriaHoles(text, parser.tree, parameters)
    let bound = Set(question.bindings.map(\.name))
    return CriteriaCheck(
      text: text, tree: parser.tree, bindings: question.bindings, datastore: datastore, schema: schema,
      operation: question.operation, api: api, dialect: settings.dialect, parameters: parameters,
      reports: reports(text, parameters, target, catalog), openHoles: holes.open(bound: bound),
      unknownBindings: question.bindings.map(\.name).filter { holes.uses[$0] == nil },
      holeNames: holes.names.filter { holes.uses[$0] == .value },
      schemaNote: schema == nil ? question.datastore.flatMap { schemaNote($0, catalog) } : nil)
  }

  /// Each text is a file of its own for the findings, so that their places are those of what was typed.
  private func reports(
    _ criteria: MappedText, _ parameters: [HostQuery.Parameter], _ target: HostQuery.Target,
    _ catalog: SchemaCatalog
  ) -> [FileReport] {
    var analyzer = QueryAnalyzer(lintOptions(catalog: catalog))
    var reports: [FileReport] = []
    func add(_ query: HostQuery, _ name: String, _ text: MappedText, isShown: (Finding) -> Bool) {
      var findings: [Finding] = []
      analyzer.analyze(query, host: .criteria, into: &findings)
      findings = findings.filter { ($0.severity > .hint || settings.lint.hints) && isShown($0) }
      if findings.isEmpty { return }
      findings.sort { $0.range == $1.range ? $0.code < $1.code : $0.range < $1.range }
      var report = FileReport(
        path: "<\(name)>", shownPath: "<\(name)>", kind: .criteria, docsURL: settings.docsURL)
      report.locate(findings, in: text.bytes, schemas: schemas.loaded)
      reports.append(report)
    }
    let range = ByteRange(0, criteria.bytes.count)
    add(
      HostQuery(criteria: criteria, targets: [target], range: range), "criteria", criteria,
      isShown: { _ in true })
    for parameter in parameters {
      let query = HostQuery(
        criteria: nil, parameters: [parameter], targets: [target],
        range: ByteRange(0, parameter.text.bytes.count))
      // What is wrong with the datastore or the criteria was said with the criteria.
      add(query, parameter.kind.rawValue, parameter.text) {
        $0.code != UnknownDatastoreRule.info.code && $0.code != MissingSelectionRule.info.code
      }
    }
    return reports
  }

  /// Where the schemas are complete, a rule says it.
  private func schemaNote(_ name: String, _ catalog: SchemaCatalog) -> String? {
    guard !catalog.names.isEmpty, !catalog.isComplete else { return nil }
    let suggestion = Suggestions.nearest(to: name, in: catalog.names).map { "; did you mean `\($0)`?" }
    return "no schema describes the datastore `\(name)`\(suggestion ?? "")"
  }
}

/// The holes of a criteria and of its parameters, by name.
private struct CriteriaHoles {
  /// In the order of the text.
  private(set) var names: [String] = []
  private(set) var uses: [String: QueryHoles.Use] = [:]
  private var written: [String: String] = [:]

  init(_ text: MappedText, _ tree: CriteriaTree, _ parameters: [HostQuery.Parameter]) {
    for hole in QueryHoles(text, tree).holes {
      note(String(decoding: hole.name, as: UTF8.self), text.bytes.text(hole.place), hole.use)
    }
    for parameter in parameters {
      let text = parameter.text
      for hole in text.holes {
        note(
          text.bytes.text(hole.name), text.bytes.text(hole.range),
          parameter.kind == .orderBy ? .field : .value)
      }
    }
  }

  /// What is no value wins.
  private mutating func note(_ name: String, _ text: String, _ use: QueryHoles.Use) {
    if uses[name] == nil {
      names.append(name)
      written[name] = text
    }
    if uses[name] == nil || use != .value { uses[name] = use }
  }

  func open(bound: Set<String>) -> [CriteriaCheck.OpenHole] {
    names.compactMap { name in
      guard let use = uses[name] else { return nil }
      if use == .value, bound.contains(name) { return nil }
      return CriteriaCheck.OpenHole(
        name: name, written: written[name] ?? name, use: use == .value ? nil : use.rawValue)
    }
  }
}
