import MakeQuery
import SourceText

/// Writes requests of the Make API in one spelling, readable or encoded, on one line or, where it is long, on several.
///
/// INVARIANT (formatting): what is written means what was read, and formatting it again changes nothing; a text for
/// which either does not hold stays as it is. So does one with a syntax problem. The order of the parameters is kept,
/// holes are not touched, and what is encoded is never encoded again.
package struct RequestFormatter: Sendable {
  package enum Style: String, Sendable, Hashable, CaseIterable {
    /// Every part as it is spelt: only the layout changes.
    case keep
    /// Brackets as they are, values decoded where that means the same.
    case readable
    /// Brackets and values encoded; what is encoded stays.
    case encoded
  }

  package var style: Style
  /// Whether a request that is longer than the width is broken before its `?` and each `&`. Else it is one line.
  package var isBroken: Bool
  /// In columns.
  package var width: Int
  /// What ends a line of a broken request.
  package var newline: [UInt8] = [UInt8(ascii: "\n")]

  /// Of the last text: what changes in it, sorted; none covers a hole.
  package private(set) var edits: [TextEdit] = []
  /// The last text in its new spelling, where that differs.
  package private(set) var output: [UInt8] = []

  private var parser = RequestParser()
  private var outputParser = RequestParser()

  package init(style: Style, isBroken: Bool = false, width: Int = 100) {
    self.style = style
    self.isBroken = isBroken
    self.width = width
  }

  /// The request broken before its `?` and each `&` where it is longer than `width`, spelt as it is; nil where that
  /// changes nothing.
  ///
  /// - Parameter room: What else stands on its line, in columns: the method, the version.
  package static func broken(_ text: MappedText, width: Int = 100, room: Int = 0) -> [UInt8]? {
    var formatter = RequestFormatter(style: .keep, isBroken: true, width: width)
    return formatter.format(text, room: room) ? formatter.output : nil
  }

  /// Formats `text` and says whether its form, now in ``output``, differs.
  ///
  /// - Parameter room: What else stands on its line, in columns.
  package mutating func format(_ text: MappedText, room: Int = 0) -> Bool {
    let text = RequestPlaceholders.addHoles(to: text)
    parser.parse(text)
    guard let changes = edits(of: parser.tree, text, room), !changes.isEmpty,
      let result = text.applying(changes), !result.bytes.elementsEqual(text.bytes[text.range])
    else { return false }
    // Read anew where it stands, it has the holes of the text, no more and no others.
    let found = RequestPlaceholders.addHoles(
      to: MappedText(bytes: result.bytes, holes: result.holes.filter { $0.form == .operand }))
    outputParser.parse(found)
    guard found.bytes == result.bytes, found.unclosedHoles.count == text.unclosedHoles.count,
      found.holes.map(\.range) == result.holes.map(\.range),
      outputParser.tree.problems.isEmpty,
      outputParser.tree.hasSameMeaning(found, as: parser.tree, text),
      edits(of: outputParser.tree, found, room)?.isEmpty == true
    else { return false }
    edits = changes
    output = result.bytes
    return true
  }

  /// Nil where the text has a problem.
  private func edits(of tree: RequestTree, _ text: MappedText, _ room: Int) -> [TextEdit]? {
    guard tree.problems.isEmpty else { return nil }
    var writer = RequestEdits(text: text, style: style)
    writer.write(tree)
    guard style != .keep || isBroken || writer.hasLayout else {
      return writer.edits.sorted { $0.range < $1.range }
    }
    let isLong = isBroken && !tree.parameters.isEmpty && room + writer.width(of: tree) > width
    writer.layOut(tree, between: isLong ? newline + [0x20, 0x20] : [])
    return writer.edits.sorted { $0.range < $1.range }
  }
}

extension MappedText {
  /// The text alone with `edits` applied, and its holes where they then are; nil where one of them is touched.
  fileprivate func applying(_ edits: [TextEdit]) -> MappedText? {
    guard TextEdit.areCompatible(edits, length: bytes.count) else { return nil }
    var result: [UInt8] = []
    var moved: [Hole] = []
    var position = range.start
    var next = holes.startIndex
    func copy(to end: Int) {
      let shift = result.count - position
      while next < holes.count, holes[next].range.end <= end {
        if holes[next].range.start >= position { moved.append(holes[next].shifted(by: shift)) }
        next += 1
      }
      result += bytes[ByteRange(position, end)]
    }
    for edit in edits {
      copy(to: edit.range.start)
      result += edit.newText
      position = edit.range.end
    }
    copy(to: range.end)
    guard moved.count == holes.filter({ range.contains($0.range) }).count else { return nil }
    return MappedText(bytes: result, holes: moved)
  }
}
