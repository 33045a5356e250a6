import Embedding
import Fixtures
import SourceText

/// A text as an editor has it open.
package struct OpenText: Sendable {
  /// Absolute; of a text that is no file, a path that no other has.
  package let path: FilePath
  package let bytes: [UInt8]
  /// How the text is read where its place does not make it a schema or a fixture; nil: not at all.
  package let kind: HostKind?

  package init(path: FilePath, bytes: [UInt8], kind: HostKind?) {
    self.path = path
    self.bytes = bytes
    self.kind = kind
  }
}

/// What names stand in a file for.
enum SymbolSource: Sendable, Hashable {
  /// Queries.
  case host(HostKind)
  case schema
  /// Records of the datastore.
  case fixture(String, FixtureFormat)
}

/// A text in which names are looked for.
package struct SymbolText: Sendable {
  package let path: FilePath
  package let bytes: [UInt8]
  let source: SymbolSource
  let workspace: WorkspaceSnapshot
  /// Among the workspaces of the session.
  let workspaceIndex: Int
  /// Its queries, where they are known.
  var knownHost: HostFile?

  /// The queries, where the text holds some.
  package var host: HostFile? {
    guard case .host(let kind) = source else { return nil }
    if let knownHost { return knownHost }
    return HostReader.read(bytes, path: path, kind: kind, workspace: workspace)
  }

  /// The queries without the fields of a script that stand outside of them.
  var plainHost: HostFile? {
    guard case .host(let kind) = source else { return nil }
    return knownHost
      ?? HostReader.read(bytes, path: path, kind: kind, workspace: workspace, collectsFields: false)
  }

  /// The same text with the queries that were read of it, where they were read with all names.
  package func with(_ host: HostFile?) -> SymbolText {
    var text = self
    if case .host = source, host?.knowsFields ?? false { text.knownHost = host }
    return text
  }

  /// All places, or those of one name, in the order of the text.
  package func places(named name: String? = nil) -> [SymbolPlace] {
    switch source {
    case .host(let kind):
      guard let host else { return [] }
      return HostSymbols.places(
        of: host, bytes: bytes, kind: kind, catalog: workspace.catalog, named: name)
    case .schema:
      return SchemaSymbols.places(in: bytes).filter { name == nil || $0.name == name }
    case .fixture: return fixturePlaces(named: name.map { [$0] })
    }
  }

  /// The keys of records; empty for any other text. Nil: of every name.
  func fixturePlaces(named names: [String]?) -> [SymbolPlace] {
    guard case .fixture(let datastore, let format) = source else { return [] }
    let wanted = names?.map { Array($0.utf8) }
    // Most fixtures hold no name that is misspelt.
    if let first = wanted?.first, !SystemCalls.contains(first, rare: 0, in: bytes) { return [] }
    return FixtureSymbols.places(
      in: bytes, format: format, datastore: datastore, names: wanted)
  }

  /// What stands at `offset`; the shortest name where several do.
  package func place(at offset: Int) -> SymbolPlace? {
    if case .fixture(let datastore, let format) = source {
      return FixtureSymbols.place(at: offset, in: bytes, format: format, datastore: datastore)
    }
    let found = places().filter { $0.touches(offset) }
    let inside = found.filter { $0.range.contains(offset) }
    return (inside.isEmpty ? found : inside).min { $0.range.count < $1.range.count }
      ?? variable(at: offset)?.first { $0.touches(offset) }
  }

  /// The places of the symbol in this text alone.
  package func places(of symbol: NamedSymbol) -> [SymbolPlace] {
    if symbol.kind == .variable {
      return variable(at: symbol.scope.start) ?? []
    }
    return places(named: symbol.name).filter(symbol.matches)
  }

  /// Of a script's variable that stands in a query: all its places.
  func variable(at offset: Int) -> [SymbolPlace]? {
    guard case .host(.deluge) = source, let variable = DelugeVariable(at: offset, in: bytes), let host else {
      return nil
    }
    func uses(_ text: MappedText) -> Bool {
      text.holes.contains { hole in
        hole.form == .operand
          && variable.places.contains { text.fileRange(hole.range).contains($0.range) }
      }
    }
    let isInQuery =
      host.queries.contains { query in
        ([query.criteria].compactMap(\.self) + query.parameters.map(\.text)).contains(where: uses)
      } || host.requests.contains { uses($0.text) }
    guard isInQuery, let first = variable.places.first else { return nil }
    return variable.places.map { place in
      SymbolPlace(
        .variable, variable.name, scope: first.range, range: place.range,
        role: place.isAssigned ? .declaration : .read)
    }
  }

  /// The assignments that a variable at `offset` may have its value from; empty for one that is given from outside.
  func origins(at offset: Int) -> [ByteRange] {
    DelugeVariable(at: offset, in: bytes)?.origins ?? []
  }
}

extension WorkspaceSnapshot {
  /// What names in the file stand for; `kind` is how it is read where it is neither schema nor fixture.
  func symbolSource(of path: FilePath, kind: HostKind?) -> SymbolSource? {
    if patterns.isSchema(path) || schemaFiles.contains(path) { return .schema }
    let name = FixtureStore.name(of: path)
    if let format = FixtureFormat(fileName: String(decoding: path.lastComponent, as: UTF8.self)),
      patterns.isFixture(path) || fixtureFiles(of: name).contains(path)
    {
      return .fixture(name, format)
    }
    return kind.map { .host($0) }
  }
}
