import ArgumentParser

/// `cliquery query`.
struct QueryCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Run a criteria, or a request to Make, over saved records, and answer as the API does.",
    discussion: """
      The records of a datastore stand in fixtures/NAME.json (a saved answer of \
      "List records"), .ndjson (one record a line) or .csv. A file can be named \
      in the datastore's place, and - reads one record a line from standard \
      input. Without a criteria all records are meant.

        cliquery query empdir 'department==Engineering && isactive==true'
        cliquery query empdir 'salary>50000' --order-by 'salary desc'
        cliquery query saved-answer.json 'status==open' --count
        cliquery query - 'level==error' --ndjson < log.ndjson

      A terminal gets a table, a program the API's answer. The first page is \
      answered (50 records, in v2 100); how many match is said on standard error.

      An argument that begins with / or https:// is a request to Make, perhaps \
      with a method before it. It is answered from a saved answer in fixtures/, \
      {"dataStores": [...]} for instance, or from the store that --store names, \
      which POST, PUT, PATCH and DELETE change. A file with the answer, or -, may \
      stand before it. --limit takes the place of pg[limit].

        cliquery query '/data-stores?teamId=35&pg[sortDir]=asc&cols[]=id'
        cliquery query saved.json '/organizations/8013?cols[1]=id&cols[2]=name'
        cliquery query '/data-stores/1/data?pg[limit]=5' --store team.sqlite
        cliquery query 'PATCH /data-stores/1/data/ada' --body '{"age": 36}' --store x

      Exit code: 0 done, 1 nothing matches (--fail-if-empty), 2 the criteria or \
      the records cannot be used.
      """)

  @Argument(
    help: "The datastore, a file of records, - for standard input, or a request to Make.", completion: .file()
  )
  var datastore: String?

  @Argument(help: "The criteria, or a request; - reads a criteria from standard input.")
  var criteria: String?

  @Argument(help: .hidden)
  var rest: [String] = []

  @Flag(help: "How records are written (default: --table on a terminal, else --json).")
  var format: AnswerFormat?

  @Option(name: .long, help: "Fields to sort by: 'empname desc, empid asc', in v2 '+empname'.")
  var orderBy: String?

  @Option(name: .long, help: "The most records to answer with, or all (default: 50, in v2 100).")
  var limit: String?

  @Option(name: .long, help: "Only these fields, in this order; commas between.")
  var columns: String?

  @Option(name: .long, help: "The next page, by the token that the last one ended with.")
  var nextToken: String?

  @Option(name: .long, help: "In v2: the first match to answer with, counted from 1.")
  var fromIndex: Int?

  @Option(name: .long, help: "A store that holds the datastore, instead of fixtures.", completion: .file())
  var store: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The body of a request that changes a store: JSON, or - for standard input.", valueName: "json|@file"),
    completion: .file())
  var body: String?

  @Option(
    name: .long, help: "The datastore whose schema describes the records of standard input or of a file.")
  var schema: String?

  @Flag(name: .long, help: "Exit with 1 where nothing matches.")
  var failIfEmpty = false

  @OptionGroup var question: QuestionOptions

  /// What was given without a name.
  var arguments: [String] { [datastore, criteria].compactMap { $0 } + rest }

  func perform() -> ExitCode { QueryRun(self).run() }
}

/// How `query` writes records.
enum AnswerFormat: String, EnumerableFlag {
  case table
  /// The API's answer.
  case json
  case ndjson
  case csv
  /// The number of all that match.
  case count

  static func help(for value: AnswerFormat) -> ArgumentHelp? {
    switch value {
    case .table: "A table for people."
    case .json: "The API's answer, with the records under list."
    case .ndjson: "One record a line."
    case .csv: "A line of names, then a line a record."
    case .count: "Only how many records match, whatever the limit."
    }
  }
}
