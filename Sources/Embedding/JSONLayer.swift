import JSONSyntax
import SourceText

/// A JSON text and where it stands: the file itself, or a string of the file that holds JSON again.
struct JSONLayer {
  let document: JSONDocument
  /// The text that the document was read from; nil for the file.
  let outer: MappedText?

  init(file bytes: [UInt8]) {
    document = JSONDocument(bytes)
    outer = nil
  }

  /// `text` must be the whole of its bytes.
  init(inside text: MappedText) {
    document = JSONDocument(text.bytes)
    outer = text
  }

  func node(_ index: Int) -> JSONNode? {
    document.nodes.indices.contains(index) ? document.nodes[index] : nil
  }

  func kind(_ index: Int?) -> JSONNode.Kind? { index.flatMap { node($0)?.kind } }

  /// The children of an array, or the keys and values of an object in turn.
  func children(_ index: Int) -> [Int] {
    guard let parent = node(index) else { return [] }
    var result: [Int] = []
    let end = min(index + Int(parent.size), document.nodes.count)
    var child = index + 1
    while child < end, let size = node(child)?.size {
      result.append(child)
      child += Int(size)
    }
    return result
  }

  func elements(_ index: Int?) -> [Int] {
    guard let index, kind(index) == .array else { return [] }
    return children(index)
  }

  func members(_ index: Int?) -> [(key: Int, value: Int)] {
    var result: [(key: Int, value: Int)] = []
    visitMembers(index) { result.append(($0, $1)) }
    return result
  }

  private func visitMembers(_ index: Int?, _ body: (_ key: Int, _ value: Int) -> Void) {
    guard let index, let object = node(index), object.kind == .object else { return }
    let end = min(index + Int(object.size), document.nodes.count)
    var key = index + 1
    while key < end {
      let value = key + Int(document.nodes[key].size)
      guard value < end else { return }
      body(key, value)
      key = value + Int(document.nodes[value].size)
    }
  }

  /// The value of a key; of duplicates the last.
  func value(_ object: Int?, _ key: StaticString) -> Int? {
    var found: Int?
    visitMembers(object) { name, value in
      if isString(name, key) { found = value }
    }
    return found
  }

  func isString(_ index: Int, _ text: StaticString) -> Bool {
    guard let node = node(index) else { return false }
    return text.withUTF8Buffer { document.string(node, equals: $0) }
  }

  func string(_ index: Int?) -> String? {
    guard let index, let node = node(index), node.kind == .string else { return nil }
    return String(decoding: document.decodedBytes(node), as: UTF8.self)
  }

  /// The text of a string, or of a number or word as it is written; its holes are not looked for. Nil for
  /// containers and for what is no JSON.
  func text(_ index: Int?) -> MappedText? {
    guard let index, let node = node(index) else { return nil }
    switch node.kind {
    case .string:
      return decoded(node, literal: Int32(clamping: index))
    case .number, .true, .false:
      let file = MappedText(bytes: document.bytes, range: node.range)
      guard let outer else { return file }
      let segment = MappedText.Segment(
        text: ByteRange(0, node.range.count), file: node.range, kind: .verbatim, literal: 0)
      return outer.inner(Array(document.bytes[node.range]), segments: [segment], layer: .jsonString)
    default:
      return nil
    }
  }

  /// What a value that is written tells of its field.
  func fieldValue(_ index: Int?) -> FieldValue? {
    switch kind(index) {
    case .string: text(index).map { .text($0.bytes.text($0.range)) }
    case .number: .number
    case .true, .false: .boolean
    default: nil
    }
  }

  private func decoded(_ node: JSONNode, literal: Int32) -> MappedText {
    if outer == nil, !node.flags.contains(.hasEscapes) {
      return MappedText(
        bytes: document.bytes, range: node.contentRange, encoding: HostEncoding([.jsonString]))
    }
    let (bytes, segments) = document.decodeString(node, literal: literal)
    guard let outer else {
      return MappedText(bytes: bytes, segments: segments, encoding: HostEncoding([.jsonString]))
    }
    return outer.inner(bytes, segments: segments, layer: .jsonString)
  }

  /// The place of a node in the file; of a string without its quotes.
  func fileRange(_ index: Int) -> ByteRange {
    guard let node = node(index) else { return ByteRange(at: 0) }
    return outer?.fileRange(node.contentRange) ?? node.contentRange
  }
}
