import JSONSyntax
import Linting
import SourceText

/// The findings that a client sends along with its question for code actions (LSP 3.17, `CodeActionContext`).
struct ClientFindings {
  private struct Known {
    let code: String
    let range: ByteRange
    let value: JSONValue
  }

  private var known: [Known] = []

  /// None.
  init() {}

  /// Those that are ours; what cannot be read is left out.
  init(_ diagnostics: JSONValue?, in document: OpenDocument, unit: LineIndex.Unit) {
    known = (diagnostics?.elements ?? []).compactMap { value in
      guard let code = value["code"]?.string, let place = value["range"],
        let range = try? document.range(place, unit: unit)
      else { return nil }
      return Known(code: code, range: range, value: value)
    }
  }

  var count: Int { known.count }

  func holds(_ finding: Finding) -> Bool { self[finding] != nil }

  /// The client's own copy of a finding, if it sent one.
  subscript(finding: Finding) -> JSONValue? {
    let code = finding.code == CustomRule.code ? finding.name : finding.code
    return known.first { $0.range == finding.range && $0.code == code }?.value
  }
}
