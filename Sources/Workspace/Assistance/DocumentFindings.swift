import Linting
import SourceText

/// What is found in a document, in groups whose places are moved together.
package struct DocumentFindings: Sendable {
  /// Findings of a text that stands in the document from `start` on, and in their own offsets from `base` on. What
  /// lies before `base` is where it is in the document too.
  package struct Group: Sendable {
    package let findings: [Finding]
    let base: Int
    let start: Int

    /// Of findings whose offsets are those of the document.
    package static let inPlace = Group(findings: [], base: 0, start: 0)

    /// The offset in the document.
    package func place(_ offset: Int) -> Int { offset < base ? offset : offset - base + start }

    package func place(_ range: ByteRange) -> ByteRange { ByteRange(place(range.start), place(range.end)) }

    /// The findings with their places in the document.
    var placed: [Finding] { base == start ? findings : findings.map { $0.moved(place) } }
  }

  /// In the order of the document.
  package let groups: [Group]
  /// The address of the rules' pages, from the settings.
  package let docsURL: String?

  package init(_ findings: [Finding], docsURL: String?) {
    self.init(
      groups: findings.isEmpty ? [] : [Group(findings: findings, base: 0, start: 0)], docsURL: docsURL)
  }

  init(groups: [Group], docsURL: String?) {
    self.groups = groups
    self.docsURL = docsURL
  }

  package var count: Int { groups.reduce(0) { $0 + $1.findings.count } }

  /// All findings with their places in the document, sorted by start and code.
  package var all: [Finding] { groups.flatMap(\.placed) }
}

extension Finding {
  /// The finding in a text where offsets of this file are others.
  func moved(_ place: (Int) -> Int) -> Finding {
    func placed(_ range: ByteRange) -> ByteRange { ByteRange(place(range.start), place(range.end)) }
    return Finding(
      code: code, name: name, severity: severity, message: message, basis: basis, serverCode: serverCode,
      operation: operation, api: api, datastores: datastores, range: placed(range),
      fixes: fixes.map { fix in
        Fix(
          title: fix.title, isSafe: fix.isSafe,
          edits: fix.edits.map { TextEdit(range: placed($0.range), newText: $0.newText) })
      },
      related: related.map {
        $0.path == nil ? RelatedPlace(message: $0.message, range: placed($0.range)) : $0
      }, isUnnecessary: isUnnecessary)
  }
}
