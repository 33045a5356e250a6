import CriteriaSemantics
import Embedding
import Linting
import MakeQuery

/// One version of everything a workspace knows: its settings, the schemas of its datastores, and their records.
///
/// Immutable, but for schemas and records, which are read when something is asked that needs them.
package struct WorkspaceSnapshot: Sendable {
  /// Absolute: the folder of the settings, or the one that stands for it.
  package let root: FilePath
  package let settings: Settings
  package let settingsFile: FilePath?
  /// The settings file, and those that it extends.
  let settingsSources: [SettingsSource]
  let currentDirectory: FilePath
  let patterns: WorkspacePatterns
  let selection: RuleSelection
  /// Those of the settings that are right.
  let customRules: [CustomRule]
  let schemas: SchemaStore
  let fixtureStore: FixtureStore
  let endpointStore: EndpointStore
  /// What tells requests to Make from others.
  let makeEvidence: MakeEvidence

  init(
    root: FilePath, settings: Settings, settingsFile: FilePath?, settingsSources: [SettingsSource] = [],
    currentDirectory: FilePath
  ) {
    self.root = root
    self.settings = settings
    self.settingsFile = settingsFile
    self.settingsSources = settingsSources
    self.currentDirectory = currentDirectory
    patterns = WorkspacePatterns(root: root, settings: settings)
    selection = RuleSelectors.selection(settings.lint)
    customRules = selection.runsCustomRules ? settings.customRules.compactMap { try? $0.rule() } : []
    schemas = SchemaStore(
      root: root, settings: settings, hasSettings: settingsFile != nil, currentDirectory: currentDirectory)
    fixtureStore = FixtureStore(
      root: root, globs: settings.fixtures.files, hasSettings: settingsFile != nil,
      currentDirectory: currentDirectory)
    let endpoints = EndpointStore(settings.make.endpoints)
    endpointStore = endpoints
    makeEvidence = MakeEvidence(hosts: MakeHosts(settings.make.hosts)) { endpoints.catalogue }
  }

  /// Whether this is the other one, and not the same place read once more.
  func isSame(as other: WorkspaceSnapshot) -> Bool { schemas === other.schemas }

  /// What the schema files say; they are read at the first call.
  package var catalog: SchemaCatalog { schemas.loaded.catalog }

  /// The endpoints of the Make API, and those of the settings; they are read at the first call.
  package var endpoints: EndpointCatalogue { endpointStore.catalogue }

  /// What is the same for everything that is checked here.
  func lintOptions(catalog: SchemaCatalog) -> LintOptions {
    LintOptions(
      selection: selection, dialect: settings.dialect, catalog: catalog, customRules: customRules,
      endpoints: endpointStore.catalogue)
  }

  /// The schema files, absolute, in the order of their paths.
  package var schemaFiles: [FilePath] { schemas.loaded.files }

  /// What is wrong with the schema files, as far as they were read.
  package var schemaProblems: [Problem] { schemas.problemsSoFar }

  /// For reports: relative to the root where the path lies in it, else absolute.
  package func reportPath(_ absolute: FilePath) -> String { (absolute.below(root) ?? absolute).text }
}
