import CriteriaSemantics
import CriteriaSyntax
import Evaluation
import Linting
import RecordStore
import Workspace

/// A session with the records of a workspace: what is asked, how it is shown, and the datastores as they are changed.
///
/// Knows no terminal: each line that is given to ``run(_:at:)`` is answered to the ``SessionHost``, so scripts, tests
/// and a terminal are the same to it.
package struct Session {
  /// How many records an answer shows.
  package enum Limit: Sendable, Equatable {
    /// As many as the API answers with where nothing is said [decisions C14, C24].
    case standard
    case number(Int)
    case all
  }

  let host: any SessionHost
  let currentDirectory: FilePath
  var workspace: WorkspaceSession
  /// The datastores that this session has read or made, by name.
  var datastores: DatastoreShelf
  /// The datastore that is asked.
  package internal(set) var current: String?
  var bindings: [PlainEnglish.Binding] = []
  var order: String?
  var limit = Limit.standard
  /// The fields that are shown; nil: all of them.
  var columns: [String]?
  package internal(set) var mode = OutputMode.table
  package internal(set) var isTimed: Bool
  /// Where answers go; nil: to the host.
  var output: OutputFile?
  /// The last criteria that was asked, also in vain.
  var last: LastQuery?
  /// The last request that was asked, also in vain.
  var lastRequest: LastRequest?
  /// Whether a request was asked after the last criteria.
  var isRequestLast = false
  /// The last input with findings that have a fix.
  var mendable: MendableInput?
  /// The input that runs, as it was typed.
  var input = ""
  /// Where it comes from.
  var place = InputPlace()
  /// What can be taken back, the latest last.
  var changes: [SessionChange] = []
  /// The datastores about which it was said what there is to say.
  var announced: Set<String> = []
  /// Files that are being read, so that none reads itself.
  var openScripts: [FilePath] = []

  package init(
    host: any SessionHost, workspace: WorkspaceSession, store: RecordStore? = nil, datastore: String? = nil
  ) {
    self.host = host
    self.workspace = workspace
    currentDirectory = workspace.currentDirectory
    datastores = DatastoreShelf(store: store)
    isTimed = host.isInteractive
    current = datastore ?? datastores.onlyName ?? workspace.main.onlyDatastore
  }

  var snapshot: WorkspaceSnapshot { workspace.main }
  var api: APIVersion { snapshot.settings.dialect.api }

  /// Runs one input: a command, which begins with a point, a request, or a criteria.
  package mutating func run(_ input: String, at place: InputPlace = InputPlace()) -> SessionOutcome {
    self.place = place
    self.input = input
    let text = Self.trimmed(input)
    if text.isEmpty || text.first == "#" { return .done }
    if let command = Self.commandWord(text) { return runCommand(command.word, command.rest) }
    if text.first == "@" { return runDirective(text) }
    if TypedRequest.isRequest(text) { return runRequest(input) }
    // What was typed is kept as it is: places in it are pointed at.
    return runCriteria(input)
  }

  /// Whether `input` is finished, so that it can be run; else what it waits for.
  package func missing(in input: String) -> InputCompleteness.Missing? {
    let text = Self.trimmed(input)
    if text.isEmpty || text.first == "#" || text.first == "@" { return nil }
    if TypedRequest.isRequest(text) { return nil }
    if Self.commandWord(text) != nil { return nil }
    return InputCompleteness.missing(in: input, knownFields: knownFields)
  }

  var knownFields: KnownFields {
    guard let current else { return .none }
    if let known = datastores.opened(current) {
      return known.schema?.knownFields ?? KnownFields(known.records.layout.fields.map(\.name))
    }
    return snapshot.knownFields(of: current, api: api)
  }

  /// What people type to leave or to ask for help, by what they mean; alone it is no criteria.
  private static let habits = [
    "quit": "quit", "exit": "quit", "\\q": "quit", "help": "help", "?": "help", "\\?": "help",
  ]

  /// The word after the point, and what follows.
  static func commandWord(_ text: String) -> (word: String, rest: String)? {
    if let word = habits[text] { return (word, "") }
    guard text.first == ".", let second = text.dropFirst().first, second.isLetter || second == "?" else {
      return nil
    }
    let body = text.dropFirst()
    let end = body.firstIndex { $0.isWhitespace } ?? body.endIndex
    return (String(body[..<end]), trimmed(String(body[end...])))
  }

  private mutating func runCommand(_ word: String, _ rest: String) -> SessionOutcome {
    switch SessionCommand.find(Self.habits[word] ?? word) {
    case .command(let command):
      if command.usage.isEmpty, !rest.isEmpty {
        return fail("`.\(command.name)` takes nothing, not `\(rest)`")
      }
      return command.action(&self, rest)
    case .ambiguous(let commands):
      let names = commands.map { "`.\($0.name)`" }
      return fail("`.\(word)` is short for more than one command: \(Self.list(names))")
    case .unknown(let suggestion):
      let advice = suggestion.map { "did you mean `.\($0)`?" } ?? "`.help` lists them"
      return fail("there is no command `.\(word)`; \(advice)")
    }
  }

  /// The directives of criteria documents, so that a block of one can be pasted.
  private mutating func runDirective(_ text: String) -> SessionOutcome {
    let end = text.firstIndex { $0.isWhitespace } ?? text.endIndex
    let rest = Self.trimmed(String(text[end...]))
    switch String(text[..<end]) {
    case "@datastore": return use(rest)
    case "@order_by": return setOrder(rest)
    case "@limit": return setLimit(rest)
    case "@let": return letValue(rest)
    default:
      return fail("`\(text[..<end])` has no meaning here; `cliquery test` runs criteria documents")
    }
  }

  // MARK: Saying

  /// Says an error, with its place in a script.
  func fail(_ message: String) -> SessionOutcome {
    let path = place.path.map { "\($0):\(place.line): " } ?? ""
    say("error", .boldRed, path + message)
    return .failed
  }

  private func say(_ word: String, _ color: Style.Color, _ message: String) {
    let text = wrapped("\(word): \(VisibleText.of(message))")
    host.say(host.style.paint(word, color) + text.dropFirst(word.count) + "\n")
  }

  /// Says what was done, or what is worth knowing.
  func note(_ message: String) {
    for line in message.split(separator: "\n") { host.say(wrapped(VisibleText.of(String(line))) + "\n") }
  }

  private func wrapped(_ text: String) -> String {
    guard let columns = host.columns else { return text }
    return String(TextWrap.wrap(text, width: max(20, columns)).dropLast())
  }

  /// Writes an answer: to the file that `.output` named, or to the host.
  mutating func write(_ text: String) -> Bool {
    guard output != nil else { return host.write(text) }
    output?.append(text)
    return true
  }

  mutating func write(lines: [String]) -> Bool { write(lines.map { $0 + "\n" }.joined()) }

  // MARK: Texts

  static func trimmed(_ text: String) -> String {
    var text = text[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }

  /// `a, b and c`.
  static func list(_ names: [String], _ word: String = "and") -> String {
    guard names.count > 1, let last = names.last else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " \(word) " + last
  }

  /// `1 record`, `2,000 records`.
  static func count(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? singular : plural ?? singular + "s")"
  }

  /// With a comma between thousands.
  static func grouped(_ number: Int) -> String {
    var digits = Array(String(number.magnitude))
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: index)
      index -= 3
    }
    return (number < 0 ? "-" : "") + String(digits)
  }
}

/// The last criteria of a session.
struct LastQuery {
  /// As it was typed.
  let text: String
  let datastore: String
  /// Where the next page begins; nil after the last one, or where nothing was shown.
  var nextToken: String?
  /// How many records were shown so far.
  var shown = 0
}

/// An input with findings that have fixes.
struct MendableInput {
  enum Kind {
    case criteria(datastore: String, CriteriaSyntax.Operation)
    case request
  }

  /// What stands before the text in the input: a command's name, or nothing.
  let before: String
  let text: String
  let kind: Kind
  let findings: [Finding]
}
