import CriteriaSemantics
import LintTestSupport
import Linting
import SourceText
import TestSupport
import Testing

@Suite("Fixes, each by itself")
struct FixPropertyTests {
  private static let fields = ["empid", "empname", "department", "isactive", "notes", "draft", "${f}"]
  private static let operators = [
    "==", "==", "==", "=", "!=", ">", " like ", " LIKE ", " == ", "= =", "=>", " not like ",
  ]
  private static let values = [
    "7", "007", "7", "true", "TRUE", "Sales", "\"Sales\"", "sales", "\"\"", "J*", "a (b)", "a b==c", "“x”",
    "\"a\" b", "${v}", "%x%", "a,b", "x\"",
  ]

  /// A generator of texts that these rules have much to say about.
  private struct Texts {
    var random: SeededGenerator

    mutating func below(_ limit: Int) -> Int { Int(random.next() % UInt64(max(limit, 1))) }
    mutating func pick(_ strings: [String]) -> String { strings[below(strings.count)] }

    mutating func chain(_ depth: Int) -> String {
      var result = operand(depth)
      for _ in 0..<below(4) { result += pick([" && ", " || ", "||", " && ", " AND "]) + operand(depth) }
      return result
    }

    mutating func operand(_ depth: Int) -> String {
      switch below(10) {
      case 0..<3 where depth < 3: "(\(chain(depth + 1)))"
      case 3..<6: "(\(condition()))"
      case 6 where depth > 0: "${rest}"
      default: condition()
      }
    }

    mutating func condition() -> String {
      let field = pick(fields)
      if below(4) == 0 {
        let list = (0...below(4)).map { _ in pick(values) }.joined(separator: pick([",", ", ", ",,"]))
        return "\(field) in " + (below(3) == 0 ? list : "(\(list))")
      }
      return field + pick(operators) + pick(values)
    }
  }

  /// A safe fix never makes a finding, whichever rules are selected. An unsafe one is looked at before it is applied; it
  /// may let something else be seen, but makes no error.
  @Test func noFixMakesAFinding() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var texts = Texts(random: SeededGenerator(seed: seed))
    let all = CheckSetting(select: ["ALL"])
    let usual = CheckSetting()
    var problems: [String] = []
    for _ in 0..<500 where problems.count < 5 {
      let text = texts.chain(0)
      let bytes = Array(text.utf8)
      // Near the limit of 500 characters every fix that adds one makes a finding, and is refused.
      if bytes.count > 450 { continue }
      let findings = all.findings(in: bytes)
      let before = Self.counts(findings)
      for finding in findings {
        for fix in finding.fixes {
          guard let fixed = TextEdit.apply(fix.edits, to: bytes) else {
            problems.append("\(finding.code) cannot be applied: \(text)")
            continue
          }
          for (code, count) in Self.counts(
            fix.isSafe ? all.findings(in: fixed) : usual.findings(in: fixed).filter { $0.severity == .error })
          where count > before[code] ?? 0 {
            // Of `(a==1) && (a==1)` the parentheses stay that the documentation writes.
            if finding.code == "CQ104", code == "CQ302" { continue }
            problems.append(
              "\(finding.code) makes \(code): \(text) → \(String(decoding: fixed, as: UTF8.self))")
          }
        }
      }
    }
    #expect(problems == [], "seed \(seed)")
  }

  private static func counts(_ findings: [Finding]) -> [String: Int] {
    findings.reduce(into: [:]) { $0[$1.code, default: 0] += 1 }
  }
}
