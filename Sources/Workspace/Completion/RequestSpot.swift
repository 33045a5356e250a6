import MakeQuery
import SourceText

/// What a cursor stands in within a request, as far as the text before it tells.
///
/// The text is parsed up to the cursor. The parser never fails, so the last part tells in any text.
enum RequestSpot: Equatable {
  /// Nothing but a word is there: a method or an address begins.
  case start(ByteRange)
  case host(ByteRange)
  /// A part of the path, with those before it.
  case segment(ByteRange, before: [ByteRange])
  /// A parameter's name with its brackets; what of it is typed.
  case name(ByteRange)
  /// What of a value is typed; the parameter's place in the tree.
  case value(ByteRange, parameter: Int)
  /// The name of a variable, after `{{` or `{`.
  case hole(ByteRange)

  /// Of the text whose tree is `tree`, at its end; nil where nothing of ours can stand.
  static func find(_ text: MappedText, _ tree: RequestTree) -> RequestSpot? {
    let cursor = text.range.end
    if let name = openHole(text) { return .hole(name) }
    if tree.fragment != nil { return nil }
    if tree.question != nil { return inParameters(text, tree) }
    if let last = tree.segments.last, last.end == cursor, startsPath(text, tree) {
      return .segment(last, before: Array(tree.segments.dropLast()))
    }
    if tree.scheme != nil, let host = tree.host, host.end == cursor { return .host(host) }
    if tree.scheme != nil, tree.host == nil { return .host(ByteRange(at: cursor)) }
    let start = tree.method.map { skipBlanks(from: $0.end, text) } ?? text.range.start
    let rest = ByteRange(min(start, cursor), cursor)
    // A method that nothing follows may still be typed.
    if let method = tree.method, method.end == cursor { return .start(method) }
    let isWord = text.bytes[rest].allSatisfy {
      $0 > 0x20 && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "&")
    }
    return isWord || text.bytes.text(rest).lowercased().hasPrefix("http") ? .start(rest) : nil
  }

  private static func inParameters(_ text: MappedText, _ tree: RequestTree) -> RequestSpot? {
    let cursor = text.range.end
    if tree.question?.end == cursor || followsMark(text) { return .name(ByteRange(at: cursor)) }
    guard let index = tree.parameters.indices.last else { return nil }
    let parameter = tree.parameters[index]
    guard parameter.range.end == cursor else { return nil }
    if let value = parameter.value { return .value(value, parameter: index) }
    return .name(parameter.name)
  }

  /// Whether the last thing before the cursor is `?` or `&`, on the same line or on one before: a long request stands on
  /// several.
  private static func followsMark(_ text: MappedText) -> Bool {
    var index = text.range.end
    var hasLineEnd = false
    while index > text.range.start {
      switch text.bytes[index - 1] {
      case 0x20, 0x09: break
      case 0x0A, 0x0D: hasLineEnd = true
      case UInt8(ascii: "&"), UInt8(ascii: "?"):
        let isInHole = text.holes.contains { $0.range.contains(index - 1) }
        return !isInHole && (index == text.range.end || hasLineEnd)
      default: return false
      }
      index -= 1
    }
    return false
  }

  /// Whether the first part of the path follows a slash, so that it is none of a host.
  private static func startsPath(_ text: MappedText, _ tree: RequestTree) -> Bool {
    guard let first = tree.segments.first else { return false }
    return first.start > text.range.start && text.bytes[first.start - 1] == UInt8(ascii: "/")
  }

  /// What stands after a `{{` that is not closed.
  private static func openHole(_ text: MappedText) -> ByteRange? {
    let bytes = text.bytes
    let start = text.range.start
    var index = text.range.end - 1
    while index > start {
      switch bytes[index] {
      case UInt8(ascii: "}"), UInt8(ascii: "\n"), UInt8(ascii: "&"), UInt8(ascii: "?"), UInt8(ascii: "/"):
        return nil
      case UInt8(ascii: "{") where bytes[index - 1] == UInt8(ascii: "{"):
        return ByteRange(skipBlanks(from: index + 1, text), text.range.end)
      default: index -= 1
      }
    }
    return nil
  }

  private static func skipBlanks(from start: Int, _ text: MappedText) -> Int {
    var start = start
    while start < text.range.end, text.bytes[start] == 0x20 || text.bytes[start] == 0x09 { start += 1 }
    return start
  }
}
