import Linting

/// `check` with paths and its commonest options, read by hand: the general reader of command lines costs more than
/// the check of a file.
///
/// Whatever is not plainly one of these forms is left to the general reader, with its help and its messages; both
/// must understand the same command line alike.
package enum FastArguments {
  /// The arguments after the program's name, or nil where the general reader has to look at them.
  package static func parse(_ arguments: [String]) -> CheckArguments? {
    guard arguments.first == "check" else { return nil }
    var result = CheckArguments()
    var rest = arguments.dropFirst()
    while let argument = rest.popFirst() {
      if argument == "-" || !argument.hasPrefix("-") {
        result.paths.append(argument)
        continue
      }
      guard readFlag(argument, into: &result) || readOption(argument, &rest, into: &result) else {
        return nil
      }
    }
    return result
  }

  private static func readFlag(_ argument: String, into result: inout CheckArguments) -> Bool {
    switch argument {
    case "--fix": result.fix = true
    case "--unsafe-fixes": result.unsafeFixes = true
    case "--diff": result.diff = true
    case "--hints": result.hints = true
    case "--exit-zero": result.exitZero = true
    case "--statistics": result.statistics = true
    default: return false
    }
    return true
  }

  private static func readOption(
    _ argument: String, _ rest: inout ArraySlice<String>, into result: inout CheckArguments
  ) -> Bool {
    var name = argument
    var value: String?
    if let equals = argument.firstIndex(of: "=") {
      name = String(argument[..<equals])
      value = String(argument[argument.index(after: equals)...])
    } else if let next = rest.first, !next.hasPrefix("-") {
      value = next
      rest.removeFirst()
    }
    guard let value else { return false }
    switch name {
    case "--format":
      guard let format = OutputFormat(rawValue: value) else { return false }
      result.format = format
    case "--color":
      guard let color = ColorChoice(rawValue: value) else { return false }
      result.color = color
    case "--fail-on":
      guard let severity = Severity(rawValue: value) else { return false }
      result.failOn = severity
    case "--output-file": result.outputFile = value
    case "--stdin-filename": result.stdinFilename = value
    default: return false
    }
    return true
  }
}
