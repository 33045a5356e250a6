/// A text with places to go on typing at, in their order.
package struct CompletionSnippet: Sendable, Hashable {
  package enum Part: Sendable, Hashable {
    case text(String)
    /// A place with what stands there until something is typed; number 0 is where the cursor ends.
    case stop(Int, String)
  }

  package let parts: [Part]

  package init(_ parts: Part...) {
    self.parts = parts
  }

  package init(_ parts: [Part]) {
    self.parts = parts
  }

  /// Each text in it as `encode` writes it; nil where one cannot be written.
  package func encoded(_ encode: (String) -> String?) -> CompletionSnippet? {
    var result: [Part] = []
    for part in parts {
      switch part {
      case .text(let text):
        guard let text = encode(text) else { return nil }
        result.append(.text(text))
      case .stop(let number, let text):
        guard let text = text.isEmpty ? text : encode(text) else { return nil }
        result.append(.stop(number, text))
      }
    }
    return CompletionSnippet(result)
  }
}

/// What more can be said about a candidate when somebody looks at it.
package enum CompletionTopic: Sendable, Hashable {
  case field(String)
  /// A spelling of the operator table.
  case comparison(String)
  case logical(String)
  /// A keyword of a directive.
  case directive(String)
  case datastore(String)
  /// A rule's code.
  case rule(String)
  /// A key beside `criteria`.
  case key(String)
  /// A task of Deluge.
  case task(String)
  case endpoint(RequestTopic)
  /// A parameter of a request.
  case parameter(RequestTopic)
  case column(RequestTopic)
  case sortProperty(RequestTopic)
}
