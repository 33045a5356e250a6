import Embedding
import Linting
import SourceText

/// What a check says about one file. Holds the lines that findings stand on, not the file.
package struct FileReport: Sendable {
  /// Relative to the workspace where it lies in it, else absolute; `/` between components.
  package let path: String
  /// What leads from the top folder of the repository to the workspace, with a slash at its end; empty where they are
  /// the same, and where nobody asked.
  package var workspaceFolder = ""
  /// As it is opened: for a person, who stands in the current directory.
  package let shownPath: String
  package let kind: HostKind
  /// Sorted by start, then code; suppressed and ignored ones are gone, severities are the settings'.
  package var findings: [Finding] = []
  /// The same count and order as `findings`: stays the same while lines move, unique in the file.
  package var fingerprints: [String] = []
  package var queryCount = 0
  /// Queries that name no datastore, where none can be meant.
  package var unnamedQueryCount = 0
  /// Datastores that queries name and no schema describes, in the order of their names.
  package var datastoresWithoutSchema: [String] = []
  /// Why the file could not be checked, or not all of it.
  package var problems: [Problem] = []
  /// Where the findings' ranges lie.
  package var places = PlaceTable()
  /// Where `related` of other files lie.
  package var relatedPlaces: [RelatedPlace: PlaceRange] = [:]
  /// What `--fix` did to it.
  package var fixes: FixOutcome?
  /// The address of the rules' pages, from the settings.
  package let docsURL: String?
  /// The least severe finding that fails the run, from the settings.
  package var failOn = Severity.warning

  package init(path: String, shownPath: String, kind: HostKind, docsURL: String? = nil) {
    self.path = path
    self.shownPath = shownPath
    self.kind = kind
    self.docsURL = docsURL
  }

  /// The place of a range of this file that a finding, a fix or a related place names.
  package func places(of range: ByteRange) -> PlaceRange {
    PlaceRange(start: places.place(at: range.start), end: places.place(at: range.end))
  }

  /// The place of a related place, in this file or another.
  package func places(of related: RelatedPlace) -> PlaceRange? {
    related.path == nil ? places(of: related.range) : relatedPlaces[related]
  }

  /// The first line of a finding, or the part of it that shows where the finding begins.
  package func line(of finding: Finding) -> SourceLine? { places.line(holding: finding.range.start) }
}

extension FileReport {
  /// The path for what is read beside the repository, as reviews and code scanning are.
  package var repositoryPath: String { inRepository(path) }

  /// The same for a path that is relative to the workspace.
  package func inRepository(_ path: String) -> String { path.hasPrefix("/") ? path : workspaceFolder + path }

  /// Looks up where the workspace lies in a repository whose top folder is `top`. A text without a name lies nowhere.
  package mutating func locate(in top: FilePath, from currentDirectory: FilePath) {
    guard !path.hasPrefix("/"), !shownPath.hasPrefix("<"),
      let below = FilePath(shownPath).absolute(from: currentDirectory).below(top)?.text, below.hasSuffix(path)
    else { return }
    workspaceFolder = String(below.dropLast(path.count))
  }

  /// Takes `findings` of `bytes` in, with their places.
  mutating func locate(_ findings: [Finding], in bytes: [UInt8], schemas: SchemaStore.Loaded) {
    self.findings = findings
    var offsets: [Int] = []
    var lineOffsets: [Int] = []
    for finding in findings {
      offsets.append(finding.range.start)
      offsets.append(finding.range.end)
      lineOffsets.append(finding.range.start)
      for fix in finding.fixes {
        for edit in fix.edits {
          offsets.append(edit.range.start)
          offsets.append(edit.range.end)
        }
      }
      for related in finding.related {
        if related.path == nil {
          offsets.append(related.range.start)
          offsets.append(related.range.end)
          lineOffsets.append(related.range.start)
        } else if relatedPlaces[related] == nil, let path = related.path, let text = schemas.text(of: path) {
          let table = PlaceTable(
            offsets: [related.range.start, related.range.end], lineOffsets: [], in: text)
          relatedPlaces[related] = PlaceRange(
            start: table.place(at: related.range.start), end: table.place(at: related.range.end))
        }
      }
    }
    places = PlaceTable(offsets: offsets, lineOffsets: lineOffsets, in: bytes)
    fingerprints = Fingerprint.of(findings, path: path, bytes: bytes)
  }
}

/// What fixing did to a file.
package struct FixOutcome: Sendable, Hashable {
  /// How many fixes were applied.
  package let applied: Int
  package let before: [UInt8]
  package let after: [UInt8]

  package init(applied: Int, before: [UInt8], after: [UInt8]) {
    self.applied = applied
    self.before = before
    self.after = after
  }
}

/// A line of a file, or the part of a very long one around a finding.
package struct SourceLine: Sendable, Hashable {
  /// From one.
  package let number: Int
  /// The bytes of `range` of the file; no line end.
  package let bytes: [UInt8]
  package let range: ByteRange
  /// Whether the line goes on before or after `range`.
  package let isCutBefore: Bool
  package let isCutAfter: Bool
}
