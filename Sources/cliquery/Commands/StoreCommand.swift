import ArgumentParser

/// `cliquery store`: its commands are beside this file.
struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store",
    abstract: "Keep records in a file that holds them as the API does, and change them.",
    discussion: """
        cliquery store import empdir fixtures/empdir.json  a saved answer
        cliquery store insert empdir empid=1001 'empname=John Doe'
        cliquery store update empdir 'department==Sales' --set isactive=false
        cliquery store delete empdir 'isactive==false'
        cliquery store describe
        cliquery store export empdir records.csv
        cliquery store fields add empdir level:number
        cliquery store make create Customers

      A store is one file, cliquery.store beside the settings unless --store names another. Types and limits, \
      mandatory fields, defaults and unique keys hold as the API documents them, and a refusal has its code.

      Exit code: 0 done, 2 refused, or the store cannot be used; nothing was changed then.
      """,
    subcommands: [
      StoreImportCommand.self, StoreExportCommand.self, StoreInsertCommand.self, StoreUpdateCommand.self,
      StoreDeleteCommand.self, StoreDescribeCommand.self, StoreCreateCommand.self,
      StoreEditCommand.self, StoreFieldsCommand.self, StoreMakeCommand.self,
    ])
}

/// What every command about a store takes.
struct StoreFileOptions: ParsableArguments {
  @Option(
    name: .long, help: "The store (default: cliquery.store beside the settings, or in this folder).",
    completion: .file())
  var store: String?

  @Flag(name: .long, help: "Write the API's answer, or its refusal, as JSON.")
  var json = false

  @OptionGroup var common: CommonOptions
}

/// Which records a change is about.
struct StoreSelectionOptions: ParsableArguments {
  @Argument(help: "The datastore, by its unique name.")
  var datastore: String

  @Argument(help: "The criteria that selects the records; - reads it from standard input.")
  var criteria: String?

  @Flag(name: .shortAndLong, help: "Do it without asking.")
  var yes = false

  @Option(
    name: .customLong("let"), help: ArgumentHelp("A value for a hole; repeatable.", valueName: "name=value"))
  var bindings: [String] = []
}

/// `cliquery store create`.
struct StoreCreateCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Create datastores from the workspace's schemas; without names, all that are missing.")

  @Argument(help: "Datastores by their unique names.")
  var datastores: [String] = []

  @OptionGroup var file: StoreFileOptions

  func perform() -> ExitCode { StoreSchemaRun(file).create(datastores) }
}

/// `cliquery store describe`.
struct StoreDescribeCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe", abstract: "Say which datastores a store has, or what one is made of.")

  @Argument(help: "The datastore, by its unique name.")
  var datastore: String?

  @OptionGroup var file: StoreFileOptions

  func perform() -> ExitCode { StoreSchemaRun(file).describe(datastore) }
}

/// `cliquery store import`.
struct StoreImportCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Add saved records (.json, .ndjson, .csv); all of a file goes in, or nothing.",
    discussion: """
      Records keep their id and times. A datastore that the store does not have yet is made from its schema. \
      Without files, the workspace's fixtures of the datastore are read.
      """)

  @Argument(help: "The datastore, by its unique name.")
  var datastore: String

  @Argument(
    help: "Files of records; - reads one record a line from standard input.", completion: .file())
  var files: [String] = []

  @Flag(name: .long, help: "Delete the datastore's records first.")
  var replace = false

  @OptionGroup var file: StoreFileOptions

  func perform() -> ExitCode { StoreImportRun(file).run(datastore, files, replaces: replace) }
}

/// `cliquery store export`.
struct StoreExportCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write all records of a datastore; the file's name tells the form.",
    discussion:
      "Without a file, records are written to standard output, one a line; with --json, as one answer.")

  @Argument(help: "The datastore, by its unique name.")
  var datastore: String

  @Argument(help: "A file that ends in .json, .ndjson or .csv.", completion: .file())
  var output: String?

  @OptionGroup var file: StoreFileOptions

  func perform() -> ExitCode { StoreExportRun(file).run(datastore, output) }
}

/// `cliquery store insert`.
struct StoreInsertCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "insert",
    abstract: "Add one record.",
    discussion: """
        cliquery store insert empdir empid=1001 'empname=John Doe' isactive=true
        cliquery store insert empdir '{"empid": 1001, "empname": "John Doe"}'
      """)

  @Argument(help: "The datastore, by its unique name.")
  var datastore: String

  @Argument(help: "Values as field=value, or one JSON object; - reads that from standard input.")
  var values: [String] = []

  @OptionGroup var file: StoreFileOptions

  func perform() -> ExitCode { StoreRecordRun(file).insert(into: datastore, values) }
}

/// `cliquery store update`.
struct StoreUpdateCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Change one record by its id, or all that a criteria selects.",
    discussion: """
        cliquery store update empdir --id 100000000000000007 --set 'empname=Jane Roe'
        cliquery store update empdir 'department==Sales' --set isactive=false

      How many records a criteria selects is said, and asked about on a terminal; elsewhere --yes is needed.
      """)

  @OptionGroup var selection: StoreSelectionOptions

  @Option(name: .long, help: "The record's id.")
  var id: String?

  @Option(
    name: .customLong("set"), help: ArgumentHelp("A new value; repeatable.", valueName: "field=value"))
  var values: [String] = []

  @Option(name: .customLong("values"), help: "New values as one JSON object; - reads it from standard input.")
  var json: String?

  @OptionGroup var file: StoreFileOptions

  func perform() -> ExitCode {
    StoreRecordRun(file).update(selection, id: id, values + (json.map { [$0] } ?? []))
  }
}

/// `cliquery store delete`.
struct StoreDeleteCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Delete records by their ids, or all that a criteria selects.",
    discussion: """
        cliquery store delete empdir --id 100000000000000007
        cliquery store delete empdir 'isactive==false'
        cliquery store delete empdir --datastore  the datastore itself

      How many records a criteria selects is said, and asked about on a terminal; elsewhere --yes is needed.
      """)

  @OptionGroup var selection: StoreSelectionOptions

  @Option(name: .long, help: "A record's id; repeatable.")
  var id: [String] = []

  @Flag(name: .long, help: "Delete the datastore with all its records.")
  var datastore = false

  @OptionGroup var file: StoreFileOptions

  func perform() -> ExitCode {
    let run = StoreRecordRun(file)
    return datastore ? run.deleteDatastore(selection) : run.delete(selection, ids: id)
  }
}
