import Linting
import Workspace

/// `--format concise`: one line a finding, in the form that compilers made common, so that editors know it.
package enum ConciseFormat {
  package static func render(_ reports: [FileReport], _ context: FormatContext) -> [UInt8] {
    var output: [UInt8] = []
    for report in reports {
      let path = VisibleText.of(report.shownPath)
      for finding in report.findings {
        let start = report.places(of: finding.range).start
        output += context.style.paint("\(path):\(start.line):\(start.column):", .bold).utf8
        output += " \(context.style.severity(finding.severity)): ".utf8
        output +=
          "\(VisibleText.of(finding.message)) [\(finding.code) \(VisibleText.of(finding.name))]\n".utf8
      }
    }
    return output
  }
}
