import Evaluation
import MakeQuery

/// What a request asks for, as one English sentence.
package enum RequestSentence {
  package static func text(of request: TypedRequest) -> String {
    let question = request.question
    let path = "/" + question.path.map(\.text).joined(separator: "/")
    var parts = [action(question.method, path, request.endpoint)]
    if let filters = filters(of: question) { parts.append("where \(filters)") }
    var sentence = parts.joined(separator: " ")
    if value("confirmed", of: question) == "true" { sentence += ", confirmed" }
    sentence += page(of: question, request.endpoint)
    let columns = columns(of: question)
    if !columns.isEmpty { sentence += "; only the columns \(columns.map(quoted).joined(separator: ", "))" }
    if request.endpoint == nil { sentence += "; the endpoint is not known" }
    return sentence
  }

  private static func action(_ method: String, _ path: String, _ endpoint: Endpoint?) -> String {
    switch method {
    case "GET": "answers with \(quoted(endpoint?.responseKey ?? path))"
    case "POST": "sends its body to \(quoted(path))"
    case "PUT": "replaces \(quoted(path)) by its body"
    case "PATCH": "changes \(quoted(path)) as its body says"
    case "DELETE": "deletes \(quoted(path))"
    default: "asks \(quoted(path)) with \(quoted(method))"
    }
  }

  /// Everything that neither pages nor selects columns; values of one list together.
  private static func filters(of question: RequestQuestion) -> String? {
    var names: [String] = []
    var values: [String: [String]] = [:]
    for parameter in question.parameters {
      let root = String(decoding: parameter.root, as: UTF8.self)
      if root == "pg" || root == "cols" || parameter.name == "confirmed" { continue }
      let isList = parameter.keys.count == 1 && (parameter.keys.first?.allSatisfy { $0 &- 48 < 10 } ?? false)
      let name = isList ? root : parameter.name
      if values[name] == nil { names.append(name) }
      values[name, default: []].append(quoted(parameter.value.text))
    }
    if names.isEmpty { return nil }
    return names.map { name in
      let all = values[name] ?? []
      guard all.count > 1, let last = all.last else { return "\(quoted(name)) is \(all.joined())" }
      return "\(quoted(name)) is \(all.dropLast().joined(separator: ", ")) or \(last)"
    }.joined(separator: " and ")
  }

  private static func page(of question: RequestQuestion, _ endpoint: Endpoint?) -> String {
    var words = ""
    let direction = value("pg[sortDir]", of: question).map { $0 == "desc" ? "descending" : "ascending" }
    if let property = value("pg[sortBy]", of: question) {
      words += ", sorted by \(quoted(property))" + (direction.map { ", \($0)" } ?? "")
    } else if let direction {
      words += ", \(direction)"
    }
    if let last = value("pg[last]", of: question) { words += ", from what follows the item \(quoted(last))" }
    if let offset = value("pg[offset]", of: question), offset != "0" {
      words += ", after the first \(offset)"
    }
    if let limit = value("pg[limit]", of: question) {
      words += ", at most \(limit)"
    } else if question.method == "GET", let limit = endpoint?.parameter("pg[limit]")?.defaultValue {
      words += ", at most \(limit) (the default)"
    }
    return words
  }

  /// In their order: numbers in the brackets set it, where all have one.
  private static func columns(of question: RequestQuestion) -> [String] {
    let columns = question.parameters.filter { $0.root.elementsEqual("cols".utf8) }
    let numbers = columns.compactMap { parameter in
      parameter.keys.first.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    }
    let values = columns.map(\.value.text).filter { $0 != "*" }
    guard numbers.count == columns.count, values.count == columns.count else { return values }
    return zip(numbers, values).enumerated().sorted {
      $0.element.0 == $1.element.0 ? $0.offset < $1.offset : $0.element.0 < $1.element.0
    }.map(\.element.1)
  }

  private static func value(_ name: String, of question: RequestQuestion) -> String? {
    question.parameters.last { $0.name == name }?.value.text
  }

  private static func quoted(_ text: String) -> String { "`\(text)`" }
}
