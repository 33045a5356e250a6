import SourceText

/// The field names the parser may rely on. Tree and formatting are functions of the text and this set; grammars and
/// generated texts use the empty one.
package struct KnownFields: Sendable {
  package static let none = KnownFields([])

  /// Shared, because the set is handed on with every text and never changes.
  private final class Table: Sendable {
    /// The names by their length, so that a look-up compares few and allocates nothing.
    let names: [Int: [[UInt8]]]
    let longest: Int

    init(_ unique: Set<[UInt8]>) {
      names = Dictionary(grouping: unique, by: \.count)
      longest = unique.map(\.count).max() ?? 0
    }
  }

  private let table: Table

  package init(_ names: some Sequence<String>) {
    table = Table(Set(names.map { Array($0.utf8) }))
  }

  package var isEmpty: Bool { table.longest == 0 && table.names.isEmpty }

  package func contains(_ name: ArraySlice<UInt8>) -> Bool {
    guard name.count <= table.longest, let candidates = table.names[name.count] else { return false }
    return candidates.contains { $0.elementsEqual(name) }
  }

  /// Whether one is a copy of the other; false says nothing.
  func isCopy(of other: KnownFields) -> Bool { table === other.table }
}
