import CriteriaSyntax
import SourceText

/// Prints a tree without syntax findings in canonical spelling.
///
/// First on one line; where that is wider than allowed, or comments stand between the lines, the compounds that do
/// not fit are broken before their operators, from the outermost in. Linear in the text.
struct CriteriaPrinter: Sendable {
  struct Source {
    let text: MappedText
    let options: FormatOptions
    /// Sorted starts of lines that comments stand before.
    let commentBreaks: [Int]
    let newline: [UInt8]
  }

  private(set) var output: [UInt8] = []
  private(set) var outputHoles: [Hole] = []
  private(set) var outputBreaks: [Int] = []
  let operators = OperatorSpellings()
  /// What is known about each token.
  private(set) var layouts: [TokenLayout] = []
  private var breaker = LineBreaker()
  private var nextHole = 0

  /// Prints into ``output``; false where the text cannot be taken apart at its comments.
  mutating func print(_ tree: CriteriaTree, _ source: Source) -> Bool {
    layouts.removeAll(keepingCapacity: true)
    layouts.append(contentsOf: repeatElement(TokenLayout(), count: tree.tokens.count))
    if source.options.addsParentheses { markParentheses(tree) }
    if !source.commentBreaks.isEmpty {
      guard markCommentBreaks(tree, source.commentBreaks) else { return false }
    }
    write(tree, source)
    let width = layouts.reduce(0) { max($0, $1.endColumn) }
    if width > source.options.width || !source.commentBreaks.isEmpty {
      breaker.breakLines(
        tree, &layouts, width: source.options.width, commentBreaks: source.commentBreaks)
      write(tree, source)
    }
    return true
  }

  /// Each condition that is an operand of a compound gets parentheses of its own; one that is a hole never.
  private mutating func markParentheses(_ tree: CriteriaTree) {
    for (index, node) in tree.nodes.enumerated() where node.kind == .conjunction || node.kind == .disjunction
    {
      var child = index - 1
      let first = index - Int(node.size) + 1
      while child >= first, child >= 0 {
        let operand = tree.nodes[child]
        if operand.kind == .condition, operand.tokenEnd > operand.firstToken {
          layouts[Int(operand.firstToken)].opens = true
          layouts[Int(operand.tokenEnd) - 1].closes = true
        }
        child -= max(1, Int(operand.size))
      }
    }
  }

  /// Finds the token before which the lines between belong: what follows them, or the operator that ends the line
  /// before. False where a token, such as a quoted value of several lines, is interrupted.
  private mutating func markCommentBreaks(_ tree: CriteriaTree, _ breaks: [Int]) -> Bool {
    var next = 0
    var last: Int?
    for index in 0..<max(0, tree.tokens.count - 1) where !tree.tokens[index].isTrivia {
      let token = tree.tokens[index]
      let isAfterOperator = last.map { tree.tokens[$0].kind == .and || tree.tokens[$0].kind == .or } ?? false
      while next < breaks.count, breaks[next] <= Int(token.start) {
        layouts[isAfterOperator ? last ?? index : index].commentBreaks += 1
        next += 1
      }
      if next < breaks.count, breaks[next] < Int(tree.tokens[index + 1].start) { return false }
      last = index
    }
    return next == breaks.count
  }

  private mutating func write(_ tree: CriteriaTree, _ source: Source) {
    output.removeAll(keepingCapacity: true)
    outputHoles.removeAll(keepingCapacity: true)
    outputBreaks.removeAll(keepingCapacity: true)
    nextHole = 0
    var column = 0
    var indent = 0
    var last: Int?
    for index in 0..<max(0, tree.tokens.count - 1) where !tree.tokens[index].isTrivia {
      let range = tree.range(ofToken: index)
      if let broken = layouts[index].breakIndent {
        indent = broken
        startLine(indent, index, source.newline)
      } else if layouts[index].commentBreaks > 0 {
        startLine(indent + 2, index, source.newline)
      } else if let last, hasBlank(tree, last, index, source.text.bytes[range]) {
        output.append(UInt8(ascii: " "))
        column += 1
      }
      layouts[index].startColumn = column
      if layouts[index].opens { output.append(UInt8(ascii: "(")) }
      let start = output.count
      append(tree.tokens[index], source.text, range, source.options)
      column += columns(from: start) + (layouts[index].opens ? 1 : 0) + (layouts[index].closes ? 1 : 0)
      if layouts[index].closes { output.append(UInt8(ascii: ")")) }
      layouts[index].endColumn = column
      last = index
    }
  }

  private mutating func startLine(_ indent: Int, _ index: Int, _ newline: [UInt8]) {
    output += newline
    for _ in 0..<layouts[index].commentBreaks { outputBreaks.append(output.count) }
    output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
  }

  private func hasBlank(_ tree: CriteriaTree, _ left: Int, _ right: Int, _ bytes: ArraySlice<UInt8>) -> Bool {
    if isSeparated(tree.tokens[left], tree.tokens[right], operators) { return true }
    return right > left + 1 && keepsBlank(tree.tokens[left], tree.tokens[right], startingWith: bytes)
  }

  private mutating func append(
    _ token: CriteriaTree.Token, _ text: MappedText, _ range: ByteRange, _ options: FormatOptions
  ) {
    while nextHole < text.holes.count, text.holes[nextHole].range.start < range.end {
      let hole = text.holes[nextHole]
      let distance = output.count - range.start
      outputHoles.append(hole.shifted(by: distance))
      nextHole += 1
    }
    guard token.kind == .comparisonOperator else {
      output += text.bytes[range]
      return
    }
    let entry = operators[token]
    if options.equality == .canonical, entry.isSingleEquals {
      output += "==".utf8
    } else if entry.isPhrase {
      appendWords(text.bytes[range])
    } else {
      output += text.bytes[range]
    }
  }

  /// The words of an operator with one blank between them, in their own case.
  private mutating func appendWords(_ bytes: ArraySlice<UInt8>) {
    var isAfterBlank = false
    for byte in bytes {
      let isBlank = byte == UInt8(ascii: " ") || (byte >= 0x09 && byte <= 0x0D)
      if isBlank, !isAfterBlank { output.append(UInt8(ascii: " ")) }
      if !isBlank { output.append(byte) }
      isAfterBlank = isBlank
    }
  }

  /// The columns of what was written from `start` on.
  private func columns(from start: Int) -> Int {
    let written = output[start...]
    if written.allSatisfy({ $0 < 0x80 }) { return written.count }
    return DisplayWidth.columns(of: String(decoding: written, as: UTF8.self))
  }
}

/// How a token is printed. Small, because a text of 100 MB has tens of millions of tokens.
struct TokenLayout: Sendable {
  /// A parenthesis is added before it, or after it.
  var opens = false
  var closes = false
  /// How many runs of comment lines stand before it.
  var commentBreaks: UInt32 = 0
  /// Where the line begins that begins with it; -1 where none does.
  private var indent: Int32 = -1
  private var start: UInt32 = 0
  private var end: UInt32 = 0

  var breakIndent: Int? {
    get { indent < 0 ? nil : Int(indent) }
    set { indent = newValue.map { Int32(clamping: $0) } ?? -1 }
  }

  /// Where it begins and ends when everything is on one line, added parentheses included.
  var startColumn: Int {
    get { Int(start) }
    set { start = UInt32(clamping: newValue) }
  }
  var endColumn: Int {
    get { Int(end) }
    set { end = UInt32(clamping: newValue) }
  }
}
