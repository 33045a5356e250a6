import CriteriaSemantics
import Embedding
import Foundation
import LintTestSupport
import Linting
import Testing

@Suite("Rule pages")
struct PageTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static let sections = [
    "What it does", "Why it matters", "Example", "Use instead", "Fix safety", "Basis and source",
  ]

  @Test func everyRuleHasItsPageWithAllSections() {
    for rule in RuleRegistry.rules {
      let page = RulePage.page(rule.info.code)
      #expect(page?.sections.map(\.title) == Self.sections, "\(rule.info.code)")
    }
  }

  @Test func pagesAndFilesAreAsGenerated() throws {
    let rules = Self.root.appendingPathComponent("Sources/Linting/Rules")
    var bodies: [String: String] = [:]
    for file in try FileManager.default.subpathsOfDirectory(atPath: rules.path)
    where file.hasSuffix(".swift") {
      let source = try String(contentsOf: rules.appendingPathComponent(file), encoding: .utf8)
      if let page = RulePage.extract(fromSource: source) { bodies[page.code] = page.body }
    }
    let isCurrent = bodies == RulePages.bodies
    #expect(isCurrent, "run `swift run generate-docs`")
    for file in GeneratedDocs.files(bodies) {
      let text = try? String(contentsOf: Self.root.appendingPathComponent(file.path), encoding: .utf8)
      let isCurrent = text == file.text
      #expect(isCurrent, "\(file.path): run `swift run generate-docs` twice")
    }
  }

  @Test func theExamplesAreFoundAndTheirReplacementsAreNot() {
    var problems: [String] = []
    for rule in RuleRegistry.rules {
      guard let page = RulePage.page(rule.info.code) else { continue }
      let examples = page.examples
      for example in examples {
        guard let findings = ExampleRunner.findings(in: example) else {
          problems.append("\(rule.info.code): no host for `\(example.language)`")
          continue
        }
        let isFound = findings.contains { $0.code == rule.info.code }
        if isFound != (example.heading == "Example") {
          problems.append("\(rule.info.code), \(example.heading): \(findings.map(\.code))")
        }
      }
      if !examples.contains(where: { $0.heading == "Example" }) {
        problems.append("\(rule.info.code): no example")
      }
    }
    #expect(problems == [])
  }

  @Test func codesAndNamesAreUnique() {
    let rules = RuleRegistry.rules.map(\.info)
    #expect(Set(rules.map(\.code)).count == rules.count)
    // What can be wrong in both languages has one name and a code in each.
    #expect(Set(rules.map { "\($0.name) \($0.code.hasPrefix("MQ"))" }).count == rules.count)
    #expect(rules.map(\.code) == rules.map(\.code).sorted())
  }
}
