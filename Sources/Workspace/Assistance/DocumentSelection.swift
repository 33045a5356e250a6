import CriteriaSyntax
import Embedding
import JSONSyntax
import SourceText

extension DocumentAssistance {
  /// What may be selected around `offset`, each range in the next and smaller than it: a value, its condition, the
  /// groups around it, the criteria, its string or block, and so on up to the whole document.
  package func selections(at offset: Int) -> [ByteRange] {
    let offset = min(max(0, offset), bytes.count)
    var found: [ByteRange] = [line(at: offset)]
    // The digits of a triplet belong to no word.
    if request(at: offset) == nil { found.append(word(at: offset)) }
    if let (query, text, place) = query(at: offset) {
      found.append(query.range)
      found += ranges(in: text, at: place).map { text.fileRange($0) }
    }
    found += requestRanges(at: offset)
    found += host.comments.flatMap { [$0.text, $0.range] }
    switch kind {
    case .criteria: found += directive(at: offset) + blocks()
    case .deluge: found += DelugeHost.enclosing(offset, in: bytes)
    case .json: found += nodes(at: offset)
    case .request: found += fileRanges(at: offset)
    }
    return Self.chain(found, around: offset, in: ByteRange(0, bytes.count))
  }

  /// Of ranges that hold `offset` those that lie in each other, the smallest first, the whole last.
  static func chain(_ ranges: [ByteRange], around offset: Int, in whole: ByteRange) -> [ByteRange] {
    var result: [ByteRange] = []
    let holding = ranges.filter {
      !$0.isEmpty && $0.start <= offset && offset <= $0.end && whole.contains($0)
    }
    for range in (holding + [whole]).sorted(by: { $0.count == $1.count ? $0 < $1 : $0.count < $1.count }) {
      if let last = result.last, last == range || !range.contains(last) { continue }
      result.append(range)
    }
    return result
  }

  // MARK: Criteria

  /// In the text: tokens and nodes that hold `place`.
  private func ranges(in text: MappedText, at place: Int) -> [ByteRange] {
    var parser = CriteriaParser()
    parser.parse(text, knownFields: .none)
    let tree = parser.tree
    var result = [text.range]
    for token in tree.tokens.indices.dropLast() where !tree.tokens[token].isTrivia {
      let range = tree.range(ofToken: token)
      guard range.start <= place, place <= range.end else { continue }
      result.append(range)
      if tree.tokens[token].kind == .quotedValue { result.append(ByteRange(range.start + 1, range.end - 1)) }
    }
    for (index, node) in tree.nodes.enumerated() {
      let range = tree.range(ofNode: index)
      guard range.start <= place, place <= range.end else { continue }
      result.append(range)
      if node.kind == .group, node.flags.contains(.closed), range.count > 2 {
        result.append(ByteRange(range.start + 1, range.end - 1))
      }
      if node.kind == .condition, node.flags.contains(.list) {
        let values = tree.condition(index).values
        if let first = values.first, let last = values.last {
          let list = ByteRange(tree.range(ofToken: first).start, tree.range(ofToken: last).end)
          result.append(list)
          if node.flags.contains(.closed), node.valueDistance > 0 {
            let open = tree.range(ofToken: Int(node.firstToken) + Int(node.valueDistance))
            result.append(ByteRange(open.start, range.end))
          }
        }
      }
    }
    result += text.holes.flatMap { [$0.name, $0.range] }
    return result.filter { text.range.contains($0) }
  }

  /// The parts of a directive.
  private func directive(at offset: Int) -> [ByteRange] {
    let line = line(at: offset)
    guard bytes[line].first == UInt8(ascii: "@"), let blank = bytes[line].firstIndex(where: { $0 <= 0x20 })
    else { return [] }
    let value = trimmed(ByteRange(blank, line.end))
    var result = [ByteRange(line.start, blank), value]
    // A list's item, a binding's name and value.
    var start = value.start
    for position in value.start...value.end {
      let isSeparator =
        position == value.end || bytes[position] == UInt8(ascii: ",") || bytes[position] == UInt8(ascii: "=")
      guard isSeparator else { continue }
      result.append(trimmed(ByteRange(start, position)))
      start = position + 1
    }
    return result
  }

  /// The blocks, those of comments and defaults too.
  private func blocks() -> [ByteRange] {
    var scanner = CriteriaDocumentScanner(bytes)
    var result: [ByteRange] = []
    while scanner.next() {
      result.append(scanner.block.range)
      if scanner.block.hasText { result.append(scanner.block.text) }
    }
    return result
  }

  // MARK: Hosts

  /// What of a JSON text holds the place: strings without and with quotes, members, lists, objects.
  private func nodes(at offset: Int) -> [ByteRange] {
    var result: [ByteRange] = []
    let document = JSONDocument(bytes)
    for index in document.nodes.indices {
      let node = document.nodes[index]
      guard node.range.start <= offset, offset <= node.range.end else { continue }
      result += [node.contentRange, node.range]
      guard node.kind == .object else { continue }
      for member in JSONValue(document: document, index: index).members {
        result.append(ByteRange(member.key.range.start, member.value.range.end))
      }
    }
    return result
  }

  private func word(at offset: Int) -> ByteRange {
    func isWord(_ place: Int) -> Bool {
      guard place >= 0, place < bytes.count else { return false }
      switch bytes[place] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF:
        return true
      default: return false
      }
    }
    var start = offset
    while isWord(start - 1) { start -= 1 }
    var end = offset
    while isWord(end) { end += 1 }
    return ByteRange(start, end)
  }

  /// Without blanks around.
  private func line(at offset: Int) -> ByteRange {
    var start = offset
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    var end = offset
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return trimmed(ByteRange(start, end))
  }

  private func trimmed(_ range: ByteRange) -> ByteRange {
    var (start, end) = (range.start, range.end)
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return ByteRange(start, end)
  }
}
