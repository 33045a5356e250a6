import FolderTestSupport
import Testing

@testable import REPL

/// What people type who know other tools, and files of their own beside a workspace.
@Suite("habits")
struct HabitTests {
  @Test func wordsOfOtherToolsAreUnderstood() throws {
    let folder = try TestFolder(TestFolder.staff)
    for word in ["quit", "exit", #"\q"#, ".exit", "  quit "] {
      var session = folder.session(TestHost())
      #expect(session.run(word) == .quit && session.missing(in: word) == nil, "\(word)")
    }
    for word in ["help", "?", #"\?"#, ".?"] {
      let host = TestHost()
      var session = folder.session(host)
      #expect(session.run(word) == .done && host.transcript.hasPrefix(".datastores "), "\(word)")
    }
    // With more behind it, it is a criteria.
    var session = folder.session(TestHost())
    #expect(session.run(".use staff") == .done && session.run("exit==1") == .failed)
  }

  @Test func aFileThatWasTakenInIsNoUnknownDatastore() throws {
    let folder = try TestFolder(TestFolder.staff)
    try folder.write(".cliquery.yml", "datastores:\n  complete: true\n")
    try folder.write("other.csv", "a,b\n1,2\n")
    let host = TestHost()
    var session = folder.session(host)
    #expect(session.run(".import other.csv") == .done)
    #expect(session.run("a==1") == .done, "\(host.transcript)")
    #expect(session.run(".use tags") == .done && session.run("tag==red") == .failed)
    #expect(host.transcript.contains("CQ010 unknown-datastore]: there is no datastore `tags`"))
  }
}
