import CriteriaSemantics
import Evaluation

/// The records of one datastore of a store.
package struct StoredRecords: Sendable {
  let store: RecordStore
  /// As it was when this was asked for: criteria are compiled for its fields.
  package let datastore: StoredDatastore
  package let layout: RecordLayout

  init(store: RecordStore, datastore: StoredDatastore) {
    self.store = store
    self.datastore = datastore
    layout = datastore.layout
  }

  var name: String { datastore.uniqueName }

  /// The datastore as it is now; the fields must be those that the layout tells.
  func current(_ operation: StoreOperation, in database: Connection) throws -> StoredDatastore {
    let current = try store.found(name, operation, in: database)
    guard current.number == datastore.number, current.definition == datastore.definition else {
      throw StoreError.unusable(
        "the fields of `\(name)` have changed in `\(store.path)` meanwhile; ask again")
    }
    return current
  }
}

extension RecordStore {
  /// The records of a datastore, for `operation`, which decides the code where there is none of that name.
  package func records(
    of name: String, for operation: StoreOperation = .listRecords
  ) throws(StoreError) -> StoredRecords {
    StoredRecords(store: self, datastore: try datastore(named: name, for: operation))
  }
}
