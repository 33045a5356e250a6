import Workspace

/// What was typed in this session and the ones before, in a file with one entry a line.
package struct LineHistory {
  /// From the oldest on; no entry twice.
  package private(set) var entries: [String] = []
  /// Nil: nothing is kept.
  package let path: FilePath?

  /// The file is written anew with so many entries once it has twice as many.
  private static let mostEntries = 5000

  package init(path: FilePath?) {
    self.path = path
    guard let path, let bytes = try? FileSystem.read(path) else { return }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    var seen: Set<String> = []
    // The latest of equal entries stays.
    entries = lines.reversed().filter { !$0.isEmpty && seen.insert($0).inserted }.prefix(Self.mostEntries)
      .reversed()
    if lines.count > 2 * Self.mostEntries {
      try? FileSystem.write(Array((entries.joined(separator: "\n") + "\n").utf8), to: path)
    }
  }

  /// Where the history is kept: `CLIQUERY_HISTORY`, or the state folder of the XDG Base Directory Specification. An
  /// empty `CLIQUERY_HISTORY` keeps none.
  package static func defaultPath(environment: (String) -> String?) -> FilePath? {
    if let path = environment("CLIQUERY_HISTORY") { return path.isEmpty ? nil : FilePath(path) }
    if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") {
      return FilePath(state).appending("cliquery/history")
    }
    guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
    return FilePath(home).appending(".local/state/cliquery/history")
  }

  /// Adds what was typed. What begins with a blank is not kept, as in shells. Lines are joined: a line end is a blank
  /// to criteria.
  ///
  /// - Returns: whether the entries changed.
  package mutating func add(_ text: String) -> Bool {
    let entry = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    guard !entry.isEmpty, entry.first != " ", entries.last != entry else { return false }
    entries.removeAll { $0 == entry }
    entries.append(entry)
    guard let path else { return true }
    let line = Array((entry + "\n").utf8)
    if !Terminal.append(line, to: path), (try? FileSystem.makeFolders(path.parent)) != nil {
      _ = Terminal.append(line, to: path)
    }
    return true
  }
}
