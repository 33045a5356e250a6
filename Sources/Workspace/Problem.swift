import SourceText

/// A place in a file for people: line and column count from one, `offset` from zero.
package struct Place: Hashable, Sendable {
  package let line: Int
  /// In UTF-8 bytes.
  package let column: Int
  /// In Unicode scalars.
  package let scalarColumn: Int
  /// In bytes from the start of the file.
  package let offset: Int

  package init(line: Int, column: Int, scalarColumn: Int, offset: Int) {
    self.line = line
    self.column = column
    self.scalarColumn = scalarColumn
    self.offset = offset
  }
}

/// From one place to another, the second excluded.
package struct PlaceRange: Hashable, Sendable {
  package let start: Place
  package let end: Place

  package init(start: Place, end: Place) {
    self.start = start
    self.end = end
  }
}

/// Something that kept the tool from its work, or from some of it: not a finding about a query.
package struct Problem: Hashable, Sendable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The settings file.
    case settings
    /// A datastore's schema file.
    case schema
    /// A path that cannot be read, or is not what was expected.
    case input
    /// A file that cannot be written.
    case output
    /// What was asked for on the command line.
    case usage
  }

  package enum Severity: Sendable, Hashable {
    /// Worth saying; the run goes on as if nothing were wrong.
    case warning
    /// The run ends with exit code 2.
    case error
  }

  package let kind: Kind
  package let severity: Severity
  /// Lower case, no final stop, the user's text in backticks: what, and what to do.
  package let message: String
  /// The file, as it is shown to people; nil where no file is concerned.
  package let path: String?
  package let place: Place?

  package init(
    _ kind: Kind, _ message: String, severity: Severity = .error, path: String? = nil, place: Place? = nil
  ) {
    self.kind = kind
    self.severity = severity
    self.message = message
    self.path = path
    self.place = place
  }

  /// `path:line:column: message`, as far as these are known.
  package var line: String {
    guard let path else { return message }
    guard let place else { return "\(path): \(message)" }
    return "\(path):\(place.line):\(place.column): \(message)"
  }
}
