/// A dictionary whose first entries stand in a list: a check of one file never needs more of them, and ``NameCounts``
/// says what that saves.
struct GrowingMap<Key: Hashable, Value> {
  private final class Many {
    var values: [Key: Value]

    init(_ values: [Key: Value]) { self.values = values }
  }

  private static var most: Int { 16 }

  private var few: [(key: Key, value: Value)] = []
  /// Once there are more than `most`, all of them.
  private var many: Many?

  subscript(_ key: Key) -> Value? {
    get {
      if let many { return many.values[key] }
      return few.first { $0.key == key }?.value
    }
    set {
      guard let newValue else { return remove(key) }
      if many != nil {
        own().values[key] = newValue
      } else if let place = few.firstIndex(where: { $0.key == key }) {
        few[place].value = newValue
      } else if few.count < Self.most {
        few.append((key, newValue))
      } else {
        let all = Many([:])
        for entry in few { all.values[entry.key] = entry.value }
        all.values[key] = newValue
        few = []
        many = all
      }
    }
  }

  /// In no order.
  var entries: [(key: Key, value: Value)] { many.map { $0.values.map { ($0.key, $0.value) } } ?? few }

  /// In no order.
  var values: [Value] { many.map { Array($0.values.values) } ?? few.map(\.value) }

  private mutating func remove(_ key: Key) {
    few.removeAll { $0.key == key }
    if many != nil { own().values.removeValue(forKey: key) }
  }

  /// The dictionary, which no other value holds then.
  private mutating func own() -> Many {
    if isKnownUniquelyReferenced(&many), let many { return many }
    let copy = Many(many?.values ?? [:])
    many = copy
    return copy
  }
}

extension GrowingMap: @unchecked Sendable where Key: Sendable, Value: Sendable {}
