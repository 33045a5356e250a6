/// How the session shows records (`.mode`).
package enum OutputMode: String, Sendable, Hashable, CaseIterable {
  case table
  /// One field a line.
  case line
  case json
  case ndjson
  case csv
  case markdown
}
