import CriteriaSemantics
import CriteriaSyntax
import Embedding
import JSONSyntax
import SourceText

/// What drafting schemas came to.
package struct DraftResult: Sendable {
  /// One for each datastore that has no schema yet, in the order of their names.
  package var drafts: [SchemaDraft] = []
  /// Datastores in use that have one already.
  package var described: [String] = []
  package var problems: [Problem] = []
}

extension WorkspaceSession {
  /// Gathers what `files` and the fixtures of the main workspace tell of datastores without a schema.
  package func draftSchemas(_ files: [DiscoveredFile]) -> DraftResult {
    var drafter = SchemaDrafter(main)
    var result = DraftResult()
    for file in files where file.workspace == 0 {
      do {
        let bytes = try FileSystem.read(file.path)
        guard file.isExplicit || ContentGate.passes(bytes, of: file.path, kind: file.kind) else { continue }
        drafter.read(bytes, kind: file.kind, path: file.path.absolute(from: currentDirectory))
      } catch {
        result.problems.append(Problem(.input, error.message, path: file.path.text))
      }
    }
    for fixture in main.fixtures where !main.isSavedAnswer(fixture) {
      do {
        drafter.readFixture(try FileSystem.read(fixture), path: fixture)
      } catch {
        result.problems.append(Problem(.input, error.message, path: fixture.shown(from: currentDirectory)))
      }
    }
    let known = Set(main.catalog.names)
    for draft in drafter.drafts.values.sorted(by: { $0.datastore < $1.datastore }) {
      if known.contains(draft.datastore) {
        result.described.append(draft.datastore)
      } else {
        result.drafts.append(draft)
      }
    }
    return result
  }

  /// Writes a draft where the settings look for schemas; nothing that exists is overwritten. The path for people,
  /// or the problem.
  package func write(_ draft: SchemaDraft) -> (path: String?, problem: Problem?) {
    let name = Array("\(draft.datastore).json".utf8)
    let isNameSafe = draft.datastore.utf8.allSatisfy { $0 > 0x20 && $0 != 0x2F && $0 != 0x7F }
    guard isNameSafe, !draft.datastore.hasPrefix("."), let folder = main.draftFolder(for: name) else {
      return (
        nil,
        Problem(
          .output, "no place for the schema of `\(draft.datastore)`; `datastores.files` takes no such file")
      )
    }
    let path = folder.appending(name)
    let shown = path.shown(from: currentDirectory)
    do {
      try FileSystem.makeFolders(folder)
      try FileSystem.writeNew(draft.encoded, to: path)
      return (shown, nil)
    } catch {
      return (nil, Problem(.output, error.message, path: shown))
    }
  }
}

extension WorkspaceSnapshot {
  /// A schema drafted from the records of one datastore: its text, and the file for it, which does not exist yet. Nil
  /// where there are no records, or no place that the settings look at.
  package func draft(of datastore: String) -> (path: FilePath, text: [UInt8])? {
    guard let folder = draftFolder(for: Array("\(datastore).json".utf8)) else { return nil }
    let path = folder.appending("\(datastore).json")
    guard FileSystem.kind(path) == nil else { return nil }
    var drafter = SchemaDrafter(self)
    for file in fixtureFiles(of: datastore) {
      if let bytes = try? FileSystem.read(file) { drafter.readFixture(bytes, path: file) }
    }
    return drafter.drafts[datastore].map { (path, $0.encoded) }
  }

  /// The fixtures, absolute and sorted: they are only located here.
  package var fixtures: [FilePath] { FileFinder.files(matching: settings.fixtures.files, below: root) }

  /// The folder in which a schema of this name would be found.
  fileprivate func draftFolder(for name: [UInt8]) -> FilePath? {
    for glob in settings.datastores.files.flatMap(Glob.patterns) {
      let folder = root.appending(Array(glob.fixedFolder)).absolute(from: root)
      if patterns.isSchema(folder.appending(name)) { return folder }
    }
    return nil
  }
}

/// Collects what is seen of each datastore.
private struct SchemaDrafter {
  private let workspace: WorkspaceSnapshot
  private(set) var drafts: [String: SchemaDraft] = [:]
  private var parser = CriteriaParser()

  private static let mostRecords = 10_000

  init(_ workspace: WorkspaceSnapshot) {
    self.workspace = workspace
  }

  mutating func read(_ bytes: [UInt8], kind: HostKind, path: FilePath) {
    let host = HostReader.read(bytes, path: path, kind: kind, workspace: workspace)
    let source = Source(name: workspace.reportPath(path), lines: LineIndex(bytes))
    for query in host.queries { read(query, source) }
    for mention in host.fieldMentions.sorted(by: { $0.range < $1.range }) {
      let place = source.place(mention.range.start)
      switch mention.use {
      case .written(let value): note(mention.datastore, mention.field, "written in \(place)", value: value)
      case .read: note(mention.datastore, mention.field, "read in \(place)")
      }
      if kind == .deluge { drafts[mention.datastore]?.note(.v2) }
    }
    for mention in host.datastoreMentions where drafts[mention.name] == nil && !mention.name.isEmpty {
      drafts[mention.name] = SchemaDraft(datastore: mention.name)
      if kind == .deluge { drafts[mention.name]?.note(.v2) }
    }
  }

  /// A file and its lines.
  private struct Source {
    let name: String
    let lines: LineIndex

    func place(_ offset: Int) -> String { "\(name):\(lines.line(at: offset) + 1)" }
  }

  private mutating func read(_ query: HostQuery, _ source: Source) {
    let targets = query.targets.filter { $0.datastore != nil }
    guard !targets.isEmpty else { return }
    var seen: [(field: String, how: String, values: [FieldValue])] = []
    if let text = query.criteria, !query.isFragment {
      parser.parse(text)
      let tree = parser.tree
      for (index, node) in tree.nodes.enumerated() where node.kind == .condition {
        guard node.flags.isDisjoint(with: .broken), let token = tree.condition(index).field,
          tree.tokens[token].flags.isEmpty
        else { continue }
        let range = tree.range(ofToken: token)
        let how = "compared in \(source.place(text.fileRange(range).start))"
        seen.append((text.bytes.text(range), how, Self.compared(tree, index, text.bytes)))
      }
    }
    for parameter in query.parameters where parameter.kind == .orderBy {
      for item in OrderBy(parameter.text).items where item.form == .worded || item.form == .signed {
        let place = source.place(parameter.text.fileRange(item.field).start)
        seen.append((parameter.text.bytes.text(item.field), "sorted by in \(place)", []))
      }
    }
    for target in targets {
      guard let name = target.datastore else { continue }
      drafts[name, default: SchemaDraft(datastore: name)].note(target.api)
      for (field, how, values) in seen {
        note(name, field, how)
        for value in values { note(name, field, how, value: value) }
      }
    }
  }

  /// What the literals of a condition tell of its field. `like` is for text, and an order of numbers for numbers.
  private static func compared(
    _ tree: CriteriaTree, _ node: CriteriaTree.NodeIndex, _ bytes: [UInt8]
  ) -> [FieldValue] {
    let condition = tree.condition(node)
    guard let kind = condition.comparison?.operatorClass, kind != .foreign else { return [] }
    let literals = condition.values.filter {
      tree.tokens[$0].flags.isDisjoint(with: [.hasHole, .isHole, .placeholder])
    }
    return literals.map { token in
      let value = String(decoding: tree.decodedValue(ofToken: token, in: bytes), as: UTF8.self)
      if kind == .pattern { return .text("%\(value)%") }
      if kind == .ordering, NumberLiteral(value.utf8) != nil { return .number }
      return .text(value)
    }
  }

  private mutating func note(_ datastore: String, _ field: String, _ how: String, value: FieldValue? = nil) {
    guard !datastore.isEmpty else { return }
    drafts[datastore, default: SchemaDraft(datastore: datastore)].note(field, how, value: value)
  }

  /// A fixture is called like its datastore.
  mutating func readFixture(_ bytes: [UInt8], path: FilePath) {
    let name = path.lastComponent
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return }
    let datastore = String(decoding: name[..<dot], as: UTF8.self)
    let how = "in \(workspace.reportPath(path))"
    if name[dot...].elementsEqual(".csv".utf8) {
      let rows = CSVRows(bytes)
      for (column, field) in rows.header.enumerated() {
        note(datastore, field, how)
        for row in rows.rows.prefix(Self.mostRecords) where column < row.count {
          note(datastore, field, how, value: .text(row[column]))
        }
      }
      return
    }
    for record in records(JSONDocument(bytes)).prefix(Self.mostRecords) {
      for member in record.members {
        guard let key = member.key.string else { continue }
        note(datastore, key, how, value: Self.observed(member.value))
      }
    }
  }

  /// `{"list": […]}`, a plain array, one object a line.
  private func records(_ document: JSONDocument) -> [JSONValue] {
    let roots = document.roots
    if roots.count == 1, let root = roots.first {
      if root.kind == .array { return root.elements }
      for key in ["list", "data"] {
        if let list = root[key], list.kind == .array { return list.elements }
      }
    }
    return roots.filter { $0.kind == .object }
  }

  private static func observed(_ value: JSONValue) -> FieldValue? {
    if value.bool != nil { return .boolean }
    if value.numberText != nil { return .number }
    return value.string.map { .text($0) }
  }
}

/// Rows of comma-separated values (RFC 4180).
struct CSVRows {
  private(set) var header: [String] = []
  private(set) var rows: [[String]] = []

  init(_ bytes: [UInt8]) {
    var cell: [UInt8] = []
    var row: [String] = []
    var isQuoted = false
    var all: [[String]] = []
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    func endCell() {
      row.append(String(decoding: cell, as: UTF8.self))
      cell.removeAll(keepingCapacity: true)
    }
    func endRow() {
      endCell()
      if row != [""] { all.append(row) }
      row.removeAll(keepingCapacity: true)
    }
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if isQuoted {
        if byte != UInt8(ascii: "\"") {
          cell.append(byte)
        } else if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
          cell.append(byte)
          index += 1
        } else {
          isQuoted = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\"") where cell.isEmpty: isQuoted = true
      case UInt8(ascii: ","): endCell()
      case UInt8(ascii: "\n"): endRow()
      case UInt8(ascii: "\r"): break
      default: cell.append(byte)
      }
    }
    if !cell.isEmpty || !row.isEmpty { endRow() }
    header = all.first ?? []
    rows = Array(all.dropFirst())
  }
}
