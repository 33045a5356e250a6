import FolderTestSupport
import Foundation
import Testing

@Suite("packaging")
struct PackagingTests {
  private static let hasPython =
    FileManager.default.isExecutableFile(atPath: "/usr/bin/python3") || pathHas("python3")

  private static func pathHas(_ name: String) -> Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
    }
  }

  @Test(.enabled(if: hasPython, "python3 cannot be installed"))
  func generatedFilesAreUpToDate() throws {
    let folder = try TestFolder()
    for (script, path) in [("generate-man-page", "docs/cliquery.1"), ("generate-picture", "docs/check.svg")] {
      let outcome = try Program(
        path: BuiltProgram.packageFolder.appendingPathComponent("Scripts/\(script)").path
      )
      .run(
        [Program.cliquery.path, "made"], in: folder.url)
      #expect(outcome.code == 0, "\(outcome.error)")
      let kept = try String(
        contentsOf: BuiltProgram.packageFolder.appendingPathComponent(path), encoding: .utf8)
      #expect(folder.read("made") == kept, "\(path): run `make generate`")
    }
  }

  @Test func installingPutsEverythingInItsPlace() throws {
    let folder = try TestFolder()
    let script = Program(path: BuiltProgram.packageFolder.appendingPathComponent("Scripts/install").path)
    let outcome = try script.run([Program.cliquery.path, folder.url.path + "/a prefix"], in: folder.url)
    #expect(outcome.code == 0, "\(outcome.error)")
    let prefix = folder.url.appendingPathComponent("a prefix")
    let installed = Program(path: prefix.appendingPathComponent("bin/cliquery").path)
    #expect(try installed.run(["--version"], in: folder.url).code == 0)
    for (path, word) in [
      ("share/man/man1/cliquery.1", ".TH CLIQUERY 1"),
      ("share/bash-completion/completions/cliquery", "--fail-on"),
      ("share/zsh/site-functions/_cliquery", "#compdef"),
      ("share/fish/vendor_completions.d/cliquery.fish", "complete -c"),
    ] {
      #expect(folder.read("a prefix/\(path)")?.contains(word) == true, "\(path)")
    }
    let bash = prefix.appendingPathComponent("share/bash-completion/completions/cliquery").path
    #expect(try Program(path: "/bin/bash").run(["-n", bash], in: folder.url).code == 0)
    #expect(try script.run(["--remove", prefix.path], in: folder.url).code == 0)
    #expect(!FileManager.default.fileExists(atPath: installed.path))
  }

  @Test func theCommitHookChecksWhatIsStaged() throws {
    let folder = try TestFolder(Sample.files)
    let hook = BuiltProgram.packageFolder.appendingPathComponent("editors/pre-commit").path
    for (file, code) in [("queries/clean.criteria", 0), ("queries/team.criteria", 1)] as [(String, Int32)] {
      let outcome = try Program.shell("git init -q . && git add '\(file)' && '\(hook)'", in: folder.url)
      #expect(outcome.code == code, "\(file): \(outcome.output)\(outcome.error)")
    }
  }

  /// Kate starts a server by the mode of a file, and takes the mode from its name.
  @Test func kateKnowsTheFilesOfTheServer() throws {
    let kate = BuiltProgram.packageFolder.appendingPathComponent("editors/kate")
    let settings = try JSONSerialization.jsonObject(
      with: try Data(contentsOf: kate.appendingPathComponent("settings.json")))
    let servers = try #require((settings as? [String: Any])?["servers"] as? [String: [String: Any]])
    let modes = Set(servers.values.compactMap { $0["highlightingModeRegex"] as? String })
    for (file, mode, names) in [
      ("criteria", "Criteria", "*.criteria"), ("deluge", "Deluge", "*.dg;*.ds;*.deluge;*.dls"),
      ("request-file", "Request File", "*.http;*.rest"),
    ] {
      let syntax = try String(
        contentsOf: kate.appendingPathComponent("syntax/\(file).xml"), encoding: .utf8)
      #expect(syntax.contains(#"<language name="\#(mode)""#) && syntax.contains(#"extensions="\#(names)""#))
      #expect(modes.contains("^\(mode)$"), "\(mode)")
    }
    for (name, server) in servers where name != "criteria" { #expect(server["use"] as? String == "criteria") }
  }

  @Test func theDemoShowsFindings() throws {
    let demo = Program(path: BuiltProgram.packageFolder.appendingPathComponent("Scripts/demo").path)
    let outcome = try demo.run([Program.cliquery.path], in: BuiltProgram.packageFolder)
    #expect(outcome.code == 0 && outcome.output.contains("error[CQ003 "), "\(outcome.error)")
  }

  /// Its constructors take half of a start, and come back with any package that imports it.
  @Test func theBinaryHasNoFoundation() throws {
    let binary = try Data(contentsOf: URL(fileURLWithPath: Program.cliquery.path), options: .alwaysMapped)
    for trace in ["libFoundation.so", "__CFInitialize"] {
      #expect(binary.range(of: Data(trace.utf8)) == nil, "\(trace)")
    }
  }
}
