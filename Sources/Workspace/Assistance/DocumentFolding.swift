import CriteriaSyntax
import Embedding
import SourceText

/// A part of a document that can be folded away.
package struct DocumentFold: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// A query, or the block of one.
    case query
    case comment
    /// What stands in parentheses or braces; these stay to be seen.
    case group
  }

  package let kind: Kind
  package let range: ByteRange
}

extension DocumentAssistance {
  /// Everything that can be folded, the more important kinds first; each in the order of the text. Some of it may
  /// stand on one line.
  package func folds() -> [DocumentFold] {
    var folds = host.queries.map { DocumentFold(kind: .query, range: $0.range) }
    folds +=
      kind == .request
      ? requestFolds() : host.requests.map { DocumentFold(kind: .query, range: $0.range) }
    folds += commentFolds()
    if kind == .deluge { folds += DelugeHost.blocks(bytes).map { DocumentFold(kind: .group, range: $0) } }
    var parser = CriteriaParser()
    for query in host.queries {
      // A group on one line is none to fold.
      guard let text = query.criteria, bytes[query.range].contains(where: { $0 == 0x0A || $0 == 0x0D })
      else { continue }
      parser.parse(text)
      for (index, node) in parser.tree.nodes.enumerated() where node.kind == .group {
        guard node.flags.contains(.closed) else { continue }
        folds.append(DocumentFold(kind: .group, range: text.fileRange(parser.tree.range(ofNode: index))))
      }
    }
    return folds
  }

  /// Comments that follow each other, line by line.
  private func commentFolds() -> [DocumentFold] {
    var folds: [DocumentFold] = []
    var run: ByteRange?
    for comment in host.comments where comment.isAlone {
      if let open = run, isNextLine(from: open.end, to: comment.range.start) {
        run = ByteRange(open.start, comment.range.end)
      } else {
        if let open = run { folds.append(DocumentFold(kind: .comment, range: open)) }
        run = comment.range
      }
    }
    if let open = run { folds.append(DocumentFold(kind: .comment, range: open)) }
    return folds
  }

  /// Whether nothing but one line end, and blanks, stands between.
  private func isNextLine(from end: Int, to start: Int) -> Bool {
    let between = bytes[ByteRange(end, start)]
    guard between.allSatisfy({ $0 == 0x20 || $0 >= 0x09 && $0 <= 0x0D }) else { return false }
    var ends = 0
    var previous: UInt8 = 0
    for byte in between {
      if byte == 0x0D || byte == 0x0A && previous != 0x0D { ends += 1 }
      previous = byte
    }
    return ends <= 1
  }
}
