import CriteriaSyntax
import Embedding
import Formatting
import SourceText

extension DocumentAssistance {
  /// What is put right while somebody types in a criteria document; nothing in other hosts, whose blanks are not ours.
  ///
  /// Small on purpose: the blanks of what was just finished, and never a line break, another spelling, or anything at
  /// the cursor or after it.
  /// - After a line end, the line before it; and where a comment was divided, its second half stays a comment.
  /// - After `)`, the group or list that it closes, as far as that stands on the line.
  /// - After the second sign of `&&` or `||`, the blank before it.
  ///
  /// - Parameters:
  ///   - offset: the place after `typed`.
  ///   - trimsBlanks: whether blanks at the end of the line before may go.
  package func edits(afterTyping typed: String, at offset: Int, trimsBlanks: Bool = true) -> [TextEdit] {
    guard kind == .criteria, offset >= 0, offset <= bytes.count else { return [] }
    switch typed {
    case "\n": return editsAfterLine(at: offset, trimsBlanks: trimsBlanks)
    case ")" where offset > 0 && bytes[offset - 1] == UInt8(ascii: ")"): return editsAfterGroup(at: offset)
    case "&", "|":
      guard offset > 1, bytes[offset - 1] == bytes[offset - 2],
        bytes[ByteRange(offset - 1, offset)].elementsEqual(typed.utf8)
      else { return [] }
      return editsAfterOperator(at: offset)
    default: return []
    }
  }

  private func editsAfterLine(at offset: Int, trimsBlanks: Bool) -> [TextEdit] {
    let start = lineStart(offset)
    var end = start
    if end > 0, bytes[end - 1] == 0x0A { end -= 1 }
    if end > 0, bytes[end - 1] == 0x0D { end -= 1 }
    guard end < start else { return [] }
    let line = ByteRange(lineStart(end), end)
    switch bytes[line].first {
    case UInt8(ascii: "#"): return editsOfComment(at: start)
    case UInt8(ascii: "@"), nil: return []
    default: break
    }
    guard let (text, fields) = criteria(at: line.start) else { return [] }
    var formatter = GapFormatter()
    var edits = formatter.edits(for: text, knownFields: fields) { tree in
      Self.part(of: tree, text, line)
    }
    var blanks = end
    while blanks > line.start, bytes[blanks - 1] == 0x20 || bytes[blanks - 1] == 0x09 { blanks -= 1 }
    // Blanks at the end of a line never count; inside of a quoted value they would.
    if trimsBlanks, blanks < end, blanks > line.start, isOutsideOfTokens(blanks, text, fields) {
      edits.append(.delete(ByteRange(blanks, end)))
    }
    return edits
  }

  /// The second half of a comment would be read as a criteria.
  private func editsOfComment(at start: Int) -> [TextEdit] {
    let end = lineEnd(start)
    var first = start
    while first < end, bytes[first] == 0x20 || bytes[first] == 0x09 { first += 1 }
    guard first < end, bytes[first] != UInt8(ascii: "#") else { return [] }
    return [TextEdit(range: ByteRange(start, first), newText: "# ")]
  }

  private func editsAfterGroup(at offset: Int) -> [TextEdit] {
    guard let (text, fields) = criteria(at: offset) else { return [] }
    let line = ByteRange(lineStart(offset), offset)
    var formatter = GapFormatter()
    return formatter.edits(for: text, knownFields: fields) { tree in
      guard let place = text.textOffset(ofFile: offset) else { return nil }
      for index in tree.nodes.indices {
        let node = tree.nodes[index]
        guard node.kind == .group || node.flags.contains(.list), node.flags.contains(.closed),
          tree.range(ofNode: index).end == place
        else { continue }
        let part = Self.part(of: tree, text, line)
        return part.map { tree.range(ofNode: index).clamped(to: $0) }
      }
      return nil
    }
  }

  private func editsAfterOperator(at offset: Int) -> [TextEdit] {
    guard let (text, fields) = criteria(at: offset) else { return [] }
    let line = ByteRange(lineStart(offset), offset)
    var formatter = GapFormatter()
    return formatter.edits(for: text, knownFields: fields) { tree in
      guard let place = text.textOffset(ofFile: offset), let part = Self.part(of: tree, text, line) else {
        return nil
      }
      for index in 0..<max(0, tree.tokens.count - 1) {
        let token = tree.tokens[index]
        guard tree.range(ofToken: index).end == place, token.kind == .and || token.kind == .or,
          !token.flags.contains(.wordLogical)
        else { continue }
        var before = Int(token.start)
        while before > part.start, text.bytes[before - 1] == 0x20 || text.bytes[before - 1] == 0x09 {
          before -= 1
        }
        return ByteRange(before, Int(token.start))
      }
      return nil
    }
  }

  // MARK: Places

  private func criteria(at offset: Int) -> (text: MappedText, fields: KnownFields)? {
    guard let found = query(at: offset) else { return nil }
    return (found.text, workspace.catalog.knownFields(of: found.query.targets, host: kind))
  }

  /// The part of the text that a line of the file holds; nil where that is not all of one piece.
  private static func part(of tree: CriteriaTree, _ text: MappedText, _ line: ByteRange) -> ByteRange? {
    let whole = text.fileRange(text.range)
    let inside = line.clamped(to: whole)
    guard let start = text.textOffset(ofFile: inside.start), let end = text.textOffset(ofFile: inside.end),
      start <= end
    else { return nil }
    return ByteRange(start, end)
  }

  private func isOutsideOfTokens(_ offset: Int, _ text: MappedText, _ fields: KnownFields) -> Bool {
    guard let place = text.textOffset(ofFile: offset) else { return offset >= text.fileRange(text.range).end }
    var parser = CriteriaParser()
    parser.parse(text, knownFields: fields)
    let tree = parser.tree
    return !(0..<max(0, tree.tokens.count - 1)).contains { index in
      !tree.tokens[index].isTrivia && tree.range(ofToken: index).start < place
        && place < tree.range(ofToken: index).end
    }
  }
}
