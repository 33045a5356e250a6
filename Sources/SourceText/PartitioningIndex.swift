extension RandomAccessCollection where Index == Int {
  /// Where the elements for which `isBehind` holds begin; `endIndex` where there are none.
  ///
  /// No element for which it holds may stand before one for which it does not: the search halves, so it asks
  /// logarithmically often. Of ranges that are sorted and do not overlap both the starts and the ends ascend.
  /// Inlinable, because a search that is not compiled for its elements costs ten times as much.
  @inlinable @inline(__always) package func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low &+ (high &- low) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle &+ 1 }
    }
    return low
  }
}
