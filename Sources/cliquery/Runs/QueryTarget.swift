import CriteriaSemantics
import Fixtures
import SourceText
import Workspace

/// What a query is asked of, and the criteria: read from the arguments of `query`.
struct QueryTarget {
  enum Records: Equatable {
    /// A datastore of the workspace, or of a store.
    case datastore(String)
    case file(FilePath)
    case standardInput
  }

  let records: Records
  /// As it was given; `-` for standard input; empty for all records.
  let criteria: String

  /// - Parameters:
  ///   - datastore: what `--datastore` says.
  ///   - names: gives the names of the datastores there are; asked where the arguments alone leave a doubt.
  ///   - only: gives the one that is meant where none is named.
  init(
    _ arguments: [String], datastore: String?, names: () -> [String], only: () -> String?
  ) throws(UsageFailure) {
    if let datastore {
      guard arguments.count <= 1 else {
        throw UsageFailure(
          "the datastore is named twice, as `\(datastore)` and as `\(arguments[0])`; leave one of them out")
      }
      records = .datastore(datastore)
      criteria = arguments.first ?? ""
      return
    }
    switch arguments.count {
    case 0:
      throw UsageFailure("a datastore and a criteria are missing: `cliquery query employees 'status==open'`")
    case 1: (records, criteria) = try Self.alone(arguments[0], names, only)
    case 2:
      records = Self.records(arguments[0])
      criteria = arguments[1]
      if records == .standardInput, criteria == "-" {
        throw UsageFailure(
          "records and criteria cannot both come from standard input; give one of them as a file or a text")
      }
    default:
      throw UsageFailure(
        "a criteria is one argument, but \(arguments.count - 1) were given; put it in quotes: "
          + "`cliquery query \(arguments[0]) '\(arguments.dropFirst().joined(separator: " "))'`")
    }
  }

  private static func records(_ argument: String) -> Records {
    if argument == "-" { return .standardInput }
    return isFile(argument) || argument.contains("/") ? .file(FilePath(argument)) : .datastore(argument)
  }

  /// Whether the argument names a file that records can be read from, there or not.
  private static func isFile(_ argument: String) -> Bool {
    guard FixtureFormat(fileName: argument) != nil else { return false }
    return FileSystem.kind(FilePath(argument)) == .file
      || argument.utf8.allSatisfy { isNameByte($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }
  }

  /// One argument: all records of a datastore or file, or a criteria for the only datastore there is.
  private static func alone(
    _ argument: String, _ known: () -> [String], _ only: () -> String?
  ) throws(UsageFailure) -> (Records, String) {
    if argument == "-" { return (.standardInput, "") }
    if isFile(argument) { return (.file(FilePath(argument)), "") }
    let isName = !argument.isEmpty && argument.utf8.allSatisfy(Self.isNameByte)
    if isName { return (.datastore(argument), "") }
    if let advice = requestAdvice(argument) { throw UsageFailure(advice) }
    let names = known()
    if names.contains(argument) { return (.datastore(argument), "") }
    if let only = only() { return (.datastore(only), argument) }
    if names.isEmpty {
      throw UsageFailure(
        "the datastore is missing: `cliquery query DATASTORE '\(argument)'`, with its records in `fixtures/`")
    }
    throw UsageFailure(
      "the datastore is missing: `cliquery query \(names[0]) '\(argument)'`; there are "
        + names.prefix(8).map { "`\($0)`" }.joined(separator: ", ") + (names.count > 8 ? ", …" : ""))
  }

  /// What is wrong with two words that are a request but for one of them.
  private static func requestAdvice(_ argument: String) -> String? {
    let words = argument.split(separator: " ")
    guard words.count == 2, let first = words.first, let second = words.last,
      first.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
    else { return nil }
    if TypedRequest.isMethod(String(first)) {
      return "the path of a request begins with `/`: `cliquery query '\(first) /\(second)'`"
    }
    guard second.hasPrefix("/") else { return nil }
    let meant = Suggestions.nearest(to: String(first), in: TypedRequest.methods)
    return "`\(first)` is no method of a request"
      + (meant.map { "; did you mean `\($0)`?" } ?? "; they are \(list(TypedRequest.methods))")
  }

  private static func list(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
