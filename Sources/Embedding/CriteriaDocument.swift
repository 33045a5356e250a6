import CriteriaSyntax
import SourceText

/// Criteria documents (`*.criteria`).
package enum CriteriaDocument {
  /// All queries of a document, with its comments and the problems of its directives.
  ///
  /// `defaultAPI` holds where the document does not name one.
  package static func read(_ bytes: [UInt8], defaultAPI: APIVersion = .v3) -> HostFile {
    var file = HostFile()
    var scanner = CriteriaDocumentScanner(bytes)
    while scanner.next() { add(&scanner, to: &file, defaultAPI: defaultAPI) }
    return file
  }

  /// Adds the scanner's block to what was read of the document.
  package static func add(
    _ scanner: inout CriteriaDocumentScanner, to file: inout HostFile, defaultAPI: APIVersion
  ) {
    for line in scanner.block.comments { file.comments.append(comment(scanner.bytes, line)) }
    file.documentProblems += scanner.problems
    for directive in scanner.block.directives where directive.keyword == .datastore && directive.isEffective {
      file.datastoreMentions.append((name: scanner.bytes.text(directive.value), range: directive.value))
    }
    if scanner.block.kind == .query { file.queries.append(scanner.query(defaultAPI: defaultAPI)) }
  }

  /// The comment on a line that begins with `#`.
  package static func comment(_ bytes: [UInt8], _ line: ByteRange) -> HostComment {
    let text = bytes.withUnsafeBufferPointer {
      DocumentDirective.trimmed($0, ByteRange(line.start + 1, line.end).clamped(to: ByteRange(0, $0.count)))
    }
    return HostComment(range: line, text: text, isAlone: true)
  }
}
