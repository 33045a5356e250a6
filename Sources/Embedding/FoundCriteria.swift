import SourceText

/// The criteria of a request and what stands beside it; of each the first that was found.
struct FoundCriteria {
  var criteria: MappedText?
  var parameters: [HostQuery.Parameter] = []
  /// False where a hole may hold more parameters, or the criteria.
  var isComplete = true

  mutating func add(_ kind: HostQuery.Parameter.Kind, _ text: MappedText) {
    if !parameters.contains(where: { $0.kind == kind }) {
      parameters.append(HostQuery.Parameter(kind: kind, text: text))
    }
  }

  mutating func add(_ query: RequestQuery) {
    if criteria == nil { criteria = query.value(of: "criteria".utf8) }
    for parameter in query.queryParameters { add(parameter.kind, parameter.text) }
    if query.hasHoleForParameters { isComplete = false }
  }
}
