import Evaluation
import MakeQuery
import SourceText

/// Values that saved answers hold, for requests that are written.
extension WorkspaceSnapshot {
  /// At most so many records are looked into while somebody types.
  private static let mostRecords = 5000

  /// The values of a property in the saved answer that a request asks of, the most frequent first.
  func seenValues(
    _ property: String, of request: ReadRequest, limit: Int
  ) -> [RequestCompletionContext.SeenValue] {
    let question = RequestQuestion(request.tree, request.text, method: request.method, values: [:])
    let endpoint = request.likelyEndpoint
    let names = CollectionNames(
      question, endpoint: endpoint, listKey: Self.listKey(of: endpoint, endpoints.endpoints))
    guard case .success(let found) = savedList(names) else { return [] }
    let collection = found.saved.collection
    let name = Array(property.utf8)
    var counts: [[UInt8]: Int] = [:]
    var order: [[UInt8]] = []
    for record in collection.records.prefix(Self.mostRecords) {
      guard let place = collection.value(of: name, in: record) else { continue }
      switch collection.kind(place) {
      case .string, .number, .true, .false: break
      default: continue
      }
      let text = collection.text(place)
      if counts[text] == nil { order.append(text) }
      counts[text, default: 0] += 1
    }
    let seen = order.map { RequestCompletionContext.SeenValue(value: $0, count: counts[$0] ?? 0) }
    return Array(
      seen.enumerated().sorted { left, right in
        left.element.count == right.element.count
          ? left.offset < right.offset : left.element.count > right.element.count
      }.map(\.element).prefix(limit))
  }
}
