import CriteriaSemantics
import Evaluation
import RecordStore
import Workspace

/// Commands about stores.
extension Session {
  /// Writes datastores to a new store: those that were changed or are in the session's store, else the one that is
  /// asked.
  mutating func save(_ text: String) -> SessionOutcome {
    let shown = Self.withoutQuotes(text)
    guard !shown.isEmpty else { return fail("`.save` needs the name of a file to write") }
    let path = absolute(shown)
    guard FileSystem.kind(path) == nil else {
      return fail("`\(shown)` exists already; `.save` writes a new file")
    }
    var saved = datastores.storedNames
    if saved.isEmpty {
      guard let current else { return failWithoutDatastore() }
      saved = [current]
    }
    var opened: [OpenDatastore] = []
    for name in saved {
      guard let datastore = open(name) else { return .failed }
      opened.append(datastore)
    }
    do throws(StoreError) {
      let store = try RecordStore.open(path.text, mode: .create)
      do throws(StoreError) {
        for datastore in opened { try datastore.copy(into: store, host.isCancelled) }
      } catch {
        Terminal.remove(path)
        throw error
      }
    } catch {
      return fail("`\(shown)` was not written: \(error.message)")
    }
    let names = Self.list(saved.map { "`\($0)`" })
    note("wrote \(names) to `\(shown)`; `cliquery repl --store \(shown)` opens it")
    return .done
  }

  /// The SQL with which a store answers a criteria. Records of a file are asked without SQL; it is shown what a store
  /// with the same fields would run.
  mutating func showSQL(_ text: String) -> SessionOutcome {
    guard let criteria = subject(text, of: "sql") else { return .failed }
    guard let current else { return failWithoutDatastore() }
    guard let datastore = open(current) else { return .failed }
    guard var query = prepare(criteria, datastore) else { return .failed }
    query.limit = pageSize
    if let records = datastore.records as? StoredRecords {
      return write(records.sql(query) + "\n") ? .done : .cancelled
    }
    do throws(StoreError) {
      let store = try RecordStore.inMemory()
      var empty = datastore
      empty.records = RecordTable(layout: datastore.records.layout)
      try empty.copy(into: store, host.isCancelled)
      let records = try store.records(of: current)
      guard
        var query = try? check(criteria, OpenDatastore(records), parameters: orderParameter).query(
          for: records.layout)
      else { return fail("the criteria cannot be asked of a store") }
      query.limit = pageSize
      return write(records.sql(query) + "\n") ? .done : .cancelled
    } catch {
      return fail(error.message)
    }
  }

  var orderParameter: [CriteriaQuestion.Parameter] { order.map { [.init(.orderBy, $0)] } ?? [] }
}
