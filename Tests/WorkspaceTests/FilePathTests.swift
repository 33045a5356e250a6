import Testing
import Workspace

@Test("paths are joined, resolved and cut by their bytes")
func filePaths() {
  let absolute: [(path: String, base: String, result: String)] = [
    ("a.dg", "/w", "/w/a.dg"), ("./a/../b c/x", "/w/", "/w/b c/x"), ("../../..", "/w", "/"),
    ("/x//y/.", "/w", "/x/y"), (".", "/w", "/w"), ("", "/w", "/w"), ("😀/ä", "/", "/😀/ä"),
  ]
  for row in absolute {
    #expect(FilePath(row.path).absolute(from: FilePath(row.base)).text == row.result, "\(row)")
  }
  let below: [(path: String, folder: String, result: String?)] = [
    ("/w/a/b", "/w", "a/b"), ("/w", "/w", "."), ("/wx/a", "/w", nil), ("/a", "/", "a"), ("/", "/", "."),
  ]
  for row in below {
    #expect(FilePath(row.path).below(FilePath(row.folder))?.text == row.result, "\(row)")
  }
  let parents: [(path: String, parent: String, last: String)] = [
    ("a/b", "a", "b"), ("a", ".", "a"), ("/a", "/", "a"), ("a/", "a", ""),
  ]
  for row in parents {
    #expect(FilePath(row.path).parent.text == row.parent, "\(row)")
    #expect(String(decoding: FilePath(row.path).lastComponent, as: UTF8.self) == row.last, "\(row)")
  }
  #expect(FilePath([0x61, 0xFF]).text == "a\u{FFFD}")
  #expect(FilePath([0x61, 0xFF]) < FilePath([0x61, 0xFF, 0x00]))
}
