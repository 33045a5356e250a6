import Embedding
import SourceText

/// What came of one `@expect`.
package struct TestOutcome: Sendable {
  package enum Status: String, Sendable, Hashable, CaseIterable {
    case passed
    case failed
    /// It could not be found out: there are no records, or they cannot be read.
    case error
  }

  package let status: Status
  package let expectation: HostQuery.Expectation.Kind
  /// The `@expect` in its document; of a document's defaults where they say it.
  package let range: ByteRange
  /// The criteria in one line.
  package let criteria: String
  package let datastore: String?
  /// Why it did not pass: lower case, no final stop; empty where it did.
  package var message = ""
  /// What was found: a number of records, ids, or the codes of findings.
  package var found: [String] = []
  /// Ids that were expected and not found.
  package var missing: [String] = []
  /// Ids that were found and not expected.
  package var unexpected: [String] = []

  /// As it is written after `@expect`, shortened.
  package var title: String {
    switch expectation {
    case .count(let count): "count \(count)"
    case .ids(let ids, let inOrder):
      (inOrder ? "ids in order " : "ids ") + Self.list(ids)
    case .error(let code): "error \(code)"
    }
  }

  /// At most ten, and how many there are beside these.
  package static func list(_ items: [String]) -> String {
    let shown = items.prefix(10).joined(separator: ", ")
    return items.count > 10 ? "\(shown) and \(items.count - 10) more" : shown
  }
}

/// What came of the expectations of one criteria document.
package struct TestReport: Sendable {
  /// Relative to the workspace where it lies in it, else absolute.
  package var path: String
  package let shownPath: String
  /// In the order of their blocks.
  package var outcomes: [TestOutcome] = []
  /// Queries without any expectation.
  package var untestedCount = 0
  /// Where the outcomes' ranges lie.
  package var places = PlaceTable()
  /// Why the document could not be read.
  package var problems: [Problem] = []
  /// What is to be said about the records.
  package var notes: [String] = []

  package init(path: String, shownPath: String) {
    self.path = path
    self.shownPath = shownPath
  }

  package func count(_ status: TestOutcome.Status) -> Int {
    outcomes.reduce(0) { $0 + ($1.status == status ? 1 : 0) }
  }
}
