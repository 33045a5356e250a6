import TestSupport
import Testing
import Workspace

@Test("patterns mean what they mean to git")
func ignorePatterns() {
  // A path that ends with a slash is a folder.
  let rows: [(lines: String, ignored: [String], taken: [String])] = [
    ("a.dg", ["a.dg", "x/a.dg", "a.dg/"], ["b.dg", "a.dgx", "xa.dg"]),
    ("/a.dg", ["a.dg"], ["x/a.dg"]),
    ("x/a.dg", ["x/a.dg"], ["y/x/a.dg"]),
    ("build/", ["build/", "x/build/"], ["build", "x/build"]),
    ("x/build/", ["x/build/"], ["build/", "y/x/build/"]),
    ("*.dg", ["a.dg", "x/.dg", "ü.dg"], ["a.dgx", "a.d"]),
    ("x/*.dg", ["x/a.dg"], ["x/y/a.dg", "a.dg"]),
    ("**/a", ["a", "x/a", "x/y/a"], ["b/ab"]),
    ("**/x/a", ["x/a", "y/x/a"], ["x/b/a"]),
    ("x/**", ["x/a", "x/y/a"], ["x/", "y/x/a"]),
    ("x/**/a", ["x/a", "x/y/a", "x/y/z/a"], ["xa", "x/ya"]),
    ("a**b", ["ab", "axb"], ["a/b"]),
    ("***/a/*.dg", ["a/x.dg", "x/y/a/z.dg"], ["a/x/y.dg"]),
    ("x/***", ["x/a", "x/y/a"], ["x/"]),
    ("?.dg", ["a.dg", "ü.dg"], [".dg", "ab.dg"]),
    ("[a-c].dg", ["b.dg"], ["d.dg", "-.dg"]),
    ("[!a-c].dg", ["d.dg"], ["b.dg", "/.dg"]),
    ("[]a].dg", ["].dg", "a.dg"], ["b.dg"]),
    ("[[:digit:]x]", ["1", "x"], ["y", ":"]),
    ("# note\n\n\\#a\n\\!b", ["#a", "!b"], ["a", "b", "# note"]),
    ("*.dg\n!keep.dg", ["a.dg"], ["keep.dg", "x/keep.dg"]),
    ("!a\na", ["a"], []),
    ("a \nb\\ ", ["a", "b "], ["a ", "b"]),
    ("a\r\nb", ["a", "b"], ["a\r"]),
    ("\u{FEFF}a", ["a"], []),
    ("a\\*b", ["a*b"], ["axb"]),
    ("/", [], ["a", "a/"]),
    ("*a*b*c*", ["xaybzc", "abc"], ["acb"]),
    ("**", ["a", "x/a"], []),
  ]
  for row in rows {
    let file = IgnoreFile(Array(row.lines.utf8))
    func isIgnored(_ path: String) -> Bool {
      let isFolder = path.hasSuffix("/")
      let bytes = Array(path.utf8)
      return file.verdict(isFolder ? bytes.dropLast() : bytes[...], isFolder: isFolder) ?? false
    }
    #expect(row.ignored.filter { !isIgnored($0) } == [], "not ignored by `\(row.lines)`")
    #expect(row.taken.filter(isIgnored) == [], "ignored by `\(row.lines)`")
  }
}

@Test("globs of settings take braces and cover what lies in a matched folder")
func settingsGlobs() {
  let rows: [(glob: String, covered: [String], left: [String])] = [
    ("*.{dg,ds}", ["a.dg", "x/a.ds"], ["a.d", "a.{dg,ds}"]),
    ("{a,b/{c,d}}/x", ["a/x", "b/c/x", "b/d/x"], ["b/x"]),
    ("legacy/*", ["legacy/a.dg", "legacy/x/y.dg"], ["x/legacy/a.dg", "legacy"]),
    ("legacy", ["legacy/a/b.dg", "x/legacy/a.dg"], ["legacyx/a.dg"]),
    ("./scripts/", ["scripts/a.dg"], ["scripts", "x/scripts/a.dg"]),
    ("\\{a,b}", ["{a,b}"], ["a", "b"]),
    ("{a}", ["{a}"], ["a"]),
  ]
  for row in rows {
    let globs = Glob.patterns(row.glob)
    func covers(_ path: String) -> Bool { globs.contains { $0.covers(file: Array(path.utf8)[...]) } }
    #expect(row.covered.filter { !covers($0) } == [], "not covered by `\(row.glob)`")
    #expect(row.left.filter(covers) == [], "covered by `\(row.glob)`")
  }
}

@Test("a pattern that goes back at every star takes no longer than its text allows")
func wildcardsStayQuick() {
  let glob = Glob(Array(String(repeating: "*a", count: 60).utf8) + Array("b".utf8))
  let ratio = Growth.ratio(from: 2_000) {
    [UInt8](repeating: UInt8(ascii: "a"), count: $0)
  } work: { path in
    #expect(!glob.matches(path[...], isFolder: false))
  }
  #expect(ratio < Growth.limit)
}
