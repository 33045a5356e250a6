import ArgumentParser
import SourceText
import Workspace

/// What is wrong with a command line, in words as all messages have them: lower case, no final stop, the user's text
/// in backticks. Made of the reader's own sentence, which has the options' names and values.
struct UsageMessage {
  private let arguments: [String]
  /// The command that is meant, as it is called: `store`, `import`.
  private let words: [String]
  private let command: any ParsableCommand.Type

  init(_ arguments: [String]) {
    var words: [String] = []
    var command: any ParsableCommand.Type = RootCommand.self
    for word in arguments {
      guard let next = command.subcommand(word) else { break }
      words.append(word)
      command = next
    }
    self.arguments = arguments
    self.words = words
    self.command = command
  }

  /// The command as it is typed.
  private var typed: String { (["cliquery"] + words).joined(separator: " ") }

  /// Whether the command line ends where a command should follow.
  var lacksCommand: Bool { words.count == arguments.count && !command.configuration.subcommands.isEmpty }

  func text(_ message: String) -> String {
    if let text = unknownCommand { return text }
    return "\(ownWords(message)) (see `\(typed) --help`)"
  }

  /// A sentence for a word that is no command below the one that is meant.
  var unknownCommand: String? {
    let names = command.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard !words.isEmpty, !names.isEmpty, let word = arguments.dropFirst(words.count).first,
      !word.hasPrefix("-"), command.subcommand(word) == nil
    else { return nil }
    let meant = Suggestions.nearest(to: word, in: names)
    let list = names.map { "`\($0)`" }.joined(separator: ", ")
    return "there is no command `\(typed) \(word)`; "
      + (meant.map { "did you mean `\(typed) \($0)`?" } ?? "`\(typed)` has \(list)")
  }

  private func ownWords(_ message: String) -> String {
    let message = message.replacing("\n", with: " ").replacing("  ", with: " ")
    if let parts = Self.parts(message, "The value '", "' is invalid for '", "'. Please provide one of ", "") {
      return refusedValue(parts[0], of: parts[1], values: Self.values(parts[2]))
    }
    if let parts = Self.parts(message, "The value '", "' is invalid for '", "'") {
      // What has no list of values and can be refused is a number.
      return "`\(Self.name(parts[1]))` takes a number, not `\(parts[0])`"
    }
    if let parts = Self.parts(message, "Missing value for '", "'") { return missingValue(parts[0]) }
    if let parts = Self.parts(message, "Missing expected argument '", "'") {
      return "`\(parts[0])` is missing"
    }
    if let parts = Self.parts(
      message, "Value to be set with flag '", "' had already been set with flag '", "'")
    {
      return "`\(parts[1])` and `\(parts[0])` do not go together; give one of them"
    }
    if command is ExplainCommand.Type || command is ParseCommand.Type,
      message.contains("nexpected argument")
    {
      return "a criteria is one argument; put it in quotes: `\(typed) '…'`"
    }
    if let parts = Self.parts(message, "Unexpected argument '", "'") {
      return "`\(typed)` takes no argument `\(parts[0])`"
    }
    if let parts = Self.parts(message, "Unknown option '", "'"),
      let file = arguments.first(where: { $0.hasPrefix(parts[0]) && FileSystem.kind(FilePath($0)) != nil })
    {
      return "a file whose name begins with `-` is named with its folder: `./\(file)`"
    }
    let sentences = message.split(separator: ". ").map { String($0).lowercasedFirst }
    var text = sentences.joined(separator: "; ")
    if text.hasSuffix(".") { text.removeLast() }
    return String(text.map { $0 == "'" ? "`" : $0 })
  }

  private func refusedValue(_ value: String, of option: String, values: [String]) -> String {
    let text = "`\(Self.name(option))` takes \(Self.list(values)), not `\(value)`"
    return text + (Suggestions.nearest(to: value, in: values).map { "; did you mean `\($0)`?" } ?? "")
  }

  private func missingValue(_ option: String) -> String {
    let name = Self.name(option)
    if let index = arguments.firstIndex(of: name), index + 1 < arguments.count {
      let value = arguments[index + 1]
      return "`\(name)` needs a value, and `\(value)` begins as an option does; write `\(name)=\(value)`"
    }
    return "`\(name)` needs a value: `\(option)`"
  }

  /// What stands between the texts, which follow each other and are all of the message.
  private static func parts(_ message: String, _ texts: String...) -> [String]? {
    var rest = message[...]
    guard let first = texts.first, rest.hasPrefix(first) else { return nil }
    rest = rest.dropFirst(first.count)
    var parts: [String] = []
    for text in texts.dropFirst().dropLast() {
      guard let range = rest.firstRange(of: text) else { return nil }
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    guard let last = texts.last, rest.hasSuffix(last) else { return nil }
    return parts + [String(rest.dropLast(last.count))]
  }

  /// The values in `'a', 'b' or 'c'.`, or in a list with dashes.
  private static func values(_ text: String) -> [String] {
    let words = text.split(whereSeparator: { " ,'.:`".contains($0) }).map(String.init)
    return words.filter { $0 != "-" && $0 != "or" && $0 != "and" && $0 != "the" && $0 != "following" }
  }

  /// `--format` of `--format <format>`.
  private static func name(_ option: String) -> String { String(option.prefix { $0 != " " }) }

  private static func list(_ values: [String]) -> String {
    let names = values.map { "`\($0)`" }
    guard names.count > 1, let last = names.last else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }
}

extension ParsableCommand {
  /// The command below this one that is called so.
  fileprivate static func subcommand(_ name: String) -> (any ParsableCommand.Type)? {
    configuration.subcommands.first { $0.configuration.commandName == name }
  }
}
