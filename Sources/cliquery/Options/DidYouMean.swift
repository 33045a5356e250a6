/// Suggestions for mistyped names.
package enum DidYouMean {
  /// The candidate that is one or two typing mistakes away, if one is clearly nearest.
  package static func nearest(to text: String, among candidates: some Sequence<String>) -> String? {
    let limit = text.count < 4 ? 1 : text.count < 8 ? 2 : 3
    var best: (name: String, distance: Int)?
    for name in candidates {
      let distance = distance(Array(text.lowercased()), Array(name))
      if distance <= limit, distance < best?.distance ?? Int.max { best = (name, distance) }
    }
    if let best { return best.name }
    return text.count >= 3 ? candidates.first { $0.hasPrefix(text) } : nil
  }

  /// Insertions, deletions, replacements, and neighbours in the wrong order, each counting one.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    guard left.count < 64, right.count < 64 else { return Int.max }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, character) in left.enumerated() {
      var next = [row + 1]
      for (column, other) in right.enumerated() {
        var cost = min(last[column + 1] + 1, next[column] + 1, last[column] + (character == other ? 0 : 1))
        if row > 0, column > 0, character == right[column - 1], left[row - 1] == other {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        next.append(cost)
      }
      beforeLast = last
      last = next
    }
    return last[right.count]
  }
}
