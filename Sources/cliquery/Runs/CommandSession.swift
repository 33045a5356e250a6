import Workspace

/// The workspace of the folder that a command was started in.
struct CommandSession {
  var workspace: WorkspaceSession

  /// Nil where there is no folder to start from; that has been said then.
  static func open(
    _ overrides: SettingsOverrides = SettingsOverrides(), color: ColorChoice
  ) -> CommandSession? {
    Console.color = color
    do {
      let folder = try FileSystem.currentDirectory()
      return CommandSession(workspace: WorkspaceSession(currentDirectory: folder, overrides: overrides))
    } catch {
      Console.fail("the current folder cannot be read: \(error.message)")
      return nil
    }
  }

  /// Whether options name what does not exist; each is said then.
  var hasUsageProblems: Bool {
    let problems = workspace.problems.filter { $0.kind == .usage }
    for problem in problems { Console.show(problem) }
    return !problems.isEmpty
  }

  /// Everything on standard input, or nil where it cannot be read.
  static func readStandardInput() -> [UInt8]? {
    if Platform.isTerminal(Platform.standardInput), Platform.isTerminal(Platform.standardError) {
      Console.note("reading standard input; Ctrl-D ends it")
    }
    return try? FileSystem.readStandardInput()
  }
}
