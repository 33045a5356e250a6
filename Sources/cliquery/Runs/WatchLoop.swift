import Workspace

/// `check --watch`: checks, waits until a file that matters changes, checks again; Ctrl-C ends it.
struct WatchLoop {
  private static let pause = 300

  private let arguments: CheckArguments

  init(_ arguments: CheckArguments) {
    var once = arguments
    once.watch = false
    self.arguments = once
  }

  func run() -> ExitCode {
    let isTerminal = Platform.isTerminal(Platform.standardOutput)
    var last: [WatchedFile]?
    while true {
      let now = stamps()
      if now != last {
        // Editors write in steps; what is looked at is what stands there a moment later.
        if last != nil { Platform.sleep(milliseconds: 50) }
        last = stamps()
        if isTerminal { Console.output.write("\u{1B}[2J\u{1B}[H") }
        var run = CheckRun(arguments)
        if run.once() == .trouble, Console.output.error != nil { return .trouble }
        // What the run itself wrote is no change.
        if arguments.fix || arguments.addIgnores { last = stamps() }
        Console.note("watching for changes; Ctrl-C ends it")
      }
      Platform.sleep(milliseconds: Self.pause)
    }
  }

  /// Everything whose change can change what is found: the files, settings and schemas.
  private func stamps() -> [WatchedFile] {
    guard let folder = try? FileSystem.currentDirectory() else { return [] }
    var session = WorkspaceSession(currentDirectory: folder)
    let paths = arguments.paths.isEmpty ? [FilePath(".")] : arguments.paths.map { FilePath($0) }
    var watched = session.discover(paths).files.map(\.path)
    for workspace in session.workspaces {
      if let settings = workspace.settingsFile { watched.append(settings) }
      watched += workspace.schemaFiles
    }
    return watched.map { WatchedFile(path: $0, stamp: FileSystem.stamp($0)) }
  }
}

/// A file, and what changes with its content; nil where it is gone.
private struct WatchedFile: Equatable {
  let path: FilePath
  let stamp: FileSystem.Stamp?
}
