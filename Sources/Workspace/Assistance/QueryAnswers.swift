import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Evaluation
import Linting
import SourceText

/// What an editor can have made of a query: each answer is a text.
package enum QueryAnswer: String, Sendable, CaseIterable {
  /// The records that it selects, as a table.
  case run
  /// Plain English, and a row for each condition.
  case explain
  /// The address that asks for it.
  case url
  /// A script that asks for it.
  case deluge
  /// A command of a shell that asks for it.
  case curl
}

extension DocumentAssistance {
  /// The answer for a query of this document; it ends with a line end.
  package func answer(_ answer: QueryAnswer, to query: HostQuery) throws(QueryRunner.Obstacle) -> String {
    switch answer {
    case .run: try run(query)
    case .explain: explain(query)
    case .url: try url(of: query)
    case .deluge: try deluge(of: query)
    case .curl: try curl(address: url(of: query))
    }
  }

  // MARK: Run

  private func run(_ query: HostQuery) throws(QueryRunner.Obstacle) -> String {
    var runner = QueryRunner(self)
    let prepared = try runner.prepare(query)
    let check = prepared.check
    var limit = Limits.defaultPageSize(check.api)
    if let value = check.value(of: .limit), case .number(let number) = QueryLimit(MappedText(bytes: value)) {
      limit = max(1, number)
    }
    let page = try runner.page(of: prepared, limit: limit)
    let total = prepared.records.table.recordCount
    let criteria = spelt(query)?.oneLine ?? ""
    var text = "\(prepared.records.name): \(criteria.isEmpty ? "every record" : criteria)\n"
    text +=
      "\(page.matched) of \(Count.of(total, "record")) \(page.matched == 1 ? "matches" : "match")"
      + " (\(prepared.records.shownPath))"
    if page.records.count < page.matched { text += "; shown: \(page.records.count)" }
    text += "\n"
    if page.undecidable > 0 {
      text +=
        "whether \(Count.of(page.undecidable, "record")) match cannot be said: a masked value decides (C21)\n"
    }
    for note in prepared.records.notes { text += "note: \(note)\n" }
    guard !page.records.isEmpty else { return text }
    let layout = prepared.records.layout
    let grid = RecordGrid(layout, fields: Array(layout.fields.indices), sample: page.records, width: nil)
    text += "\n" + grid.heading
    for record in page.records { text += grid.line(of: record) }
    return text
  }

  // MARK: Explain

  private func explain(_ query: HostQuery) -> String {
    let text = query.criteria ?? MappedText(bytes: [])
    let tree = tree(of: query)
    var context = PlainEnglish.Context()
    context.operation = query.targets.first?.operation ?? .list
    context.datastore = datastore(of: query)
    context.schema = schema(of: query)
    context.dialect = workspace.settings.dialect
    context.bindings = values(of: query).map { PlainEnglish.Binding(name: $0.key, value: $0.value) }
    return ClauseTable.text(PlainEnglish(tree, text, context: context), width: 100)
  }

  // MARK: Parts of queries

  func tree(of query: HostQuery) -> CriteriaTree {
    guard let text = query.criteria else { return CriteriaTree() }
    var parser = CriteriaParser()
    parser.parse(text, knownFields: knownFields(of: query))
    return parser.tree
  }

  func knownFields(of query: HostQuery) -> KnownFields {
    workspace.catalog.knownFields(of: query.targets, host: kind)
  }

  /// The values that `@let` gives to holes.
  func values(of query: HostQuery) -> [String: String] {
    Dictionary(
      query.bindings.map { (bytes.text($0.name), $0.value.bytes.text($0.value.range)) },
      uniquingKeysWith: { first, _ in first })
  }

  private func spelt(_ query: HostQuery) -> SpeltText? {
    query.criteria.map {
      SpeltText($0, tree(of: query), values: values(of: query), knownFields: knownFields(of: query))
    }
  }
}

/// Asking for a query elsewhere.
extension DocumentAssistance {
  private func refuseFragment(_ query: HostQuery) throws(QueryRunner.Obstacle) {
    guard query.isFragment else { return }
    throw QueryRunner.Obstacle(
      kind: .refused, short: "a part of a criteria",
      message: "only a part of the criteria stands here; the script joins it with others")
  }

  /// The address of the request (criteria language, "Where criteria stand"), every parameter encoded.
  private func url(of query: HostQuery) throws(QueryRunner.Obstacle) -> String {
    try refuseFragment(query)
    let target = query.targets.first
    guard target?.operation != .update else {
      throw QueryRunner.Obstacle(
        kind: .refused, short: "no address",
        message: "an update carries its criteria in its body, so there is no address that holds it")
    }
    let name = datastore(of: query) ?? "{datastore}"
    let path =
      target?.api == .v2 ? "api/v2/storages/\(name)/records" : "api/v3/datastores/\(name)/records"
    var parameters: [String] = []
    if let criteria = spelt(query), !criteria.isEmpty {
      parameters.append("criteria=" + criteria.percentEncoded)
    }
    let values = values(of: query)
    for parameter in query.parameters {
      let value = SpeltText(parameter.text, values: values)
      if !value.isEmpty { parameters.append("\(parameter.kind.rawValue)=" + value.percentEncoded) }
    }
    let address = "https://cliq.zoho.com/" + path
    return parameters.isEmpty ? address + "\n" : "\(address)?\(parameters.joined(separator: "&"))\n"
  }

  /// A script with the task that asks for it (v2 help, `zoho.cliq.getRecords`, `zoho.cliq.deleteRecords`).
  private func deluge(of query: HostQuery) throws(QueryRunner.Obstacle) -> String {
    try refuseFragment(query)
    let name = SpeltText(datastore(of: query) ?? "DATASTORE").delugeExpression
    let criteria = spelt(query)
    switch query.targets.first?.operation ?? .list {
    case .update:
      throw QueryRunner.Obstacle(
        kind: .refused, short: "no task",
        message: "Deluge has no task that updates the records of a criteria; fetch them, and update each")
    case .delete:
      return "response = zoho.cliq.deleteRecords(\(name), \(criteria?.delugeExpression ?? "\"\""));\n"
    case .list: break
    }
    var lines = ["q = Map();"]
    if let criteria, !criteria.isEmpty {
      lines.append("q.put(\"criteria\", \(criteria.delugeExpression));")
    }
    let values = values(of: query)
    for parameter in query.parameters {
      switch parameter.kind {
      case .orderBy: lines += delugeOrder(parameter.text, values)
      case .limit, .fromIndex, .startToken:
        let value = SpeltText(parameter.text, values: values)
        if !value.isEmpty {
          lines.append("q.put(\"\(parameter.kind.rawValue)\", \(value.delugeExpression));")
        }
      case .nextToken, .syncToken, .ids: break
      }
    }
    lines.append("response = zoho.cliq.getRecords(\(name), q);")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The older API's order: one field, with its sign.
  private func delugeOrder(_ text: MappedText, _ values: [String: String]) -> [String] {
    guard text.holes.isEmpty else {
      return ["q.put(\"order_by\", \(SpeltText(text, values: values).delugeExpression));"]
    }
    let items = OrderBy(text).items.filter { $0.form == .worded || $0.form == .signed }
    guard let first = items.first else { return [] }
    let sign = first.direction == .descending ? "-" : "+"
    var lines: [String] = []
    if items.count > 1 { lines.append("// getRecords sorts by one field only.") }
    lines.append("q.put(\"order_by\", \"\(sign)\(text.bytes.text(first.field))\");")
    return lines
  }
}
