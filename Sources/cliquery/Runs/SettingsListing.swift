import Linting
import Workspace

/// `check --show-settings`: what holds for the current folder, options of the command line included, as a settings
/// file that says the same.
struct SettingsListing {
  private let session: CommandSession

  init(_ session: CommandSession) {
    self.session = session
  }

  func run() -> ExitCode {
    let main = session.workspace.main
    let problems = session.workspace.problems
    for problem in problems { Console.show(problem) }
    if let file = main.settingsFile {
      Console.output.line("# \(VisibleText.of(file.text)), defaults and options")
    } else {
      Console.output.line("# no .cliquery.yml here or above; these are the defaults and options")
    }
    let values = Self.values(main.settings)
    var section = ""
    for key in SettingsTable.keys {
      guard let value = values[key.name], let name = key.path.last else { continue }
      if key.path.count == 1 {
        Console.output.line("\(name): \(value)")
        continue
      }
      if let first = key.path.first, first != section {
        section = first
        Console.output.line("\(first):")
      }
      Console.output.line("  \(name): \(value)")
    }
    return Console.finish(problems.contains { $0.severity == .error } ? .trouble : .done)
  }

  /// By the key's name, as YAML; a key that is not set and has no default is missing.
  private static func values(_ settings: Settings) -> [String: String] {
    var values: [String: String] = [
      "dialect.api": settings.dialect.api.rawValue,
      "dialect.textEquality": settings.dialect.textEquality.rawValue,
      "dialect.like": settings.dialect.like.rawValue,
      "datastores.files": list(settings.datastores.files),
      "datastores.complete": String(settings.datastores.complete),
      "fixtures.files": list(settings.fixtures.files),
      "include": list(settings.include),
      "exclude": list(settings.exclude),
      "lint.ignore": list(settings.lint.ignore),
      "lint.hints": String(settings.lint.hints),
      "lint.fail-on": settings.lint.failOn.rawValue,
      "format.width": String(settings.format.width),
      "format.equality": settings.format.equality.rawValue,
      "format.parentheses": settings.format.parentheses.rawValue,
      "format.embedded": String(settings.format.embedded),
      "embedding.criteria-files": list(settings.embedding.criteriaFiles),
      "embedding.free-text": list(settings.embedding.freeText),
    ]
    values["make.hosts"] = list(settings.make.hosts)
    if !settings.make.endpoints.isEmpty {
      values["make.endpoints"] =
        "|\n" + settings.make.endpoints.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
    }
    values["lint.select"] = settings.lint.select.map(list)
    values["docs-url"] = settings.docsURL.map(quote)
    if !settings.lint.severity.isEmpty {
      let rules = settings.lint.severity.map { "\(quote($0.rule)): \($0.severity?.rawValue ?? "off")" }
      values["lint.severity"] = "{ \(rules.joined(separator: ", ")) }"
    }
    if !settings.lint.perFileIgnores.isEmpty {
      let globs = settings.lint.perFileIgnores.map { "\(quote($0.glob)): \(list($0.rules))" }
      values["lint.per-file-ignores"] = "{ \(globs.joined(separator: ", ")) }"
    }
    return values
  }

  private static func list(_ texts: [String]) -> String {
    "[\(texts.map(quote).joined(separator: ", "))]"
  }

  private static func quote(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
