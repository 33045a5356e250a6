/// "did you mean": at most one name, and only where it is likely.
package enum Suggestions {
  /// The candidate that `text` most likely meant, or nil. Case differences count nothing against a candidate;
  /// else insertions, deletions, replacements and swaps of neighbours, at most one for short names and up to a
  /// third of longer ones. Two equally near candidates are no suggestion, unless only one begins alike.
  package static func nearest(to text: String, in candidates: some Sequence<String>) -> String? {
    let wanted = fold(text)
    guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
    let limit = wanted.count < 4 ? 1 : wanted.count < 6 ? 2 : min(3, wanted.count / 3)
    var best: (name: String, distance: Int, startsAlike: Bool)?
    var isTie = false
    for candidate in candidates {
      let folded = fold(candidate)
      guard let distance = distance(wanted, folded, limit: limit), distance < folded.count else { continue }
      let startsAlike = folded.first == wanted.first
      if let known = best {
        if (distance, startsAlike ? 0 : 1) < (known.distance, known.startsAlike ? 0 : 1) {
          best = (candidate, distance, startsAlike)
          isTie = false
        } else if distance == known.distance, startsAlike == known.startsAlike, candidate != known.name {
          isTie = true
        }
      } else {
        best = (candidate, distance, startsAlike)
      }
    }
    return isTie ? nil : best?.name
  }

  /// Whether one edit (or a swap of neighbours) leads from one name to the other.
  package static func isOneEditAway(_ text: String, _ other: String) -> Bool {
    distance(Array(text.unicodeScalars.map(\.value)), Array(other.unicodeScalars.map(\.value)), limit: 1) == 1
  }

  private static func fold(_ text: String) -> [UInt32] {
    text.unicodeScalars.map { $0.value >= 65 && $0.value <= 90 ? $0.value + 32 : $0.value }
  }

  /// Letters and digits in lower case: `Employee Name`, `employee_name` and `employeeName` are one.
  package static func plain(_ text: String) -> [UInt32] {
    fold(text).filter { $0 != 32 && $0 != 95 && $0 != 45 && $0 != 46 }
  }

  /// The number of edits, or nil where it is above `limit`. Rows of a table of at most 64 × 64.
  private static func distance(_ left: [UInt32], _ right: [UInt32], limit: Int) -> Int? {
    guard abs(left.count - right.count) <= limit, right.count <= 128 else { return nil }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        var cost = min(last[column + 1] + 1, current[column] + 1)
        cost = min(cost, last[column] + (left[row] == right[column] ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      if (current.min() ?? 0) > limit { return nil }
      beforeLast = last
      last = current
    }
    let result = last[right.count]
    return result <= limit ? result : nil
  }
}
