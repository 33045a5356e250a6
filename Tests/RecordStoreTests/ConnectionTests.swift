import Foundation
import Testing

@testable import RecordStore

private struct Refusal: Error {}

@Suite("a connection to SQLite")
struct ConnectionTests {
  private func connection() throws -> Connection {
    let connection = try Connection(Connection.memory, patienceSeconds: 1)
    try connection.execute("CREATE TABLE t (a, b); CREATE TABLE u (t INTEGER REFERENCES t (rowid))")
    return connection
  }

  private func count(_ connection: Connection) throws -> Int64? {
    try connection.read { try $0.first("SELECT count(*) FROM t") { $0.integer(0) } }
  }

  @Test("texts keep their NULs, and null is no text")
  func values() throws {
    let connection = try connection()
    let rows: [[SQLValue]] = [
      [.text("a\0b"), .null], [.text(""), .integer(.max)], [.text("ä"), .integer(.min)],
    ]
    try connection.write { database in
      for row in rows { try database.change("INSERT INTO t VALUES (?, ?)", row) }
    }
    var found: [[SQLValue]] = []
    try connection.read { database in
      try database.rows("SELECT a, b FROM t ORDER BY rowid") { found.append([$0.value(0), $0.value(1)]) }
    }
    #expect(found == rows)
    #expect(connection.lastInsertedRow == 3)
  }

  @Test("a transaction that fails takes back what it did, and the connection goes on")
  func rollback() throws {
    let connection = try connection()
    #expect(throws: Refusal.self) {
      try connection.write { database in
        try database.change("INSERT INTO t VALUES (1, 2)")
        throw Refusal()
      }
    }
    #expect(try count(connection) == 0)
    _ = try connection.write { try $0.change("INSERT INTO t VALUES (1, 2)") }
    #expect(try count(connection) == 1)
  }

  @Test("a reader changes nothing")
  func reading() throws {
    let connection = try connection()
    let error = #expect(throws: SQLError.self) {
      try connection.read { try $0.change("INSERT INTO t VALUES (1, 2)") }
    }
    #expect(error?.primaryCode == 8)
    #expect(try count(connection) == 0)
  }

  @Test(
    "what SQLite refuses is an error with its words",
    arguments: [
      ("INSERT INTO missing VALUES (1)", "no such table: missing"),
      ("SELECT \"missing\" FROM t", "no such column: missing"),
      ("SELEC 1", "near \"SELEC\": syntax error"),
      ("INSERT INTO u VALUES (7)", "foreign key mismatch - \"u\" referencing \"t\""),
    ])
  func mistakes(sql: String, words: String) throws {
    let connection = try connection()
    let error = #expect(throws: SQLError.self) { try connection.write { try $0.change(sql) } }
    #expect(error?.message == words)
  }

  @Test("statements of any number are prepared, and one that runs outlives its place in the cache")
  func cache() throws {
    let connection = try connection()
    try connection.write { database in
      for number in Int64(0)..<5 { try database.change("INSERT INTO t VALUES (?, 0)", [.integer(number)]) }
    }
    var seen: [Int64] = []
    try connection.read { database in
      try database.rows("SELECT a FROM t ORDER BY a") { row in
        for number in 0..<60 {
          let sum = try database.first("SELECT ? + \(number)", [.integer(1)]) { $0.integer(0) }
          #expect(sum == Int64(number) + 1)
        }
        seen.append(row.integer(0))
        for number in 60..<120 { _ = try database.first("SELECT \(number)") { $0.integer(0) } }
      }
    }
    #expect(seen == [0, 1, 2, 3, 4])
  }

  @Test("threads wait for each other")
  func threads() throws {
    let connection = try connection()
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      for _ in 0..<50 {
        try? connection.write { database in
          let next = try database.first("SELECT count(*) FROM t") { $0.integer(0) } ?? 0
          try database.change("INSERT INTO t VALUES (?, 0)", [.integer(next)])
        }
      }
    }
    let distinct = try connection.read { try $0.first("SELECT count(DISTINCT a) FROM t") { $0.integer(0) } }
    #expect(distinct == 400)
  }
}
