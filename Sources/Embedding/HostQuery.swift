import CriteriaSyntax
import SourceText

/// One query found in a file: a criteria text, its parameters, and the calls it reaches.
package struct HostQuery: Sendable {
  /// A parameter beside the criteria. Ranges of `text` map to the file like the criteria's own.
  package struct Parameter: Sendable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
      case orderBy = "order_by"
      case limit
      case fromIndex = "from_index"
      case nextToken = "next_token"
      case startToken = "start_token"
      case syncToken = "sync_token"
      case ids
    }
    package let kind: Kind
    package let text: MappedText

    package init(kind: Kind, text: MappedText) {
      self.kind = kind
      self.text = text
    }
  }

  /// A call that the query reaches.
  package struct Target: Sendable, Hashable {
    /// The datastore's unique name; nil where it is computed, or not given.
    package let datastore: String?
    /// The name's place in the file, inside its quotes; nil with the name, and where a default names it.
    package let datastoreRange: ByteRange?
    package let operation: Operation
    package let api: APIVersion

    package init(datastore: String?, datastoreRange: ByteRange?, operation: Operation, api: APIVersion) {
      self.datastore = datastore
      self.datastoreRange = datastoreRange
      self.operation = operation
      self.api = api
    }
  }

  /// `@let name = value` of a criteria document [decision C28].
  package struct Binding: Sendable {
    /// The trimmed name as it stands in the file.
    package let name: ByteRange
    /// The value, quotes removed.
    package let value: MappedText

    package init(name: ByteRange, value: MappedText) {
      self.name = name
      self.value = value
    }
  }

  /// `@expect …` of a criteria document.
  package struct Expectation: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      /// All matches, before the limit.
      case count(Int)
      case ids([String], inOrder: Bool)
      /// A rule's code or a server code.
      case error(String)
    }
    package let kind: Kind
    package let range: ByteRange

    package init(kind: Kind, range: ByteRange) {
      self.kind = kind
      self.range = range
    }
  }

  /// Nil where the request has no criteria at all, which is not the same as an empty one.
  package var criteria: MappedText?
  package var parameters: [Parameter]
  /// Never empty; each is judged on its own and equal findings are merged.
  package var targets: [Target]
  package var bindings: [Binding]
  package var expectations: [Expectation]
  /// Whether the text is only a part of what reaches the server: highlighted and completed, never reported.
  package var isFragment: Bool
  /// The query's place in the file: the block of a document, or from the first literal to the last.
  package var range: ByteRange

  package init(
    criteria: MappedText?, parameters: [Parameter] = [], targets: [Target], bindings: [Binding] = [],
    expectations: [Expectation] = [], isFragment: Bool = false, range: ByteRange
  ) {
    self.criteria = criteria
    self.parameters = parameters
    self.targets = targets
    self.bindings = bindings
    self.expectations = expectations
    self.isFragment = isFragment
    self.range = range
  }
}
