import FolderTestSupport
import Foundation
import Testing

/// The commands of the README do what it says. A block of commands stands after `<!-- run: CODE -->`, the exit code
/// of each of them in a copy of `Examples`. A block without a language shows what one of the commands before it shows,
/// or is a criteria document, or a session, which `ReadmeSessionTests` holds.
@Suite("README")
struct ReadmeTests {
  private struct Block {
    let language: Substring
    let code: Int32?
    var lines: [String] = []

    var text: String { lines.map { $0 + "\n" }.joined() }
    var isSession: Bool { lines.contains { $0.hasPrefix("cliquery> ") || $0.hasPrefix("$ cliquery repl") } }
  }

  private func blocks(_ path: String = "README.md") throws -> [Block] {
    let url = BuiltProgram.packageFolder.appendingPathComponent(path)
    var blocks: [Block] = []
    var code: Int32?
    var isInside = false
    for line in try String(contentsOf: url, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line.hasPrefix("<!-- run: ") {
        code = Int32(line.dropFirst(10).prefix { $0.isNumber })
      } else if line.hasPrefix("```") {
        if !isInside { blocks.append(Block(language: line.dropFirst(3), code: code)) }
        isInside.toggle()
        code = nil
      } else if isInside {
        blocks[blocks.count - 1].lines.append(String(line))
      }
    }
    return blocks
  }

  @Test func everyCommandRuns() throws {
    let blocks = try blocks()
    #expect(blocks.filter { $0.language == "sh" }.flatMap(\.lines).count > 12)
    let makefile = try String(
      contentsOf: BuiltProgram.packageFolder.appendingPathComponent("Makefile"), encoding: .utf8)
    var shown: [String] = []
    for block in blocks {
      let folder = try TestFolder()
      let examples = folder.url.appendingPathComponent("Examples")
      try FileManager.default.copyItem(
        at: BuiltProgram.packageFolder.appendingPathComponent("Examples"), to: examples)
      if block.language.isEmpty, block.lines.contains(where: { $0.hasPrefix("@expect") }) {
        try folder.write("Examples/readme.criteria", block.text)
        let outcome = try Program.shell("cliquery test readme.criteria", in: examples)
        #expect(outcome.code == 0, "\(block.text)\(outcome.output)\(outcome.error)")
      } else if block.language.isEmpty, !block.isSession {
        #expect(shown.contains { $0.hasPrefix(block.text) }, "\(block.text)\(shown)")
      }
      guard block.language == "sh" else { continue }
      shown = []
      for line in block.lines {
        if line.hasPrefix("make ") {
          let target = line.dropFirst(5).prefix { $0 != " " }
          #expect(makefile.contains("\n\(target):"), "\(line)")
          continue
        }
        let outcome = try Program.shell(line, in: examples)
        #expect(outcome.code == block.code, "\(line): \(outcome.code)\n\(outcome.output)\(outcome.error)")
        shown.append(outcome.output + outcome.error)
      }
    }
  }

  @Test func theEditorIsSetUpAsTheServersPageSays() throws {
    let lua = try blocks().filter { $0.language == "lua" }.map(\.text)
    let known = try blocks("docs/lsp.md").filter { $0.language == "lua" }.map(\.text)
    #expect(lua.count == 1 && lua.allSatisfy(known.contains))
  }

  @Test func whatItPointsAtIsThere() throws {
    let url = BuiltProgram.packageFolder.appendingPathComponent("README.md")
    let parts = try String(contentsOf: url, encoding: .utf8).split(separator: "](").dropFirst()
    let targets = parts.map { String($0.prefix { $0 != ")" }) }.filter { !$0.hasPrefix("http") }
    #expect(targets.count > 8)
    for target in targets {
      let path = BuiltProgram.packageFolder.appendingPathComponent(target).path
      #expect(FileManager.default.fileExists(atPath: path), "\(target)")
    }
  }
}
