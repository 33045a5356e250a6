import CriteriaSemantics
import Evaluation
import Foundation
import RecordStore
import Testing

/// Files that are no stores, each with what is said; the file is as it was afterwards.
@Test("what is no store is refused in words, and left as it is")
func noStores() throws {
  let scratch = try Scratch()
  _ = try scratch.open("good.store").createDatastore(Employees.definition)
  let good = try scratch.bytes("good.store")
  func patched(_ offset: Int, _ value: [UInt8]) -> [UInt8] {
    Array(good[..<offset]) + value + Array(good[(offset + value.count)...])
  }
  let files: [(name: String, bytes: [UInt8], said: String)] = [
    (
      "notes.txt",
      Array("not a database, but a longer text than a header has: \(String(repeating: "x", count: 90))".utf8),
      "not a SQLite file"
    ),
    ("short.store", Array(good[..<50]), "not a SQLite file"),
    ("other.db", patched(68, [0, 0, 0, 1]), "another program's SQLite database"),
    ("nobody.db", patched(68, [0, 0, 0, 0]), "another program's SQLite database"),
    ("newer.store", patched(60, [0, 0, 0, 9]), "written by a newer cliquery (store version 9"),
    ("cut.store", Array(good[..<(good.count / 2)]), "is damaged"),
    ("zeros.store", patched(100, [UInt8](repeating: 0, count: 3000)), "is damaged"),
  ]
  for file in files {
    try scratch.write(file.bytes, to: file.name)
    for mode in [StoreMode.read, .write, .create] {
      let found = outcome {
        let store = try scratch.open(file.name, mode)
        return try store.records(of: "empdir").count(.everything)
      }
      #expect(found.hasPrefix("unusable: ") && found.contains(file.said), "\(file.name) \(mode): \(found)")
      #expect(found.contains(file.name))
    }
    #expect(try scratch.bytes(file.name) == file.bytes, "\(file.name)")
  }
  try FileManager.default.createDirectory(
    at: scratch.url.appendingPathComponent("folder"), withIntermediateDirectories: true)
  try scratch.write([], to: "empty.store")
  let paths: [(path: String, mode: StoreMode, said: String)] = [
    ("folder", .create, "is a folder; name a file in it"),
    ("missing.store", .read, "there is no store"), ("missing.store", .write, "there is no store"),
    ("missing/x.store", .create, "there is no folder"),
    ("good.store/x.store", .create, "a part of the path is not a folder"),
    ("empty.store", .read, "is empty, not a store yet"), ("empty.store", .write, "is empty, not a store yet"),
  ]
  for (path, mode, said) in paths {
    let found = outcome { try scratch.open(path, mode) }
    #expect(found.hasPrefix("unusable: ") && found.contains(said), "\(path): \(found)")
  }
  #expect(
    outcome { try scratch.open("empty.store", .create).createDatastore(Employees.definition) } == "done")
  for path in ["", ":memory:", "file:x", "a\0b"] {
    #expect(outcome { try RecordStore.open(path, mode: .create) }.hasPrefix("unusable: "), "\(path)")
  }
}

@Test("a file or a folder that may not be written is said before anything is tried")
func readOnly() throws {
  let scratch = try Scratch()
  _ = try scratch.open("a.store").createDatastore(Employees.definition)
  let manager = FileManager.default
  try manager.setAttributes([.posixPermissions: 0o444], ofItemAtPath: scratch.path("a.store"))
  // Permissions do not hold for the superuser.
  let isBound = !manager.isWritableFile(atPath: scratch.path("a.store"))
  let found = outcome {
    try scratch.open("a.store", .write).records(of: "empdir").insert(Employees.record(1))
  }
  #expect(isBound ? found.contains("a.store` is read-only") : found == "done", "\(found)")
  try manager.setAttributes([.posixPermissions: 0o644], ofItemAtPath: scratch.path("a.store"))
  try manager.setAttributes([.posixPermissions: 0o555], ofItemAtPath: scratch.url.path)
  defer { try? manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.url.path) }
  let inFolder = outcome {
    try scratch.open("a.store", .write).records(of: "empdir").insert(Employees.record(2))
  }
  #expect(
    isBound ? inFolder.contains("the journal of a change needs room") : inFolder == "done", "\(inFolder)")
  let new = outcome { try scratch.open("b.store", .create) }
  #expect(isBound ? new.contains("nothing may be written in the folder") : new == "done", "\(new)")
  #expect(outcome { try scratch.open("a.store", .read).datastore(named: "empdir") } == "done")
}

@Test("a store that was opened for reading is not changed")
func readingMode() throws {
  let scratch = try Scratch()
  _ = try scratch.open().createDatastore(Employees.definition)
  let store = try scratch.open("test.store", .read)
  let found = outcome { try store.records(of: "empdir").insert(Employees.record(1)) }
  #expect(found.contains("was opened for reading only"), "\(found)")
}

/// Rows that take their time, so that a change lasts.
private struct SlowRows: Sequence, IteratorProtocol {
  var rows: [Record]
  let pause: () -> Void

  mutating func next() -> Record? {
    pause()
    return rows.popLast()
  }
}

@Test("while another one writes, readers see what was there, and writers wait and then say so")
func twoAtOnce() throws {
  let scratch = try Scratch()
  let first = try scratch.open()
  _ = try first.createDatastore(Employees.definition)
  let records = try first.records(of: "empdir")
  _ = try records.insert(Employees.record(1))
  let second = try scratch.open("test.store", .write, StoreOptions(patienceSeconds: 0.05))
  let others = try second.records(of: "empdir")
  let layout = RecordLayout(fields: [
    .init(name: "empid", type: .number), .init(name: "empname", type: .limitedText),
  ])
  let rows = (2...4).map { number in
    Record(values: [.number(NumberLiteral(mantissa: Int64(number), scale: 0)), .text([65])])
  }
  var seen: [String] = []
  _ = try records.importRecords(
    SlowRows(rows: rows) {
      seen.append("\((try? others.count()) ?? -1)")
      if seen.count == 2 { seen.append(outcome { try others.insert(Employees.record(9)) }) }
    }, layout: layout)
  #expect(seen[0] == "1" && seen[1] == "1" && seen.last == "1", "\(seen)")
  #expect(seen[2].contains("is in use: another program is writing"), "\(seen[2])")
  #expect(try others.count() == 4)
  #expect(outcome { try others.insert(Employees.record(9)) } == "done")
}

@Test("a question ends when it is told to")
func cancellation() throws {
  let scratch = try Scratch()
  let store = try scratch.open()
  _ = try store.createDatastore(Employees.definition)
  let records = try store.records(of: "empdir")
  let layout = RecordLayout(fields: [
    .init(name: "empid", type: .number), .init(name: "empname", type: .limitedText),
  ])
  _ = try records.importRecords(
    (1...5000).lazy.map { number in
      Record(values: [.number(NumberLiteral(mantissa: Int64(number), scale: 0)), .text([65])])
    }, layout: layout)
  let asked = Counter()
  #expect(throws: RecordSourceError.cancelled) {
    _ = try records.page(RecordQuery(), isCancelled: { asked.next() > 1 })
  }
  #expect(try records.page(RecordQuery(limit: 1), isCancelled: { false }).matched == 5000)
}

private final class Counter: @unchecked Sendable {
  private var value = 0

  func next() -> Int {
    value += 1
    return value
  }
}

@Test("a store in memory works like one in a file")
func inMemory() throws {
  let store = try RecordStore.inMemory()
  _ = try store.createDatastore(Employees.definition)
  #expect(outcome { try store.records(of: "empdir").insert(Employees.record(1)) } == "done")
  #expect(try store.records(of: "empdir").count() == 1)
}
