import Linting
import SourceText

/// Findings that were there when the tool was introduced, by fingerprints that survive moved lines.
package struct Baseline: Sendable {
  package private(set) var known: Set<Entry> = []

  /// A finding that is forgiven: its file, its rule, and what tells it from others where lines move.
  package struct Entry: Sendable, Hashable {
    package let path: String
    package let code: String
    package let fingerprint: String

    package init(path: String, code: String, fingerprint: String) {
      self.path = path
      self.code = code
      self.fingerprint = fingerprint
    }
  }

  package init(_ entries: some Sequence<Entry> = []) {
    known = Set(entries)
  }

  /// Remembers the findings of a report.
  package mutating func add(_ report: FileReport) {
    for (finding, fingerprint) in zip(report.findings, report.fingerprints) {
      known.insert(Entry(path: report.path, code: finding.code, fingerprint: fingerprint))
    }
  }

  /// The shown `findings` of a file that are not known.
  func unknown(in findings: [Finding], path: String, bytes: [UInt8]) -> [Finding] {
    if known.isEmpty || findings.isEmpty { return findings }
    let fingerprints = Fingerprint.of(findings, path: path, bytes: bytes)
    return zip(findings, fingerprints).compactMap { finding, fingerprint in
      known.contains(Entry(path: path, code: finding.code, fingerprint: fingerprint)) ? nil : finding
    }
  }

  /// Takes the known findings out of `report`; how many there were.
  package func remove(from report: inout FileReport) -> Int {
    guard !known.isEmpty, !report.findings.isEmpty else { return 0 }
    var kept: [Int] = []
    for (index, finding) in report.findings.enumerated() {
      let entry = Entry(path: report.path, code: finding.code, fingerprint: report.fingerprints[index])
      if !known.contains(entry) { kept.append(index) }
    }
    let removed = report.findings.count - kept.count
    report.findings = kept.map { report.findings[$0] }
    report.fingerprints = kept.map { report.fingerprints[$0] }
    return removed
  }
}
