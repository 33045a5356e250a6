import JSONSyntax
import Linting
import Workspace

/// The rules that findings of a run name, as SARIF's `reportingDescriptor` objects.
struct RuleTable {
  struct Rule {
    let identifier: String
    let name: String
    let severity: Severity

    func write(to writer: inout JSONWriter) {}
  }
  let rules: [Rule]
  init(_ reports: [FileReport]) { rules = [] }
  static func identifier(of finding: Finding) -> String { finding.code }
  func index(of finding: Finding) -> Int { 0 }
}
