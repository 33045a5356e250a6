import CriteriaSemantics
import Evaluation
import Foundation
import RecordStore
import StoreTestSupport

/// A folder of its own for a test, removed with it, and stores in it.
final class Scratch {
  let url: URL

  init() throws {
    url = URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath()
      .appendingPathComponent("cliquery-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String = "test.store") -> String { url.appendingPathComponent(name).path }

  func open(
    _ name: String = "test.store", _ mode: StoreMode = .create, _ options: StoreOptions = StoreOptions()
  ) throws -> RecordStore {
    try RecordStore.open(path(name), mode: mode, options: options)
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: url.appendingPathComponent(name))
  }

  func bytes(_ name: String = "test.store") throws -> [UInt8] {
    Array(try Data(contentsOf: url.appendingPathComponent(name)))
  }
}

/// The documentation's employee directory.
enum Employees {
  static let definition = DatastoreDefinition(
    uniqueName: "empdir", name: "Employee Directory", description: "V3 API test datastore",
    fields: [
      FieldDefinition(uniqueName: "notes", name: "Notes", type: .largeText),
      FieldDefinition(uniqueName: "empid", name: "Employee ID", type: .number, isMandatory: true),
      FieldDefinition(uniqueName: "empname", name: "Employee Name", type: .limitedText, isMandatory: true),
      FieldDefinition(uniqueName: "isactive", name: "Active Status", type: .boolean),
    ], uniqueKeys: [["empid"]])

  static func record(_ id: Int, _ name: String = "John Doe", _ more: RecordInput.Member...) -> RecordInput {
    RecordInput([.init("empid", .number("\(id)")), .init("empname", .text(name))] + more)
  }
}

/// The code, or else the rule, with which something was refused; what else became of it in words.
func outcome<Result>(_ body: () throws -> Result) -> String {
  do {
    _ = try body()
    return "done"
  } catch let error as StoreError {
    switch error {
    case .refused(let refusal): return refusal.code ?? "rule \(refusal.rule ?? "none")"
    case .unusable(let message): return "unusable: \(message)"
    case .cancelled: return "cancelled"
    }
  } catch {
    return "\(error)"
  }
}
