import MakeQuery
import SourceText

/// What is said of the parts of requests, in Markdown: the same where somebody points at one, where one is offered,
/// where one is being written, and where one is explained.
enum RequestWords {
  // MARK: Endpoints

  static func page(of endpoint: Endpoint) -> String {
    let title = "**\(Markdown.code("\(endpoint.method) \(endpoint.path)"))**"
    let facts = facts(of: endpoint, namesParameters: true)
    return title + "\n\n"
      + (facts.count == 1 ? facts[0] : facts.map { "- \($0)" }.joined(separator: "\n"))
  }

  /// What is known of an endpoint, one thing each. Parameters are named where nothing beside it lists them.
  static func facts(of endpoint: Endpoint, namesParameters: Bool) -> [String] {
    guard endpoint.hasKnownParameters else {
      return ["named by the documentation; what it takes is not known"]
    }
    var facts: [String] = []
    if let key = endpoint.responseKey { facts.append("answers with \(Markdown.code(key))") }
    facts.append(paging(of: endpoint))
    let required = endpoint.parameters.filter(\.isRequired).map(\.name)
    if namesParameters, !required.isEmpty { facts.append("required: \(list(required))") }
    for group in endpoint.exactlyOneOf { facts.append("takes exactly one of \(list(group))") }
    let others = endpoint.parameters.filter { parameter in
      !parameter.isRequired && !parameter.name.hasPrefix("pg[")
        && !endpoint.exactlyOneOf.contains { $0.contains(parameter.name) }
    }.map(\.name)
    if namesParameters, !others.isEmpty { facts.append("may be given: \(list(others))") }
    if let sorts = sorts(endpoint) { facts.append("sorts by \(sorts)") }
    if let columns = columns(endpoint) { facts.append("columns: \(columns)") }
    return facts
  }

  /// The properties that an endpoint sorts by, and who says so; nil where none is known.
  private static func sorts(_ endpoint: Endpoint) -> String? {
    endpoint.sortProperties.isEmpty
      ? nil : "\(list(endpoint.sortProperties)) (\(evidence(endpoint.sortEvidence)))"
  }

  /// The columns of an endpoint, and who says so; nil where none is known.
  private static func columns(_ endpoint: Endpoint) -> String? {
    endpoint.columns.isEmpty ? nil : "\(list(endpoint.columns)) (\(evidence(endpoint.columnEvidence)))"
  }

  static func paging(of endpoint: Endpoint) -> String {
    let limit = endpoint.parameter("pg[limit]")
    var words =
      switch endpoint.paging {
      case .none: "does not page: `pg[…]` has no effect (M2)"
      case .offset: "pages by `pg[limit]` and `pg[offset]`"
      case .last: "pages by `pg[last]`, the id of the last item"
      case .offsetAndLast: "pages by `pg[limit]` and `pg[offset]`, or by `pg[last]`, the id of the last item"
      case .observedOffset:
        "pages by `pg[limit]` and `pg[offset]`, which is not documented and was seen to work"
      case .accepted: "is not documented to page; `pg[…]` is accepted, and most likely has no effect"
      }
    if let value = limit?.defaultValue { words += "; \(value) items by default" }
    if let value = limit?.maximum { words += ", at most \(value)" }
    return words
  }

  private static func list(_ names: [String]) -> String { names.map(Markdown.code).joined(separator: ", ") }

  // MARK: Parameters

  static func page(of parameter: EndpointParameter, _ endpoint: Endpoint?) -> String {
    var lines = [
      "**\(Markdown.code(parameter.name))**" + (meaning(of: parameter.name).map { ": " + $0 } ?? "")
    ]
    lines.append(facts(of: parameter, endpoint).joined(separator: ", "))
    if parameter.name.hasPrefix("cols"), let columns = endpoint.flatMap(columns) {
      lines.append("columns: \(columns)")
    }
    if parameter.name == "pg[sortBy]", let sorts = endpoint.flatMap(sorts) { lines.append(sorts) }
    if let endpoint { lines.append("_\(Markdown.code("\(endpoint.method) \(endpoint.path)"))_") }
    if let source = source(of: parameter.name) { lines.append("_\(Markdown.escaped(source))_") }
    return lines.joined(separator: "\n\n")
  }

  /// Type, what is allowed, default, limits.
  static func facts(of parameter: EndpointParameter, _ endpoint: Endpoint?) -> [String] {
    var words = [type(parameter.type)]
    let isSort = parameter.name == "pg[sortBy]" && !(endpoint?.sortProperties.isEmpty ?? true)
    if !parameter.allowed.isEmpty, !isSort {
      words.append("one of \(list(parameter.allowed))")
    }
    if parameter.isRequired { words.append("required") }
    for group in endpoint?.exactlyOneOf ?? [] where group.contains(parameter.name) {
      words.append("exactly one of \(list(group)) is to be given")
    }
    if let value = parameter.defaultValue { words.append("default \(Markdown.code(value))") }
    if let value = parameter.minimum { words.append("at least \(value)") }
    if let value = parameter.maximum { words.append("at most \(value)") }
    if parameter.isDeprecated { words.append("deprecated") }
    return words
  }

  private static func type(_ type: ParameterType) -> String {
    switch type {
    case .string: "text"
    case .integer: "a whole number"
    case .number: "a number"
    case .boolean: "`true` or `false`"
    case .date: "a date"
    case .dateTime: "a date with its time"
    case .textList: "a list of texts: the parameter is repeated"
    case .integerList: "a list of whole numbers: the parameter is repeated"
    case .joinedText: "texts with commas between"
    }
  }

  /// What a parameter does, where a source tells (Make API, "Pagination, sorting and filtering"; Make query parameters,
  /// "Paging, sorting, columns").
  static func meaning(of name: String) -> String? {
    switch name {
    case "pg[limit]": "how many results are returned at most"
    case "pg[offset]": "how many results are skipped before the first that is returned"
    case "pg[sortBy]": "the property that results are sorted by"
    case "pg[sortDir]": "the order: `asc` ascending, `desc` descending"
    case "pg[last]": "the id of the last item of the page before"
    case "pg[showLast]": "whether the answer tells its last item"
    case "pg[returnTotalCount]": "whether the answer tells how many there are"
    case "confirmed": "confirms what cannot be undone; without it the answer is `IM004`"
    case _ where name == "cols" || name.hasPrefix("cols["):
      "the properties that the answer has, one in each; numbers in the brackets set their order"
    case _ where name.hasPrefix("<"): "values for a type that `type[]` names"
    default: nil
    }
  }

  private static func source(of name: String) -> String? {
    switch name {
    case "pg[limit]", "pg[offset]", "pg[sortBy]", "pg[sortDir]":
      "Make API, “Pagination, sorting and filtering”"
    case _ where name == "cols" || name.hasPrefix("cols["): "Make API, “Filtering”"
    default: nil
    }
  }

  // MARK: Properties

  static func column(_ name: String, _ endpoint: Endpoint) -> String {
    if name == "*" {
      return "**`*`**: all columns, as Make's own client asks for them\n\n_\(Markdown.code(endpoint.path))_"
    }
    let isKnown = endpoint.columns.contains(name)
    let what =
      isKnown
      ? "a column of `\(endpoint.method) \(endpoint.path)` (\(evidence(endpoint.columnEvidence)))"
      : endpoint.columns.isEmpty
        ? "a column; those of `\(endpoint.method) \(endpoint.path)` are not known"
        : "no column of `\(endpoint.method) \(endpoint.path)` that is known (\(evidence(endpoint.columnEvidence)))"
    return "**\(Markdown.code(name))**: \(what)"
  }

  static func sortProperty(_ name: String, _ endpoint: Endpoint) -> String {
    let isKnown = endpoint.sortProperties.contains(name)
    let what =
      isKnown
      ? "`\(endpoint.method) \(endpoint.path)` sorts by it (\(evidence(endpoint.sortEvidence)))"
      : endpoint.sortProperties.isEmpty
        ? "what `\(endpoint.method) \(endpoint.path)` sorts by is not known"
        : "`\(endpoint.method) \(endpoint.path)` is not known to sort by it (\(evidence(endpoint.sortEvidence)))"
    return "**\(Markdown.code(name))**: \(what)"
  }

  /// Who says so.
  static func evidence(_ evidence: Evidence) -> String {
    switch evidence {
    case .official: "Make's documentation"
    case .sdk: "Make's own client"
    case .observed: "seen in answers"
    case .settings: "your settings"
    }
  }
}
