import FolderTestSupport
import Testing
import Workspace

private func failure<Result>(_ body: () throws(FileSystem.Failure) -> Result) -> String? {
  do {
    _ = try body()
    return nil
  } catch {
    return error.message
  }
}

@Test("files of any name are read and written whole, and what is no file is refused in a sentence")
func readingAndWriting() throws {
  let folder = try TestFolder()
  let names: [[UInt8]] = [Array("a b".utf8), Array("😀 ü.dg".utf8), [0x66, 0xFF, 0xFE], Array("-x\n".utf8)]
  for name in names {
    let path = folder.path.appending(name)
    for content in [[], [0, 1, 2], [UInt8](repeating: 7, count: 200_000)] {
      try FileSystem.write(content, to: path)
      #expect(try FileSystem.read(path) == content, "\(path.text)")
    }
  }
  #expect(try FileSystem.list(folder.path).map(\.name) == names.sorted { $0.lexicographicallyPrecedes($1) })

  folder.makePipe("pipe")
  folder.link("loop", to: "loop")
  let refused: [(path: FilePath, message: String)] = [
    (folder.path, "this is a folder"), (folder("none"), "there is no such file or folder"),
    (folder("pipe"), "this is not a regular file; give what it holds on standard input, as `-`"),
    (folder("loop"), "too many symbolic links, perhaps in a circle"),
    (FilePath("/dev/null"), "this is not a regular file; give what it holds on standard input, as `-`"),
    (FilePath([0x2F, 0x00]), "there is no such file or folder"),
  ]
  for row in refused {
    #expect(
      failure { () throws(FileSystem.Failure) in try FileSystem.read(row.path) } == row.message, "\(row)")
  }
}

@Test("a written file keeps its mode, a link stays a link, nothing temporary is left")
func atomicWriting() throws {
  let folder = try TestFolder()
  try folder.write("script", "old")
  folder.setMode("script", 0o751)
  folder.link("link", to: "script")
  try FileSystem.write(Array("new".utf8), to: folder("link"))
  #expect(try FileSystem.read(folder("script")) == Array("new".utf8))
  #expect(folder.mode("script") == 0o751)
  let entries = try FileSystem.list(folder.path)
  #expect(entries.map(\.kind) == [.link, .file], "\(entries)")
  #expect(
    failure { () throws(FileSystem.Failure) in try FileSystem.writeNew([], to: folder("script")) }
      == "the file exists already")
  #expect(
    failure { () throws(FileSystem.Failure) in try FileSystem.write([1], to: FilePath("/dev/null")) } == nil)
  #expect(
    failure { () throws(FileSystem.Failure) in try FileSystem.write([], to: folder("no/file")) }
      == "there is no such file or folder")
}
