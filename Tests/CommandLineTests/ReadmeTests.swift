import Foundation
import Testing

/// The commands of the README do what it says. A block of commands stands after `<!-- run: CODE -->`, the exit code
/// of each of them in a copy of `Examples`.
@Suite("README")
struct ReadmeTests {
  private struct Block {
    let code: Int32?
    var lines: [String] = []
  }

  private func blocks() throws -> [Block] {
    let url = Program.packageFolder.appendingPathComponent("README.md")
    var blocks: [Block] = []
    var code: Int32?
    var isInside = false
    for line in try String(contentsOf: url, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line.hasPrefix("<!-- run: ") {
        code = Int32(line.dropFirst(10).prefix { $0.isNumber })
      } else if line == "```sh" {
        blocks.append(Block(code: code))
        isInside = true
        code = nil
      } else if line == "```" {
        isInside = false
      } else if isInside {
        blocks[blocks.count - 1].lines.append(String(line))
      }
    }
    return blocks
  }

  @Test func everyCommandRuns() throws {
    let blocks = try blocks()
    #expect(blocks.flatMap(\.lines).count > 12)
    let makefile = try String(
      contentsOf: Program.packageFolder.appendingPathComponent("Makefile"), encoding: .utf8)
    for block in blocks {
      let folder = try TemporaryFolder()
      let examples = folder.url.appendingPathComponent("Examples")
      try FileManager.default.copyItem(
        at: Program.packageFolder.appendingPathComponent("Examples"), to: examples)
      for line in block.lines {
        if line.hasPrefix("make ") {
          let target = line.dropFirst(5).prefix { $0 != " " }
          #expect(makefile.contains("\n\(target):"), "\(line)")
          continue
        }
        let outcome = try Program.shell(line, in: examples)
        #expect(outcome.code == block.code, "\(line): \(outcome.code)\n\(outcome.output)\(outcome.error)")
      }
    }
  }

  @Test func whatItPointsAtIsThere() throws {
    let url = Program.packageFolder.appendingPathComponent("README.md")
    let parts = try String(contentsOf: url, encoding: .utf8).split(separator: "](").dropFirst()
    let targets = parts.map { String($0.prefix { $0 != ")" }) }.filter { !$0.hasPrefix("http") }
    #expect(targets.count > 8)
    for target in targets {
      let path = Program.packageFolder.appendingPathComponent(target).path
      #expect(FileManager.default.fileExists(atPath: path), "\(target)")
    }
  }
}
