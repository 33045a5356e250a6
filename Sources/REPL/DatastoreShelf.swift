import CriteriaSemantics
import Evaluation
import RecordStore
import Workspace

/// A datastore that can be asked.
struct OpenDatastore {
  let name: String
  var records: any RecordSource
  /// Nil where types were inferred.
  let schema: PreparedSchema?
  /// The file that holds the records; nil where they are changed here, or in a store.
  let file: FilePath?
  /// Where the records are, for a person.
  let origin: String
  /// What is to be said about them when they are first asked.
  let notes: [String]
  /// The store that holds it.
  var store: RecordStore?
}

/// The datastores of a session: those of its store, those that it has changed or taken in, and the workspace's.
struct DatastoreShelf {
  /// The store that the session works on; nil: what is changed is a copy in memory.
  let store: RecordStore?
  /// Holds copies of the datastores that were changed.
  private(set) var memory: RecordStore?
  /// Files that were taken in, by the name they got.
  private var imported: [String: DatastoreRecords] = [:]
  /// Datastores that were taken away again, or never were the workspace's.
  private var lastOpened: [String: OpenDatastore] = [:]

  init(store: RecordStore?) {
    self.store = store
  }

  /// What was opened last under a name; does not read anything.
  func opened(_ name: String) -> OpenDatastore? { lastOpened[name] }

  /// The names in the store, in memory and of files that were taken in, sorted.
  var names: [String] {
    var names = Set(imported.keys)
    for store in [store, memory] {
      guard let all = try? store?.allDatastores() else { continue }
      names.formUnion(all.map(\.uniqueName))
    }
    return names.sorted()
  }

  /// The names in the session's store, or else of the datastores that were changed, in the order of their creation.
  var storedNames: [String] { ((try? (store ?? memory)?.allDatastores()) ?? []).map(\.uniqueName) }

  var onlyName: String? { names.count == 1 ? names.first : nil }

  /// The store that holds a datastore of this name.
  func holder(of name: String) -> RecordStore? {
    for case let store? in [store, memory] where (try? store.datastore(named: name)) != nil { return store }
    return nil
  }

  mutating func add(_ records: DatastoreRecords) { imported[records.name] = records }

  mutating func remove(_ name: String) {
    imported[name] = nil
    lastOpened[name] = nil
  }

  mutating func useMemory(_ store: RecordStore) { memory = store }

  /// Opens a datastore of this name, of the store, of this session, or of the workspace.
  mutating func open(_ name: String, _ workspace: WorkspaceSnapshot) -> Result<OpenDatastore, RecordsFailure>
  {
    let result = find(name, workspace)
    if case .success(let datastore) = result { lastOpened[name] = datastore }
    return result
  }

  private func find(_ name: String, _ workspace: WorkspaceSnapshot) -> Result<OpenDatastore, RecordsFailure> {
    if let holder = holder(of: name) {
      do throws(StoreError) {
        let records = try holder.records(of: name)
        let origin = holder === store ? "`\(holder.path)`" : "memory, with changes"
        return .success(
          OpenDatastore(
            name: name, records: records, schema: records.layout.schema, file: nil, origin: origin, notes: [],
            store: holder))
      } catch {
        return .failure(RecordsFailure([Problem(.input, error.message)]))
      }
    }
    let found = imported[name].map { .success($0) } ?? workspace.records(of: name)
    return found.map { records in
      OpenDatastore(
        name: name, records: records.table, schema: records.layout.schema, file: records.file,
        origin: "`\(records.shownPath)`", notes: records.notes)
    }
  }
}
