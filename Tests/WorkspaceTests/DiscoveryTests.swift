import FolderTestSupport
import Testing
import Workspace

private let script = "r = zoho.cliq.getRecords(\"db\", m);\n"

/// The files that a run over `paths` looks into, seen from the folder, and its problems.
private func discover(_ folder: TestFolder, _ paths: [String] = ["."]) -> ([String], [String]) {
  var session = WorkspaceSession(currentDirectory: folder.path)
  let found = session.discover(paths.map { folder.path.appending($0) })
  let files = session.relevant(found.files).map {
    $0.path.absolute(from: folder.path).below(folder.path) ?? $0.path
  }
  let problems = found.problems.map { problem in
    let path = problem.path.map { FilePath($0).absolute(from: folder.path) }
    return "\(path?.below(folder.path)?.text ?? ""): \(problem.message)"
  }
  return (files.map(\.text), problems)
}

@Test("folders full of other things: only what can hold queries is taken, in the order of the paths' bytes")
func messyFolder() throws {
  let folder = try TestFolder()
  let files: [(name: String, text: String)] = [
    ("b.dg", script), ("a.criteria", "a==1"), ("a-b/x.dg", script), ("a/x y 😀.dg", "\u{FEFF}" + script),
    ("a/handler", script), ("a/other.ds", "info \"criteria\";"), ("crlf.deluge", "// x\r\n" + script),
    ("call.dg", "invokeurl [ url: \"https://x/api/v3/datastores/e/records\" ];"),
    ("plain.dg", "invokeurl [ url: \"https://x/\" ];"), ("UPPER.DG", script), ("c.json", "{\"criteria\": 1}"),
    ("d.json", "{\"a\": 1}"), ("e.http", "GET /"), ("f.rest", ""),
    ("p.postman_collection.json", "{\"criteria\":1}"), (".hidden/x.dg", script),
    (".x.dg", script), ("program", "\u{7F}ELF\0\n" + script), ("nul.dg", "\0\n" + script),
    ("node_modules/x.dg", script), ("readme.md", script), ("x.py", script),
    ("datastores/criteria.json", "{\"criteria\": 1}"), ("fixtures/criteria.json", "{\"criteria\": 1}"),
  ]
  for file in files { try folder.write(file.name, file.text) }
  folder.link("round", to: ".")
  folder.link("a/up", to: "..")
  folder.link("link.dg", to: "b.dg")
  folder.makePipe("pipe.dg")
  try folder.write(FilePath([0xFF] + Array(".dg".utf8)), Array(script.utf8))
  let (found, problems) = discover(folder)
  #expect(
    found == [
      "UPPER.DG", "a-b/x.dg", "a.criteria", "a/handler", "a/x y 😀.dg", "b.dg", "c.json", "call.dg",
      "crlf.deluge", "e.http", "f.rest", "nul.dg", "p.postman_collection.json", "\u{FFFD}.dg",
    ])
  #expect(problems == [])
}

@Test("files given by name are taken whatever is in them, and what cannot be taken is answered in a sentence")
func explicitFiles() throws {
  let folder = try TestFolder()
  try folder.write("plain.dg", "info 1;")
  try folder.write("notes.txt", "text")
  try folder.write("a.py", "pass")
  try folder.write("sub/.gitignore", "*")
  try folder.write("sub/x.dg", "info 1;")
  folder.makePipe("pipe.dg")
  let (found, problems) = discover(
    folder, ["plain.dg", "notes.txt", "a.py", "sub/x.dg", "./plain.dg", "none.dg", "sub"])
  #expect(found == ["notes.txt", "plain.dg", "sub/x.dg"])
  #expect(
    problems == [
      "a.py: queries inside `.py` files are not found by this version; put the criteria into a `.criteria` file to "
        + "check it",
      "none.dg: there is no such file or folder",
    ])
  var session = WorkspaceSession(currentDirectory: folder.path)
  let summary = session.check(session.discover([folder("pipe.dg")]).files) { _ in }
  #expect(
    summary.problems.map(\.message) == [
      "this is not a regular file; give what it holds on standard input, as `-`"
    ])
}

@Test("ignore files above, beside and below count, and the settings' globs after them")
func ignoresAndGlobs() throws {
  let folder = try TestFolder()
  for name in [
    "a/one.dg", "a/two.dg", "a/b/three.dg", "a/b/keep.dg", "old/x.dg", "tmp/x.dg", "z.dg", "n.txt",
  ] {
    try folder.write(name, script)
  }
  try folder.write(".git/info/exclude", "/tmp\n")
  try folder.write(".gitignore", "three.dg\ntwo.*\n")
  try folder.write("a/b/.gitignore", "*.dg\n!keep.dg\n")
  #expect(discover(folder).0 == ["a/b/keep.dg", "a/one.dg", "old/x.dg", "z.dg"])
  #expect(discover(folder, ["a/b"]).0 == ["a/b/keep.dg"])
  try folder.write(".cliquery.yml", "exclude: [old]\n")
  #expect(discover(folder).0 == ["a/b/keep.dg", "a/one.dg", "z.dg"])
  try folder.write(".cliquery.yml", "include: [\"a/*.dg\", \"*.txt\"]\n")
  #expect(discover(folder).0 == ["a/one.dg", "n.txt"])
  try folder.write("a/.cliquery.yml", "exclude: [b]\n")
  #expect(discover(folder).0 == ["a/one.dg", "n.txt"])
}
