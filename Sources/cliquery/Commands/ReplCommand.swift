import ArgumentParser

/// `cliquery repl`.
struct ReplCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "Ask records with criteria and requests, interactively.",
    discussion: """
      Each line is a criteria, which is checked and run, a request to Make, which begins with /, https:// or a method, \
      or a command that begins with a point; .help lists them. \
      Tab completes fields, operators and values that records hold, Ctrl-R searches what was typed before, Ctrl-C ends \
      a query, Ctrl-D the session. A script has no prompts, and its first error ends it; on a pipe each line is \
      answered as it comes.

        cliquery repl                            the datastores of this folder
        cliquery repl employees                  begin with this one
        cliquery repl records.ndjson             begin with the records of a file
        cliquery repl --store team.sqlite        the datastores of a store
        cliquery repl employees < questions.txt  a script

      The session begins with the lines of ~/.config/cliquery/replrc. What is typed is kept in \
      ~/.local/state/cliquery/history; CLIQUERY_HISTORY names another file, or none where it is empty.

      Exit code: 0 done, 1 a line of a script failed, 2 the session could not begin.
      """)

  @Argument(
    help: "The datastore to ask first, by its unique name, or a file with records.", completion: .file())
  var datastore: String?

  @Option(name: .long, help: "A store, whose datastores are asked and changed.", completion: .file())
  var store: String?

  @Flag(name: .long, help: "Leave the start-up file out.")
  var noInit = false

  @OptionGroup var common: CommonOptions

  func perform() -> ExitCode { ReplRun(self).run() }
}
