import ArgumentParser

/// `cliquery url`.
struct URLCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "url",
    abstract: "Encode and decode requests; turn them into curl commands, and read those.",
    discussion: """
      A request is an address or a path of the Make API, perhaps behind a method, a \
      curl command, or a criteria, of which the request for its records is made.

        cliquery url '/data-stores?teamId=35&pg[sortDir]=asc'      as it is sent
        cliquery url --decode '/data-stores?pg%5Blimit%5D=10'      readable
        cliquery url --curl 'DELETE /teams/1?confirmed=true'       for a shell
        cliquery url --datastore empdir 'department==Engineering'  its records
        pbpaste | cliquery url --decode -                          what it asks

      What is encoded is never encoded again. Of a request for records of a \
      datastore --decode gives the criteria. A hole stays, and is a variable in \
      a curl command; tokens are variables always, and never shown.

      Exit code: 0 done, 2 the request has an error or cannot be read.
      """)

  @Argument(
    help: ArgumentHelp(
      "A request, a criteria or a curl command; - reads it from standard input.", valueName: "request"))
  var words: [String]

  @Flag(help: "What is written (default: --encode).")
  var form: URLForm = .encode

  @Flag(name: .long, help: "Read a curl command, whatever the text begins with.")
  var fromCurl = false

  @Flag(name: .long, help: "Write JSON: the parts of the request, and all its forms.")
  var json = false

  @Option(
    name: .long,
    help:
      "The host where the text names none: of Make for --curl (else $MAKE_ZONE), of Cliq for a criteria (else cliq.zoho.com)."
  )
  var zone: String?

  @Option(name: .long, help: "With a criteria: the fields to sort by.")
  var orderBy: String?

  @Option(name: .long, help: "With a criteria: the most records of a page.")
  var limit: String?

  @OptionGroup var question: QuestionOptions

  func perform() -> ExitCode { URLRun(self).run() }
}

/// What `url` writes.
enum URLForm: String, EnumerableFlag {
  case encode
  case decode
  case curl

  static func help(for value: URLForm) -> ArgumentHelp? {
    switch value {
    case .encode: "The request as it is sent."
    case .decode: "The request as it reads best; the criteria, where there is one."
    case .curl: "A curl command for a POSIX shell."
    }
  }
}
