import CriteriaSemantics
import Embedding
import LintTestSupport
import Linting
import SourceText
import TestSupport
import Testing

@Suite("Growth of checking")
struct LintingGrowthTests {
  /// Texts that repeat one piece; none may cost more than twice as much when it is twice as long.
  @Test func checkingIsLinear() {
    let pieces = [
      "(salary==1)", "!", "salary==1 && ", "salary==1 || ", "（", ")", "(", "& ", "salary==x AND ",
      "xyz==1 && ",
      "salary\u{A0}==\u{A0}1 && ", "department like x && ", "${x} && ", "department==\"x\" ", "salary=>1 && ",
      "department:equals:x && ", "department==(a || b) && ", "(", "department==${x} ",
    ]
    let starts = ["", "salary in (", "department=="]
    for start in starts {
      for piece in start.isEmpty ? pieces : ["1,", "x y,", "(", "\"x\",", "a==b "] {
        let ratio = Growth.ratio(from: 400) { size in
          CriteriaDocument.read(
            Array("@datastore empdir\n\(start)\(String(repeating: piece, count: size))".utf8))
        } work: { file in
          var analyzer = FileAnalyzer(LintOptions(selection: .all, catalog: Examples.catalog))
          _ = analyzer.analyze(file, host: .criteria, bytes: file.queries.first?.criteria?.bytes ?? [])
        }
        #expect(ratio < Growth.limit, "\(start)\(piece)")
      }
    }
  }

  @Test func manyBlocksAreLinear() {
    for block in [
      "@datastore empdir\nsalary==1\n\n", "@datastore empdir\nxyz==1 AND salary==2\n\n",
      "# cliquery: ignore CQ011\n@datastore empdir\nxyz==1\n\n",
    ] {
      let ratio = Growth.ratio(from: 200) { size in
        Array(String(repeating: block, count: size).utf8)
      } work: { bytes in
        var analyzer = FileAnalyzer(LintOptions(catalog: Examples.catalog))
        let findings = analyzer.analyze(CriteriaDocument.read(bytes), host: .criteria, bytes: bytes)
        _ = FixApplier.apply(to: bytes, findings: findings, unsafe: true) {
          analyzer.analyze(CriteriaDocument.read($0), host: .criteria, bytes: $0)
        }
      }
      #expect(ratio < Growth.limit, "\(block)")
    }
  }

  @Test func manySuppressionsAreLinear() {
    for piece in ["/* cliquery: ignore CQ011 */ ", "zoho.cliq.deleteRecords(\"empdir\",\"xyz==1\"); "] {
      let ratio = Growth.ratio(from: 200) { size in
        let query = "zoho.cliq.deleteRecords(\"empdir\",\"xyz==1\"); /* cliquery: ignore CQ011 */ "
        return Array((query + String(repeating: piece, count: size)).utf8)
      } work: { (bytes: [UInt8]) in
        var analyzer = FileAnalyzer(LintOptions(catalog: Examples.catalog))
        let findings = analyzer.analyze(DelugeHost.scan(bytes), host: .deluge, bytes: bytes)
        #expect(findings.allSatisfy { $0.code != "CQ011" })
      }
      #expect(ratio < Growth.limit, "\(piece)")
    }
  }
}
