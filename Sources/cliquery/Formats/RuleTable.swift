import JSONSyntax
import Linting
import Workspace

/// The rules that findings of a run name, as SARIF's `reportingDescriptor` objects (3.49), in the order of their
/// identifiers.
struct RuleTable {
  private let identifiers: [String]
  private let findings: [String: (finding: Finding, docsURL: String?)]

  init(_ reports: [FileReport]) {
    var findings: [String: (finding: Finding, docsURL: String?)] = [:]
    for report in reports {
      for finding in report.findings where findings[Self.identifier(of: finding)] == nil {
        findings[Self.identifier(of: finding)] = (finding, report.docsURL)
      }
    }
    self.findings = findings
    identifiers = findings.keys.sorted()
  }

  /// A user's own rules share one code; their names tell them apart.
  static func identifier(of finding: Finding) -> String {
    finding.code == "custom" ? "custom/\(finding.name)" : finding.code
  }

  func index(of finding: Finding) -> Int? {
    identifiers.firstIndex(of: Self.identifier(of: finding))
  }

  func write(to writer: inout JSONWriter) {
    writer.array { writer in
      for identifier in identifiers {
        guard let row = findings[identifier] else { continue }
        write(identifier, row.finding, docsURL: row.docsURL, to: &writer)
      }
    }
  }

  private func write(
    _ identifier: String, _ finding: Finding, docsURL: String?, to writer: inout JSONWriter
  ) {
    let info = RuleRegistry.rule(finding.code)
    let summary = info?.summary ?? "a rule of this workspace: \(finding.name)"
    writer.object { writer in
      writer.member("id", identifier)
      writer.member("name", finding.name)
      writeText("shortDescription", summary, to: &writer)
      writeText("fullDescription", summary, to: &writer)
      let page = RulePage.page(finding.code)?.body
      writer.key("help")
      writer.object { writer in
        writer.member("text", SARIFResult.escapeMessage(page ?? summary))
        if let page { writer.member("markdown", SARIFResult.escapeMessage(page)) }
      }
      if let docsURL { writer.member("helpUri", RuleAddress.of(code: identifier, base: docsURL)) }
      writer.key("defaultConfiguration")
      writer.object { writer in
        writer.member("level", SARIFResult.level(info?.severity ?? finding.severity))
        if let info, !info.isEnabledByDefault { writer.member("enabled", false) }
      }
      if let info {
        writer.key("properties")
        writer.object { writer in
          writer.key("tags")
          writer.array { $0.string(info.group.rawValue.lowercased()) }
        }
      }
    }
  }

  private func writeText(_ key: String, _ text: String, to writer: inout JSONWriter) {
    writer.key(key)
    writer.object { $0.member("text", SARIFResult.escapeMessage(text)) }
  }
}
