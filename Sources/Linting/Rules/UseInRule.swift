import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// ## What it does
/// Reports equalities on one field, joined by `||`, that one `in` could say, with at most 10 values.
///
/// ## Why it matters
/// Of ten conditions that are allowed, `in` takes one. But no public example of `in` exists: try it on a real datastore
/// before relying on it.
///
/// ## Example
/// ```criteria
/// (department==Sales) || (department==Support)
/// ```
///
/// ## Use instead
/// ```criteria
/// department in (Sales,Support)
/// ```
///
/// ## Fix safety
/// The fix is unsafe: how the server reads the list, its blanks and its quotes, is not shown anywhere.
///
/// ## Basis and source
/// v3, "List records", criteria: `in`, "Max values in in / not in: 10".
package enum UseInRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ304", name: "use-in", severity: .warning, isEnabledByDefault: false, group: .style,
    summary: "equalities joined by `||` that one `in` could say")

  package static let traits: QueryTraits = .disjoinedEqualities

  private struct Member {
    let operand: Operand
    let value: CriteriaTree.TokenIndex
    let type: FieldType
  }

  private struct Place: Hashable {
    let chain: Int
    let field: [UInt8]
  }

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    var facts: [CriteriaTree.NodeIndex: ConditionFact] = [:]
    for fact in query.facts { facts[fact.node] = fact }
    let canFix = query.parses
    var members: [Place: [Member]] = [:]
    for operand in query.tree.operands() where !operand.isConjunction {
      guard let fact = facts[operand.condition], isPlainEquality(fact, query) else { continue }
      let field = Array(query.bytes[query.range(ofToken: fact.fieldToken)])
      members[Place(chain: operand.chain, field: field), default: []].append(
        Member(operand: operand, value: fact.valueToken, type: fact.type))
    }
    for (place, members) in members where members.count > 1 && members.count <= Limits.values {
      // Repetitions are another rule's, and would be repeated in the list.
      let keys = Set(members.map { query.sharedKey($0.value, $0.type, .equal) })
      if keys.count == members.count { report(members, place, canFix, query, &findings) }
    }
  }

  private static func isPlainEquality(_ fact: ConditionFact, _ query: QueryContext) -> Bool {
    guard fact.isJudged, fact.comparison == .equal, fact.fieldToken >= 0, fact.valueToken >= 0,
      query.tree.tokens[fact.fieldToken].flags.isEmpty
    else { return false }
    let value = query.tree.tokens[fact.valueToken]
    guard value.flags.isDisjoint(with: [.hasHole, .isHole, .placeholder, .nonstandard]) else { return false }
    // In a list a comma ends a bare value, and a bracket begins something else.
    return value.kind == .quotedValue
      || !query.bytes[query.range(ofToken: fact.valueToken)].contains {
        $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "\"")
          || $0 == UInt8(ascii: "'")
      }
  }

  private static func report(
    _ members: [Member], _ place: Place, _ canFix: Bool, _ query: QueryContext,
    _ findings: inout FindingSink
  ) {
    guard let first = members.first, let last = members.last else { return }
    let tree = query.tree
    let values = members.map { query.string(query.range(ofToken: $0.value)) }
    let field = String(decoding: place.field, as: UTF8.self)
    let list = "\(field) in (\(values.joined(separator: ",")))"
    var fixes: [FixDraft] = []
    if canFix, let edits = edits(members, list, tree) {
      fixes = [.unsafe("write one `in` with \(values.count) values", edits)]
    }
    let start = tree.range(ofNode: first.operand.top).start
    findings.report(
      in: query.text, at: ByteRange(start, tree.range(ofNode: last.operand.top).end),
      "\(members.count) conditions ask for \(Message.quoted(field)); one `in` could, but no public example of `in`"
        + " exists, so try it first", fixes: fixes)
  }

  /// All of the disjunction gives way to the list, or the first condition does and the others go. Nil where the
  /// conditions stand in several groups.
  private static func edits(_ members: [Member], _ list: String, _ tree: CriteriaTree)
    -> [TextEdit]?
  {
    guard let first = members.first, members.allSatisfy({ $0.operand.parent == first.operand.parent }) else {
      return nil
    }
    let isAll =
      members.last?.operand.next == nil
      && zip(members, [nil] + members.map(\.operand.top)).allSatisfy { $0.operand.previous == $1 }
    if isAll { return [TextEdit(range: tree.range(ofNode: first.operand.parent), newText: list)] }
    var edits = [TextEdit(range: tree.range(ofNode: first.operand.condition), newText: list)]
    for member in members.dropFirst() {
      guard let range = tree.removal(of: member.operand) else { return nil }
      edits.append(.delete(range))
    }
    return edits
  }
}
