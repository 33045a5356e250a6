import LanguageServer
import Workspace

/// One run of `lsp`.
enum LspRun {
  static func run(_ arguments: LspArguments) -> ExitCode {
    do {
      var options = ServerOptions()
      options.logFile =
        arguments.log ?? Platform.environment("CLIQUERY_LSP_LOG").flatMap { $0.isEmpty ? nil : $0 }
      options.logLevel = arguments.logLevel
      options.clientProcess = arguments.clientProcess
      var loop = ServerLoop(
        currentDirectory: try FileSystem.currentDirectory(), version: ToolVersion.text, options: options)
      return loop.run() == 0 ? .done : .findings
    } catch {
      Console.fail("the current folder cannot be read: \(error.message)")
      return .trouble
    }
  }
}
