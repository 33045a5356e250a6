import CriteriaSyntax
import Embedding
import SourceText

/// The holes of a query and what each stands for.
package struct QueryHoles {
  /// What stands where the hole is; the raw value is how a message names it.
  package enum Use: String, Sendable {
    /// A value or a part of one: what `@let` can fill.
    case value = "a value"
    case field = "a field"
    case list = "a list"
    case condition = "conditions"
    /// An operator, or something that does not parse.
    case other = "a part of the syntax"
  }

  /// A hole, where it stands, and what it is used for.
  package struct Place {
    package let name: [UInt8]
    /// In the file.
    package let place: ByteRange
    package let use: Use
  }

  /// In the order of the text, parameters last.
  package private(set) var holes: [Place] = []
  /// By name; what is no value wins.
  package private(set) var uses: [[UInt8]: Use] = [:]

  /// The first names of holes, for suggestions.
  package private(set) var names: [String] = []

  /// Those of a criteria alone; `tree` is its own.
  package init(_ text: MappedText, _ tree: CriteriaTree) { add(text, tree) }

  init(_ query: HostQuery, _ file: FileContext, _ datastores: DatastoreHoles) {
    if let text = query.criteria,
      !text.holes.isEmpty || text.bytes[text.range].contains(where: Self.mayBegin),
      let tree = file.tree(of: query)
    {
      add(text, tree)
    }
    for parameter in query.parameters {
      let use: Use = parameter.kind == .orderBy ? .field : .value
      for hole in parameter.text.holes { add(hole, parameter.text, use) }
    }
    for hole in datastores.holes[query.range.start] ?? [] {
      append(Array(file.bytes[hole.name]), hole.range, .other)
    }
  }

  private static func mayBegin(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "<") || byte == UInt8(ascii: "{")
  }

  private mutating func add(_ text: MappedText, _ tree: CriteriaTree) {
    let uses = Self.uses(tree)
    var next = 0
    for token in tree.tokens.indices.dropLast() {
      let range = tree.range(ofToken: token)
      while next < text.holes.count, text.holes[next].range.start < range.end {
        add(text.holes[next], text, uses[token])
        next += 1
      }
      if tree.tokens[token].flags.isSuperset(of: [.isHole, .placeholder]), range.count > 2 {
        let name = ByteRange(range.start + 1, range.end - 1)
        append(Array(text.bytes[name]), text.fileRange(range), uses[token])
      }
    }
  }

  private mutating func add(_ hole: Hole, _ text: MappedText, _ use: Use) {
    append(Array(text.bytes[hole.name]), text.fileRange(hole.range), use)
  }

  private mutating func append(_ name: [UInt8], _ place: ByteRange, _ use: Use) {
    holes.append(Place(name: name, place: place, use: use))
    if uses[name] == nil, names.count < 64 { names.append(String(decoding: name, as: UTF8.self)) }
    if uses[name] == nil || use != .value { uses[name] = use }
  }

  /// What a hole in each token stands for.
  private static func uses(_ tree: CriteriaTree) -> [Use] {
    var result = tree.tokens.map { token -> Use in
      switch token.kind {
      case .quotedValue, .bareValue: .value
      case .field: .field
      case .holeCondition: .condition
      default: .other
      }
    }
    for (index, node) in tree.nodes.enumerated()
    where node.kind == .condition && node.flags.contains(.list) && !node.flags.contains(.closed) {
      let values = tree.condition(index).values
      if values.count == 1, tree.tokens[values[0]].flags.contains(.isHole) { result[values[0]] = .list }
    }
    return result
  }
}

/// The holes in names of datastores, which queries do not carry.
struct DatastoreHoles {
  /// By the start of the block that they hold for.
  private(set) var holes: [Int: [Hole]] = [:]

  /// Reads the document again where a block names no datastore that can be told.
  init(_ file: FileContext) {
    guard file.file.queries.contains(where: { $0.targets.contains { $0.datastore == nil } }) else { return }
    var scanner = CriteriaDocumentScanner(file.bytes)
    var holeScanner = HoleScanner()
    while scanner.next() {
      guard scanner.block.kind == .query, let directive = scanner.directive(.datastore),
        holeScanner.scan(file.bytes, in: directive.value, forms: .all)
      else { continue }
      holes[scanner.block.range.start] = holeScanner.holes
    }
  }
}
