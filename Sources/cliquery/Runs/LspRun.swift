import LanguageServer
import Workspace

/// One run of `lsp`.
enum LspRun {
  static func run() -> ExitCode {
    do {
      var loop = ServerLoop(currentDirectory: try FileSystem.currentDirectory())
      return loop.run() == 0 ? .done : .findings
    } catch {
      Console.fail("the current folder cannot be read: \(error.message)")
      return .trouble
    }
  }
}
