import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Evaluation
import Linting
import MakeQuery
import SourceText

/// What is said of the parts of queries, in Markdown: the same where somebody points at one and where one is offered.
struct Explanation {
  let workspace: WorkspaceSnapshot

  func page(of topic: CompletionTopic, _ subject: CompletionSubject) -> String? {
    switch topic {
    case .field(let name): field(name, subject)
    case .comparison(let spelling):
      OperatorTable.entries.first { $0.spelling == spelling }.map(Self.comparison)
    case .logical(let spelling): Self.logical(spelling)
    case .directive(let word):
      DocumentDirective.Keyword.allCases.first { "\($0.spelling)" == word }.map(Self.directive)
    case .datastore(let name): datastore(name)
    case .rule(let code): RulePage.page(code)?.markdown
    case .key(let name): QueryKey.named(name).map { "**`\($0.name)`**: \($0.summary)\n\n\($0.page)" }
    case .task(let name):
      QueryKey.usage(ofTask: name).map { usage in
        "**`\(name)`**: \(QueryKey.meaning(ofTask: name) ?? "")\n\n```deluge\n\(usage)\n```"
      }
    case .endpoint(let topic):
      topic.endpoint(in: workspace.endpoints).map { RequestWords.page(of: $0) }
    case .parameter(let topic): parameter(topic)
    case .column(let topic):
      topic.endpoint(in: workspace.endpoints).map { RequestWords.column(topic.name, $0) }
    case .sortProperty(let topic):
      topic.endpoint(in: workspace.endpoints).map { RequestWords.sortProperty(topic.name, $0) }
    }
  }

  // MARK: Requests

  private func parameter(_ topic: RequestTopic) -> String? {
    let endpoint = topic.endpoint(in: workspace.endpoints)
    let name = Array(topic.name.utf8)
    let known =
      endpoint?.parameter(topic.name) ?? endpoint?.parameter(for: name) ?? Endpoint.anyParameter(for: name)
    return known.map { RequestWords.page(of: $0, endpoint) }
  }

  // MARK: Fields

  func field(_ name: String, _ subject: CompletionSubject) -> String? {
    if FieldTable.systemFields.contains(name) {
      return "**\(name)**: every record has it; whether criteria may name it is not documented (C6)"
    }
    guard let schema = subject.schema?.schema,
      let field = schema.fields.first(where: { $0.uniqueName == name })
    else { return inferred(name, subject) }
    var words = [field.type == .unknown ? "type not known" : field.type.rawValue]
    if let limit = Limits.characters(of: field.type, api: schema.api) {
      words.append("at most \(limit) characters")
    }
    if field.isMandatory { words.append("mandatory") }
    if field.isMasked { words.append("masked") }
    if let value = field.defaultValue { words.append("default \(Markdown.code(value))") }
    let keys = schema.uniqueKeys.filter { $0.contains(name) }.map { $0.joined(separator: " + ") }
    if !keys.isEmpty { words.append("unique key \(keys.map(Markdown.code).joined(separator: ", "))") }
    let line =
      "**\(name)**" + (field.displayName.map { " (\(Markdown.escaped($0)))" } ?? "") + ": "
      + words.joined(separator: ", ")
    return [line, seen(name, subject)].compactMap(\.self).joined(separator: "\n\n")
  }

  /// A field that only the fixtures tell of.
  private func inferred(_ name: String, _ subject: CompletionSubject) -> String? {
    guard let field = subject.fields.first(where: { $0.name == name }) else { return nil }
    let line = "**\(name)**: \(field.type.rawValue), as the fixtures tell; no schema describes it"
    return [line, seen(name, subject)].compactMap(\.self).joined(separator: "\n\n")
  }

  /// What the fixtures hold there.
  private func seen(_ name: String, _ subject: CompletionSubject) -> String? {
    guard let table = subject.records, let field = table.layout.index(of: name),
      !table.layout.fields[field].isMasked,
      let seen = try? table.seenValues(field: field, prefix: [], limit: 5), !seen.isEmpty
    else { return nil }
    let values = seen.compactMap { seen in
      seen.value.plainText.map {
        "\(Markdown.code(String(decoding: $0.prefix(60), as: UTF8.self))) (\(seen.count))"
      }
    }
    return "in \(Count.of(table.recordCount, "record")) of the fixtures: " + values.joined(separator: ", ")
  }

  // MARK: Operators

  static func comparison(_ entry: OperatorEntry) -> String {
    let types = FieldType.allCases.filter { type in
      type != .unknown && TypeMatrix.verdict(entry.comparison.operatorClass, on: type) == .allowed
    }
    let suits = entry.status == .standard ? "; for \(types.map(\.rawValue).joined(separator: ", "))" : ""
    return "**`\(entry.spelling)`**: \(entry.meaning)\(suits)\n\n_\(Markdown.escaped(entry.source))_"
  }

  static func logical(_ spelling: String) -> String? {
    switch spelling {
    case "&&": "**`&&`**: both sides hold; it binds tighter than `||`"
    case "||": "**`||`**: one side holds, or both; `&&` binds tighter"
    case "(": "**`( … )`**: conditions that belong together"
    default: nil
    }
  }

  // MARK: Directives

  /// A few words for lists.
  static func meaning(of keyword: DocumentDirective.Keyword) -> String {
    switch keyword {
    case .datastore: "the datastore that is asked"
    case .api: "the version of the API"
    case .operation: "what is done with the records"
    case .orderBy: "the order of the records"
    case .limit: "how many records a page has"
    case .ids: "the records that are deleted"
    case .let: "a value for a hole"
    case .expect: "what a test expects"
    }
  }

  static func directive(_ keyword: DocumentDirective.Keyword) -> String {
    let (more, example): (String, String) =
      switch keyword {
      case .datastore:
        ("Without it the only datastore of the workspace is meant.", "@datastore empdir")
      case .api: ("`v3` or `v2`; without it the settings tell (`dialect.api`).", "@api v3")
      case .operation: ("`list`, `update` or `delete`; without it `list`.", "@operation update")
      case .orderBy:
        ("Fields with `asc` or `desc` after them; without one, ascending.", "@order_by name desc, id asc")
      case .limit: ("From 1 to 1000; more than 100 is documented in one place only (C14).", "@limit 50")
      case .ids: ("The ids of records, with commas between.", "@ids 60012345, 60012346")
      case .let:
        (
          "The value is the rest of the line; it never becomes a part of the criteria's syntax (C28).",
          "@let dept = Engineering"
        )
      case .expect:
        (
          "`count N` counts all matches before `@limit`; `ids …` compares as a set, `ids in order …` as a list; "
            + "`error` names a rule or a code of the server.", "@expect count 3"
        )
      }
    return "**`@\(keyword.spelling)`**: \(meaning(of: keyword))\n\n\(more)\n\n```criteria\n\(example)\n```"
  }

  // MARK: Datastores

  func datastore(_ name: String) -> String? {
    let catalog = workspace.catalog
    let schema = catalog.index(of: name, api: workspace.settings.dialect.api).map {
      catalog.schemas[$0].schema
    }
    var lines: [String] = []
    if let schema {
      let shown = schema.displayName.map { " (\(Markdown.escaped($0)))" } ?? ""
      lines.append("**\(name)**\(shown): \(Count.of(schema.fields.count, "field"))")
      lines.append(
        schema.fields.map { field in
          "- \(Markdown.code(field.uniqueName)): "
            + (field.type == .unknown ? "type not known" : field.type.rawValue)
            + (field.isMandatory ? ", mandatory" : "")
        }.joined(separator: "\n"))
      if let path = schema.path { lines.append("described in \(Markdown.code(path))") }
    }
    if case .success(let records) = workspace.records(of: name) {
      if lines.isEmpty { lines.append("**\(name)**: no schema describes it") }
      lines.append("the fixtures hold \(Count.of(records.table.recordCount, "record"))")
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n\n")
  }
}

extension WorkspaceSession {
  /// What is to be said about a candidate that was offered in a text.
  ///
  /// - Parameter datastore: the one that fields are those of; nil for the workspace's only one.
  package func explanation(
    of topic: CompletionTopic, in input: StandardInput, datastore: String?
  ) -> String? {
    let workspace = workspaces[input.workspace]
    let assistance = DocumentAssistance(
      path: input.path, bytes: input.bytes, host: HostFile(), kind: input.kind, workspace: workspace)
    let subject = assistance.subject(datastore: datastore, api: workspace.settings.dialect.api)
    return Explanation(workspace: workspace).page(of: topic, subject)
  }
}
