import CriteriaSemantics
import RecordStore
import Workspace

/// `.import`: the records of a file as a datastore.
extension Session {
  mutating func importFile(_ text: String) -> SessionOutcome {
    let (shown, rest) = Self.fileAndRest(text)
    guard !shown.isEmpty else { return fail("`.import` needs the name of a file with records") }
    let name: String? = rest.isEmpty ? nil : Self.withoutQuotes(rest)
    if let name, name.contains(where: { $0.isWhitespace }) {
      return fail("`\(name)` is no name for a datastore; a file name with blanks stands in quotes")
    }
    let (workspace, path) = (snapshot, absolute(shown))
    let read: Result<DatastoreRecords, RecordsFailure>? = loading { () throws(Never) in
      workspace.records(in: path, name: name)
    }
    guard let read else {
      host.say("cancelled\n")
      return .cancelled
    }
    switch read {
    case .failure(let failure):
      for problem in failure.problems { _ = fail(problem.line) }
      return .failed
    case .success(let records):
      for text in records.notes { note("note: \(text)") }
      if datastores.holder(of: records.name) != nil {
        return fail(
          "there is a datastore `\(records.name)` that is changed here; give the file another name: `.import "
            + "\(shown) NAME`")
      }
      announced.insert(records.name)
      datastores.add(records)
      if let store = datastores.store {
        // A session with a store keeps what it takes in.
        guard let opened = open(records.name) else { return .failed }
        do throws(StoreError) {
          try opened.copy(into: store, host.isCancelled)
        } catch {
          datastores.remove(records.name)
          return fail(error.message)
        }
      }
      changes.append(.imported(datastore: records.name, formerly: current))
      current = records.name
      order = nil
      columns = nil
      note(
        "`\(records.name)` has \(Self.count(records.table.recordCount, "record")) of `\(records.shownPath)`")
      return .done
    }
  }
}
