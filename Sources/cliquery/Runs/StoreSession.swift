import CriteriaSemantics
import RecordStore
import Workspace

/// The workspace and the store of one run of `store`.
struct StoreSession {
  static let defaultName = "cliquery.store"

  let options: StoreFileOptions
  let command: CommandSession

  /// The problems of settings and schemas have been said; the run ends where one is an error.
  init(_ options: StoreFileOptions) throws(Stopped) {
    guard let command = CommandSession.open(color: options.common.color) else { throw Stopped() }
    self.options = options
    self.command = command
  }

  /// Runs a command in a session of its own.
  static func run(_ options: StoreFileOptions, _ body: (StoreSession) throws(Stopped) -> Void) -> ExitCode {
    do {
      try body(try StoreSession(options))
      return Console.finish(.done)
    } catch {
      return Console.finish(.trouble)
    }
  }

  var workspace: WorkspaceSnapshot { command.workspace.main }

  /// What is wrong with schemas is known once they were asked for.
  func checkProblems() throws(Stopped) {
    if !CriteriaInput.showProblems(command) { throw Stopped() }
  }

  /// The store's path as people write it: relative to the current folder where that is shorter.
  var path: String {
    if let path = options.store { return path }
    let absolute = workspace.root.appending(Self.defaultName)
    return absolute.below(command.workspace.currentDirectory)?.text ?? absolute.text
  }

  func open(_ mode: StoreMode) throws(Stopped) -> RecordStore {
    let path = path
    return try on { () throws(StoreError) in try RecordStore.open(path, mode: mode) }
  }

  /// The schema of a datastore that the store does not have yet; nil where no file describes it.
  func schema(_ name: String) -> DatastoreSchema? {
    let catalog = workspace.catalog
    return catalog.index(of: name, api: workspace.settings.dialect.api).map { catalog.schemas[$0].schema }
  }

  /// What `body` gives, or the store's refusal said.
  func on<Value>(_ body: () throws(StoreError) -> Value) throws(Stopped) -> Value {
    do throws(StoreError) {
      return try body()
    } catch {
      throw refused(error)
    }
  }

  func refused(_ error: StoreError) -> Stopped {
    if options.json {
      Console.output.write(StoreAnswer.refusal(error))
      Console.output.flush()
    }
    guard case .refused(let refusal) = error else { return Stopped(saying: error.message) }
    if let code = refusal.code { return Stopped(saying: "\(error.message) (`\(code)`)") }
    return Stopped(saying: error.message)
  }

  /// Whether a change may be made: `--yes`, or the answer of the person at the terminal.
  func isConfirmed(_ question: String, isAgreed: Bool) throws(Stopped) -> Bool {
    if isAgreed { return true }
    guard Platform.isTerminal(Platform.standardInput), Platform.isTerminal(Platform.standardError) else {
      throw Stopped(saying: "\(question); add --yes to do it")
    }
    Console.output.flush()
    Console.error.write("\(VisibleText.of(question)); go on? [y/N] ")
    let answer = readLine(strippingNewline: true)?.trimmed.lowercased()
    return answer == "y" || answer == "yes"
  }
}
