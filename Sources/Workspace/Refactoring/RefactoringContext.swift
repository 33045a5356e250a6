import CriteriaSemantics
import CriteriaSyntax
import Embedding
import SourceText

/// A criteria with the place in it that is asked about.
struct RefactoringContext {
  let document: DocumentAssistance
  let query: HostQuery
  let text: MappedText
  let tree: CriteriaTree
  let knownFields: KnownFields
  /// In the text, blanks at its ends left out; empty for a cursor.
  let selection: ByteRange
  /// By node; -1 for the root.
  private let parents: [Int]

  init(_ document: DocumentAssistance, _ query: HostQuery, _ text: MappedText, selection: ByteRange) {
    self.document = document
    self.query = query
    self.text = text
    knownFields = document.knownFields(of: query)
    tree = document.tree(of: query)
    var start = selection.start
    var end = selection.end
    while start < end, text.bytes[ByteRange(start, start + 1)].first.map({ $0 <= 0x20 }) ?? false {
      start += 1
    }
    while end > start, text.bytes[ByteRange(end - 1, end)].first.map({ $0 <= 0x20 }) ?? false { end -= 1 }
    self.selection = ByteRange(start, end)
    var parents = [Int](repeating: -1, count: tree.nodes.count)
    for index in tree.nodes.indices {
      let first = index - Int(tree.nodes[index].size) + 1
      var child = index - 1
      while child >= first, child >= 0 {
        parents[child] = index
        child -= max(1, Int(tree.nodes[child].size))
      }
    }
    self.parents = parents
  }

  func kind(_ node: Int) -> CriteriaTree.Node.Kind? {
    tree.nodes.indices.contains(node) ? tree.nodes[node].kind : nil
  }

  func parent(_ node: Int) -> Int? {
    guard parents.indices.contains(node), parents[node] >= 0 else { return nil }
    return parents[node]
  }

  func range(_ node: Int) -> ByteRange { tree.range(ofNode: node) }

  /// Whether the cursor or the selection lies in `range`, or at its ends.
  func touches(_ range: ByteRange) -> Bool { range.start <= selection.start && selection.end <= range.end }

  /// The condition that the cursor or the selection is in.
  var condition: CriteriaTree.Condition? {
    for index in tree.nodes.indices where tree.nodes[index].kind == .condition && touches(range(index)) {
      let whole = tree.nodes[index].flags.isDisjoint(with: [.broken, .foreignOperator, .missingValue])
      if whole { return tree.condition(index) }
    }
    return nil
  }

  /// The `&&` or `||` that the cursor touches, with the operands beside it.
  var logicalOperator: (token: Int, chain: Int, left: Int, right: Int)? {
    guard selection.isEmpty || selection.count <= 2 else { return nil }
    for index in tree.nodes.indices {
      guard tree.nodes[index].kind == .conjunction || tree.nodes[index].kind == .disjunction,
        touches(range(index))
      else { continue }
      let children = tree.children(of: index)
      for (left, right) in zip(children, children.dropFirst()) {
        if let token = joiner(left, right), touches(tree.range(ofToken: token)) {
          return (token, index, left, right)
        }
      }
    }
    return nil
  }

  /// The one operator between two operands; nil where something else stands there.
  func joiner(_ left: Int, _ right: Int) -> Int? {
    let start = Int(tree.nodes[left].tokenEnd)
    let end = Int(tree.nodes[right].firstToken)
    var found: Int?
    var token = start
    while token < end, token < tree.tokens.count {
      switch tree.tokens[token].kind {
      case .blank: break
      case .and, .or:
        if found != nil { return nil }
        found = token
      default: return nil
      }
      token += 1
    }
    return found
  }

  /// The operands of a chain that the selection covers, at least in part: the smallest chain that holds it.
  var selectedOperands: (chain: Int, operands: [Int], isWhole: Bool)? {
    guard !selection.isEmpty else { return nil }
    for index in tree.nodes.indices
    where [.conjunction, .disjunction].contains(tree.nodes[index].kind) && touches(range(index)) {
      let children = tree.children(of: index)
      let covered = children.filter { range($0).overlaps(selection) }
      if covered.count > 1 { return (index, covered, covered.count == children.count) }
    }
    return nil
  }

  /// Whether each condition of a compound stands in parentheses in canonical form.
  var writesParentheses: Bool {
    query.targets.first?.api != .v2 && document.workspace.settings.format.parentheses == .canonical
  }
}
