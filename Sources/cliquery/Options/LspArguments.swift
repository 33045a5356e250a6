import LanguageServer

/// What `lsp` is told on its command line.
package struct LspArguments: Sendable, Hashable {
  package var log: String?
  package var logLevel = ServerOptions.LogLevel.messages
  package var clientProcess: Int?

  /// The commonest command lines, read by hand: an editor waits for its server, and the general reader would take
  /// longer than the handshake. Nil for all others; both must understand the same line alike.
  package static func parse(_ arguments: [String]) -> LspArguments? {
    guard arguments.first == "lsp" else { return nil }
    var result = LspArguments()
    for argument in arguments.dropFirst() where argument != "--stdio" {
      let prefix = "--clientProcessId="
      guard argument.hasPrefix(prefix), let process = Int(argument.dropFirst(prefix.count)) else {
        return nil
      }
      result.clientProcess = process
    }
    return result
  }
}
