import Embedding
import SourceText

/// Something of the workspace that was looked for by its name.
package struct FoundSymbol: Sendable {
  package let kind: OutlineSymbol.Kind
  package let name: String
  /// The datastore of a field or a query; what is asked of a request that has a name.
  package let container: String?
  package let path: FilePath
  package let bytes: [UInt8]
  package let range: ByteRange
}

extension SymbolWorkspace {
  /// Datastores, their fields, queries and requests whose name has the letters of `query` in their order, the best first;
  /// everything for an empty one. At most `limit`.
  package mutating func search(_ query: String, limit: Int) -> [FoundSymbol] {
    let wanted = Self.letters(query)
    var found: [(symbol: SymbolCache.Symbol, path: FilePath, rank: Int)] = []
    func add(_ symbol: SymbolCache.Symbol, _ path: FilePath) {
      guard let rank = Self.rank(wanted, in: symbol.name) else { return }
      found.append((symbol, path, rank * 4 + Self.order(symbol.kind)))
    }
    for text in everything() {
      for schema in schemaTexts(like: text) {
        for place in schema.places() where place.role == .declaration {
          add(
            SymbolCache.Symbol(
              kind: place.kind == .field ? .field : .datastore, name: place.name,
              container: place.owners.first, range: place.range), schema.path)
        }
      }
      for (path, symbols) in hostSymbols(like: text) {
        for symbol in symbols { add(symbol, path) }
      }
    }
    let sorted = found.enumerated().sorted { left, right in
      left.element.rank == right.element.rank
        ? left.offset < right.offset : left.element.rank < right.element.rank
    }
    var texts: [FilePath: [UInt8]] = [:]
    return sorted.prefix(limit).compactMap { _, found in
      guard let bytes = texts[found.path] ?? bytes(of: found.path) else { return nil }
      texts[found.path] = bytes
      return FoundSymbol(
        kind: found.symbol.kind, name: found.symbol.name, container: found.symbol.container,
        path: found.path, bytes: bytes,
        // The file may have changed since it was looked into.
        range: found.symbol.range.clamped(to: ByteRange(0, bytes.count)))
    }
  }

  /// The queries and requests of a text.
  static func symbols(in text: SymbolText) -> [SymbolCache.Symbol] {
    guard let host = text.plainHost else { return [] }
    let queries = host.queries.map { query in
      let symbol = DocumentAssistance.symbol(of: query)
      return SymbolCache.Symbol(
        kind: .query, name: symbol.name, container: query.targets.lazy.compactMap(\.datastore).first,
        range: symbol.selection)
    }
    return queries
      + text.requestSymbols(host).map {
        SymbolCache.Symbol(kind: .request, name: $0.name, container: $0.detail, range: $0.selection)
      }
  }

  private static func order(_ kind: OutlineSymbol.Kind) -> Int {
    switch kind {
    case .datastore: 0
    case .field: 1
    case .query, .request, .condition: 2
    }
  }

  /// How well a name fits: 0 the same, 1 beginning, 2 a part, 3 the letters in their order; nil: not at all.
  private static func rank(_ wanted: [Unicode.Scalar], in name: String) -> Int? {
    if wanted.isEmpty { return 0 }
    let name = letters(name)
    guard wanted.count <= name.count else { return nil }
    if name.starts(with: wanted) { return wanted.count == name.count ? 0 : 1 }
    var next = 0
    for scalar in name where next < wanted.count && scalar == wanted[next] { next += 1 }
    guard next == wanted.count else { return nil }
    return name.firstRange(of: wanted) == nil ? 3 : 2
  }
  private static func letters(_ text: String) -> [Unicode.Scalar] {
    Array(text.lowercased().unicodeScalars).filter { !$0.properties.isWhitespace }
  }
}
