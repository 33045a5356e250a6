/// The lines of a script as they come: each is run once it is finished, and none waits for those behind it.
package struct ScriptLines {
  private let path: String
  /// The lines of an input that is not finished.
  private var pending = ""
  private var number = 0
  /// The line in which the pending input begins.
  private var start = 1

  package init(path: String) {
    self.path = path
  }

  /// The next line, without its end.
  package mutating func take(_ line: String, _ session: inout Session) -> SessionOutcome {
    number += 1
    let isBlank = line.allSatisfy(\.isWhitespace)
    if pending.isEmpty {
      if isBlank { return .done }
      start = number
      pending = line
    } else if !isBlank {
      pending += "\n" + line
    }
    // An empty line ends what was begun.
    if !isBlank, session.missing(in: pending) != nil { return .done }
    return run(&session)
  }

  /// Runs what is left at the end.
  package mutating func end(_ session: inout Session) -> SessionOutcome {
    pending.isEmpty ? .done : run(&session)
  }

  private mutating func run(_ session: inout Session) -> SessionOutcome {
    let input = pending
    pending = ""
    let outcome = session.run(input, at: InputPlace(path: path, line: start))
    if outcome != .done { return outcome }
    return session.host.isCancelled() ? .cancelled : .done
  }
}
