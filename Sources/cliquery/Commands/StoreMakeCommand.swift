import ArgumentParser

/// `cliquery store make`: data stores of Make.
struct StoreMakeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make",
    abstract: "Keep data stores of Make, and change their records.",
    discussion: """
        cliquery store make create Customers --team 35 --max-size-mb 1
        cliquery store make import Customers records.json
        cliquery store make insert Customers --key ada@example.com name=Ada
        cliquery store make patch Customers ada@example.com '{"visits": 13}'
        cliquery store make delete Customers --key ada@example.com --confirmed
        cliquery store make export Customers records.ndjson

      A data store is named by its id, or by its name where no other has it. Requests ask and change the same file: \
      cliquery query '/data-stores/1/data?pg[limit]=5' --store cliquery.store

      Exit code: 0 done, 2 refused, or the store cannot be used; nothing was changed then.
      """,
    subcommands: [
      StoreMakeCreateCommand.self, StoreMakeDescribeCommand.self, StoreMakeImportCommand.self,
      StoreMakeExportCommand.self, StoreMakeInsertCommand.self, StoreMakePutCommand.self,
      StoreMakePatchCommand.self, StoreMakeDeleteCommand.self, StoreMakeDropCommand.self,
    ])
}

/// `cliquery store make create`.
struct StoreMakeCreateCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Create a data store.")

  @Argument(help: "The data store's name.")
  var name: String

  @Option(name: .long, help: "Its id (default: the next one).")
  var id: Int?

  @Option(name: .long, help: "The id of the team that it belongs to.")
  var team: Int?

  @Option(name: .long, help: "The id of its data structure.")
  var dataStructure: Int?

  @Option(name: .customLong("max-size-mb"), help: "The most that its records may take, in megabytes.")
  var maxSizeMB: Int?

  @OptionGroup var file: StoreFileOptions

  func perform() -> ExitCode { StoreMakeRun(file).create(self) }
}

/// `cliquery store make describe`.
struct StoreMakeDescribeCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe", abstract: "Say which data stores there are, or how full one is.")

  @Argument(help: "The data store, by its id or name.")
  var dataStore: String?

  @OptionGroup var file: StoreFileOptions

  func perform() -> ExitCode { StoreMakeRun(file).describe(dataStore) }
}

/// `cliquery store make import`.
struct StoreMakeImportCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Add saved records; all of the files go in, or nothing.",
    discussion:
      "A file is a saved answer of \"List data store records\", an array, or one record a line; a record has key and data."
  )

  @Argument(help: "The data store, by its id or name.")
  var dataStore: String

  @Argument(
    help: "Files that end in .json or .ndjson; - reads one record a line from standard input.",
    completion: .file())
  var files: [String]

  @Flag(name: .long, help: "Replace records whose key is there.")
  var replace = false

  @OptionGroup var file: StoreFileOptions

  func perform() -> ExitCode { StoreMakeRun(file).importRecords(self) }
}

/// `cliquery store make export`.
struct StoreMakeExportCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write all records of a data store; the file's name tells the form.",
    discussion:
      "Without a file, records are written to standard output, one a line; with --json, as one answer.")

  @Argument(help: "The data store, by its id or name.")
  var dataStore: String

  @Argument(help: "A file that ends in .json or .ndjson.", completion: .file())
  var output: String?

  @OptionGroup var file: StoreFileOptions

  func perform() -> ExitCode { StoreMakeRun(file).export(dataStore, output) }
}

/// `cliquery store make insert`.
struct StoreMakeInsertCommand: RunnableCommand {
  static let configuration = CommandConfiguration(commandName: "insert", abstract: "Add one record.")

  @Argument(help: "The data store, by its id or name.")
  var dataStore: String

  @Argument(help: "Data as name=text, or as JSON objects; - reads one from standard input.")
  var values: [String] = []

  @Option(name: .long, help: "The record's key (default: one is made up).")
  var key: String?

  @OptionGroup var file: StoreFileOptions

  func perform() -> ExitCode { StoreMakeRun(file).insert(dataStore, key: key, values) }
}

/// `cliquery store make put`.
struct StoreMakePutCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "put", abstract: "Replace all of a record, or create it.")

  @Argument(help: "The data store, by its id or name.")
  var dataStore: String

  @Argument(help: "The record's key.")
  var key: String

  @Argument(help: "Data as name=text, or as JSON objects; - reads one from standard input.")
  var values: [String] = []

  @OptionGroup var file: StoreFileOptions

  func perform() -> ExitCode { StoreMakeRun(file).change(dataStore, key: key, values, isWhole: true) }
}

/// `cliquery store make patch`.
struct StoreMakePatchCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patch", abstract: "Change properties of a record; the others stay.")

  @Argument(help: "The data store, by its id or name.")
  var dataStore: String

  @Argument(help: "The record's key.")
  var key: String

  @Argument(help: "Data as name=text, or as JSON objects; - reads one from standard input.")
  var values: [String] = []

  @OptionGroup var file: StoreFileOptions

  func perform() -> ExitCode { StoreMakeRun(file).change(dataStore, key: key, values, isWhole: false) }
}

/// `cliquery store make delete`.
struct StoreMakeDeleteCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Delete records by their keys, or all of them.",
    discussion: "As the API, it deletes nothing without --confirmed (IM004).")

  @Argument(help: "The data store, by its id or name.")
  var dataStore: String

  @Option(name: .long, help: "A record's key; repeatable.")
  var key: [String] = []

  @Flag(name: .long, help: "Delete all records.")
  var all = false

  @Option(name: .long, help: "With --all: the key of a record that stays; repeatable.")
  var exceptKey: [String] = []

  @Flag(name: .long, help: "Confirm it.")
  var confirmed = false

  @OptionGroup var file: StoreFileOptions

  func perform() -> ExitCode { StoreMakeRun(file).delete(self) }
}

/// `cliquery store make drop`.
struct StoreMakeDropCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drop", abstract: "Delete a data store with its records.")

  @Argument(help: "The data store, by its id or name.")
  var dataStore: String

  @Flag(name: .long, help: "Confirm it; needed where it holds records.")
  var confirmed = false

  @OptionGroup var file: StoreFileOptions

  func perform() -> ExitCode { StoreMakeRun(file).drop(dataStore, confirmed: confirmed) }
}
