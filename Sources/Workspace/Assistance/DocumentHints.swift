import CriteriaSyntax
import Embedding
import SourceText

/// A few words that an editor shows inside of a text.
package struct InlayHint: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// A parenthesis that is not written, because `&&` binds tighter than `||`.
    case opensGroup
    case closesGroup
    /// How many records a query selects.
    case records
    /// What an encoded request says.
    case decoded
  }
  package let kind: Kind
  /// In the file.
  package let offset: Int
  package let label: String
  package let tooltip: String
}

extension DocumentAssistance {
  /// What is to be shown in `range` of the file, in its order. Only queries that reach into it are looked at.
  package func hints(in range: ByteRange) -> [InlayHint] {
    var runner: QueryRunner?
    var parser = CriteriaParser()
    var hints: [InlayHint] = []
    for query in host.queries where !query.isFragment {
      guard query.range.start <= range.end, query.range.end >= range.start else { continue }
      if let text = query.criteria { hints += grouping(query, text, &parser) }
      let end = query.range.end
      guard range.start <= end, end <= range.end else { continue }
      var known = runner ?? QueryRunner(self)
      defer { runner = known }
      if let matches = try? known.matches(of: query) { hints.append(Self.hint(matches, at: end)) }
    }
    hints += requestHints(in: range) + itemHints(in: range)
    return hints.enumerated().filter { range.start <= $0.element.offset && $0.element.offset <= range.end }
      // Those of one place stay in their order.
      .sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }.map(\.element)
  }

  private func grouping(
    _ query: HostQuery, _ text: MappedText, _ parser: inout CriteriaParser
  ) -> [InlayHint] {
    parser.parse(text, knownFields: workspace.catalog.knownFields(of: query.targets, host: kind))
    let tree = parser.tree
    // What is not whole may group in another way once it is.
    guard tree.diagnostics.allSatisfy(\.leavesConditionWhole) else { return [] }
    var hints: [InlayHint] = []
    for index in tree.nodes.indices where tree.nodes[index].kind == .disjunction {
      for child in tree.children(of: index) where tree.nodes[child].kind == .conjunction {
        let place = text.fileRange(tree.range(ofNode: child))
        let tooltip = "`&&` binds tighter than `||`: this is read first"
        hints.append(InlayHint(kind: .opensGroup, offset: place.start, label: "(", tooltip: tooltip))
        hints.append(InlayHint(kind: .closesGroup, offset: place.end, label: ")", tooltip: tooltip))
      }
    }
    return hints
  }

  private static func hint(_ matches: QueryRunner.Matches, at offset: Int) -> InlayHint {
    var tooltip =
      "\(matches.matched) of the \(Count.of(matches.total, "record")) in `\(matches.shownPath)` "
      + (matches.matched == 1 ? "matches" : "match")
    if matches.undecidable > 0 {
      tooltip +=
        "; of \(Count.of(matches.undecidable, "more record")) it cannot be said, because a masked value decides (C21)"
    }
    return InlayHint(
      kind: .records, offset: offset, label: "\(matches.matched) of \(matches.total)", tooltip: tooltip)
  }
}
