/// The forms that saved records have.
package enum FixtureFormat: String, Sendable, Hashable, CaseIterable {
  /// An array of records, or an answer that holds one: `{"list": […]}`.
  case json
  /// One record a line.
  case ndjson
  case csv

  /// By the end of a file's name, in any case; nil for files that hold no records.
  package init?(fileName: String) {
    guard let point = fileName.lastIndex(of: ".") else { return nil }
    switch fileName[fileName.index(after: point)...].lowercased() {
    case "json": self = .json
    case "ndjson", "jsonl": self = .ndjson
    case "csv": self = .csv
    default: return nil
    }
  }
}
