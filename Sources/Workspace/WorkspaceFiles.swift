/// The files that tell what holds for queries: settings, schemas, fixtures.
extension WorkspaceSession {
  /// A pattern for files that are to be watched.
  package struct WatchedFiles: Sendable, Hashable, Comparable {
    /// Absolute; nil for any folder.
    package let base: FilePath?
    /// As LSP 3.17 writes globs, relative to `base`.
    package let glob: String

    package static func < (left: WatchedFiles, right: WatchedFiles) -> Bool {
      (left.base?.text ?? "", left.glob) < (right.base?.text ?? "", right.glob)
    }
  }

  /// What to watch for a change of what holds, sorted.
  package var watchedFiles: [WatchedFiles] {
    var result: Set<WatchedFiles> = [WatchedFiles(base: nil, glob: "**/.cliquery.yml")]
    for workspace in workspaces {
      for source in workspace.settingsSources {
        let name = String(decoding: source.file.lastComponent, as: UTF8.self)
        if source.file != workspace.settingsFile || isOutside(source.file) {
          result.insert(WatchedFiles(base: source.file.parent, glob: name))
        }
      }
      let base = FileFinder.dataRoot(workspace.root, hasSettings: workspace.settingsFile != nil)
      for glob in workspace.settings.datastores.files + workspace.settings.fixtures.files {
        result.insert(Self.watched(glob, below: base))
      }
    }
    return result.sorted()
  }

  /// Whether a client that watches its folders only would miss the file.
  private func isOutside(_ file: FilePath) -> Bool {
    !(folders ?? []).contains { file.below($0.path) != nil }
  }

  private static func watched(_ glob: String, below root: FilePath) -> WatchedFiles {
    let (base, rest) = FileFinder.base(of: glob, below: root)
    // Classes by name and backslashes are not of the protocol's globs: more is watched there than needed.
    if rest.contains("\\") || rest.contains("[:") { return WatchedFiles(base: base, glob: "**/*") }
    let isAnchored = rest.dropLast().contains("/")
    let glob = String(rest.drop { $0 == "/" })
    return WatchedFiles(base: base, glob: isAnchored ? glob : "**/" + glob)
  }

  /// Whether a change of what is at `path`, absolute, may change what is found in queries.
  package func concerns(_ path: FilePath) -> Bool {
    if path.lastComponent.elementsEqual(".cliquery.yml".utf8) { return true }
    return workspaces.contains { workspace in
      if workspace.settingsSources.contains(where: { $0.file == path || $0.file.below(path) != nil }) {
        return true
      }
      let root = FileFinder.dataRoot(workspace.root, hasSettings: workspace.settingsFile != nil)
      return (workspace.settings.datastores.files + workspace.settings.fixtures.files).contains { text in
        let (base, rest) = FileFinder.base(of: text, below: root)
        return Glob.patterns(String(rest)).contains { glob in
          // A folder that appears or goes takes its files with it.
          if base.appending(Array(glob.fixedFolder)).below(path) != nil { return true }
          return path.below(base).map { glob.matches($0.bytes[...], isFolder: false) } ?? false
        }
      }
    }
  }

  /// Whether settings, schemas or fixtures are others now than when they were read, by their times. `unread`: what is
  /// said of those that were not read yet.
  package func filesHaveChanged(unread: Bool = false) -> Bool {
    if settingsHaveAppeared { return true }
    return workspaces.contains { workspace in
      workspace.settingsSources.contains { $0.stamp != FileSystem.stamp($0.file) }
        || workspace.schemas.hasChanged ?? unread || workspace.fixtureStore.hasChanged ?? unread
    }
  }
}
