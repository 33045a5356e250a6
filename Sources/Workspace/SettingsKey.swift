import CriteriaSemantics
import CriteriaSyntax
import Linting

/// What a value of the settings must look like.
package enum SettingsForm: Sendable, Hashable {
  case boolean
  case integer(ClosedRange<Int>)
  case choice([String])
  case globs
  case texts
  /// Codes, prefixes of codes or names of rules, or `ALL`.
  case rules
  /// A severity, or `off`, for each rule.
  case severities
  /// A list of rules for each glob.
  case perFileIgnores
  /// The path of a file.
  case path
  /// An address of the web.
  case address
  case customRules
  /// A text of endpoints.
  case endpoints

  /// What was expected, for a message.
  var expectation: String {
    switch self {
    case .boolean: "`true` or `false`"
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .choice(let choices): Self.list(choices)
    case .globs: "a list of globs"
    case .texts: "a list of texts"
    case .rules: "a list of rules"
    case .severities: "a mapping of rules to severities, such as `CQ105: error`"
    case .perFileIgnores: "a mapping of globs to lists of rules, such as `legacy/*: [CQ011]`"
    case .path: "the path of a settings file"
    case .address: "an address that begins with `https://` or `http://`"
    case .customRules: "a list of rules with `name`, `when`, `message` and `severity`"
    case .endpoints: "a text such as `GET /orders ...`; `|` after the key begins one of several lines"
    }
  }

  static func list(_ choices: [String]) -> String {
    let quoted = choices.map { "`\($0)`" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }
}

/// A value of the settings that has its form.
package enum SettingsValue: Sendable, Hashable {
  case boolean(Bool)
  case integer(Int)
  case text(String)
  case texts([String])
  case severities([Settings.SeverityOverride])
  case perFileIgnores([Settings.PerFileIgnore])
  case customRules([Settings.CustomRuleSettings])
}

/// A key of the settings.
package struct SettingsKey: Sendable {
  /// From the top: `["lint", "select"]`.
  package let path: [String]
  package let form: SettingsForm
  /// One sentence, lower case, no final stop.
  package let meaning: String
  /// What holds where the key is not set, or an example where nothing does, as YAML.
  package let sample: String
  package let apply: @Sendable (SettingsValue, inout Settings) -> Void

  package var name: String { path.joined(separator: ".") }

  fileprivate init(
    _ path: String..., form: SettingsForm, sample: String, meaning: String,
    apply: @escaping @Sendable (SettingsValue, inout Settings) -> Void = { _, _ in }
  ) {
    self.path = path
    self.form = form
    self.meaning = meaning
    self.sample = sample
    self.apply = apply
  }
}

/// The one table of settings: the reader, the JSON Schema, `init` and `--show-settings` follow it.
package enum SettingsTable {
  package static let keys: [SettingsKey] =
    dialect + workspace + lint + custom + format + embedding + make

  private static let dialect = [
    SettingsKey(
      "dialect", "api", form: .choice(APIVersion.allCases.map(\.rawValue)), sample: "v3",
      meaning: "the version of the API that criteria documents are written for"
    ) { value, settings in
      guard case .text(let text) = value, let api = APIVersion(rawValue: text) else { return }
      settings.dialect.api = api
      settings.dialect.chosen.insert(.api)
    },
    SettingsKey(
      "dialect", "textEquality", form: .choice(DialectOptions.TextEquality.allCases.map(\.rawValue)),
      sample: "case-sensitive", meaning: "whether `==` on text heeds the case of letters; undocumented, C10"
    ) { value, settings in
      guard case .text(let text) = value, let chosen = DialectOptions.TextEquality(rawValue: text) else {
        return
      }
      settings.dialect.textEquality = chosen
      settings.dialect.chosen.insert(.textEquality)
    },
    SettingsKey(
      "dialect", "like", form: .choice(DialectOptions.Like.allCases.map(\.rawValue)), sample: "sql",
      meaning: "what the pattern of `like` means; undocumented, C11"
    ) { value, settings in
      guard case .text(let text) = value, let chosen = DialectOptions.Like(rawValue: text) else { return }
      settings.dialect.like = chosen
      settings.dialect.chosen.insert(.like)
    },
  ]

  private static let workspace = [
    SettingsKey(
      "datastores", "files", form: .globs, sample: "[\"datastores/*.json\"]",
      meaning: "where the schemas of datastores are"
    ) { value, settings in
      if case .texts(let globs) = value { settings.datastores.files = globs }
    },
    SettingsKey(
      "datastores", "complete", form: .boolean, sample: "false",
      meaning: "whether every datastore has its schema here, so that another name is an error"
    ) { value, settings in
      if case .boolean(let flag) = value { settings.datastores.complete = flag }
    },
    SettingsKey(
      "fixtures", "files", form: .globs,
      sample: "[\"fixtures/*.json\", \"fixtures/*.ndjson\", \"fixtures/*.csv\"]",
      meaning: "where saved records are"
    ) { value, settings in
      if case .texts(let globs) = value { settings.fixtures.files = globs }
    },
    SettingsKey(
      "include", form: .globs, sample: "[]",
      meaning: "the only files that are looked into; empty: all of the kinds that are known"
    ) { value, settings in
      if case .texts(let globs) = value { settings.include = globs }
    },
    SettingsKey(
      "exclude", form: .globs, sample: "[]", meaning: "files and folders that are not looked into"
    ) { value, settings in
      if case .texts(let globs) = value { settings.exclude = globs }
    },
    SettingsKey(
      "extend", form: .path, sample: "../.cliquery.yml",
      meaning: "another settings file, whose settings hold where this one is silent"),
    SettingsKey(
      "docs-url", form: .address, sample: "https://example.com/rules/",
      meaning: "the address of the rules' pages, for links in findings"
    ) { value, settings in
      if case .text(let text) = value { settings.docsURL = text }
    },
  ]

  private static let lint = [
    SettingsKey(
      "lint", "select", form: .rules, sample: "[CQ0, CQ1, CQ306, CQ4, CQ9, HQ, MQ, custom]",
      meaning: "the only rules that run; codes, beginnings of codes, names or ALL"
    ) { value, settings in
      if case .texts(let rules) = value { settings.lint.select = rules }
    },
    SettingsKey("lint", "ignore", form: .rules, sample: "[]", meaning: "rules that do not run") {
      value, settings in
      if case .texts(let rules) = value { settings.lint.ignore = rules }
    },
    SettingsKey(
      "lint", "severity", form: .severities, sample: "{ CQ105: error }",
      meaning: "how much a rule's findings matter: error, warning, hint or off"
    ) { value, settings in
      if case .severities(let overrides) = value { settings.lint.severity = overrides }
    },
    SettingsKey(
      "lint", "per-file-ignores", form: .perFileIgnores, sample: "{ \"legacy/*\": [CQ011] }",
      meaning: "rules that do not run in some files"
    ) { value, settings in
      if case .perFileIgnores(let ignores) = value { settings.lint.perFileIgnores = ignores }
    },
    SettingsKey("lint", "hints", form: .boolean, sample: "false", meaning: "whether hints are shown") {
      value, settings in
      if case .boolean(let flag) = value { settings.lint.hints = flag }
    },
    SettingsKey(
      "lint", "fail-on", form: .choice(["error", "warning", "hint"]), sample: "warning",
      meaning: "the least severe finding that makes a check fail"
    ) { value, settings in
      if case .text(let text) = value, let severity = Severity(rawValue: text) {
        settings.lint.failOn = severity
      }
    },
  ]

  private static let format = [
    SettingsKey(
      "format", "width", form: .integer(20...1000), sample: "100", meaning: "where lines are broken"
    ) { value, settings in
      if case .integer(let width) = value { settings.format.width = width }
    },
    SettingsKey(
      "format", "equality", form: .choice(["keep", "canonical"]), sample: "keep",
      meaning: "whether `=` becomes `==`"
    ) { value, settings in
      if case .text(let text) = value, let choice = Settings.Format.Spelling(rawValue: text) {
        settings.format.equality = choice
      }
    },
    SettingsKey(
      "format", "parentheses", form: .choice(["keep", "canonical"]), sample: "canonical",
      meaning: "whether each condition of a compound gets parentheses, in v3"
    ) { value, settings in
      if case .text(let text) = value, let choice = Settings.Format.Spelling(rawValue: text) {
        settings.format.parentheses = choice
      }
    },
    SettingsKey(
      "format", "embedded", form: .boolean, sample: "false",
      meaning: "whether criteria inside scripts and JSON are formatted too"
    ) { value, settings in
      if case .boolean(let flag) = value { settings.format.embedded = flag }
    },
  ]

  private static let embedding = [
    SettingsKey(
      "embedding", "criteria-files", form: .globs, sample: "[]",
      meaning: "JSON files whose `criteria` keys are criteria texts"
    ) { value, settings in
      if case .texts(let globs) = value { settings.embedding.criteriaFiles = globs }
    },
    SettingsKey(
      "embedding", "free-text", form: .texts, sample: "[]",
      meaning: "further variables of scripts that hold text a person typed"
    ) { value, settings in
      if case .texts(let texts) = value { settings.embedding.freeText = texts }
    },
  ]

  private static let custom = [
    SettingsKey(
      "custom-rules", form: .customRules,
      sample:
        "[{name: no-like-on-notes, when: (field==notes) && (operator==like), message: filter on team first}]",
      meaning: "rules of your own, as criteria over the clauses of queries; see docs/custom-rules.md"
    ) { value, settings in
      if case .customRules(let rules) = value { settings.customRules = rules }
    }
  ]

  private static let make = [
    SettingsKey(
      "make", "hosts", form: .texts, sample: "[]",
      meaning: "further hosts of the Make API, such as `make.example.com`"
    ) { value, settings in
      if case .texts(let texts) = value { settings.make.hosts = texts }
    },
    SettingsKey(
      "make", "endpoints", form: .endpoints,
      sample: """
        |
            GET /orders
              teamId integer!
              cols: id name status
        """,
      meaning: "further endpoints of the Make API, and columns of known ones; see docs/make-endpoints.md"
    ) { value, settings in
      if case .text(let text) = value { settings.make.endpoints = text }
    },
  ]
}
