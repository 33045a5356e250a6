import CriteriaSyntax
import SourceText

/// Decides which compounds are broken into lines: those that do not fit in what is left of their line, and those
/// that comments stand in. Values and lists are never broken.
struct LineBreaker: Sendable {
  private struct Task {
    let node: Int
    /// Where the continuation lines begin if the node is broken.
    let indent: Int
    /// Where the node begins on its line.
    let column: Int
    /// The columns of parentheses that close behind it on the same line.
    let trailing: Int
  }

  private var tasks: [Task] = []
  private var operands: [Int] = []

  mutating func breakLines(
    _ tree: CriteriaTree, _ layouts: inout [TokenLayout], width: Int, commentBreaks: [Int]
  ) {
    tasks.removeAll(keepingCapacity: true)
    if tree.root >= 0 { tasks.append(Task(node: tree.root, indent: 2, column: 0, trailing: 0)) }
    while let task = tasks.popLast() {
      let node = tree.nodes[task.node]
      guard node.size > 1, task.node > 0 else { continue }
      switch node.kind {
      case .conjunction, .disjunction:
        let range = tree.range(ofNode: task.node)
        let fits = task.column + columns(node, layouts) + task.trailing <= width
        if fits, !Self.contains(commentBreaks, range) { continue }
        breakCompound(tree, &layouts, task)
      case .group:
        tasks.append(
          Task(
            node: task.node - 1, indent: task.indent, column: task.column + 1, trailing: task.trailing + 1))
      default:
        tasks.append(
          Task(node: task.node - 1, indent: task.indent, column: task.column, trailing: task.trailing))
      }
    }
  }

  private mutating func breakCompound(_ tree: CriteriaTree, _ layouts: inout [TokenLayout], _ task: Task) {
    operands.removeAll(keepingCapacity: true)
    let first = task.node - Int(tree.nodes[task.node].size) + 1
    var child = task.node - 1
    while child >= first, child >= 0 {
      operands.append(child)
      child -= max(1, Int(tree.nodes[child].size))
    }
    for (distance, operand) in operands.enumerated() {
      let isFirst = distance == operands.count - 1
      var token = Int(tree.nodes[operand].firstToken) - 1
      while token >= 0, tree.tokens[token].isTrivia { token -= 1 }
      // Beside a hole an operator may be missing: there is nothing that a line could begin with.
      let isOperator = token >= 0 && (tree.tokens[token].kind == .and || tree.tokens[token].kind == .or)
      if !isFirst, isOperator { layouts[token].breakIndent = task.indent }
      // `&& ` and `|| ` take three columns.
      tasks.append(
        Task(
          node: operand, indent: task.indent + 2, column: isFirst ? task.column : task.indent + 3,
          trailing: distance == 0 ? task.trailing : 0))
    }
  }

  private func columns(_ node: CriteriaTree.Node, _ layouts: [TokenLayout]) -> Int {
    let first = Int(node.firstToken)
    let last = Int(node.tokenEnd) - 1
    guard first <= last, last < layouts.count else { return 0 }
    return layouts[last].endColumn - layouts[first].startColumn
  }

  /// Whether one of the sorted `breaks` lies inside `range`.
  private static func contains(_ breaks: [Int], _ range: ByteRange) -> Bool {
    let next = breaks.partitioningIndex { $0 > range.start }
    return next < breaks.count && breaks[next] < range.end
  }
}
