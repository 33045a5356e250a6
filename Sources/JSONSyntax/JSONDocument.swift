import SourceText

/// A piece of a JSON text: a value, or the key of a member.
///
/// Nodes stand in preorder in one flat array. The first child of node `n` is `n + 1`, its next sibling is
/// `n + size`. The children of an object alternate: a key, its value, the next key.
package struct JSONNode: Sendable, Hashable {
  package enum Kind: UInt8, Sendable {
    case object
    case array
    case string
    case number
    case `true`
    case `false`
    case null
    /// `{{name}}` or `${name}` where a value or key stands: request tools put any text there.
    case placeholder
    /// Bytes that are no JSON.
    case invalid
    /// A key or value that is not there; its range is empty.
    case missing
    /// A container nested deeper than `JSONDocument.depthLimit`; what it holds is not read.
    case tooDeep
  }

  /// What the parser saw on the way, so that nothing is looked at twice.
  package struct Flags: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A string that holds a backslash.
    package static let hasEscapes = Flags(rawValue: 1)
    /// A string without its closing quote: the range has none at its end.
    package static let isUnclosed = Flags(rawValue: 2)
    /// A key without quotes.
    package static let isUnquoted = Flags(rawValue: 4)
    /// A number that JSON does not allow as it is written (`01`, `+1`, `.5`).
    package static let isMalformed = Flags(rawValue: 8)
  }

  let start: UInt32
  var end: UInt32
  /// The nodes of the subtree, this one included.
  package internal(set) var size: UInt32
  package let kind: Kind
  package let flags: Flags

  init(start: Int, end: Int, kind: Kind, flags: Flags = []) {
    self.start = UInt32(clamping: start)
    self.end = UInt32(clamping: end)
    self.size = 1
    self.kind = kind
    self.flags = flags
  }

  /// The bytes of the node; quotes and brackets are included.
  package var range: ByteRange { ByteRange(Int(start), Int(end)) }

  /// The inside of a string; the whole of anything else.
  package var contentRange: ByteRange {
    guard kind == .string, !flags.contains(.isUnquoted) else { return range }
    return ByteRange(Int(start) + 1, flags.contains(.isUnclosed) ? Int(end) : Int(end) - 1)
  }
}

/// A JSON text as it was read: every byte stays, what is wrong is listed, and reading never fails.
///
/// Comments, trailing commas, keys without quotes, single quotes, strings that end with their line and missing
/// commas, colons and brackets are errors, and reading goes on behind them. Reading takes linear time.
package struct JSONDocument: Sendable {
  /// Containers nested deeper are not read (ours; keeps every later walk over the tree safe).
  package static let depthLimit = 512
  /// Errors after these are counted only.
  package static let errorLimit = 1000

  package let bytes: [UInt8]
  package let nodes: [JSONNode]
  /// Sorted by place.
  package let errors: [JSONError]
  /// How many errors there are in all.
  package let errorCount: Int
  /// Comments with their delimiters; JSON has none, so each is an error too.
  package let comments: [ByteRange]

  package init(_ bytes: [UInt8]) {
    var parser = JSONParser(bytes)
    parser.parse()
    self.bytes = bytes
    self.nodes = parser.nodes
    self.errors = parser.errors
    self.errorCount = parser.errorCount
    self.comments = parser.comments
  }

  /// The first value of the text; nil where there is none.
  package var root: JSONValue? { nodes.isEmpty ? nil : JSONValue(document: self, index: 0) }

  /// All values at the top; a JSON text has one, what is broken or lists one value a line has more.
  package var roots: [JSONValue] {
    var result: [JSONValue] = []
    var index = 0
    while index < nodes.count {
      result.append(JSONValue(document: self, index: index))
      index += Int(nodes[index].size)
    }
    return result
  }
}
