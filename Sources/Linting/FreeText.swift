import SourceText

/// What the rules about unchecked text have in common.
enum FreeText {
  /// One finding for a text, at the first hole that a person's text fills; the others are named beside it.
  static func report(
    _ query: QueryContext, _ findings: inout FindingSink, message: (_ source: String) -> String
  ) {
    var first: (hole: Hole, source: String)?
    var related: [RelatedPlace] = []
    for hole in query.text.holes {
      guard case .freeText(let source) = hole.origin else { continue }
      if first == nil {
        first = (hole, source)
      } else {
        related.append(
          RelatedPlace(message: "\(source) too", range: query.text.fileRange(hole.range)))
      }
    }
    guard let first else { return }
    findings.report(in: query.text, at: first.hole.range, message(first.source), related: related)
  }
}
