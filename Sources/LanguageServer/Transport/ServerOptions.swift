import Workspace

/// How the server was started.
package struct ServerOptions: Sendable, Hashable {
  /// What is written into the log.
  package enum LogLevel: String, Sendable, Hashable, CaseIterable {
    /// A line a message: method, id, size, time; no text of documents.
    case messages
    /// The messages themselves, too, each cut where it is long.
    case verbose
  }

  /// Where the log is written; absolute, or seen from the folder that the server was started in.
  package var logFile: String?
  package var logLevel = LogLevel.messages
  /// The process that the server does not outlive.
  package var clientProcess: Int?

  package init() {}
}
