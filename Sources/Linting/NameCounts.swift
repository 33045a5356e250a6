/// How often names occur.
///
/// The dictionary is made with the first name. A check of one file has none to count, and the types of a dictionary's
/// keys are looked up in the whole program the first time that one is handled: a quarter of the time of a start.
package struct NameCounts: Sendable, ExpressibleByDictionaryLiteral {
  /// Changed only while one value holds it.
  private final class Storage: @unchecked Sendable {
    var counts: [String: Int]

    init(_ counts: [String: Int]) { self.counts = counts }
  }

  private var storage: Storage?

  package init() {}

  package init(dictionaryLiteral elements: (String, Int)...) {
    if !elements.isEmpty { storage = Storage(Dictionary(elements, uniquingKeysWith: +)) }
  }

  package init(_ counts: [String: Int]) {
    if !counts.isEmpty { storage = Storage(counts) }
  }

  package var isEmpty: Bool { storage == nil }

  /// 0 where the name does not occur.
  package subscript(_ name: String) -> Int { storage?.counts[name] ?? 0 }

  package func contains(_ name: String) -> Bool { self[name] > 0 }

  /// In their order.
  package var names: [String] { storage?.counts.keys.sorted() ?? [] }

  /// How often the names of `own` occur beside it.
  package func besides(_ own: NameCounts) -> NameCounts {
    guard let all = storage?.counts, let owned = own.storage?.counts else { return NameCounts() }
    var others: [String: Int] = [:]
    for (name, count) in owned {
      if let total = all[name], total > count { others[name] = total - count }
    }
    return NameCounts(others)
  }

  package mutating func add(_ name: String, _ count: Int = 1) {
    own().counts[name, default: 0] += count
  }

  package mutating func add(_ other: NameCounts) {
    guard let others = other.storage?.counts else { return }
    if storage == nil {
      storage = other.storage
    } else {
      own().counts.merge(others, uniquingKeysWith: +)
    }
  }

  /// The storage, which no other value holds then.
  private mutating func own() -> Storage {
    if isKnownUniquelyReferenced(&storage), let storage { return storage }
    let copy = Storage(storage?.counts ?? [:])
    storage = copy
    return copy
  }
}
