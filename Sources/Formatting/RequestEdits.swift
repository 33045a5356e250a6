import MakeQuery
import SourceText

/// Gathers what changes in a request without a problem.
struct RequestEdits {
  let text: MappedText
  let style: RequestFormatter.Style
  private(set) var edits: [TextEdit] = []
  /// Whether blanks with a line end stand between the parts.
  private(set) var hasLayout = false
  /// By how much the parts grow, in columns.
  private var growth = 0

  init(text: MappedText, style: RequestFormatter.Style) {
    self.text = text
    self.style = style
  }

  // MARK: Spelling

  mutating func write(_ tree: RequestTree) {
    hasLayout = Self.gaps(of: tree).contains { gap in
      text.bytes[gap].contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    }
    guard style != .keep else { return }
    if let method = tree.method {
      replace(method, with: text.bytes[method].map { $0 >= UInt8(ascii: "a") ? $0 & 0xDF : $0 })
    }
    for segment in tree.segments { spell(segment, as: .path) }
    for parameter in tree.parameters {
      spell(parameter.root, as: .name)
      for key in tree.keys(of: parameter) {
        replace(key.open, with: style == .readable ? "[" : "%5B")
        spell(key.text, as: .name)
        if let close = key.close { replace(close, with: style == .readable ? "]" : "%5D") }
      }
      if let value = parameter.value { spell(value, as: .value) }
    }
  }

  private mutating func spell(_ range: ByteRange, as part: RequestEncoding.Part) {
    var position = range.start
    for hole in text.holes where range.contains(hole.range) && !hole.range.isEmpty {
      spellRun(ByteRange(position, hole.range.start), as: part)
      position = hole.range.end
    }
    spellRun(ByteRange(position, range.end), as: part)
  }

  private mutating func spellRun(_ run: ByteRange, as part: RequestEncoding.Part) {
    if run.isEmpty { return }
    let raw = text.bytes[run]
    replace(
      run,
      with: style == .readable
        ? RequestEncoding.readable(raw, as: part) : RequestEncoding.encoded(raw, as: part))
  }

  private mutating func replace(_ range: ByteRange, with new: String) {
    replace(range, with: Array(new.utf8))
  }

  private mutating func replace(_ range: ByteRange, with new: [UInt8]) {
    guard !text.bytes[range].elementsEqual(new) else { return }
    edits.append(TextEdit(range: range, newText: new))
    growth += Self.columns(new[...]) - Self.columns(text.bytes[range])
  }

  // MARK: Layout

  /// Where the blanks of the layout stand or may stand: before the `?` or behind it, before each `&` or behind it.
  private static func gaps(of tree: RequestTree) -> [ByteRange] {
    var gaps: [ByteRange] = []
    var end = tree.segments.last?.end ?? tree.base?.end ?? tree.host?.end
    if let question = tree.question {
      if let end { gaps.append(ByteRange(end, question.start)) }
      end = question.end
    }
    for parameter in tree.parameters {
      if let end { gaps.append(ByteRange(end, parameter.name.start)) }
      end = parameter.range.end
    }
    return gaps
  }

  /// How wide the request is on one line, in columns.
  func width(of tree: RequestTree) -> Int {
    let blanks = Self.gaps(of: tree).reduce(0) { sum, gap in
      sum + text.bytes[gap].reduce(0) { $0 + (Self.isBlank($1) ? 1 : 0) }
    }
    return Self.columns(text.bytes[text.range]) - blanks + growth
  }

  /// A character for each but the continuation bytes of UTF-8.
  private static func columns(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  /// Puts `layout` before the `?` and each `&`, and nothing behind them.
  mutating func layOut(_ tree: RequestTree, between layout: [UInt8]) {
    for gap in Self.gaps(of: tree) {
      let bytes = text.bytes[gap]
      let mark = bytes.firstIndex { !Self.isBlank($0) }
      let before = ByteRange(gap.start, mark ?? (gap.end == tree.question?.start ? gap.end : gap.start))
      let behind = ByteRange(mark.map { $0 + 1 } ?? before.end, gap.end)
      let isMarked = mark.map { bytes[$0] == UInt8(ascii: "&") } ?? (gap.end == tree.question?.start)
      replace(before, with: isMarked ? layout : [])
      replace(behind, with: [])
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
