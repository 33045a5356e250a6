import FolderTestSupport
import TestSupport
import Testing
import Workspace

@Test("whatever stands in a settings file, it is read or refused with a place inside of it")
func settingsRobustness() throws {
  let seed = UInt64.random(in: .min ... .max)
  var generator = SeededGenerator(seed: seed)
  func random(_ limit: Int) -> Int { Int.random(in: 0..<max(limit, 1), using: &generator) }
  let text = Array(
    """
    lint: {select: [CQ0, "ALL"], severity: {CQ001: off}, hints: true}
    format:
      width: 80
      equality: keep
    exclude: [&a "x", *a, 'y']
    custom-rules:
      - {name: n, when: "a==1", message: m, severity: error}
    docs-url: https://example.com/
    """.utf8)
  let pieces = [
    "{", "}", "[", "]", ":", "- ", "\n", "\t", "&a ", "*a", "*b", "!!", "|", ">", "'", "\"", "#", "? ",
    "---\n", "\u{FEFF}", "ä", "\0", "<<: *a",
  ]
  let folder = try TestFolder()
  for round in 0..<300 {
    var bytes = text
    for _ in 0...random(4) {
      let place = random(bytes.count)
      switch random(4) {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(contentsOf: pieces[random(pieces.count)].utf8, at: place)
      case 2: bytes[place] = UInt8(random(256))
      default: bytes.removeSubrange(place..<min(bytes.count, place + random(30)))
      }
      if bytes.isEmpty { bytes = text }
    }
    try folder.write(FilePath(".cliquery.yml"), bytes)
    let problems = WorkspaceSession(currentDirectory: folder.path).problems
    let isInside = problems.allSatisfy {
      $0.message.first?.isUppercase == false && ($0.place?.offset ?? 0) <= bytes.count
    }
    #expect(isInside, "seed \(seed), round \(round): \(problems.map(\.line))")
  }
}
