import Testing
import Workspace

@testable import REPL

/// Whole dialogues as a person sees them: `> ` stands before what is typed, `… ` before the lines it goes on in.
@Suite("dialogues")
struct DialogueTests {
  /// Types what the dialogue says was typed, and holds the answers to those that it shows.
  private func check(
    _ dialogue: String, columns: Int = 80, answers: [Bool] = [], folder: TestFolder? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = try folder ?? TestFolder()
    let host = TestHost(columns: columns)
    host.answers = answers
    var session = folder.session(host)
    session.isTimed = false
    _ = session.run(".use staff")
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

  @Test func asking() throws {
    try check(
      """
      > team==Support
       id  name     team      pay  active  phone
      101  Mira     Support   900  true    ***
      103  O'Brien  Support  null  false   ***
      2 of 4 records match
      > pay>1000 ||
      … active==false
       id  name        team                         pay  active  phone
      102  山田　太郎  Research and Development  1200.5  true    ***
      103  O'Brien     Support                     null  false   ***
      2 of 4 records match
      > pay>5000
      0 of 4 records match
      > phone==1
      0 of 4 records match; 3 cannot be decided, because of masked values
      > # a comment
      """)
  }
}
