import FolderTestSupport
import Testing
import Workspace

/// What `body` says it failed with; nil where it did not.
private func failure(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch {
    return (error as? FileSystem.Failure)?.message ?? "\(error)"
  }
}

@Suite("Replacing files")
struct FileReplacementTests {
  @Test func linksStayAndWhatTheyLeadToChanges() throws {
    let folder = try TestFolder()
    try folder.write("in/file", "old")
    folder.link("near", to: "in/file")
    folder.link("in/back", to: "../near")
    folder.link("in/whole", to: folder("in/back").text)
    folder.link("new", to: "in/made")
    for (link, target) in [
      ("near", "in/file"), ("in/back", "in/file"), ("in/whole", "in/file"), ("new", "in/made"),
    ] {
      try FileSystem.write(Array(link.utf8), to: folder(link))
      #expect(folder.read(target) == link)
    }
    let kinds = try FileSystem.list(folder.path).map(\.kind) + FileSystem.list(folder("in")).map(\.kind)
    #expect(kinds == [.folder, .link, .link, .link, .file, .file, .link], "nothing temporary is left")
    folder.link("circle", to: "circle")
    #expect(
      failure { try FileSystem.write([], to: folder("circle")) }
        == "too many symbolic links, perhaps in a circle")
  }

  @Test func otherNamesOfAFileKeepWhatItHeld() throws {
    let folder = try TestFolder()
    try folder.write("file", "old")
    folder.hardLink("other", to: "file")
    try FileSystem.write(Array("new".utf8), to: folder("file"))
    #expect(folder.read("file") == "new" && folder.read("other") == "old")
  }

  @Test func nothingChangesWithoutACommit() throws {
    let folder = try TestFolder()
    try folder.write("file", "old")
    do {
      var file = try FileReplacement(of: folder("file"))
      try file.append(Array("ne".utf8))
    }
    #expect(folder.read("file") == "old")
    var file = try FileReplacement(of: folder("file"))
    try file.append(Array("ne".utf8))
    try file.append(Array("w".utf8))
    #expect(folder.read("file") == "old")
    try file.commit()
    #expect(folder.read("file") == "new")
    #expect(try FileSystem.list(folder.path).count == 1)
  }

  @Test func whatSomebodyElseWroteIsLeftAlone() throws {
    let folder = try TestFolder()
    try folder.write("file", "theirs")
    let told = failure {
      var file = try FileReplacement(of: folder("file"))
      try file.append(Array("ours".utf8))
      try file.commit(insteadOf: Array("read".utf8))
    }
    #expect(told == "it has changed since it was read; run this again")
    #expect(folder.read("file") == "theirs")
    #expect(try FileSystem.list(folder.path).count == 1)
  }
}
