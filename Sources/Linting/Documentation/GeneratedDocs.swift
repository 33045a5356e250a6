import CriteriaSemantics

/// The documentation that is made from the sources: paths from the package's root, and what stands in them.
package enum GeneratedDocs {
  /// The Swift file that carries the pages to run time, from the doc comments of `Rules/`.
  package static func pagesSource(_ bodies: [String: String]) -> String {
    var source = """
      // swift-format-ignore-file

      /// The doc comments of the rules, for `cliquery rule`. Made by `swift run generate-docs`; do not edit.
      package enum RulePages {
        package static let bodies: [String: String] = [

      """
    for (code, body) in bodies.sorted(by: { $0.key < $1.key }) {
      source += "    \"\(code)\": #\"\"\"\n"
      for line in body.split(separator: "\n", omittingEmptySubsequences: false) {
        source += line.isEmpty ? "\n" : "      \(line)\n"
      }
      source += "      \"\"\"#,\n"
    }
    return source + "  ]\n}\n"
  }

  /// `docs/rules/CQ001.md` …, their index and `docs/decisions.md`.
  package static func files(_ bodies: [String: String]) -> [(path: String, text: String)] {
    var files = RuleRegistry.rules.map { rule in
      (
        path: "docs/rules/\(rule.info.code).md",
        text: RulePage(info: rule.info, body: bodies[rule.info.code] ?? "").markdown
      )
    }
    files.append(("docs/rules/README.md", index))
    files.append(("docs/decisions.md", decisions))
    return files
  }

  private static var index: String {
    var text = """
      # Rules

      Errors and warnings are shown and fail the run; hints are shown with `--hints`. `cliquery rule NAME` shows a
      page in the terminal.

      """
    for group in RuleInfo.Group.allCases {
      let rules = RuleRegistry.rules.filter { $0.info.group == group }
      if rules.isEmpty { continue }
      text += "\n## \(group.rawValue)\n\n| code | name | severity | finds |\n|---|---|---|---|\n"
      for rule in rules {
        let info = rule.info
        let severity = info.severity.rawValue + (info.isEnabledByDefault ? "" : ", off")
        let summary = info.summary.split(separator: "|", omittingEmptySubsequences: false)
          .joined(separator: "\\|")
        text += "| [\(info.code)](\(info.code).md) | \(info.name) | \(severity) | \(summary) |\n"
      }
    }
    return text
  }

  private static var decisions: String {
    var text = """
      # Decisions

      Where the documentation is silent or contradicts itself, cliquery decides. Each decision can be settled by one
      request on a live account. `cliquery decisions` shows this list with the values that your settings give.

      """
    for info in DecisionInfo.all() {
      text +=
        "\n## \(info.code): \(info.title)\n\n\(sentence(info.text))\n\n- Value: \(info.value)\n"
      if let option = info.option { text += "- Option: `\(option)`\n" }
      text += "- To settle it: \(info.settledBy)\n"
    }
    return text
  }

  private static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + "."
  }
}
