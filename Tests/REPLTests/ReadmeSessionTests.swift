import FolderTestSupport
import Foundation
import Testing
import Workspace

@testable import REPL

/// The sessions that the README shows are what a session in `Examples` shows; only times differ.
@Suite("sessions of the README")
struct ReadmeSessionTests {
  /// The blocks without a language that hold a prompt.
  private func sessions() throws -> [[String]] {
    let url = BuiltProgram.packageFolder.appendingPathComponent("README.md")
    var blocks: [[String]] = []
    var fence: Substring?
    for line in try String(contentsOf: url, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    {
      if line.hasPrefix("```") {
        if fence == nil { blocks.append([]) }
        fence = fence == nil ? line : nil
      } else if fence == "```", !blocks.isEmpty {
        blocks[blocks.count - 1].append(String(line))
      }
    }
    return blocks.filter { block in block.contains { prompt($0) != nil } }
  }

  private func prompt(_ line: String) -> Substring? {
    for prompt in ["empdir> ", "cliquery> "] where line.hasPrefix(prompt) { return line.prefix(prompt.count) }
    return nil
  }

  @Test func whatTheREADMEShowsIsShown() throws {
    let examples = FilePath(BuiltProgram.packageFolder.appendingPathComponent("Examples").path)
    let sessions = try sessions()
    #expect(sessions.count == 2)
    for var lines in sessions {
      let host = TestHost(columns: 100)
      var session = Session(host: host, workspace: WorkspaceSession(currentDirectory: examples))
      session.isTimed = false
      if lines.first?.hasPrefix("$ cliquery repl") == true {
        let name = lines.removeFirst().split(separator: " ").last.map(String.init) ?? ""
        _ = session.run(".use \(name)")
      }
      var index = 0
      while index < lines.count {
        guard let prompt = prompt(lines[index]) else {
          index += 1
          continue
        }
        host.note(lines[index])
        var input = String(lines[index].dropFirst(prompt.count))
        index += 1
        let more = String(repeating: " ", count: prompt.count - 5) + "...> "
        while index < lines.count, lines[index].hasPrefix(more) {
          host.note(lines[index])
          input += "\n" + lines[index].dropFirst(more.count)
          index += 1
        }
        let place = InputPlace(promptWidth: input.contains("\n") ? nil : prompt.count)
        _ = session.run(input, at: place)
      }
      let times = /\ \([0-9.]+ (µs|ms)\)/
      #expect(host.transcript == lines.map { $0.replacing(times, with: "") + "\n" }.joined())
    }
  }
}
