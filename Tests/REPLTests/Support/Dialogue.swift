import FolderTestSupport
import RecordStore
import Testing
import Workspace

@testable import REPL

/// Types what the dialogue says was typed, behind `> ` and `… `, and holds the answers to those that it shows. `start`
/// is typed before.
func checkDialogue(
  _ dialogue: String, columns: Int = 80, answers: [Bool] = [true, true, true, true, true, true, true],
  folder: TestFolder? = nil, store: RecordStore? = nil, start: String? = ".use staff",
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let folder = try folder ?? TestFolder(TestFolder.staff)
  let host = TestHost(columns: columns)
  host.answers = answers
  var session = folder.session(host, store)
  session.isTimed = false
  if let start { _ = session.run(start) }
  let lines = dialogue.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  var index = 0
  while index < lines.count {
    guard lines[index].hasPrefix("> ") else {
      index += 1
      continue
    }
    host.note(lines[index])
    var input = String(lines[index].dropFirst(2))
    index += 1
    while index < lines.count, lines[index].hasPrefix("… ") {
      host.note(lines[index])
      input += "\n" + lines[index].dropFirst(2)
      index += 1
    }
    let isOneLine = !input.contains("\n")
    _ = session.run(input, at: InputPlace(promptWidth: isOneLine ? 2 : nil))
  }
  #expect(host.transcript == dialogue + "\n", sourceLocation: sourceLocation)
}
