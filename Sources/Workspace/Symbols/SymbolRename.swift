import CriteriaSemantics
import CriteriaSyntax
import Embedding
import SourceText

/// What a new name changes.
package struct SymbolRename: Sendable {
  /// In the order of their paths.
  package var files: [FileEdits] = []
  /// Fixtures whose name is that of their datastore.
  package var moves: [Move] = []
  /// Set where the change reaches what the API cannot change: a title, and what it means.
  package var warning: Warning?

  package init() {}

  init(files: [FileEdits]) {
    self.files = files
  }

  /// A file that is named after what is renamed.
  package struct Move: Sendable, Hashable {
    package let from: FilePath
    package let to: FilePath
  }

  /// What a person is to decide before anything changes.
  package struct Warning: Sendable, Hashable {
    package let title: String
    package let description: String
  }
}

/// Why a name is not changed: a sentence, lower case, no final stop.
package struct RenameRefusal: Error, Sendable, Hashable {
  package let message: String
  /// Whether another new name would do.
  package let isAboutName: Bool

  init(_ message: String, isAboutName: Bool = false) {
    self.message = message
    self.isAboutName = isAboutName
  }

  static func name(_ message: String) -> RenameRefusal { RenameRefusal(message, isAboutName: true) }
}

extension SymbolWorkspace {
  /// Refuses what no new name can be given to.
  package func checkRename(of place: SymbolPlace, in text: SymbolText) throws(RenameRefusal) {
    switch place.kind {
    case .field where FieldTable.systemFields.contains(place.name):
      throw RenameRefusal("every record has `\(place.name)`; its name is the API's")
    case .variable where !text.places(of: NamedSymbol(place)).contains(where: { $0.role == .declaration }):
      throw RenameRefusal("`\(place.name)` is given to the script from outside; nothing in it gives the name")
    default: break
    }
    if !place.isEditable { throw Self.refusal(glued: [(text.path, text.bytes, place)], text) }
  }

  /// Every change that gives a new name to what stands at a place of `text`.
  package mutating func rename(
    _ place: SymbolPlace, in text: SymbolText, to newName: String
  ) throws(RenameRefusal) -> SymbolRename {
    try checkRename(of: place, in: text)
    if newName == place.name { return SymbolRename() }
    var symbol = NamedSymbol(place)
    switch symbol.kind {
    case .variable: return try renameVariable(symbol, in: text, to: newName)
    case .hole: return try renameHole(symbol, in: text, to: newName)
    case .field: return try renameField(&symbol, in: text, to: newName)
    case .datastore: return try renameDatastore(symbol, in: text, to: newName)
    }
  }

  // MARK: Fields

  private mutating func renameField(
    _ symbol: inout NamedSymbol, in text: SymbolText, to newName: String
  ) throws(RenameRefusal) -> SymbolRename {
    if symbol.isLocal {
      try checkFieldName(newName, limit: Limits.nameLength(.v2))
      return SymbolRename(files: try edits(places(of: symbol, in: text), text, newName))
    }
    // A text that reaches two datastores can spell the field in one way only.
    var hosts = hostPlaces(of: symbol, in: text)
    while true {
      let reached = Set(hosts.flatMap(\.places).flatMap(\.owners)).union(symbol.owners)
      if reached == symbol.owners { break }
      symbol.owners = reached
      hosts = hostPlaces(of: symbol, in: text)
    }
    let schemas = schemaTexts(like: text).map { text in (text: text, places: text.places()) }
    func owners(of name: String) -> Set<String> {
      Set(
        schemas.flatMap(\.places).filter { $0.kind == .field && $0.role == .declaration && $0.name == name }
          .flatMap(\.owners)
      ).intersection(symbol.owners)
    }
    let described = owners(of: symbol.name)
    let taken = owners(of: newName)
    if let owner = described.intersection(taken).min() {
      throw .name("`\(newName)` is a field of `\(owner)` already; two fields cannot become one")
    }
    let isSystem = FieldTable.systemFields.contains(newName)
    if isSystem, let owner = described.min() {
      throw .name("every record of `\(owner)` has a field `\(newName)` already; two fields cannot become one")
    }
    if taken.isEmpty, !isSystem { try checkFieldName(newName, limit: nameLimit(of: symbol, text)) }
    try checkFixtures(of: symbol, in: text, newName)
    var files = hosts + fixturePlaces(of: symbol, in: text)
    var result = SymbolRename()
    if let owner = described.min() {
      files += schemaPlaces(of: symbol, in: text)
      result.warning = SymbolRename.Warning(
        title: "Rename the field `\(symbol.name)` of `\(owner)` in its schema",
        description:
          "the API cannot rename a field: in Cliq it stays `\(symbol.name)` until there is a new field "
          + "`\(newName)` with its values")
    }
    result.files = try edits(files, text, newName)
    return result
  }

  /// The documented length of a name: v2's are longer.
  private func nameLimit(of symbol: NamedSymbol, _ text: SymbolText) -> Int {
    var versions = text.workspace.catalog.schemas.map(\.schema)
      .filter { symbol.owners.contains($0.uniqueName) }.map(\.api)
    if versions.isEmpty {
      if case .host(.deluge) = text.source {
        versions = [.v2]
      } else {
        versions = [text.workspace.settings.dialect.api]
      }
    }
    return versions.map(Limits.nameLength).max() ?? Limits.nameLength(.v3)
  }

  private func checkFieldName(_ name: String, limit: Int, what: String = "field") throws(RenameRefusal) {
    let bytes = Array(name.utf8)
    if bytes.isEmpty { throw .name("a \(what) needs a name") }
    // The characters are the same for both versions of the API, and judged before the length.
    if FieldName.problem(Array(bytes.prefix(1)), ByteRange(0, 1), api: .v2) == .characters
      || bytes.contains(where: { !Self.isNameByte($0) })
    {
      throw .name(
        "`\(name)` cannot name a \(what): expected lowercase letters, digits and `_`, beginning with a letter"
      )
    }
    if bytes.count > limit {
      throw .name("`\(name)` has \(bytes.count) characters; the name of a \(what) has at most \(limit)")
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
    default: false
    }
  }

  /// A record that has both names would lose a value.
  private func checkFixtures(
    of symbol: NamedSymbol, in text: SymbolText, _ newName: String
  ) throws(RenameRefusal) {
    for fixture in fixtureTexts(of: symbol.owners, like: text) {
      let places = fixture.fixturePlaces(named: [symbol.name, newName])
      let records = Set(places.lazy.filter { $0.name == newName }.map(\.container.start))
      if records.isEmpty { continue }
      if let both = places.first(where: { $0.name == symbol.name && records.contains($0.container.start) }) {
        throw .name(
          "\(Self.shown(fixture.path, fixture.bytes, both.range, text)) has both `\(symbol.name)` and "
            + "`\(newName)`; take one of them out first")
      }
    }
  }

  // MARK: Datastores

  private mutating func renameDatastore(
    _ symbol: NamedSymbol, in text: SymbolText, to newName: String
  ) throws(RenameRefusal) -> SymbolRename {
    let schemas = schemaPlaces(of: symbol, in: text)
    let isDescribed = schemas.contains { !$0.places.isEmpty }
    let isTaken = schemaTexts(like: text).contains { schema in
      schema.places().contains { $0.kind == .datastore && $0.name == newName }
    }
    if isDescribed, isTaken {
      throw .name("a schema describes `\(newName)` already; two datastores cannot become one")
    }
    if !isTaken { try checkFieldName(newName, limit: Limits.nameLength(.v2), what: "datastore") }
    var result = SymbolRename()
    for fixture in fixtureTexts(of: [symbol.name], like: text) {
      let name = fixture.path.lastComponent
      let suffix = name.lastIndex(of: UInt8(ascii: ".")).map { name[$0...] } ?? []
      let target = fixture.path.parent.appending(Array(newName.utf8) + suffix)
      if FileSystem.kind(target) != nil {
        throw .name(
          "`\(text.workspace.reportPath(target))` exists already; the records of `\(symbol.name)` cannot be put there"
        )
      }
      result.moves.append(SymbolRename.Move(from: fixture.path, to: target))
    }
    if isDescribed {
      result.warning = SymbolRename.Warning(
        title: "Rename the datastore `\(symbol.name)` in its schema",
        description:
          "the API cannot rename a datastore: in Cliq it stays `\(symbol.name)` until there is a new "
          + "datastore `\(newName)` with its records")
    }
    result.files = try edits(places(of: symbol, in: text), text, newName)
    return result
  }

  // MARK: Edits

  /// The edits of all places; refused where one of them cannot be edited.
  func edits(
    _ files: [FilePlaces], _ text: SymbolText, _ newName: String
  ) throws(RenameRefusal) -> [FileEdits] {
    let glued = files.flatMap { file in
      file.places.filter { !$0.isEditable }.map { (file.path, file.bytes, $0) }
    }
    if !glued.isEmpty { throw Self.refusal(glued: glued, text) }
    return files.filter { !$0.places.isEmpty }.sorted { $0.path < $1.path }.map { file in
      FileEdits(
        path: file.path, bytes: file.bytes,
        edits: file.places.map { TextEdit(range: $0.range, newText: newName) })
    }
  }

  private static func refusal(
    glued places: [(path: FilePath, bytes: [UInt8], place: SymbolPlace)], _ text: SymbolText
  ) -> RenameRefusal {
    guard let first = places.first else { return RenameRefusal("nothing can be renamed here") }
    let shown = places.prefix(3).map { Self.shown($0.path, $0.bytes, $0.place.range, text) }
    let others = places.count > 3 ? " and \(places.count - 3) more" : ""
    return RenameRefusal(
      "`\(first.place.name)` is put together from pieces or escaped at \(shown.joined(separator: ", "))\(others); "
        + "write it in one piece there first")
  }

  /// A place for people: `a.dg:3:7`.
  private static func shown(
    _ path: FilePath, _ bytes: [UInt8], _ range: ByteRange, _ text: SymbolText
  ) -> String {
    let place = LineIndex(bytes).position(at: range.start)
    return "\(text.workspace.reportPath(path)):\(place.line + 1):\(place.column + 1)"
  }
}
