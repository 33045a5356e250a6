import SourceText

/// The names of fields, found by their bytes: an open-addressed table, for fixtures can have many columns.
struct KeyTable {
  private(set) var names: [[UInt8]] = []
  /// An index into `names` plus one; 0 is free. Its size is a power of two, at least twice the names.
  private var slots: [UInt32] = [UInt32](repeating: 0, count: 64)

  init(_ names: [[UInt8]] = []) {
    for name in names { _ = insert(name[...]) }
  }

  func find(_ name: ArraySlice<UInt8>) -> Int? {
    var slot = hash(name) & (slots.count - 1)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if names[index].count == name.count, names[index].elementsEqual(name) { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The index of a name, which is added where it is new.
  mutating func insert(_ name: ArraySlice<UInt8>) -> Int {
    if let known = find(name) { return known }
    names.append(Array(name))
    if names.count * 2 > slots.count {
      slots = [UInt32](repeating: 0, count: slots.count * 2)
      for index in names.indices { place(index) }
    } else {
      place(names.count - 1)
    }
    return names.count - 1
  }

  private mutating func place(_ index: Int) {
    var slot = hash(names[index][...]) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(truncatingIfNeeded: index + 1)
  }

  /// FNV-1a; names are short.
  private func hash(_ name: ArraySlice<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return Int(truncatingIfNeeded: (hash ^ (hash >> 29)) & 0x3FFF_FFFF)
  }
}
