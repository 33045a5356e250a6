import Evaluation
import Foundation
import RecordStore
import Testing

private func made<Result>(_ body: () throws -> Result) -> String {
  do {
    return "\(try body())"
  } catch let error as MakeError {
    switch error {
    case .refused(let refusal): return refusal.code?.rawValue ?? "no code"
    case .unusable(let message): return "unusable: \(message)"
    }
  } catch {
    return "\(error)"
  }
}

extension MakeRecord: CustomStringConvertible {
  public var description: String { "\(key) \(String(decoding: data, as: UTF8.self))" }
}

private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

@Test("records of a Make data store: create, replace, update, list")
func makeRecords() throws {
  let store = try RecordStore.inMemory()
  let id = try store.createMakeStore(name: "Customers").id
  #expect(
    made { try store.createMakeRecord(in: id, key: "a", data: bytes("{\"name\":\"Ann\", \"age\": 30}")) }
      == "a {\"name\":\"Ann\",\"age\":30}")
  let key = try store.createMakeRecord(in: id, key: nil, data: nil).key
  #expect(key.count == 12 && key.allSatisfy(\.isHexDigit))
  let refused: [(String?, String, String)] = [
    ("a", "{}", "IM005"), ("", "{}", "IM005"), ("b", "[1]", "IM005"), ("b", "{", "IM005"),
  ]
  for (key, data, expected) in refused {
    #expect(made { try store.createMakeRecord(in: id, key: key, data: bytes(data)) } == expected)
  }
  #expect(
    made { try store.patchMakeRecord(in: id, key: "a", data: bytes("{\"age\":1e400,\"x\":null}")) }
      == "a {\"name\":\"Ann\",\"age\":1e400,\"x\":null}")
  #expect(made { try store.patchMakeRecord(in: id, key: "z", data: bytes("{}")) } == "no code")
  #expect(made { try store.putMakeRecord(in: id, key: "a", data: bytes("{\"y\":[1]}")) } == "a {\"y\":[1]}")
  #expect(made { try store.putMakeRecord(in: id, key: "new", data: bytes("{}")) } == "new {}")
  let all = try store.makeRecords(in: id)
  #expect(all.records.map(\.key) == ["a", key, "new"] && all.count == 3)
  let page = try store.makeRecords(in: id, limit: 1, offset: 1)
  #expect(page.records.map(\.key) == [key] && page.count == 3)
  #expect(made { try store.makeRecords(in: id, limit: 0) } == "IM005")
  #expect(made { try store.makeRecords(in: id, offset: -1) } == "IM005")
  #expect(made { try store.makeRecords(in: 99) } == "no code")
}

@Test("deleting asks for a confirmation, and answers the deleted keys [decision M6]")
func makeDeletion() throws {
  let store = try RecordStore.inMemory()
  let id = try store.createMakeStore(name: "Customers").id
  for key in ["a", "b", "c", "d"] { _ = try store.createMakeRecord(in: id, key: key, data: nil) }
  for deletion in [RecordStore.MakeDeletion.keys(["a"]), .all(except: [])] {
    #expect(made { try store.deleteMakeRecords(in: id, deletion, confirmed: false) } == "IM004")
  }
  #expect(try store.deleteMakeRecords(in: id, .keys(["b", "x", "b"]), confirmed: true) == ["b"])
  #expect(try store.deleteMakeRecords(in: id, .all(except: ["c"]), confirmed: true) == ["a", "d"])
  #expect(try store.makeRecords(in: id).records.map(\.key) == ["c"])
  let refusal = MakeRefusal(code: .confirmationRequired, detail: "x")
  #expect(
    String(decoding: refusal.body, as: UTF8.self)
      == "{\"detail\":\"x\",\"message\":\"Confirmation Required\",\"code\":\"IM004\"}\n")
}

@Test("a full data store takes no more, and keeps what it had")
func makeLimit() throws {
  let store = try RecordStore.inMemory()
  #expect(made { try store.createMakeStore(name: "Small", maxSizeMB: 0) } == "IM005")
  let id = try store.createMakeStore(name: "Small", maxSizeMB: 1).id
  let half = bytes("{\"x\":\"\(String(repeating: "y", count: 600_000))\"}")
  _ = try store.createMakeRecord(in: id, key: "a", data: half)
  #expect(made { try store.createMakeRecord(in: id, key: "b", data: half) } == "IM003")
  #expect(try store.makeRecords(in: id).count == 1)
  #expect(try store.makeStores().map(\.maxSize) == [1_048_576])
}
