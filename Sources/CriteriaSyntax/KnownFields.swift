import SourceText

/// The field names the parser may rely on. Tree and formatting are functions of the text and this set; grammars and
/// generated texts use the empty one.
package struct KnownFields: Sendable, Hashable {
  package static let none = KnownFields([])

  /// The names by their length, so that a look-up compares few and allocates nothing.
  private let names: [Int: [[UInt8]]]
  private let longest: Int

  package init(_ names: some Sequence<String>) {
    let unique = Set(names.map { Array($0.utf8) })
    self.names = Dictionary(grouping: unique, by: \.count)
    longest = unique.map(\.count).max() ?? 0
  }

  package var isEmpty: Bool { names.isEmpty }

  package func contains(_ name: ArraySlice<UInt8>) -> Bool {
    guard name.count <= longest, let candidates = names[name.count] else { return false }
    return candidates.contains { $0.elementsEqual(name) }
  }
}
