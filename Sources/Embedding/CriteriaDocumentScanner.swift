import SourceText

/// Reads the blocks of a criteria document one after another.
///
/// One block's buffers serve all of them: a block of text in one piece costs no allocation. Lines end at LF, CR LF
/// or a lone CR, and a byte-order mark at the start is not part of the first line. Linear in the document.
package struct CriteriaDocumentScanner: Sendable {
  /// A run of lines without an empty one.
  package struct Block: Sendable {
    package enum Kind: UInt8, Sendable {
      /// Nothing but comments: no query.
      case comments
      /// The first block, of directives only, of a document with other blocks: it holds for all of them.
      case defaults
      /// A query; without text it is empty and selects everything.
      case query
    }

    package internal(set) var kind = Kind.comments
    /// From the first line's start to the last line's end, line end not included.
    package internal(set) var range = ByteRange(at: 0)
    package internal(set) var directives: [DocumentDirective] = []
    /// The lines that begin with `#`, whole.
    package internal(set) var comments: [ByteRange] = []
    /// The text where it stands in one piece, and from its first to its last line where comments or directives
    /// interrupt it. Empty, after the last directive, where there is none.
    package internal(set) var text = ByteRange(at: 0)
    /// Empty, or the two or more pieces that the text is in. A piece includes its last line's end, but for the last.
    package internal(set) var pieces: [ByteRange] = []
    package internal(set) var hasText = false
  }

  package let bytes: [UInt8]
  /// The block that ``next()`` found.
  package private(set) var block = Block()
  /// What is wrong with the block's directives, in order of their place.
  package private(set) var problems: [DocumentProblem] = []
  /// The directives of the document's defaults, once they are read.
  package private(set) var defaults: [DocumentDirective] = []

  private var position: Int
  /// Whether a block that is more than comments was found.
  private var isPastFirst = false
  private var audit = DirectiveAudit()
  var holeScanner = HoleScanner()
  /// The first place from `searchedFrom` on where a hole may begin.
  var nextHole = -1
  var searchedFrom = 0

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Begins in the middle of a document: at `position` no block has begun that `position` lies in, and the document's
  /// first block and its `defaults` are behind it.
  package init(_ bytes: [UInt8], from position: Int, after defaults: [DocumentDirective]) {
    self.bytes = bytes
    self.position = min(max(position, 0), bytes.count)
    self.defaults = defaults
    isPastFirst = true
  }

  /// Goes on to the next block; false at the end of the document.
  package mutating func next() -> Bool {
    let bytes = self.bytes
    return bytes.withUnsafeBufferPointer { next(in: $0) }
  }

  /// As ``next()``, for a caller that holds on to the document's bytes meanwhile.
  package mutating func next(in buffer: UnsafeBufferPointer<UInt8>) -> Bool {
    // To empty what is empty costs as much as to empty what is not.
    if !block.directives.isEmpty { block.directives.removeAll(keepingCapacity: true) }
    if !block.comments.isEmpty { block.comments.removeAll(keepingCapacity: true) }
    if !block.pieces.isEmpty { block.pieces.removeAll(keepingCapacity: true) }
    if !problems.isEmpty { problems.removeAll(keepingCapacity: true) }
    block.hasText = false
    var line = Line(buffer, at: position)
    while line.isEmpty {
      guard line.next > line.range.start else {
        position = line.next
        return false
      }
      line = Line(buffer, at: line.next)
    }
    let start = line.range.start
    var end = start
    var pieceStart = start
    var pieceNext = -1
    while !line.isEmpty {
      switch buffer[line.range.start] {
      case UInt8(ascii: "#"):
        block.comments.append(line.range)
      case UInt8(ascii: "@"):
        block.directives.append(DocumentDirective(buffer, line: line.range))
        audit.note(&block.directives, isMisplaced: block.hasText, buffer, problems: &problems)
      default:
        if !block.hasText {
          block.hasText = true
          pieceStart = line.range.start
          block.text = line.range
        } else if line.range.start != pieceNext {
          block.pieces.append(ByteRange(pieceStart, pieceNext))
          pieceStart = line.range.start
        }
        block.text = ByteRange(block.text.start, line.range.end)
        pieceNext = line.next
      }
      end = line.range.end
      line = Line(buffer, at: line.next)
    }
    position = line.range.start
    if !block.pieces.isEmpty { block.pieces.append(ByteRange(pieceStart, block.text.end)) }
    block.range = ByteRange(start, end)
    finish(buffer)
    return true
  }

  private mutating func finish(_ buffer: UnsafeBufferPointer<UInt8>) {
    if !block.directives.isEmpty { audit.reset() }
    if block.hasText {
      block.kind = .query
    } else if let last = block.directives.last {
      block.text = ByteRange(at: last.range.end)
      block.kind = !isPastFirst && Self.hasContent(buffer, from: position) ? .defaults : .query
      if block.kind == .defaults { defaults = block.directives }
    } else {
      block.kind = .comments
      return
    }
    isPastFirst = true
  }

  /// Whether a line that is neither empty nor a comment follows.
  private static func hasContent(_ buffer: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    var line = Line(buffer, at: start)
    while line.next > line.range.start {
      if !line.isEmpty, buffer[line.range.start] != UInt8(ascii: "#") { return true }
      line = Line(buffer, at: line.next)
    }
    return false
  }
}

/// One line of a document.
private struct Line {
  /// Without its end.
  let range: ByteRange
  /// Where the next line starts; the line's own start at the end of the document.
  let next: Int
  /// Whether there is nothing but blanks.
  let isEmpty: Bool

  init(_ buffer: UnsafeBufferPointer<UInt8>, at start: Int) {
    let end = buffer.count
    var first = start
    while first < end, buffer[first] == UInt8(ascii: " ") || buffer[first] == UInt8(ascii: "\t") {
      first &+= 1
    }
    let lineEnd = ByteSearch.first(
      of: UInt8(ascii: "\n"), or: UInt8(ascii: "\r"), in: buffer, from: first, to: end)
    range = ByteRange(start, lineEnd)
    isEmpty = first >= lineEnd
    if lineEnd >= end {
      next = end
    } else if buffer[lineEnd] == UInt8(ascii: "\r"), lineEnd &+ 1 < end,
      buffer[lineEnd &+ 1] == UInt8(ascii: "\n")
    {
      next = lineEnd &+ 2
    } else {
      next = lineEnd &+ 1
    }
  }
}
