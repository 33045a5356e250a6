import Workspace

/// The difference of two texts as `diff -u` and `git apply` know it.
///
/// Linear in the lines: where the texts part, the nearest place at which they meet again is looked for within a
/// window. Fixes and formatting change lines here and there, for which that finds the shortest difference.
package struct UnifiedDiff {
  private static let context = 3
  private static let window = 48

  private let before: [ArraySlice<UInt8>]
  private let after: [ArraySlice<UInt8>]

  package init(before: [UInt8], after: [UInt8]) {
    self.before = Self.lines(before)
    self.after = Self.lines(after)
  }

  /// Lines of `--- a/path`, `+++ b/path` and hunks; empty where nothing differs.
  package func render(path: String, style: Style = .plain) -> String {
    let hunks = hunks()
    guard !hunks.isEmpty else { return "" }
    let path = VisibleText.of(path)
    var text = style.paint("--- \(prefixed("a", path))", .bold) + "\n"
    text += style.paint("+++ \(prefixed("b", path))", .bold) + "\n"
    for hunk in hunks { text += render(hunk, style) }
    return text
  }

  private func prefixed(_ prefix: String, _ path: String) -> String {
    path.hasPrefix("/") ? path : "\(prefix)/\(path)"
  }

  /// Lines of `before` that give way to lines of `after`.
  private struct Change {
    var before: Range<Int>
    var after: Range<Int>
  }

  /// Lines with their line ends; the last one may have none.
  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append(bytes[start...offset])
      start = offset + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  private func changes() -> [Change] {
    var changes: [Change] = []
    var left = 0
    var right = 0
    while left < before.count || right < after.count {
      if left < before.count, right < after.count, before[left] == after[right] {
        left += 1
        right += 1
        continue
      }
      let (skipLeft, skipRight) = meeting(left, right)
      let change = Change(before: left..<(left + skipLeft), after: right..<(right + skipRight))
      if let last = changes.last, last.before.upperBound == left, last.after.upperBound == right {
        changes[changes.count - 1] = Change(
          before: last.before.lowerBound..<change.before.upperBound,
          after: last.after.lowerBound..<change.after.upperBound)
      } else {
        changes.append(change)
      }
      left += skipLeft
      right += skipRight
    }
    return changes
  }

  /// How many lines to leave on each side until both go on alike.
  private func meeting(_ left: Int, _ right: Int) -> (Int, Int) {
    let leftRoom = before.count - left
    let rightRoom = after.count - right
    for distance in 1...(2 * Self.window) {
      for skipLeft in max(0, distance - rightRoom)...max(0, min(distance, leftRoom)) {
        let skipRight = distance - skipLeft
        guard skipRight >= 0, skipLeft < leftRoom, skipRight < rightRoom else { continue }
        if before[left + skipLeft] == after[right + skipRight] { return (skipLeft, skipRight) }
      }
      if distance >= leftRoom + rightRoom { break }
    }
    if leftRoom <= Self.window, rightRoom <= Self.window { return (leftRoom, rightRoom) }
    return (min(leftRoom, Self.window), min(rightRoom, Self.window))
  }

  /// Changes that are near enough to share their context.
  private func hunks() -> [[Change]] {
    var hunks: [[Change]] = []
    for change in changes() {
      if let last = hunks.last?.last, change.before.lowerBound - last.before.upperBound <= 2 * Self.context {
        hunks[hunks.count - 1].append(change)
      } else {
        hunks.append([change])
      }
    }
    return hunks
  }

  private func render(_ hunk: [Change], _ style: Style) -> String {
    guard let first = hunk.first, let last = hunk.last else { return "" }
    let lead = min(Self.context, first.before.lowerBound)
    let trail = min(Self.context, before.count - last.before.upperBound)
    let oldRange = (first.before.lowerBound - lead)..<(last.before.upperBound + trail)
    let newRange = (first.after.lowerBound - lead)..<(last.after.upperBound + trail)
    var text = style.paint("@@ -\(span(oldRange)) +\(span(newRange)) @@", .cyan) + "\n"
    var position = oldRange.lowerBound
    for change in hunk {
      for line in before[position..<change.before.lowerBound] { text += render(" ", line, nil, style) }
      for line in before[change.before] { text += render("-", line, .red, style) }
      for line in after[change.after] { text += render("+", line, .green, style) }
      position = change.before.upperBound
    }
    for line in before[position..<oldRange.upperBound] { text += render(" ", line, nil, style) }
    return text
  }

  /// Line numbers count from one; an empty range names the line before it.
  private func span(_ range: Range<Int>) -> String {
    switch range.count {
    case 0: "\(range.lowerBound),0"
    case 1: "\(range.lowerBound + 1)"
    default: "\(range.lowerBound + 1),\(range.count)"
    }
  }

  private func render(_ mark: String, _ line: ArraySlice<UInt8>, _ color: Style.Color?, _ style: Style)
    -> String
  {
    let hasEnd = line.last == UInt8(ascii: "\n")
    var content = mark + String(decoding: hasEnd ? line.dropLast() : line, as: UTF8.self)
    // For a person only: a program wants the bytes.
    if style.isColored { content = VisibleText.of(content, tab: "\t") }
    let shown = color.map { style.paint(content, $0) } ?? content
    return shown + (hasEnd ? "\n" : "\n\\ No newline at end of file\n")
  }
}
