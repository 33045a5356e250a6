import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Evaluation
import SourceText
import Workspace

/// What `query` is told beside the criteria, read as far as it can be without records.
struct QueryOptions {
  private let parameters: [CriteriaQuestion.Parameter]
  let isUnlimited: Bool
  private let limit: Int?
  /// The names of the fields to show, in their order; nil for all.
  let columns: [String]?
  private let fromIndex: Int?

  init(_ command: QueryCommand) throws(UsageFailure) {
    var parameters: [CriteriaQuestion.Parameter] = []
    if let order = command.orderBy { parameters.append(CriteriaQuestion.Parameter(.orderBy, order)) }
    isUnlimited = command.limit == "all"
    var number: Int?
    if let limit = command.limit, !isUnlimited {
      guard case .number(let value) = QueryLimit(MappedText(bytes: Array(limit.utf8))) else {
        throw UsageFailure("`--limit` takes a number or `all`, not `\(limit)`")
      }
      number = value
      parameters.append(CriteriaQuestion.Parameter(.limit, limit))
    }
    if let token = command.nextToken { parameters.append(CriteriaQuestion.Parameter(.nextToken, token)) }
    if command.nextToken != nil, command.fromIndex != nil {
      throw UsageFailure("`--next-token` and `--from-index` do not go together; give one of them")
    }
    limit = number
    self.parameters = parameters
    fromIndex = command.fromIndex
    columns = command.columns.map { text in
      text.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
    }
    if let columns, columns.isEmpty {
      throw UsageFailure("`--columns` takes names of fields with commas between")
    }
  }

  /// What is judged with the criteria. Standard input knows no pages, and so no limit of a page.
  func parameters(isStream: Bool) -> [CriteriaQuestion.Parameter] {
    isStream ? parameters.filter { $0.kind != .limit || (limit ?? 1) < 1 } : parameters
  }

  /// What the api that is meant does not know.
  func check(_ api: APIVersion) throws(UsageFailure) {
    guard let fromIndex else { return }
    if api == .v3 {
      throw UsageFailure("`--from-index` belongs to v2; add `--api v2`, or use `--next-token`")
    }
    if fromIndex < 1 { throw UsageFailure("`--from-index` counts from 1; `\(fromIndex)` is no place") }
  }

  /// The most records of the answer; nil for all.
  func limit(_ check: CriteriaCheck, token: String?, isStream: Bool) -> Int? {
    if isUnlimited || (isStream && limit == nil) { return nil }
    if isStream, let limit { return limit }
    if let text = check.value(of: .limit), case .number(let number) = QueryLimit(MappedText(bytes: text)) {
      return max(number, 1)
    }
    if let token, let cursor = PageCursor(token: token), let limit = cursor.limit { return limit }
    return Limits.defaultPageSize(check.api)
  }

  /// The most records of standard input to answer with; nil for all.
  var streamLimit: Int? { isUnlimited ? nil : limit }

  /// The fields that are shown, in their order: those that were asked for, else all.
  func fields(of layout: RecordLayout) throws(UsageFailure) -> [Int] {
    guard let columns else { return Array(layout.fields.indices) }
    var fields: [Int] = []
    for name in columns {
      guard let field = layout.index(of: name) else {
        let meant = Suggestions.nearest(to: name, in: layout.fields.map(\.name))
        throw UsageFailure(
          "`--columns`: these records have no field `\(name)`"
            + (meant.map { "; did you mean `\($0)`?" } ?? ""))
      }
      if !fields.contains(field) { fields.append(field) }
    }
    return fields
  }
}
