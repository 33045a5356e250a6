import CriteriaSemantics
import Linting

/// What a `.cliquery.yml` says, with the defaults for what it does not say.
package struct Settings: Sendable, Hashable {
  package var dialect = DialectOptions()
  package var datastores = Datastores()
  package var fixtures = Fixtures()
  /// Globs of files to take; empty: every file of a kind that is read.
  package var include: [String] = []
  /// Globs of files and folders to leave out.
  package var exclude: [String] = []
  package var lint = Lint()
  package var format = Format()
  package var embedding = Embedding()
  package var make = Make()
  package var customRules: [CustomRuleSettings] = []
  /// The address of the rules' pages, for links in findings.
  package var docsURL: String?

  package init() {}

  package struct Datastores: Sendable, Hashable {
    /// Globs of schema files.
    package var files = ["datastores/*.json"]
    /// Whether the schemas name every datastore there is (`CQ010`).
    package var complete = false
  }

  package struct Fixtures: Sendable, Hashable {
    package var files = ["fixtures/*.json", "fixtures/*.ndjson", "fixtures/*.csv"]
  }

  package struct Lint: Sendable, Hashable {
    /// Codes, prefixes of codes, names, or `ALL`; nil: the rules that are on by default.
    package var select: [String]?
    package var ignore: [String] = []
    /// By code, prefix or name; nil is `off`.
    package var severity: [SeverityOverride] = []
    package var perFileIgnores: [PerFileIgnore] = []
    /// Whether hints are shown.
    package var hints = false
    package var failOn = Severity.warning
  }

  /// A rule of the user's own, as it is written.
  package struct CustomRuleSettings: Sendable, Hashable {
    package let name: String
    package let when: String
    package let message: String
    package var severity = Severity.warning

    /// Ready to run.
    package func rule() throws(CustomRule.Mistake) -> CustomRule {
      try CustomRule(name: name, when: when, message: message, severity: severity)
    }
  }

  /// How severe the findings of some rules are: a code, a prefix of codes or a name; nil turns them off.
  package struct SeverityOverride: Sendable, Hashable {
    package let rule: String
    package let severity: Severity?

    package init(rule: String, severity: Severity?) {
      self.rule = rule
      self.severity = severity
    }
  }

  /// Rules that say nothing in the files of a glob.
  package struct PerFileIgnore: Sendable, Hashable {
    package let glob: String
    package let rules: [String]

    package init(glob: String, rules: [String]) {
      self.glob = glob
      self.rules = rules
    }
  }

  package struct Format: Sendable, Hashable {
    package enum Spelling: String, Sendable, Hashable, CaseIterable {
      case keep
      case canonical
    }

    package var width = 100
    package var equality = Spelling.keep
    package var parentheses = Spelling.canonical
    /// Whether queries inside other files are formatted too.
    package var embedded = false
  }

  package struct Embedding: Sendable, Hashable {
    /// Globs of JSON files whose `criteria` keys are criteria texts.
    package var criteriaFiles: [String] = []
    /// Names of further expressions that hold free text a person typed.
    package var freeText: [String] = []
  }

  package struct Make: Sendable, Hashable {
    /// Hosts of the API beside Make's own.
    package var hosts: [String] = []
    /// Endpoints, columns and sort properties beside the built-in ones, as `EndpointReader` reads them.
    package var endpoints = ""
  }
}
