import CriteriaSemantics
import SourceText

/// A command of the session. The table of all of them is the only list of commands: what is typed, `.help` and
/// completion are read from it.
package struct SessionCommand: Sendable {
  /// What an argument is, for completion.
  package enum Argument: Sendable, Hashable {
    case none
    case criteria
    case datastore
    case fields
    case order
    case words([String])
    case file
    case recordID
    case hole
    /// `name=value, …`, then perhaps `where` and a criteria.
    case values
    case command
  }

  /// Without its point.
  package let name: String
  /// What follows, as help shows it; empty where nothing does.
  package let usage: String
  /// One line.
  package let summary: String
  /// More, for the help of this command alone.
  package let details: String
  package let argument: Argument
  let action: @Sendable (inout Session, String) -> SessionOutcome

  init(
    _ name: String, _ usage: String = "", _ argument: Argument = .none, _ summary: String,
    details: String = "",
    _ action: @escaping @Sendable (inout Session, String) -> SessionOutcome
  ) {
    self.name = name
    self.usage = usage
    self.argument = argument
    self.summary = summary
    self.details = details
    self.action = action
  }

  /// What a word after a point can mean.
  package enum Match: Sendable {
    case command(SessionCommand)
    case ambiguous([SessionCommand])
    case unknown(suggestion: String?)
  }

  /// The command of this name, or the only one that begins so.
  package static func find(_ word: String) -> Match {
    let word = word.lowercased()
    if let exact = all.first(where: { $0.name == word }) { return .command(exact) }
    let beginning = all.filter { $0.name.hasPrefix(word) }
    if beginning.count == 1, let only = beginning.first { return .command(only) }
    if !beginning.isEmpty { return .ambiguous(beginning) }
    return .unknown(suggestion: otherNames[word] ?? Suggestions.nearest(to: word, in: all.map(\.name)))
  }

  /// What other shells call them.
  private static let otherNames = [
    "exit": "quit", "bye": "quit", "tables": "datastores", "databases": "datastores", "show": "datastores",
    "describe": "schema", "d": "schema", "select": "all", "list": "all", "where": "explain", "sort": "order",
    "headers": "columns", "source": "read", "run": "read", "set": "let", "open": "import", "load": "import",
    "dump": "export", "once": "output", "remove": "delete", "rollback": "undo", "more": "next", "man": "help",
  ]
}
