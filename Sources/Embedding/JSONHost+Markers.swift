import JSONSyntax
import SourceText

/// Strings that a comment names (workspace, "Evidence", E4 and E7).
extension JSONHostReader {
  /// The strings that the comments with exactly this text name.
  func strings(markedBy marker: StaticString) -> Set<Int> {
    marker.withUTF8Buffer { marker in
      let comments = file.comments.filter { layer.document.bytes[$0.text].elementsEqual(marker) }
      if comments.isEmpty { return [] }
      let breaks = layer.document.bytes.indices.filter { Self.isLineEnd(layer.document.bytes[$0]) }
      return Set(comments.compactMap { markedString($0, breaks) })
    }
  }

  /// The string that the comment stands before, or at the end of whose line it stands.
  private func markedString(_ comment: HostComment, _ breaks: [Int]) -> Int? {
    let next = firstNode(after: comment.range.end)
    let isBeforeNode =
      layer.node(next).map { !isLineBreak(breaks, from: comment.range.end, to: $0.range.start) } ?? false
    if !comment.isAlone, !isBeforeNode, layer.kind(next - 1) == .string, !isKey(next - 1),
      let node = layer.node(next - 1), !isLineBreak(breaks, from: node.range.end, to: comment.range.start)
    {
      return next - 1
    }
    let value = isKey(next) ? next + 1 : next
    // Of a request, and of an address in parts, what holds the address.
    let place = layer.kind(value) == .object ? layer.value(value, "raw") ?? layer.value(value, "url") : value
    return layer.kind(place) == .string ? place : nil
  }

  /// The first node that begins at `offset` or later; nodes stand in the order of the text.
  private func firstNode(after offset: Int) -> Int {
    layer.document.nodes.partitioningIndex { $0.range.start >= offset }
  }

  private func isKey(_ index: Int) -> Bool {
    guard let node = layer.node(index), node.kind == .string else { return false }
    let bytes = layer.document.bytes
    var end = node.range.end
    while end < bytes.count, bytes[end] <= 0x20 { end += 1 }
    return end < bytes.count && bytes[end] == UInt8(ascii: ":")
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  /// Whether one of `breaks`, which ascend, stands between.
  private func isLineBreak(_ breaks: [Int], from start: Int, to end: Int) -> Bool {
    let next = breaks.partitioningIndex { $0 >= start }
    return next < breaks.count && breaks[next] < end
  }
}
