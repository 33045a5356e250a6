import Embedding
import Linting

/// The findings of all files that a check of folders looks into, one file after the other: what takes long can be done
/// in pieces, and left.
package struct WorkspaceFindings {
  /// What a step came to.
  package enum Step {
    case checked(CheckedText)
    /// Somebody has the file open, and knows its findings.
    case open(FilePath)
    /// The file is what it was when it was checked before.
    case unchanged(FilePath)
    /// The file holds no queries, cannot be read, or cannot be judged before all others are read.
    case nothing
    case done
  }

  /// A text and what is found in it.
  package struct CheckedText {
    /// Absolute.
    package let path: FilePath
    package let bytes: [UInt8]
    package let findings: DocumentFindings
    package let workspace: WorkspaceSnapshot
    /// Nil where its findings depend on other files too.
    package let file: KnownFile?
  }

  /// What a file was when it was read.
  package struct KnownFile: Sendable {
    fileprivate let stamp: FileSystem.Stamp
    /// How often it names datastores.
    fileprivate let uses: NameCounts
  }

  private let files: [DiscoveredFile]
  private let session: WorkspaceSession
  private var check: FileCheck
  private var next = 0
  /// Files whose findings depend on how often others name a datastore, with how often they do.
  private var undecided: [(file: DiscoveredFile, uses: NameCounts)] = []
  private var uses: [Int: NameCounts] = [:]

  /// Finds the files below `folders`, absolute.
  package init(_ session: WorkspaceSession, folders: [FilePath]) {
    var session = session
    files = session.discover(folders).files
    self.session = session
    check = FileCheck(session.workspaces)
  }

  /// How many files there are in all, and how many of them were looked at.
  package var count: Int { files.count }
  package var position: Int { min(next, files.count) }

  /// Goes on to the next file.
  ///
  /// - Parameters:
  ///   - openText: The text of a file that somebody has open; nil for others.
  ///   - known: What a file was when its findings were told before, under the same settings and schemas.
  package mutating func step(
    openText: (FilePath) -> [UInt8]?, known: (FilePath) -> KnownFile?
  ) -> Step {
    if next < files.count {
      next += 1
      return first(files[next - 1], openText, known)
    }
    guard let (file, own) = undecided.popLast() else { return .done }
    guard let input = input(file, usesElsewhere: usesElsewhere(file.workspace, own)) else { return .nothing }
    return .checked(text(input, check.analyze(input), nil))
  }

  private mutating func first(
    _ file: DiscoveredFile, _ openText: (FilePath) -> [UInt8]?, _ known: (FilePath) -> KnownFile?
  ) -> Step {
    let path = file.path.absolute(from: session.currentDirectory)
    let text = openText(path)
    let stamp = text == nil ? FileSystem.stamp(file.path) : nil
    if let stamp, let known = known(path), known.stamp == stamp {
      count(known.uses, in: file.workspace)
      return .unchanged(path)
    }
    guard let input = input(file, bytes: text) else { return .nothing }
    let analysis = check.analyze(input)
    count(analysis.datastoreUses, in: file.workspace)
    if text != nil { return .open(path) }
    if check.isUndecided(input, analysis) {
      undecided.append((file, analysis.datastoreUses))
      return .nothing
    }
    return .checked(
      self.text(input, analysis, stamp.map { KnownFile(stamp: $0, uses: analysis.datastoreUses) }))
  }

  private mutating func count(_ names: NameCounts, in workspace: Int) {
    if !names.isEmpty { uses[workspace, default: NameCounts()].add(names) }
  }

  private func input(
    _ file: DiscoveredFile, bytes: [UInt8]? = nil, usesElsewhere: NameCounts = [:]
  ) -> FileCheck.Input? {
    guard let bytes = bytes ?? (try? FileSystem.read(file.path)) else { return nil }
    if !file.isExplicit, !ContentGate.passes(bytes, of: file.path, kind: file.kind) { return nil }
    return FileCheck.Input(
      bytes: bytes, kind: file.kind, path: file.path.absolute(from: session.currentDirectory),
      shownPath: file.path.text, workspace: file.workspace, usesElsewhere: usesElsewhere)
  }

  private func text(
    _ input: FileCheck.Input, _ analysis: FileCheck.Analysis, _ file: KnownFile?
  ) -> CheckedText {
    let workspace = session.workspaces[input.workspace]
    return CheckedText(
      path: input.path, bytes: input.bytes,
      findings: DocumentFindings(
        analysis.findings.filter(workspace.shownFilter(input.path)), docsURL: workspace.settings.docsURL),
      workspace: workspace, file: file)
  }

  private func usesElsewhere(_ workspace: Int, _ own: NameCounts) -> NameCounts {
    (uses[workspace] ?? NameCounts()).besides(own)
  }
}
