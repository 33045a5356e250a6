import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Formatting
import SourceText

/// What a run of formatting does.
package struct FormatRunOptions: Sendable {
  /// Nil: as the settings say. Queries inside scripts and JSON are formatted too.
  package var embedded: Bool?
  /// Only what this part of the file touches.
  package var range: ByteRange?
  package var writesFiles = false
  /// Nil: as many as there are cores.
  package var threads: Int?

  package init() {}
}

/// What formatting makes of one file.
package struct FormatReport: Sendable {
  /// Relative to the workspace where it lies in it, else absolute.
  package let path: String
  /// As it is opened.
  package let shownPath: String
  /// The bytes before and after; nil where nothing changes.
  package var change: FormatChange?
  package var problems: [Problem] = []
}

/// A text, and what formatting made of it.
package struct FormatChange: Sendable {
  package let before: [UInt8]
  package let after: [UInt8]
}

/// What formatting many files comes to.
package struct FormatSummary: Sendable {
  /// Files that were looked into.
  package var fileCount = 0
  package var changedCount = 0
  /// Each once.
  package var problems: [Problem] = []

  package init() {}

  package var hasErrors: Bool { problems.contains { $0.severity == .error } }
}

extension WorkspaceSession {
  /// Formats `files` on several threads. `report` gets each file that changes or has problems, in the order of the
  /// files, on the calling thread.
  package func format(
    _ files: [DiscoveredFile], options: FormatRunOptions = FormatRunOptions(),
    report: (FormatReport) -> Void
  ) -> FormatSummary {
    var summary = FormatSummary()
    var found: [Problem] = []
    let workspaces = workspaces
    let currentDirectory = currentDirectory
    Parallel.run(
      count: files.count, threads: options.threads ?? SystemCalls.coreCount,
      makeState: { FileFormat(workspaces) },
      work: { (format: inout FileFormat, index: Int) -> FormatReport? in
        format.format(files[index], currentDirectory: currentDirectory, options: options)
      },
      emit: { result in
        guard let result else { return }
        summary.fileCount += 1
        if result.change != nil { summary.changedCount += 1 }
        found += result.problems
        if result.change != nil || !result.problems.isEmpty { report(result) }
      })
    var seen: Set<Problem> = []
    summary.problems = (problems + found).filter { seen.insert($0).inserted }
    return summary
  }

  /// Formats a text; the whole of it is the answer's `before` or `after`.
  package func format(_ input: StandardInput, options: FormatRunOptions = FormatRunOptions()) -> FormatReport
  {
    if let problem = input.problem {
      return FormatReport(path: input.shownPath, shownPath: input.shownPath, problems: [problem])
    }
    var format = FileFormat(workspaces)
    return format.format(
      FileCheck.Input(
        bytes: input.bytes, kind: input.kind, path: input.path, shownPath: input.shownPath,
        workspace: input.workspace), isExplicit: true, options: options)
  }
}

/// Formats files one after the other; one for each thread, because it keeps its buffers.
struct FileFormat {
  private let workspaces: [WorkspaceSnapshot]
  private var documents = CriteriaDocumentFormatter()
  private var requests = RequestFileFormatter()
  private var embedded = EmbeddedFormatter()

  init(_ workspaces: [WorkspaceSnapshot]) {
    self.workspaces = workspaces
  }

  /// Nil for a file without anything to format.
  mutating func format(_ file: DiscoveredFile, currentDirectory: FilePath, options: FormatRunOptions)
    -> FormatReport?
  {
    let isEmbedded = options.embedded ?? workspaces[file.workspace].settings.format.embedded
    let isFormatted = file.kind == .criteria || file.kind == .request
    if !isFormatted, !isEmbedded, !file.isExplicit { return nil }
    let bytes: [UInt8]
    do {
      bytes = try file.read()
    } catch {
      var report = FormatReport(path: file.path.text, shownPath: file.path.text)
      report.problems = [Problem(.input, error.message, path: file.path.text)]
      return report
    }
    if !file.isExplicit, !ContentGate.passes(bytes, of: file.path, kind: file.kind) { return nil }
    let input = FileCheck.Input(
      bytes: bytes, kind: file.kind, path: file.path.absolute(from: currentDirectory),
      shownPath: file.path.text, workspace: file.workspace)
    var report = format(input, isExplicit: file.isExplicit, options: options)
    if let change = report.change, options.writesFiles {
      do {
        try FileSystem.write(change.after, to: file.path, insteadOf: change.before)
      } catch {
        report.problems.append(
          Problem(.output, "could not be written: \(error.message)", path: file.path.text))
        report.change = nil
      }
    }
    return report
  }

  mutating func format(_ input: FileCheck.Input, isExplicit: Bool, options: FormatRunOptions) -> FormatReport
  {
    let workspace = workspaces[input.workspace]
    var report = FormatReport(path: workspace.reportPath(input.path), shownPath: input.shownPath)
    let edits: [TextEdit]
    if input.kind == .criteria {
      edits = documents.edits(
        for: input.bytes, range: options.range, options: workspace.formatOptions,
        knownFields: { workspace.knownFields(of: $0, api: $1) })
    } else if input.kind == .request {
      let after = requests.format(input, range: options.range, workspace: workspace)
      if after != input.bytes { report.change = FormatChange(before: input.bytes, after: after) }
      return report
    } else if options.embedded ?? workspace.settings.format.embedded {
      edits = embeddedEdits(input, options.range, workspace)
    } else {
      let kind = input.kind == .json ? "JSON" : "scripts"
      report.problems.append(
        Problem(
          .input, "criteria inside \(kind) are formatted only with `--embedded`", severity: .warning,
          path: input.shownPath))
      return report
    }
    if !edits.isEmpty, let after = TextEdit.apply(edits, to: input.bytes), after != input.bytes {
      report.change = FormatChange(before: input.bytes, after: after)
    }
    return report
  }

  private mutating func embeddedEdits(
    _ input: FileCheck.Input, _ range: ByteRange?, _ workspace: WorkspaceSnapshot
  ) -> [TextEdit] {
    let host = HostReader.read(input.bytes, path: input.path, kind: input.kind, workspace: workspace)
    var edits: [TextEdit] = []
    for query in host.queries where !query.isFragment {
      guard let text = query.criteria, !host.isMisencoded(text) else { continue }
      if let range, !range.overlaps(query.range), !query.range.contains(range.start) { continue }
      let known = workspace.catalog.knownFields(of: query.targets, host: input.kind)
      // A text that reaches several calls, or stands in several queries, is formatted once.
      let new = embedded.edits(for: text, knownFields: known).filter { edit in
        !edits.suffix(64).contains { $0.range == edit.range || $0.range.overlaps(edit.range) }
      }
      edits += new
    }
    edits.sort { $0.range < $1.range }
    return edits
  }
}

extension WorkspaceSnapshot {
  /// How criteria are spelt here, in the dialect of the settings.
  package var formatOptions: FormatOptions {
    FormatOptions(
      width: settings.format.width, equality: settings.format.equality == .canonical ? .canonical : .keep,
      parentheses: settings.format.parentheses == .canonical ? .canonical : .keep, api: settings.dialect.api)
  }

  /// The fields of a datastore; nil: of the only one there is.
  package func knownFields(of datastore: String?, api: APIVersion) -> KnownFields {
    let catalog = catalog
    let index = datastore.map { catalog.index(of: $0, api: api) } ?? catalog.onlyIndex(api: api)
    return index.map { catalog.schemas[$0].knownFields } ?? .none
  }
}
