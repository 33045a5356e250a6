import Workspace

extension SessionCommand {
  /// In the order in which help lists them.
  package static let all: [SessionCommand] = looking + asking + showing + changing + files + session

  private static let looking = [
    SessionCommand(
      "datastores", "", .none,
      "list the datastores and saved answers, how many records they have and where from"
    ) { session, _ in session.listDatastores() },
    SessionCommand(
      "schema", "[DATASTORE|/PATH]", .datastore,
      "show the fields of a datastore, or what an endpoint of Make takes"
    ) {
      $0.showSchema($1)
    },
    SessionCommand("use", "DATASTORE", .datastore, "ask this datastore from now on") { $0.use($1) },
    SessionCommand("all", "", .none, "show every record, as an empty criteria selects them") {
      session, _ in session.runCriteria("")
    },
    SessionCommand("next", "", .none, "show the next page of the last answer") { session, _ in
      session.showNextPage()
    },
  ]

  private static let asking = [
    SessionCommand(
      "explain", "[CRITERIA|REQUEST]", .criteria, "say in plain English what a criteria or request asks for",
      details: "Without one, the last one."
    ) { $0.explain($1) },
    SessionCommand(
      "why", "ID [CRITERIA]", .recordID, "say why the record with this id matches or does not",
      details:
        "Without a criteria, the last one. Every clause is shown with what it compared and what it gave."
    ) { $0.why($1) },
    SessionCommand(
      "sql", "[CRITERIA]", .criteria, "show the SQL that a store runs for a criteria",
      details: "Without a criteria, the last one."
    ) { $0.showSQL($1) },
    SessionCommand(
      "format", "[CRITERIA|REQUEST]", .criteria, "write a criteria or request in its canonical form",
      details: "Without one, the last one."
    ) { $0.format($1) },
    SessionCommand(
      "fix", "[N]", .none, "mend the last input as the findings offer, and run it",
      details: "With a number, only that fix."
    ) { $0.fix($1) },
    SessionCommand(
      "watch", "[CRITERIA|REQUEST]", .criteria, "run it again whenever its files change, until Ctrl-C",
      details: "Without one, the last one."
    ) { $0.watch($1) },
  ]

  private static let showing = [
    SessionCommand(
      "let", "[NAME = VALUE]", .hole, "give the hole `${NAME}` a value, or list the values",
      details: "One pair of quotes around the value is removed. `.let NAME =` takes the value back."
    ) { $0.letValue($1) },
    SessionCommand(
      "order", "[FIELD [desc], …]", .order, "sort by these fields; `.order none` goes back to the id"
    ) { $0.setOrder($1) },
    SessionCommand(
      "limit", "[N|all]", .words(["all", "default"]),
      "show at most so many records; `.limit default` as the API does"
    ) { $0.setLimit($1) },
    SessionCommand(
      "columns", "[FIELD, …|all]", .fields, "show these fields only, in this order"
    ) { $0.setColumns($1) },
    SessionCommand(
      "mode", "[\(OutputMode.allCases.map(\.rawValue).joined(separator: "|"))]",
      .words(OutputMode.allCases.map(\.rawValue)), "choose how records are shown"
    ) { $0.setMode($1) },
    SessionCommand("timer", "[on|off]", .words(["on", "off"]), "say how long an answer took") {
      $0.setTimer($1)
    },
  ]

  private static let changing = [
    SessionCommand(
      "insert", "NAME=VALUE, …", .values, "add a record",
      details:
        "A value with a comma stands in quotes. A JSON object, or an array of them, does as well: "
        + "`.insert {\"status\": \"open\"}`."
    ) { $0.insert($1) },
    SessionCommand(
      "update", "NAME=VALUE, … where CRITERIA", .values, "change the records that a criteria selects",
      details: "Says how many records it would change, and asks. A JSON object does as well for the values."
    ) { $0.update($1) },
    SessionCommand(
      "delete", "CRITERIA", .criteria, "delete the records that a criteria selects",
      details: "Says how many records it would delete, and asks. `.delete all` deletes every record."
    ) { $0.delete($1) },
    SessionCommand("undo", "", .none, "take back the last `.insert`, `.update`, `.delete` or `.import`") {
      session, _ in session.undo()
    },
    SessionCommand(
      "save", "FILE", .file, "write the datastores with their changes to a store",
      details: "The file is a store that `cliquery repl --store FILE` opens; it must not exist yet."
    ) { $0.save($1) },
  ]

  private static let files = [
    SessionCommand(
      "import", "FILE [NAME]", .file, "take the records of a file (JSON, NDJSON or CSV) in as a datastore"
    ) { $0.importFile($1) },
    SessionCommand(
      "export", "FILE [CRITERIA]", .file, "write all records that a criteria selects to a file",
      details:
        "The form follows the file's name: `.json`, `.ndjson` or `.csv`. Without a criteria, the last one; `.limit` "
        + "does not count."
    ) { $0.export($1) },
    SessionCommand("read", "FILE", .file, "run the lines of a file as if they were typed") { $0.read($1) },
    SessionCommand(
      "output", "[FILE]", .file, "write answers to a file; without a file, here again"
    ) { $0.setOutput($1) },
  ]

  private static let session = [
    SessionCommand("help", "[PATTERN]", .command, "list the commands, or those that have to do with a word") {
      $0.help($1)
    },
    SessionCommand("quit", "", .none, "leave, as Ctrl-D does") { _, _ in .quit },
  ]
}
