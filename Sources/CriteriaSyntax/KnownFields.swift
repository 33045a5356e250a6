import SourceText

/// The field names the parser may rely on. Tree and formatting are functions of the text and this set; grammars and
/// generated texts use the empty one.
package struct KnownFields: Sendable, Hashable {
  package static let none = KnownFields([])

  private let names: Set<[UInt8]>

  package init(_ names: some Sequence<String>) {
    self.names = Set(names.map { Array($0.utf8) })
  }

  package var isEmpty: Bool { names.isEmpty }

  package func contains(_ name: ArraySlice<UInt8>) -> Bool {
    !names.isEmpty && names.contains(Array(name))
  }
}
