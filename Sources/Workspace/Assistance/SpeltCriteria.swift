import CriteriaSemantics
import CriteriaSyntax
import Embedding
import SourceText

/// A text of a query as it can be written elsewhere: the values of `@let` in their places, the other holes apart.
struct SpeltText {
  enum Piece {
    case text([UInt8])
    /// What names the hole: an expression.
    case hole([UInt8])
  }

  private(set) var pieces: [Piece] = []

  /// The criteria of `query`. A value of `@let` is written so that it reads as itself [decision C28]; one that cannot
  /// be written so leaves its hole open.
  init(_ text: MappedText, _ tree: CriteriaTree, values: [String: String], knownFields: KnownFields) {
    var offset = text.range.start
    var nextHole = 0
    func copy(_ end: Int, _ pieces: inout [Piece]) {
      while nextHole < text.holes.count, text.holes[nextHole].range.end <= end {
        let hole = text.holes[nextHole]
        nextHole += 1
        guard hole.range.start >= offset else { continue }
        pieces.append(.text(Array(text.bytes[ByteRange(offset, hole.range.start)])))
        pieces.append(.hole(Array(text.bytes[hole.name])))
        offset = hole.range.end
      }
      pieces.append(.text(Array(text.bytes[ByteRange(offset, end)])))
      offset = end
    }
    var spelling = ValueSpelling(knownFields: knownFields)
    for index in tree.nodes.indices where tree.nodes[index].kind == .condition {
      for token in tree.condition(index).values where tree.tokens[token].flags.contains(.hasHole) {
        guard let value = BoundValue.decoded(token, tree, text, values),
          let spelt = spelling.spell(value, inList: tree.nodes[index].flags.contains(.list))
        else { continue }
        let range = tree.range(ofToken: token)
        copy(range.start, &pieces)
        pieces.append(.text(spelt))
        offset = range.end
      }
    }
    copy(text.range.end, &pieces)
  }

  /// A parameter: a value in it is taken as it is.
  init(_ text: MappedText, values: [String: String]) {
    var offset = text.range.start
    for hole in text.holes where hole.range.start >= offset {
      pieces.append(.text(Array(text.bytes[ByteRange(offset, hole.range.start)])))
      if let value = values[text.bytes.text(hole.name)] {
        pieces.append(.text(Array(value.utf8)))
      } else {
        pieces.append(.hole(Array(text.bytes[hole.name])))
      }
      offset = hole.range.end
    }
    pieces.append(.text(Array(text.bytes[ByteRange(offset, text.range.end)])))
  }

  init(_ text: String) { pieces = [.text(Array(text.utf8))] }

  var isEmpty: Bool {
    pieces.allSatisfy { if case .text(let bytes) = $0 { bytes.isEmpty } else { false } }
  }

  /// As a component of a URL; a hole stays as `${…}`.
  var percentEncoded: String {
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let bytes):
        let encoded = HostEncoding([.percent]).encode(bytes, literal: 0) ?? []
        result += String(decoding: encoded, as: UTF8.self)
      case .hole(let name): result += "${" + String(decoding: name, as: UTF8.self) + "}"
      }
    }
    return result
  }

  /// As an expression of Deluge: literals, joined with the holes by `+`.
  var delugeExpression: String {
    var parts: [String] = []
    var literal: [UInt8] = []
    func endLiteral() {
      if literal.isEmpty { return }
      let encoding = HostEncoding([.delugeString(quotes: [UInt8(ascii: "\"")])])
      let encoded = encoding.encode(literal, literal: 0) ?? []
      parts.append("\"" + String(decoding: encoded, as: UTF8.self) + "\"")
      literal = []
    }
    for piece in pieces {
      switch piece {
      case .text(let bytes): literal += bytes
      case .hole(let name):
        endLiteral()
        parts.append(String(decoding: name, as: UTF8.self))
      }
    }
    endLiteral()
    return parts.isEmpty ? "\"\"" : parts.joined(separator: " + ")
  }

  /// In one line, holes as `${…}`.
  var oneLine: String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .text(let bytes): text += String(decoding: bytes, as: UTF8.self)
      case .hole(let name): text += "${" + String(decoding: name, as: UTF8.self) + "}"
      }
    }
    return VisibleText.of(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }
}

/// The meaning of a value with the values of its holes in place.
enum BoundValue {
  /// Quotes off, escapes resolved [decision C3]; nil where a hole has no value.
  static func decoded(
    _ token: Int, _ tree: CriteriaTree, _ text: MappedText, _ values: [String: String]
  ) -> [UInt8]? {
    let range = tree.range(ofToken: token)
    let flags = tree.tokens[token].flags
    if flags.contains(.placeholder) {
      guard range.count > 2 else { return nil }
      return values[text.bytes.text(ByteRange(range.start + 1, range.end - 1))].map { Array($0.utf8) }
    }
    let isQuoted = tree.tokens[token].kind == .quotedValue
    let inner = CriteriaChecker.inner(tree, token)
    var result: [UInt8] = []
    var offset = inner.start
    for hole in text.holes where inner.contains(hole.range) && hole.range.start >= offset {
      guard let value = values[text.bytes.text(hole.name)] else { return nil }
      append(text.bytes[ByteRange(offset, hole.range.start)], isQuoted: isQuoted, to: &result)
      result += value.utf8
      offset = hole.range.end
    }
    append(text.bytes[ByteRange(offset, inner.end)], isQuoted: isQuoted, to: &result)
    return result
  }

  private static func append(_ part: ArraySlice<UInt8>, isQuoted: Bool, to result: inout [UInt8]) {
    guard isQuoted else {
      result += part
      return
    }
    var index = part.startIndex
    while index < part.endIndex {
      let byte = part[index]
      if byte == UInt8(ascii: "\\"), index + 1 < part.endIndex {
        let next = part[index + 1]
        if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") || next == byte {
          result.append(next)
          index += 2
          continue
        }
      }
      result.append(byte)
      index += 1
    }
  }
}
