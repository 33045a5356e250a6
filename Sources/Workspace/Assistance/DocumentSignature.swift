import CriteriaSemantics
import CriteriaSyntax
import Embedding
import SourceText

/// What may be written where the cursor is: the values of a list, the value of a directive, the parameters of a request.
package struct SignatureHelp: Sendable, Hashable {
  package struct Parameter: Sendable, Hashable {
    /// In the label, which is ASCII.
    package let range: ByteRange
    package let documentation: String
  }

  package struct Signature: Sendable, Hashable {
    package let label: String
    /// Markdown.
    package let documentation: String
    package let parameters: [Parameter]
  }

  package let signatures: [Signature]
  package let active: Int
  /// An index into the parameters of the active one.
  package let activeParameter: Int
}

extension DocumentAssistance {
  /// The help for a cursor inside of a list, a directive or a request, in whole and in broken text; nil elsewhere.
  package func signature(at offset: Int) -> SignatureHelp? {
    let offset = min(max(0, offset), bytes.count)
    if kind == .criteria, let line = DirectiveLine(bytes, at: offset) {
      return DirectiveSignature.help(line, bytes)
    }
    guard let (query, text, place) = query(at: offset) else { return requestSignature(at: offset) }
    return listHelp(query, text, place)
  }

  private func listHelp(_ query: HostQuery, _ text: MappedText, _ place: Int) -> SignatureHelp? {
    // Only what stands before the cursor tells where it is; what follows may belong to another thought.
    let before = MappedText(
      bytes: text.bytes,
      range: ByteRange(text.range.start, min(max(place, text.range.start), text.range.end)),
      holes: text.holes.filter { $0.range.end <= place })
    var parser = CriteriaParser()
    let knownFields = knownFields(of: query)
    parser.parse(before, knownFields: knownFields)
    guard let spot = ListSpot(parser.tree, end: before.range.end) else { return nil }
    let field = parser.tree.range(ofToken: spot.field)
    let name = text.bytes.text(field)
    let isNegated = spot.comparison == .notIn
    var used = spot.values
    parser.parse(text, knownFields: knownFields)
    let whole = parser.tree
    let start = field.start
    if let node = whole.nodes.indices.first(where: {
      whole.nodes[$0].kind == .condition && whole.range(ofNode: $0).start == start
    }) {
      used = max(used, whole.condition(node).values.count)
    }
    let shown = name.utf8.allSatisfy { $0 < 0x80 } ? name : "field"
    var label = "\(shown) \(isNegated ? "not in" : "in") ("
    var parameters: [SignatureHelp.Parameter] = []
    for number in 1...Limits.values + 1 {
      let isOver = number > Limits.values
      if number > 1 { label += ", " }
      let start = label.utf8.count
      label += isOver ? "..." : "v\(number)"
      parameters.append(
        SignatureHelp.Parameter(
          range: ByteRange(start, label.utf8.count),
          documentation: isOver
            ? "the documented maximum is \(Limits.values) values"
            : "value \(number) of at most \(Limits.values)")
      )
    }
    label += ")"
    var documentation =
      used > Limits.values
      ? "\(used) values; the documented maximum is \(Limits.values) (CQ006)"
      : "\(used) of \(Limits.values) values used"
    if let part = fieldPart(name, query) { documentation += "\n\n\(part)" }
    return SignatureHelp(
      signatures: [
        SignatureHelp.Signature(label: label, documentation: documentation, parameters: parameters)
      ], active: 0, activeParameter: min(spot.index, Limits.values))
  }
}

/// A cursor inside of a list, as the tokens before it tell.
private struct ListSpot {
  let field: Int
  let comparison: Comparison
  /// Which value of the list the cursor is in, from zero.
  let index: Int
  /// How many values stand before it, the one that it is in included.
  let values: Int

  /// Nil where the last tokens are no list that is still open.
  init?(_ tree: CriteriaTree, end: Int) {
    var token = tree.tokens.count - 2
    var commas = 0
    var values = 0
    var isOpen = false
    scan: while token >= 0 {
      switch tree.tokens[token].kind {
      case .blank, .strangeBlank, .unexpected: break
      case .comma: commas += 1
      case .bareValue, .quotedValue: values += 1
      case .openParenthesis:
        if isOpen { return nil }
        isOpen = true
      case .comparisonOperator: break scan
      default: return nil
      }
      token -= 1
    }
    guard token >= 0 else { return nil }
    let id = Int(tree.tokens[token].operatorID)
    guard id < OperatorTable.entries.count, OperatorTable.entries[id].comparison.operatorClass == .membership,
      // The word may still be the beginning of another one.
      tree.range(ofToken: token).end < end
    else { return nil }
    comparison = OperatorTable.entries[id].comparison
    index = commas
    self.values = values
    token -= 1
    while token >= 0, tree.tokens[token].isTrivia { token -= 1 }
    guard token >= 0, tree.tokens[token].kind == .field else { return nil }
    field = token
  }
}
