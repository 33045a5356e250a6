/// Numbers that only grow, and never repeat: also not after what they named was deleted, nor in another process,
/// because only one writes at a time.
struct Counters {
  let database: Connection

  /// An id of 18 digits, above all that were given.
  func nextID() throws -> Int64 {
    let id = try next("id")
    guard id <= StoreFormat.lastID else { throw StoreError.unusable("the store has no ids left") }
    return id
  }

  func next(_ name: String) throws -> Int64 {
    let value = try database.first(
      "UPDATE counters SET value = value + 1 WHERE name = ? RETURNING value", [.text(name)]
    ) { $0.integer(0) }
    guard let value else { throw StoreError.unusable("the store has lost its counter `\(name)`") }
    return value
  }

  var lastID: Int64 {
    get throws {
      try database.first("SELECT value FROM counters WHERE name = 'id'") { $0.integer(0) }
        ?? StoreFormat.firstID - 1
    }
  }

  /// From now on ids are above `id`.
  func raise(to id: Int64) throws {
    try database.change(
      "UPDATE counters SET value = ? WHERE name = 'id' AND value < ?", [.integer(id), .integer(id)])
  }
}
