import CriteriaSemantics
import CriteriaSyntax
import Embedding
import MakeQuery
import SourceText

/// What is the same for every query of a run.
package struct LintOptions: Sendable {
  package var selection: RuleSelection
  package var dialect: DialectOptions
  package var catalog: SchemaCatalog
  /// The user's own; they look at every query.
  package var customRules: [CustomRule]
  /// Asked once requests are met.
  private let endpointSource: @Sendable () -> EndpointCatalogue

  /// The endpoints that requests are held against.
  package var endpoints: EndpointCatalogue { endpointSource() }

  package init(
    selection: RuleSelection = RuleSelection(), dialect: DialectOptions = DialectOptions(),
    catalog: SchemaCatalog = .none, customRules: [CustomRule] = [],
    endpoints: @autoclosure @escaping @Sendable () -> EndpointCatalogue = .builtIn
  ) {
    self.selection = selection
    self.dialect = dialect
    self.catalog = catalog
    self.customRules = customRules
    endpointSource = endpoints
  }
}

/// Checks queries one after the other and keeps its buffers: a clean query costs one pass and no allocation.
package struct QueryAnalyzer: Sendable {
  package let options: LintOptions
  /// The path of the file that the queries stand in, relative to the workspace, for the user's own rules.
  package var file = ""
  private let wanted: QueryTraits
  private var parser = CriteriaParser()
  private var checker = CriteriaChecker()
  private var sink = FindingSink()
  private var lastName: String?
  private var lastAPI = APIVersion.v3
  private var lastSchema: PreparedSchema?

  package init(_ options: LintOptions) {
    self.options = options
    wanted = options.selection.traits
    checker.like = options.dialect.like
  }

  /// Appends what the query rules find in `query`, in file offsets. Fragments are never reported.
  /// `datastoreUses` says how often each datastore is named in the workspace.
  package mutating func analyze(
    _ query: HostQuery, host: HostKind, datastoreUses: NameCounts = [:], into findings: inout [Finding]
  ) {
    guard !query.isFragment, let target = query.targets.first else { return }
    if target.operation == .delete, query.isRecordID { return }
    if query.targets.count > 1 {
      analyzeTargets(query, host, datastoreUses, &findings)
      return
    }
    let schema = schema(of: target, host)
    if let criteria = query.criteria { parser.parse(criteria, knownFields: schema?.knownFields ?? .none) }
    let traits = traits(of: query, target, schema)
    guard isAnythingAsked(traits) else { return }
    sink.removeAll()
    let current = QueryContext.Target(target: target, schema: schema)
    runRules(query, host, traits, current, [current], datastoreUses)
    findings += sink.findings
  }

  /// A text that reaches several calls: parsed once with the fields of all of them, judged for each, equal
  /// findings merged.
  private mutating func analyzeTargets(
    _ query: HostQuery, _ host: HostKind, _ datastoreUses: NameCounts, _ findings: inout [Finding]
  ) {
    var targets: [QueryContext.Target] = []
    for target in query.targets {
      let isKnown = targets.contains {
        $0.target.datastore == target.datastore && $0.target.operation == target.operation
          && $0.target.api == target.api
      }
      if isKnown { continue }
      targets.append(QueryContext.Target(target: target, schema: schema(of: target, host)))
    }
    if let criteria = query.criteria {
      parser.parse(criteria, knownFields: options.catalog.knownFields(of: query.targets, host: host))
    }
    sink.removeAll()
    for current in targets {
      let traits = traits(of: query, current.target, current.schema)
      guard isAnythingAsked(traits) else { continue }
      runRules(query, host, traits, current, targets, datastoreUses)
    }
    findings += Finding.merged(sink.findings)
  }

  /// Whether no rule has anything to say about a query that stands in its file as it is. One pass, and nothing is
  /// allocated or counted: most queries are clean, and what ``analyze(_:host:datastoreUses:into:)`` wants to know
  /// about the others need not be gathered for them. `schema` is that of the target.
  package mutating func isClean(
    _ query: PlainQuery, in bytes: [UInt8], target: HostQuery.Target, schema: PreparedSchema?
  ) -> Bool {
    guard options.customRules.isEmpty else { return false }
    parser.parse(bytes, query.criteria, knownFields: schema?.knownFields ?? .none)
    parser.withTree { tree in
      checker.check(tree, bytes: bytes, range: query.criteria, schema: schema, api: target.api)
    }
    let traits = checker.traits.union(targetTraits(target, schema, hasCriteria: true))
    guard traits.isDisjoint(with: wanted) else { return false }
    if wanted.contains(.orderBy), let range = query.orderBy,
      !OrderByCheck.isPlain(bytes, range, schema: schema, api: target.api)
    {
      return false
    }
    guard wanted.contains(.limit), let range = query.limit else { return true }
    return QueryLimit.isPlain(bytes, range)
  }

  private func isAnythingAsked(_ traits: QueryTraits) -> Bool {
    !traits.isDisjoint(with: wanted) || !options.customRules.isEmpty
  }

  /// The last look-up is kept: the queries of a file mostly ask one datastore.
  package mutating func schema(of target: HostQuery.Target, _ host: HostKind) -> PreparedSchema? {
    guard let name = target.datastore else {
      return host == .criteria
        ? options.catalog.onlyIndex(api: target.api).map { options.catalog.schemas[$0] } : nil
    }
    if name == lastName, target.api == lastAPI { return lastSchema }
    lastName = name
    lastAPI = target.api
    lastSchema = options.catalog.index(of: name, api: target.api).map { options.catalog.schemas[$0] }
    return lastSchema
  }

  private mutating func traits(
    of query: HostQuery, _ target: HostQuery.Target, _ schema: PreparedSchema?
  ) -> QueryTraits {
    var traits = targetTraits(target, schema, hasCriteria: query.criteria != nil)
    if let criteria = query.criteria {
      checker.check(
        parser.tree, bytes: criteria.bytes, range: criteria.range, schema: schema, api: target.api)
      traits.formUnion(checker.traits)
      for hole in criteria.holes { if case .freeText = hole.origin { traits.insert(.freeText) } }
    }
    if !query.bindings.isEmpty || !query.expectations.isEmpty { traits.insert(.bindings) }
    for parameter in query.parameters {
      let text = parameter.text
      switch parameter.kind {
      case .orderBy:
        let isPlain =
          text.holes.isEmpty && OrderByCheck.isPlain(text.bytes, text.range, schema: schema, api: target.api)
        if !isPlain { traits.insert(.orderBy) }
      case .limit: if !QueryLimit.isPlain(text.bytes, text.range) { traits.insert(.limit) }
      case .nextToken, .startToken, .syncToken: traits.insert(.token)
      case .fromIndex, .ids: break
      }
    }
    return traits
  }

  /// What the call itself adds to the parsed criteria.
  private func targetTraits(
    _ target: HostQuery.Target, _ schema: PreparedSchema?, hasCriteria: Bool
  ) -> QueryTraits {
    var traits: QueryTraits = []
    switch target.operation {
    case .list: break
    case .update, .delete: if parser.tree.nodes.count <= 1 || !hasCriteria { traits.insert(.noSelection) }
    }
    if schema == nil, target.datastore != nil, options.catalog.isComplete || !options.catalog.schemas.isEmpty
    {
      traits.insert(.unknownDatastore)
    }
    return traits
  }

  private mutating func runRules(
    _ query: HostQuery, _ host: HostKind, _ traits: QueryTraits, _ current: QueryContext.Target,
    _ targets: [QueryContext.Target], _ datastoreUses: NameCounts
  ) {
    let context = QueryContext(
      query: query, host: host, text: query.criteria ?? MappedText(bytes: []),
      tree: query.criteria == nil ? CriteriaTree() : parser.tree,
      facts: query.criteria == nil ? [] : checker.facts, traits: traits, current: current, targets: targets,
      catalog: options.catalog, dialect: options.dialect, datastoreUses: datastoreUses)
    let name = current.target.datastore ?? current.schema?.schema.uniqueName
    for (index, rule) in RuleRegistry.rules.enumerated() where options.selection.isEnabled[index] {
      guard case .query(let needed, let check) = rule.check, !traits.isDisjoint(with: needed) else {
        continue
      }
      sink.begin(
        rule.info, severity: options.selection.severities[index], target: current.target, datastore: name,
        room: FindingSink.findingsOfARule)
      check(context, &sink)
    }
    if !options.customRules.isEmpty { context.applyCustomRules(options.customRules, file: file, &sink) }
  }
}

extension HostQuery {
  /// Whether the text is a record's id: v2's delete takes one in place of a criteria.
  fileprivate var isRecordID: Bool {
    guard let target = targets.first, target.operation == .delete, target.api == .v2,
      let text = criteria, text.range.count > 0, text.range.count <= 32
    else { return false }
    return text.bytes[text.range].allSatisfy { $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: " ") }
  }
}

extension Finding {
  /// Findings of several targets: those that say the same about the same place become one, with all their
  /// datastores; the most severe and the best founded speaks.
  package static func merged(_ findings: [Finding]) -> [Finding] {
    struct Key: Hashable {
      let code: String
      let range: ByteRange
      let statement: Substring
    }
    var result: [Finding] = []
    var indexes: [Key: Int] = [:]
    for finding in findings {
      let key = Key(code: finding.code, range: finding.range, statement: finding.statement)
      guard let index = indexes[key] else {
        indexes[key] = result.count
        result.append(finding)
        continue
      }
      let names =
        result[index].datastores + finding.datastores.filter { !result[index].datastores.contains($0) }
      let isStronger =
        finding.severity > result[index].severity
        || (finding.severity == result[index].severity && result[index].serverCode == nil
          && finding.serverCode != nil)
      if isStronger { result[index] = finding }
      result[index].datastores = names
    }
    return result
  }

  /// The message without the note on what the operation documents.
  private var statement: Substring {
    for note in FindingSink.notes where message.hasSuffix(note) { return message.dropLast(note.count) }
    return message[...]
  }
}
