import FolderTestSupport
import Foundation
import Testing

/// Reports as the tools that read them see them.
@Suite("reports read by others")
struct ReportReaderTests {
  private func folderWithFindings() throws -> TestFolder {
    let folder = try TestFolder(Sample.files)
    try folder.write("queries/wide 山.criteria", "@datastore team\n  statsu==é${x} && 山==1\n")
    return folder
  }

  @Test(.enabled(if: Program.python != nil, "sarif-tools cannot be installed"))
  func sarifTools() throws {
    let folder = try folderWithFindings()
    _ = try folder.cliquery("check", "--hints", "--format", "sarif", "--output-file", "found.sarif")
    let summary = try Program.python?.run(["-m", "sarif", "summary", "found.sarif"], in: folder.url)
    #expect(summary?.code == 0)
    for line in ["error: 3", "warning: 1", "note: 1"] {
      #expect(summary?.output.contains(line) == true, "\(summary?.output ?? "")")
    }
    let csv = try Program.python?.run(
      ["-m", "sarif", "csv", "-o", "found.csv", "found.sarif"], in: folder.url)
    #expect(csv?.code == 0)
    #expect(folder.read("found.csv")?.contains("queries/team.criteria") == true)
  }

  @Test(.enabled(if: Program.python != nil, "junitparser cannot be installed"))
  func junitparser() throws {
    let folder = try folderWithFindings()
    _ = try folder.cliquery(
      "check", "--hints", "--format", "junit", "--output-file", "found.xml", ".", "missing.dg")
    let script = """
      import junitparser
      report = junitparser.JUnitXml.fromfile("found.xml")
      print(report.tests, report.failures, report.errors)
      for suite in report:
          for case in suite:
              kinds = " ".join(type(result).__name__ for result in case.result) or "passed"
              print(suite.name, "|", case.name, "|", case.classname, "|", kinds)
      """
    let read = try Program.python?.run(["-c", script], in: folder.url)
    #expect(
      read?.output == """
        7 4 1
        queries/clean.criteria | check | queries/clean.criteria | passed
        queries/team.criteria | CQ011 unknown-field at 2:1 | queries/team.criteria | Failure
        queries/team.criteria | CQ014 invalid-boolean at 5:9 | queries/team.criteria | Failure
        queries/team.criteria | CQ306 system-field at 8:1 | queries/team.criteria | passed
        queries/wide 山.criteria | CQ011 unknown-field at 2:3 | queries/wide 山.criteria | Failure
        queries/wide 山.criteria | CQ001 syntax at 2:21 | queries/wide 山.criteria | Failure
        cliquery | input | missing.dg | Error

        """, "\(read?.output ?? "") \(read?.error ?? "")")
  }
}
