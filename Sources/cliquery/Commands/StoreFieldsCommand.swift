import ArgumentParser

/// `cliquery store edit`.
struct StoreEditCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Change a datastore's names, description and unique keys.",
    discussion: """
        cliquery store edit empdir --name 'All employees'
        cliquery store edit empdir --unique-key empid --unique-key empname,department
      """)

  @Argument(help: "The datastore, by its unique name.")
  var datastore: String

  @Option(name: .long, help: "Another unique name.")
  var uniqueName: String?

  @Option(name: .long, help: "The name for people.")
  var name: String?

  @Option(name: .long, help: "The description.")
  var description: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Fields that are unique together; repeatable. All keys of before are replaced.",
      valueName: "field,field"))
  var uniqueKey: [String] = []

  @Flag(name: .long, help: "Take all unique keys away.")
  var noUniqueKeys = false

  @OptionGroup var file: StoreFileOptions

  func perform() -> ExitCode { StoreFieldsRun(file).edit(self) }
}

/// `cliquery store fields`.
struct StoreFieldsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fields",
    abstract: "Add, edit and delete fields of a datastore; at most ten at a time.",
    discussion: """
        cliquery store fields add empdir 'title:limited-text,name=Job title'
        cliquery store fields edit empdir level,mandatory=true,name=Level
        cliquery store fields delete empdir level

      Types: boolean, number, limited-text, large-text, encrypted-text. What follows default= is the default, commas \
      included.

      Exit code: 0 done, 2 refused, or the store cannot be used; nothing was changed then.
      """,
    subcommands: [StoreFieldsAddCommand.self, StoreFieldsEditCommand.self, StoreFieldsDeleteCommand.self])
}

/// `cliquery store fields add`.
struct StoreFieldsAddCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add fields; records that are there have the default in them, or null.")

  @Argument(help: "The datastore, by its unique name.")
  var datastore: String

  @Argument(
    help: ArgumentHelp(
      "name:type, then mandatory, masked, name=…, default=… with commas between.", valueName: "field"))
  var fields: [String]

  @OptionGroup var file: StoreFileOptions

  func perform() -> ExitCode { StoreFieldsRun(file).add(datastore, fields) }
}

/// `cliquery store fields edit`.
struct StoreFieldsEditCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Edit fields; records stay as they are.")

  @Argument(help: "The datastore, by its unique name.")
  var datastore: String

  @Argument(
    help: ArgumentHelp(
      "The field's unique name, then mandatory=true|false, masked=true|false, name=…, default=…",
      valueName: "field"))
  var fields: [String]

  @OptionGroup var file: StoreFileOptions

  func perform() -> ExitCode { StoreFieldsRun(file).change(datastore, fields) }
}

/// `cliquery store fields delete`.
struct StoreFieldsDeleteCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete fields, with all that stands in them.")

  @Argument(help: "The datastore, by its unique name.")
  var datastore: String

  @Argument(help: "Fields by their unique names.")
  var fields: [String]

  @Flag(name: .shortAndLong, help: "Do it without asking.")
  var yes = false

  @OptionGroup var file: StoreFileOptions

  func perform() -> ExitCode { StoreFieldsRun(file).delete(datastore, fields, isAgreed: yes) }
}
