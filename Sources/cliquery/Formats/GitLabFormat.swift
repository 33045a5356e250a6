import JSONSyntax
import Linting
import Workspace

/// `--format gitlab`: a Code Quality report (GitLab, "Code Quality", "Code Quality report format").
package enum GitLabFormat {
  package static func render(_ reports: [FileReport], _ context: FormatContext) -> [UInt8] {
    var writer = JSONWriter(indentation: 2)
    writer.array { writer in
      for report in reports {
        for (index, finding) in report.findings.enumerated() {
          let fingerprint = index < report.fingerprints.count ? report.fingerprints[index] : String(index)
          write(finding, fingerprint: fingerprint, of: report, to: &writer)
        }
      }
    }
    return writer.textWithNewline
  }

  private static func write(
    _ finding: Finding, fingerprint: String, of report: FileReport, to writer: inout JSONWriter
  ) {
    let place = report.places(of: finding.range)
    writer.object { writer in
      writer.member("description", finding.message)
      writer.member("check_name", "\(finding.code) \(finding.name)")
      writer.member("fingerprint", hash("\(report.repositoryPath)\u{0}\(fingerprint)"))
      writer.member("severity", severity(finding.severity))
      writer.key("location")
      writer.object { writer in
        writer.member("path", report.repositoryPath)
        writer.key("lines")
        writer.object { writer in
          writer.member("begin", place.start.line)
          writer.member("end", place.end.line)
        }
      }
    }
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "major"
    case .warning: "minor"
    case .hint: "info"
    }
  }

  /// FNV-1a in 64 bits: the report wants one short unique text a finding, the same in every run.
  private static func hash(_ text: String) -> String {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
