import FolderTestSupport
import Foundation
import Testing

/// The language server and clients that are not ours: see `Tests/ClientTests`.
@Suite("Real clients")
struct ClientTests {
  private static let folder = BuiltProgram.packageFolder.appendingPathComponent("Tests/ClientTests")

  private static let pythonClient: Program? = {
    let path = BuiltProgram.packageFolder.appendingPathComponent(".build/test-tools/bin/python").path
    guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
    let program = Program(path: path)
    let probe = try? program.run(["-c", "import pytest_lsp"], in: BuiltProgram.packageFolder)
    return probe?.code == 0 ? program : nil
  }()

  private static let neovim: Program? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/nvim" }.first { FileManager.default.isExecutableFile(atPath: $0) }
      .map { Program(path: $0) }
  }()

  @Test(
    "pytest-lsp, in the profiles of several editors: sessions, and every request at places of all examples",
    .enabled(if: pythonClient != nil, "pytest-lsp cannot be installed"))
  func profiles() throws {
    let python = try #require(Self.pythonClient)
    let scratch = try TestFolder()
    let outcome = try python.run(
      ["-m", "pytest", "--basetemp", scratch.url.appendingPathComponent("tests").path, Self.folder.path],
      in: Self.folder,
      environment: ["CLIQUERY_BINARY": Program.cliquery.path, "PYTHONDONTWRITEBYTECODE": "1"])
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.error)")
    #expect(outcome.output.contains(" passed"))
  }

  @Test(
    "Neovim: a whole session with its own keys and functions",
    .enabled(if: neovim != nil, "nvim cannot be installed"))
  func editor() throws {
    let neovim = try #require(Self.neovim)
    let folder = try TestFolder()
    let examples = folder.url.appendingPathComponent("Examples")
    try FileManager.default.copyItem(
      at: BuiltProgram.packageFolder.appendingPathComponent("Examples"), to: examples)
    let script = Self.folder.appendingPathComponent("neovim.lua").path
    let outcome = try neovim.run(
      ["--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", "luafile \(script)"], in: examples,
      environment: ["CLIQUERY_BINARY": Program.cliquery.path, "XDG_STATE_HOME": folder.url.path])
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.error)")
  }
}
