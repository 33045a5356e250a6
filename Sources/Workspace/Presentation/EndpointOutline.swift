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

  /// What is known beside its parameters, one thing each.
  package static func facts(of endpoint: Endpoint) -> [String] {
    RequestWords.facts(of: endpoint, namesParameters: false)
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
