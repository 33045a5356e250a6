import CriteriaSemantics
import Evaluation
import Workspace

/// `.why`: what each clause of a criteria gave for one record.
extension Session {
  mutating func why(_ text: String) -> SessionOutcome {
    let (id, rest) = Self.fileAndRest(text)
    guard !id.isEmpty else { return fail("`.why` needs the id of a record") }
    guard let criteria = subject(rest, of: "why ID") else { return .failed }
    guard let current else { return failWithoutDatastore() }
    guard let datastore = open(current) else { return .failed }
    guard let query = prepare(criteria, datastore, isOrdered: false) else { return .failed }
    do throws(RecordSourceError) {
      guard let record = try datastore.records.record(id: id) else {
        guard datastore.records.layout.idField != nil else {
          return fail("the records of `\(current)` have no ids")
        }
        return fail("there is no record with the id `\(id)` in `\(current)`")
      }
      let trace = CriteriaTrace(query.criteria, record, layout: datastore.records.layout)
      if trace.steps.isEmpty {
        return write("matches, as every record does: the criteria is empty\n") ? .done : .cancelled
      }
      return write(trace.text) ? .done : .cancelled
    } catch {
      return fail(error)
    }
  }
}
