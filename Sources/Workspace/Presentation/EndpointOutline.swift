import Evaluation
import MakeQuery
import SourceText

/// What an endpoint takes, and what a request asks for, as lines of columns for a person.
package enum EndpointOutline {
  /// Each parameter with what it takes and what it does.
  package static func parameters(of endpoint: Endpoint) -> [[String]] {
    endpoint.offeredParameters.map { parameter in
      [
        parameter.name, RequestWords.facts(of: parameter, endpoint).joined(separator: ", "),
        RequestWords.meaning(of: parameter.name) ?? "",
      ]
    }
  }

  /// What is known beside its parameters, a sentence each.
  package static func facts(of endpoint: Endpoint) -> [String] {
    guard endpoint.hasKnownParameters else {
      return ["named by the documentation; what it takes is not known"]
    }
    var facts: [String] = []
    if let key = endpoint.responseKey { facts.append("answers with `\(key)`") }
    facts.append(RequestWords.paging(of: endpoint))
    for group in endpoint.exactlyOneOf {
      facts.append("takes exactly one of \(group.map { "`\($0)`" }.joined(separator: ", "))")
    }
    if !endpoint.sortProperties.isEmpty {
      facts.append(
        "sorts by \(endpoint.sortProperties.joined(separator: ", ")) "
          + "(\(RequestWords.evidence(endpoint.sortEvidence)))")
    }
    if !endpoint.columns.isEmpty {
      facts.append(
        "columns: \(endpoint.columns.joined(separator: ", ")) "
          + "(\(RequestWords.evidence(endpoint.columnEvidence)))")
    }
    return facts
  }

  /// What each part of a request asks for.
  package static func parts(of request: TypedRequest) -> [[String]] {
    request.question.parameters.map { parameter in
      let name = parameter.name
      let known = RequestWords.meaning(of: name)
      return [
        name, parameter.value.text,
        known ?? "selects what has `\(parameter.value.text)` as its `\(name)`, where records have one",
      ]
    }
  }
}
