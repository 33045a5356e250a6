import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// `textDocument/foldingRange`: queries, comments and groups of more than one line.
enum FoldingRangeRequest {
  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    let document = try session.document(params)
    guard let assistance = session.assistance(document) else { return { $0.null() } }
    let folds = lines(of: assistance.folds(), document, session.client)
    return { writer in
      writer.array { writer in
        for fold in folds {
          writer.object { writer in
            writer.member("startLine", fold.start)
            if let column = fold.startColumn { writer.member("startCharacter", column) }
            writer.member("endLine", fold.end)
            if let column = fold.endColumn { writer.member("endCharacter", column) }
            if fold.isComment { writer.member("kind", "comment") }
          }
        }
      }
    }
  }

  private struct Fold {
    let start: Int
    var startColumn: Int?
    var end: Int
    var endColumn: Int?
    let isComment: Bool
  }

  /// Where each fold begins and ends; of those that begin on one line, the longest.
  private static func lines(
    of folds: [DocumentFold], _ document: OpenDocument, _ client: ClientProfile
  ) -> [Fold] {
    var longest: [Int: Fold] = [:]
    var order: [Int] = []
    for fold in folds {
      guard let lines = lines(of: fold, document, client) else { continue }
      guard let known = longest[lines.start] else {
        longest[lines.start] = lines
        order.append(lines.start)
        continue
      }
      if known.end < lines.end { longest[lines.start] = lines }
    }
    // One that ends where the next begins would take its first line.
    var result: [Fold] = []
    for start in order.prefix(max(0, client.folding.limit)) {
      guard var fold = longest[start] else { continue }
      if let next = longest[fold.end], next.end > fold.end {
        fold.end -= 1
        fold.endColumn = nil
      }
      if fold.end > fold.start { result.append(fold) }
    }
    return result.sorted { $0.start < $1.start }
  }

  private static func lines(
    of fold: DocumentFold, _ document: OpenDocument, _ client: ClientProfile
  ) -> Fold? {
    let unit = client.encoding.unit
    let start = document.lines.position(at: fold.range.start, unit: unit)
    let end = document.lines.position(at: fold.range.end, unit: unit)
    var result = Fold(start: start.line, end: end.line, isComment: fold.kind == .comment)
    if fold.kind == .group {
      if client.folding.isWholeLines {
        // The line with the closing parenthesis stays.
        result.end -= 1
      } else {
        result.startColumn = start.column + 1
        result.endColumn = max(0, end.column - 1)
      }
    }
    return result.end > result.start ? result : nil
  }
}
