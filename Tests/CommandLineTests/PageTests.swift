import FolderTestSupport
import Foundation
import Testing

/// The examples of pages in `docs` do what the pages say, in a copy of `Examples`.
@Suite("pages")
struct PageTests {
  private func examples() throws -> TestFolder {
    let folder = try TestFolder()
    try FileManager.default.removeItem(at: folder.url)
    try FileManager.default.copyItem(
      at: BuiltProgram.packageFolder.appendingPathComponent("Examples"), to: folder.url)
    return folder
  }

  private func blocks(_ page: String) throws -> [(language: String, text: String)] {
    let url = BuiltProgram.packageFolder.appendingPathComponent("docs/\(page)")
    var blocks: [(String, String)] = []
    var isInside = false
    for line in try String(contentsOf: url, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line.hasPrefix("```") {
        if !isInside { blocks.append((String(line.dropFirst(3)), "")) }
        isInside.toggle()
      } else if isInside {
        blocks[blocks.count - 1].1 += line + "\n"
      }
    }
    return blocks
  }

  @Test func expectationsOfDocumentsHold() throws {
    let folder = try examples()
    let texts = try blocks("documents.md").map(\.text)
    #expect(texts.count == 2)
    for text in texts {
      try folder.write("page.criteria", text)
      let test = try folder.cliquery("test", "page.criteria")
      #expect(test.code == 0 && test.error.contains(" passed"), "\(text)\(test.output)\(test.error)")
      #expect(try folder.cliquery("check", "page.criteria").code == 0, "\(text)")
    }
  }

  @Test func commentsSilenceWhatTheyName() throws {
    let folder = try examples()
    let names = ["deluge": "page.dg", "http": "page.http", "criteria": "page.criteria"]
    var count = 0
    for block in try blocks("ignoring.md") {
      guard let name = names[block.language] else { continue }
      count += 1
      try folder.write(name, block.text)
      let silent = try folder.cliquery("check", name)
      #expect(silent.code == 0 && silent.output.isEmpty, "\(block.text)\(silent.output)")
      try folder.write(name, block.text.replacingOccurrences(of: "cliquery: ignore", with: "see"))
      #expect(try folder.cliquery("check", name).code == 1, "\(block.text)")
    }
    #expect(count == 3)
  }

  @Test func settingsOfPagesAreRead() throws {
    for page in ["ignoring.md", "make-endpoints.md", "custom-rules.md"] {
      for block in try blocks(page) where block.language == "yaml" {
        let folder = try TestFolder([".cliquery.yml": block.text])
        let outcome = try folder.cliquery("check", "--show-settings")
        #expect(outcome.code == 0 && outcome.error.isEmpty, "\(page): \(outcome.error)")
      }
    }
  }
}
