/// How often names occur.
///
/// A few names stand in a list, more of them in a dictionary. A check of one file has few to count, and the types of a
/// dictionary's keys are looked up in the whole program the first time that one is handled, which takes a tenth of a
/// start.
package struct NameCounts: Sendable, ExpressibleByDictionaryLiteral {
  private struct Entry: Sendable {
    let name: String
    var count: Int
  }

  /// Changed only while one value holds it.
  private final class Storage: @unchecked Sendable {
    var counts: [String: Int]

    init(_ counts: [String: Int]) { self.counts = counts }
  }

  private static let mostListed = 16

  /// Empty once there is a dictionary.
  private var entries: [Entry] = []
  private var storage: Storage?

  package init() {}

  package init(dictionaryLiteral elements: (String, Int)...) {
    for (name, count) in elements { add(name, count) }
  }

  package init(_ counts: [String: Int]) {
    if !counts.isEmpty { storage = Storage(counts) }
  }

  package var isEmpty: Bool { entries.isEmpty && storage == nil }

  /// 0 where the name does not occur.
  package subscript(_ name: String) -> Int {
    if let storage { return storage.counts[name] ?? 0 }
    for entry in entries where entry.name == name { return entry.count }
    return 0
  }

  package func contains(_ name: String) -> Bool { self[name] > 0 }

  /// In their order.
  package var names: [String] {
    if let storage { return storage.counts.keys.sorted() }
    return entries.count == 1 ? [entries[0].name] : entries.map(\.name).sorted()
  }

  /// How often the names of `own` occur beside it.
  package func besides(_ own: NameCounts) -> NameCounts {
    var others = NameCounts()
    own.visit { name, count in
      let total = self[name]
      if total > count { others.add(name, total - count) }
    }
    return others
  }

  package mutating func add(_ name: String, _ count: Int = 1) {
    if storage != nil {
      own().counts[name, default: 0] += count
      return
    }
    for index in entries.indices where entries[index].name == name {
      entries[index].count += count
      return
    }
    if entries.count < Self.mostListed {
      entries.append(Entry(name: name, count: count))
      return
    }
    var counts: [String: Int] = [name: count]
    for entry in entries { counts[entry.name] = entry.count }
    storage = Storage(counts)
    entries = []
  }

  package mutating func add(_ other: NameCounts) {
    if isEmpty {
      self = other
    } else if other.storage == nil || storage == nil {
      other.visit { add($0, $1) }
    } else if let others = other.storage?.counts {
      own().counts.merge(others, uniquingKeysWith: +)
    }
  }

  private func visit(_ body: (String, Int) -> Void) {
    if let storage {
      for (name, count) in storage.counts { body(name, count) }
    } else {
      for entry in entries { body(entry.name, entry.count) }
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
