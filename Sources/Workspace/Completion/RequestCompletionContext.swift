import MakeQuery
import SourceText

/// What is known where a request is completed.
package struct RequestCompletionContext: Sendable {
  /// How a place is written that a value is put into later.
  package enum HoleForm: Sendable, Hashable {
    /// `{teamId}`
    case brace
    /// `{{teamId}}`
    case doubleBrace

    func written(_ name: String) -> String {
      switch self {
      case .brace: "{\(name)}"
      case .doubleBrace: "{{\(name)}}"
      }
    }
  }

  /// A value that saved answers hold.
  package struct SeenValue: Sendable, Hashable {
    package let value: [UInt8]
    package let count: Int

    package init(value: [UInt8], count: Int) {
      self.value = value
      self.count = count
    }
  }

  package typealias SeenValues =
    @Sendable (_ property: String, _ endpoint: Endpoint?, _ limit: Int) -> [SeenValue]

  package var endpoints: EndpointCatalogue
  /// In capitals, where it does not stand in the text itself; nil where nothing tells.
  package var method: String?
  /// Whether a method may stand before the address in the text.
  package var takesMethod = false
  /// Hosts beside those of Make, of the settings.
  package var hosts: [String] = []
  /// Whether brackets are to be encoded where none is written yet.
  package var encodesBrackets = false
  /// The names of variables that have a value.
  package var variables: [String] = []
  /// How variables are written; nil where none can be.
  package var holeForm: HoleForm? = .brace
  /// Whether the front end can show places to go on typing at.
  package var offersSnippets = false
  /// How many values of a property are offered.
  package var mostValues = 100
  /// The values of a property in what an endpoint answered, the most frequent first.
  package var seenValues: SeenValues = { _, _, _ in [] }

  package init(endpoints: EndpointCatalogue) {
    self.endpoints = endpoints
  }
}
