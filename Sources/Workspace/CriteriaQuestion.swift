import CriteriaSemantics
import CriteriaSyntax
import Embedding
import SourceText

/// A criteria that a person typed somewhere, on a command line or at a prompt, and what was said beside it.
package struct CriteriaQuestion: Sendable {
  /// A text beside the criteria, such as an `order_by`.
  package struct Parameter: Sendable {
    package let kind: HostQuery.Parameter.Kind
    package let text: [UInt8]

    package init(_ kind: HostQuery.Parameter.Kind, _ text: String) {
      self.kind = kind
      self.text = Array(text.utf8)
    }
  }

  package var text: [UInt8]
  /// The unique name; nil means the only datastore of the workspace.
  package var datastore: String?
  package var operation: CriteriaSyntax.Operation
  /// Nil: as the settings say.
  package var api: APIVersion?
  package var bindings: [PlainEnglish.Binding]
  package var parameters: [Parameter]
  /// The names of the fields that the records have, for the parser where no schema tells.
  package var recordFields: [String]
  /// The datastore's schema where it is not one of the workspace's: that of a store.
  package var schema: DatastoreSchema?
  /// Whether the records are none of the workspace's, so that none of its schemas is meant: a file of anywhere.
  package var isOutsideWorkspace = false

  package init(
    _ text: [UInt8], datastore: String? = nil, operation: CriteriaSyntax.Operation = .list,
    api: APIVersion? = nil, bindings: [PlainEnglish.Binding] = [], parameters: [Parameter] = [],
    recordFields: [String] = []
  ) {
    self.text = text
    self.datastore = datastore
    self.operation = operation
    self.api = api
    self.bindings = bindings
    self.parameters = parameters
    self.recordFields = recordFields
  }
}

extension PlainEnglish.Binding {
  /// `name=value`; nil where there is no name or no `=`.
  package init?(assignment text: String) {
    guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    var name = text.utf8[..<equals].drop(while: isBlank)
    while let last = name.last, isBlank(last) { name.removeLast() }
    if name.isEmpty { return nil }
    self.init(
      name: String(decoding: name, as: UTF8.self),
      value: String(decoding: text.utf8[text.utf8.index(after: equals)...], as: UTF8.self))
  }
}
