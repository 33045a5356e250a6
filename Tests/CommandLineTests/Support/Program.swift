import FolderTestSupport
import Foundation

/// What a program answered.
struct Outcome {
  let code: Int32
  let output: String
  let error: String
}

/// A program that tests run.
struct Program {
  let path: String

  /// The binary under test: built beside the tests, or named by `CLIQUERY_BINARY`.
  static let cliquery = Program(path: BuiltProgram.path)

  /// The Python of the test tools that `make test` sets up; nil where they could not be installed.
  static let python: Program? = {
    let path = BuiltProgram.packageFolder.appendingPathComponent(".build/test-tools/bin/python").path
    guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
    let program = Program(path: path)
    let probe = try? program.run(["-c", "import junitparser, sarif"], in: BuiltProgram.packageFolder)
    return probe?.code == 0 ? program : nil
  }()

  /// Runs to its end. Output goes through files, so that a full pipe stops nobody.
  func run(
    _ arguments: [String], in folder: URL, input: String? = nil, environment: [String: String] = [:]
  ) throws -> Outcome {
    let scratch = URL(fileURLWithPath: NSTemporaryDirectory())
      .appendingPathComponent("cliquery-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    func handle(_ name: String, _ content: String = "") throws -> FileHandle {
      let file = scratch.appendingPathComponent(name)
      try Data(content.utf8).write(to: file)
      return try FileHandle(forUpdating: file)
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var variables = ProcessInfo.processInfo.environment
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "PWD"] { variables[name] = nil }
    process.environment = variables.merging(environment) { $1 }
    process.standardInput = input == nil ? FileHandle.nullDevice : try handle("input", input ?? "")
    process.standardOutput = try handle("output")
    process.standardError = try handle("error")
    try process.run()
    process.waitUntilExit()
    func content(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: scratch.appendingPathComponent(name)), as: UTF8.self)
    }
    return Outcome(
      code: process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus,
      output: try content("output"), error: try content("error"))
  }

  /// Runs a line of a shell in which `cliquery` is the binary under test.
  static func shell(_ line: String, in folder: URL) throws -> Outcome {
    let binary = URL(fileURLWithPath: cliquery.path).deletingLastPathComponent().path
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return try Program(path: "/bin/bash").run(
      ["-c", line], in: folder, environment: ["PATH": "\(binary):\(path)"])
  }
}
