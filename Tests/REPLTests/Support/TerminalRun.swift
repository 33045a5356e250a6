import FolderTestSupport
import Foundation

/// Keys that are pressed at `cliquery repl` in a terminal of its own, and what its screen shows then.
struct TerminalRun {
  enum Step {
    case type(String)
    /// Presses keys with no time between them.
    case quick([String])
    /// Until the screen shows it.
    case wait(String)
    /// Until the screen does not show it any more.
    case gone(String)
    /// Takes the screen's lines down.
    case screen
    /// Takes the row and column of the cursor down, from zero.
    case cursor
    case resize(columns: Int, rows: Int)
    /// Runs a line of a shell in the folder.
    case shell(String)
    /// Asks the program to end, from outside.
    case kill
    /// Takes down whether the terminal shows what is typed.
    case echo
    /// Until the program ends; takes its exit code down.
    case end

    fileprivate var encoded: [Any] {
      switch self {
      case .type(let text): ["type", text]
      case .quick(let keys): ["quick"] + keys
      case .wait(let text): ["wait", text]
      case .gone(let text): ["gone", text]
      case .screen: ["screen"]
      case .cursor: ["cursor"]
      case .resize(let columns, let rows): ["resize", columns, rows]
      case .shell(let line): ["shell", line]
      case .kill: ["kill"]
      case .echo: ["echo"]
      case .end: ["end"]
      }
    }
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static let enter = "\r"
  static let tab = "\t"
  static let controlC = "\u{3}"
  static let controlD = "\u{4}"
  static let controlR = "\u{12}"
  static let up = "\u{1B}[A"
  static let left = "\u{1B}[D"

  /// The Python of the test tools that `make test` sets up; nil where they could not be installed.
  static let python: String? = {
    let path = BuiltProgram.packageFolder.appendingPathComponent(".build/test-tools/bin/python").path
    guard let probe = try? run(path, ["-c", "import pexpect, pyte"], input: ""), probe.code == 0 else {
      return nil
    }
    return path
  }()

  let folder: TestFolder
  var columns = 80
  var rows = 24
  var arguments: [String] = []
  var environment: [String: String] = [:]

  /// What `.screen`, `.cursor` and `.end` took down, in their order: lines, numbers or a code, as texts.
  func take(_ steps: [Step]) throws -> [String] {
    var variables = [
      "HOME": folder.path.text, "TERM": "xterm", "NO_COLOR": "1", "XDG_STATE_HOME": "", "XDG_CONFIG_HOME": "",
      "LC_ALL": "C", "CLIQUERY_HISTORY": folder("history").text,
    ]
    variables.merge(environment) { $1 }
    let job: [String: Any] = [
      "program": BuiltProgram.path, "arguments": ["repl"] + arguments, "folder": folder.path.text,
      "environment": variables, "columns": columns, "rows": rows, "steps": steps.map(\.encoded),
    ]
    let input = String(decoding: try JSONSerialization.data(withJSONObject: job), as: UTF8.self)
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("terminal.py").path
    guard let python = Self.python else { throw Failure(description: "no Python with pexpect and pyte") }
    let outcome = try Self.run(python, [script], input: input)
    guard let answer = try JSONSerialization.jsonObject(with: outcome.output) as? [String: Any],
      let results = answer["results"] as? [Any]
    else { throw Failure(description: "no answer") }
    if let failure = answer["failure"] as? String { throw Failure(description: failure) }
    return results.map { result in
      if let lines = result as? [String] { return lines.joined(separator: "\n") }
      if let numbers = result as? [Int] { return numbers.map(String.init).joined(separator: ",") }
      return "\(result)"
    }
  }

  private static func run(_ path: String, _ arguments: [String], input: String) throws -> (
    code: Int32, output: Data
  ) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    let toChild = Pipe()
    let fromChild = Pipe()
    process.standardInput = toChild
    process.standardOutput = fromChild
    process.standardError = FileHandle.nullDevice
    try process.run()
    toChild.fileHandleForWriting.write(Data(input.utf8))
    try toChild.fileHandleForWriting.close()
    let output = fromChild.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }
}
