import Evaluation
import MakeQuery
import SourceText

extension WorkspaceSnapshot {
  /// The values of a property in the saved answer of an endpoint, the most frequent first; none where nothing is saved,
  /// or what is saved is no list.
  package func savedValues(
    of property: String, _ endpoint: Endpoint?, limit: Int
  ) -> [RequestCompletionContext.SeenValue] {
    guard let endpoint, endpoint.method == "GET" else { return [] }
    let path = endpoint.path.split(separator: "/").map { part in
      RequestQuestion.Part(Array(part.utf8), ByteRange(at: 0))
    }
    let names = CollectionNames(
      RequestQuestion(method: "GET", path: path, parameters: []), endpoint: endpoint, listKey: nil)
    guard names.item == nil, case .success(let found) = savedList(names) else { return [] }
    let collection = found.saved.collection
    let name = Array(property.utf8)
    guard collection.properties.contains(name) else { return [] }
    var counts: [[UInt8]: Int] = [:]
    for record in collection.records.prefix(Self.mostRecords) {
      guard let value = collection.value(of: name, in: record) else { continue }
      switch collection.kind(value) {
      case .object, .array, .null: continue
      default: counts[collection.text(value), default: 0] += 1
      }
    }
    let sorted = counts.sorted { left, right in
      left.value == right.value
        ? left.key.lexicographicallyPrecedes(right.key) : left.value > right.value
    }
    return sorted.prefix(max(0, limit)).map { .init(value: $0.key, count: $0.value) }
  }

  /// More records are not looked through for values.
  private static let mostRecords = 10_000

  /// The members that saved answers have their records under; no file is read for them but its beginning.
  package var savedListNames: [String] {
    fixtureStore.allFiles.compactMap { name, file in
      fixtureStore.collections.isOfMake(file) ? listName(in: file, name) : nil
    }
  }

  /// Whether a fixture is an answer of Make, and no records of a datastore.
  func isSavedAnswer(_ file: FilePath) -> Bool { fixtureStore.collections.isOfMake(file) }

  /// The member that a file has its records under; where it has one record a line, its own name.
  private func listName(in file: FilePath, _ name: String) -> String {
    fixtureStore.collections.keys(of: file).first { $0 != "pg" && $0 != "spec" } ?? name
  }

  /// The lists that saved answers hold: the member, how many records it has, and the file as a person names it; or why
  /// the file cannot be used.
  package var savedLists: [(name: String, count: Int?, path: String)] {
    fixtureStore.allFiles.compactMap { name, file -> (name: String, count: Int?, path: String)? in
      guard fixtureStore.collections.isOfMake(file) else { return nil }
      let key = listName(in: file, name)
      let names = CollectionNames.list(named: key)
      let shown = file.shown(from: currentDirectory)
      guard case .success(let found) = read(file, .list(names)) else { return (key, nil, shown) }
      return (key, found.saved.collection.records.count, shown)
    }
  }
}
