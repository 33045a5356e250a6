import Embedding
import SourceText

/// A file that a run looks into.
package struct DiscoveredFile: Sendable, Hashable {
  /// As it is opened: the given path, or the given folder and the way below it.
  package let path: FilePath
  package let kind: HostKind
  /// Given by name: taken whatever stands in it.
  package let isExplicit: Bool
  /// The settings that hold for it: an index into the session's workspaces.
  package let workspace: Int

  package init(path: FilePath, kind: HostKind, isExplicit: Bool, workspace: Int) {
    self.path = path
    self.kind = kind
    self.isExplicit = isExplicit
    self.workspace = workspace
  }
}

/// The files of a run, in the order of their paths' bytes, and what kept others from being found.
package struct DiscoveryResult: Sendable {
  package var files: [DiscoveredFile] = []
  package var problems: [Problem] = []

  package init() {}
}
