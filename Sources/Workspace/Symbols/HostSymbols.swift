import CriteriaSemantics
import CriteriaSyntax
import Embedding
import JSONSyntax
import Linting
import SourceText

/// The names in a file that holds queries: fields, datastores, holes.
struct HostSymbols {
  private let bytes: [UInt8]
  private let host: HostFile
  private let kind: HostKind
  private let catalog: SchemaCatalog
  /// The only name that is asked for.
  private let wanted: [UInt8]?
  private var list = SymbolPlaceList()
  private var parser = CriteriaParser()

  /// All places, or those of one name, in the order of the file.
  static func places(
    of host: HostFile, bytes: [UInt8], kind: HostKind, catalog: SchemaCatalog, named name: String? = nil
  ) -> [SymbolPlace] {
    var reader = HostSymbols(
      bytes: bytes, host: host, kind: kind, catalog: catalog, wanted: name.map { Array($0.utf8) })
    reader.read()
    return reader.list.sorted
  }

  private init(bytes: [UInt8], host: HostFile, kind: HostKind, catalog: SchemaCatalog, wanted: [UInt8]?) {
    self.bytes = bytes
    self.host = host
    self.kind = kind
    self.catalog = catalog
    self.wanted = wanted
  }

  private mutating func read() {
    for query in host.queries {
      let owners = owners(of: query)
      if let text = query.criteria, mayHold(text) { readCriteria(text, query, owners) }
      for parameter in query.parameters where mayHold(parameter.text) {
        if parameter.kind == .orderBy { readOrder(parameter.text, query, owners) }
        for hole in parameter.text.holes { add(hole, parameter.text, query) }
      }
      for binding in query.bindings { add(binding, query) }
      for target in query.targets {
        if let name = target.datastore, let range = target.datastoreRange { addDatastore(name, range) }
      }
    }
    for mention in host.datastoreMentions { addDatastore(mention.name, mention.range) }
    for mention in host.fieldMentions { add(mention) }
    if kind == .criteria { readDatastoreHoles() }
    if kind == .json { readVariables() }
    if kind == .request { readFileVariables() }
  }

  /// The names of the datastores that a query reaches; a document that names none means the only one there is.
  private func owners(of query: HostQuery) -> [String] {
    let names = query.targets.compactMap {
      $0.datastore ?? catalog.schema(of: $0, host: kind)?.schema.uniqueName
    }
    return Set(names).sorted()
  }

  private func mayHold(_ text: MappedText) -> Bool {
    guard let wanted else { return true }
    return SystemCalls.contains(wanted, in: text.bytes, text.range)
  }

  private func isWanted(_ name: ArraySlice<UInt8>) -> Bool { wanted.map { $0.elementsEqual(name) } ?? true }

  // MARK: Fields and datastores

  private mutating func readCriteria(_ text: MappedText, _ query: HostQuery, _ owners: [String]) {
    parser.parse(text, knownFields: catalog.knownFields(of: query.targets, host: kind))
    let tree = parser.tree
    for token in tree.tokens.indices.dropLast() {
      let range = tree.range(ofToken: token)
      let flags = tree.tokens[token].flags
      if flags.isSuperset(of: [.isHole, .placeholder]), range.count > 2 {
        addHole(ByteRange(range.start + 1, range.end - 1), text, query)
      } else if tree.tokens[token].kind == .field, flags.isDisjoint(with: [.hasHole, .isHole, .placeholder]) {
        addField(flags.contains(.nonstandard) ? unquoted(range, text.bytes) : range, text, query, owners)
      }
    }
    for hole in text.holes { add(hole, text, query) }
  }

  /// The inside of a name in quotes or brackets.
  private func unquoted(_ range: ByteRange, _ bytes: [UInt8]) -> ByteRange {
    guard range.count > 2, let first = bytes[range].first, "\"'[`".utf8.contains(first) else { return range }
    return ByteRange(range.start + 1, range.end - 1)
  }

  private mutating func readOrder(_ text: MappedText, _ query: HostQuery, _ owners: [String]) {
    for item in OrderBy(text).items {
      switch item.form {
      case .worded, .signed, .malformed: addField(item.field, text, query, owners)
      case .timestamp, .hole, .empty: break
      }
    }
  }

  private mutating func addField(
    _ range: ByteRange, _ text: MappedText, _ query: HostQuery, _ owners: [String]
  ) {
    let name = text.bytes[range]
    guard !range.isEmpty, isWanted(name) else { return }
    list.add(
      SymbolPlace(
        .field, String(decoding: name, as: UTF8.self), owners: owners, scope: query.range,
        range: text.fileRange(range), isEditable: text.fileEdit(replacing: range, with: Array(name)) != nil))
  }

  private mutating func add(_ mention: FieldMention) {
    guard isWanted(Array(mention.field.utf8)[...]) else { return }
    let role: SymbolPlace.Role = mention.use == .read ? .read : .write
    list.add(
      SymbolPlace(
        .field, mention.field, owners: [mention.datastore], range: mention.range, role: role,
        isEditable: bytes[mention.range].elementsEqual(mention.field.utf8)))
  }

  private mutating func addDatastore(_ name: String, _ range: ByteRange) {
    guard isWanted(Array(name.utf8)[...]) else { return }
    list.add(
      SymbolPlace(
        .datastore, name, range: range, isEditable: bytes[range].elementsEqual(name.utf8)))
  }

  // MARK: Holes

  private mutating func add(_ hole: Hole, _ text: MappedText, _ query: HostQuery) {
    // An operand is an expression of the script; variables of JSON and of request files are looked for in all of the
    // file.
    guard hole.form != .operand, kind != .json, kind != .request else { return }
    addHole(hole.name, text, query)
  }

  private mutating func addHole(_ range: ByteRange, _ text: MappedText, _ query: HostQuery) {
    let name = text.bytes[range]
    guard isWanted(name) else { return }
    list.add(
      SymbolPlace(
        .hole, String(decoding: name, as: UTF8.self), scope: scope(of: name, in: query),
        range: text.fileRange(range), isEditable: bytes[text.fileRange(range)].elementsEqual(name)))
  }

  private mutating func add(_ binding: HostQuery.Binding, _ query: HostQuery) {
    let name = bytes[binding.name]
    guard isWanted(name) else { return }
    var start = binding.name.start
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    list.add(
      SymbolPlace(
        .hole, String(decoding: name, as: UTF8.self), scope: scope(of: name, in: query), range: binding.name,
        container: ByteRange(start, max(binding.name.end, binding.value.range.end)), role: .declaration))
  }

  /// A name is that of its block, unless the document's first block gives it its value.
  private func scope(of name: ArraySlice<UInt8>, in query: HostQuery) -> ByteRange {
    guard kind == .criteria,
      let binding = query.bindings.first(where: { bytes[$0.name].elementsEqual(name) }),
      !query.range.contains(binding.name)
    else { return query.range }
    return ByteRange(0, bytes.count)
  }

  /// Holes in names of datastores, which queries do not carry.
  private mutating func readDatastoreHoles() {
    guard host.queries.contains(where: { $0.targets.contains { $0.datastore == nil } }) else { return }
    let queries = Dictionary(
      host.queries.map { ($0.range.start, $0) }, uniquingKeysWith: { first, _ in first })
    var scanner = CriteriaDocumentScanner(bytes)
    var holes = HoleScanner()
    while scanner.next() {
      guard scanner.block.kind == .query, let directive = scanner.directive(.datastore),
        let query = queries[scanner.block.range.start],
        holes.scan(bytes, in: directive.value, forms: .all)
      else { continue }
      for hole in holes.holes { addHole(hole.name, MappedText(bytes: bytes), query) }
    }
  }

  /// Variables of a request file: they hold for all of it, whatever comes before.
  private mutating func readFileVariables() {
    let whole = ByteRange(0, bytes.count)
    for variable in RequestVariable.all(in: bytes) where isWanted(Array(variable.name.utf8)[...]) {
      list.add(
        SymbolPlace(
          .hole, variable.name, scope: whole, range: variable.nameRange, container: variable.line,
          role: .declaration))
    }
    var holes = HoleScanner()
    _ = holes.scan(bytes, in: whole, forms: .doubleBrace)
    for hole in holes.holes where isWanted(bytes[hole.name]) && RequestVariable.isName(bytes[hole.name]) {
      list.add(SymbolPlace(.hole, bytes.text(hole.name), scope: whole, range: hole.name))
    }
  }

  /// Variables of a collection: they hold for the whole file, wherever in it they stand, if a query uses them.
  private mutating func readVariables() {
    var names: Set<[UInt8]> = []
    for query in host.queries {
      for text in [query.criteria].compactMap(\.self) + query.parameters.map(\.text) {
        for hole in text.holes where isWanted(text.bytes[hole.name]) {
          names.insert(Array(text.bytes[hole.name]))
        }
      }
    }
    for request in host.requests {
      for hole in request.text.holes
      where hole.form == .doubleBrace && isWanted(request.text.bytes[hole.name]) {
        names.insert(Array(request.text.bytes[hole.name]))
      }
    }
    if names.isEmpty { return }
    let whole = ByteRange(0, bytes.count)
    var holes = HoleScanner()
    _ = holes.scan(bytes, in: whole, forms: .all)
    for hole in holes.holes where names.contains(Array(bytes[hole.name])) {
      list.add(SymbolPlace(.hole, bytes.text(hole.name), scope: whole, range: hole.name))
    }
    guard SystemCalls.contains(Array("\"variable\"".utf8), rare: 0, in: bytes) else { return }
    for variable in JSONDocument(bytes).root?["variable"]?.elements ?? [] {
      guard let key = variable["key"] ?? variable["id"], let name = key.string,
        names.contains(Array(name.utf8))
      else { continue }
      list.add(
        SymbolPlace(
          .hole, name, scope: whole, range: key.contentRange, container: variable.range, role: .declaration,
          isEditable: bytes[key.contentRange].elementsEqual(name.utf8)))
    }
  }
}
