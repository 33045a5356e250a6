import SourceText

/// A place that another leads to.
package struct SymbolTarget: Sendable, Hashable {
  package let path: FilePath
  package let bytes: [UInt8]
  /// The name.
  package let range: ByteRange
  /// What the name stands in.
  package let container: ByteRange
}

extension SymbolWorkspace {
  /// Where it is said what the name at a place of `text` stands for: a field and a datastore in their schema (a
  /// datastore without one, its fixtures), a hole at its `@let`, a script's variable where it is assigned.
  package mutating func definition(of place: SymbolPlace, in text: SymbolText) -> [SymbolTarget] {
    let symbol = NamedSymbol(place)
    if symbol.kind == .variable {
      return text.origins(at: place.range.start).map {
        SymbolTarget(path: text.path, bytes: text.bytes, range: $0, container: $0)
      }
    }
    let files =
      symbol.isLocal
      ? [FilePlaces(path: text.path, bytes: text.bytes, places: text.places(of: symbol))]
      : schemaPlaces(of: symbol, in: text)
    let found = files.flatMap { file in
      file.places.filter { $0.role == .declaration }.map {
        SymbolTarget(path: file.path, bytes: file.bytes, range: $0.range, container: $0.container)
      }
    }
    if !found.isEmpty || symbol.kind != .datastore { return found }
    return fixtureTexts(of: [symbol.name], like: text).map {
      SymbolTarget(path: $0.path, bytes: $0.bytes, range: ByteRange(at: 0), container: ByteRange(at: 0))
    }
  }

  /// The most places of one fixture that are listed: every record repeats its keys.
  private static let mostKeys = 1000

  /// Where the name stands. The fixtures of a datastore are places of it, by their beginning.
  package mutating func references(
    of place: SymbolPlace, in text: SymbolText, includingDeclaration: Bool
  ) -> [FilePlaces] {
    let symbol = NamedSymbol(place)
    var found = places(of: symbol, in: text).map { file in
      FilePlaces(
        path: file.path, bytes: file.bytes,
        places: Array(
          file.places.lazy.filter { includingDeclaration || $0.role != .declaration }.prefix(Self.mostKeys)))
    }
    if symbol.kind == .datastore {
      for fixture in fixtureTexts(of: [symbol.name], like: text) {
        let place = SymbolPlace(.datastore, symbol.name, range: ByteRange(at: 0))
        found.append(FilePlaces(path: fixture.path, bytes: fixture.bytes, places: [place]))
      }
    }
    return found.filter { !$0.places.isEmpty }.sorted { $0.path < $1.path }
  }
}
