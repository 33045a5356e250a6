import Fixtures
import REPL
import RecordStore
import SourceText
import Workspace

/// One run of `repl`.
struct ReplRun {
  private let command: ReplCommand

  init(_ command: ReplCommand) {
    self.command = command
  }

  func run() -> ExitCode {
    guard let opened = CommandSession.open(color: command.common.color) else { return .trouble }
    let workspace = opened.workspace
    _ = workspace.main.catalog
    guard CriteriaInput.showProblems(opened) else { return .trouble }
    return Terminal.isInteractive ? runAtTerminal(workspace) : runScript(workspace)
  }

  private func runAtTerminal(_ workspace: WorkspaceSession) -> ExitCode {
    guard let editor = LineEditor() else {
      Console.fail("lines cannot be edited on this terminal; give the lines on standard input")
      return .trouble
    }
    defer { editor.close() }
    let host = TerminalHost(editor: editor, style: Console.outputStyle)
    guard var session = begin(host, workspace) else { return .trouble }
    if runInit(&session) == .quit { return .done }
    let history = LineHistory(path: LineHistory.defaultPath(environment: Terminal.environment))
    InteractiveLoop(host: host, session: session, history: history).run()
    return .done
  }

  private func runScript(_ workspace: WorkspaceSession) -> ExitCode {
    let host = StreamHost(
      style: Console.outputStyle,
      write: {
        Console.output.write($0)
        return !Console.output.isClosed
      },
      say: {
        Console.output.flush()
        Console.error.write($0)
      })
    guard var session = begin(host, workspace) else { return .trouble }
    if runInit(&session) == .quit { return Console.finish(.done) }
    guard let outcome = runLines(&session) else {
      Console.fail("standard input cannot be read")
      return Console.finish(.trouble)
    }
    return Console.finish(outcome == .failed ? .findings : .done)
  }

  /// Runs the lines of standard input as they come, so that another program can hold a dialogue; nil where it cannot
  /// be read.
  private func runLines(_ session: inout Session) -> SessionOutcome? {
    if Platform.isTerminal(Platform.standardInput), Platform.isTerminal(Platform.standardError) {
      Console.note("reading standard input; Ctrl-D ends it")
    }
    var lines = ScriptLines(path: "<stdin>")
    var rest: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got: Int
      do {
        got = try buffer.withUnsafeMutableBytes { memory throws(FileSystem.Failure) in
          try FileSystem.readInput(into: memory)
        }
      } catch {
        return nil
      }
      if got == 0 { break }
      rest += buffer.prefix(got)
      var start = 0
      while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = rest[start..<end]
        let text = String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
        let outcome = lines.take(text, &session)
        Console.output.flush()
        if outcome != .done { return outcome }
        start = end + 1
      }
      rest.removeFirst(start)
    }
    if !rest.isEmpty {
      let outcome = lines.take(String(decoding: rest, as: UTF8.self), &session)
      if outcome != .done { return outcome }
    }
    return lines.end(&session)
  }

  /// The session, with the store and the datastore that were named; nil where one cannot be used, which was said then.
  private func begin(_ host: any SessionHost, _ workspace: WorkspaceSession) -> Session? {
    var store: RecordStore?
    if let path = command.store {
      do throws(StoreError) {
        store = try Self.open(path)
      } catch {
        Console.fail(error.message)
        return nil
      }
    }
    var session = Session(host: host, workspace: workspace, store: store)
    if host.isInteractive {
      host.say(
        ReplGreeting.text(session, version: ToolVersion.text, isNamed: command.datastore != nil))
    }
    guard let name = command.datastore else { return session }
    let isFile = FixtureFormat(fileName: name) != nil && FileSystem.kind(FilePath(name)) == .file
    if !isFile, !session.names.contains(name), !session.savedLists.contains(name) {
      Console.fail(Self.missing(name, session.names))
      return nil
    }
    let line = isFile ? ".import \"\(name)\"" : ".use \(name)"
    return session.run(line) == .done ? session : nil
  }

  private static func missing(_ name: String, _ known: [String]) -> String {
    if FixtureFormat(fileName: name) != nil { return "\(name): there is no such file" }
    if let meant = Suggestions.nearest(to: name, in: known) {
      return "there is no datastore `\(name)`; did you mean `\(meant)`?"
    }
    let list = known.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
    let others = known.isEmpty ? "save its records as `fixtures/\(name).json`" : "records are here of \(list)"
    return "there is no datastore `\(name)`; \(others)" + (known.count > 8 ? ", …" : "")
  }

  /// To be changed where it can be.
  private static func open(_ path: String) throws(StoreError) -> RecordStore {
    do throws(StoreError) {
      return try RecordStore.open(path, mode: .write)
    } catch {
      guard let store = try? RecordStore.open(path, mode: .read) else { throw error }
      return store
    }
  }

  private func runInit(_ session: inout Session) -> SessionOutcome {
    guard !command.noInit, let path = ReplGreeting.initPath(environment: Terminal.environment),
      let script = try? FileSystem.read(path)
    else { return .done }
    return session.run(script: script, path: path.text)
  }
}
