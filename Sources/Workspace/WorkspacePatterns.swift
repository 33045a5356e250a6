/// The globs of a workspace, made once.
struct WorkspacePatterns: Sendable {
  private let root: FilePath
  private let include: [Glob]
  private let exclude: [Glob]
  private let schemas: [Glob]
  private let fixtures: [Glob]
  private let criteriaFiles: [Glob]
  private let perFileIgnores: [(globs: [Glob], rules: [String])]

  init(root: FilePath, settings: Settings) {
    self.root = root
    include = settings.include.flatMap(Glob.patterns)
    exclude = settings.exclude.flatMap(Glob.patterns)
    schemas = settings.datastores.files.flatMap(Glob.patterns)
    fixtures = settings.fixtures.files.flatMap(Glob.patterns)
    criteriaFiles = settings.embedding.criteriaFiles.flatMap(Glob.patterns)
    perFileIgnores = settings.lint.perFileIgnores.map { (Glob.patterns($0.glob), $0.rules) }
  }

  var hasInclude: Bool { !include.isEmpty }

  /// `path` is absolute, here and below.
  func excludes(_ path: FilePath, isFolder: Bool) -> Bool {
    guard !exclude.isEmpty, let relative = relative(path) else { return false }
    return exclude.contains { $0.matches(relative, isFolder: isFolder) }
  }

  /// Whether a file that a walk met is looked into: schemas and fixtures hold no queries.
  func takes(_ path: FilePath) -> Bool {
    guard let relative = relative(path) else { return true }
    if exclude.contains(where: { $0.matches(relative, isFolder: false) }) { return false }
    if !include.isEmpty { return include.contains { $0.covers(file: relative) } }
    return !isData(relative)
  }

  private func isData(_ relative: ArraySlice<UInt8>) -> Bool {
    guard relative.suffix(5).elementsEqual(".json".utf8) else { return false }
    return schemas.contains { $0.matches(relative, isFolder: false) }
      || fixtures.contains { $0.matches(relative, isFolder: false) }
  }

  func isSchema(_ path: FilePath) -> Bool {
    guard let relative = relative(path) else { return false }
    return schemas.contains { $0.matches(relative, isFolder: false) }
  }

  func isFixture(_ path: FilePath) -> Bool {
    guard let relative = relative(path) else { return false }
    return fixtures.contains { $0.matches(relative, isFolder: false) }
  }

  func isCriteriaFile(_ path: FilePath) -> Bool {
    guard !criteriaFiles.isEmpty, let relative = relative(path) else { return false }
    return criteriaFiles.contains { $0.covers(file: relative) }
  }

  /// The rules that do not run in the file.
  func ignoredRules(_ path: FilePath) -> [String] {
    guard !perFileIgnores.isEmpty, let relative = relative(path) else { return [] }
    return perFileIgnores.filter { $0.globs.contains { $0.covers(file: relative) } }.flatMap(\.rules)
  }

  private func relative(_ path: FilePath) -> ArraySlice<UInt8>? {
    let isRoot = root.bytes.count == 1
    let length = root.bytes.count + (isRoot ? 0 : 1)
    guard path.bytes.count > length, path.bytes.starts(with: root.bytes),
      isRoot || path.bytes[length - 1] == UInt8(ascii: "/")
    else { return nil }
    return path.bytes[length...]
  }
}
