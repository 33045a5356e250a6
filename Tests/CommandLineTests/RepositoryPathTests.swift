import FolderTestSupport
import Foundation
import Testing

/// Reports that a server lays beside a checkout name files from the top of the repository, wherever the settings lie.
@Suite("paths in a repository")
struct RepositoryPathTests {
  @Test func reportsForServersNameFilesFromTheTop() throws {
    var files = [
      ".git/HEAD": "ref: refs/heads/main\n", "tools/cliq/.cliquery.yml": "lint:\n  hints: false\n",
    ]
    for (path, text) in Sample.files { files["tools/cliq/\(path)"] = text }
    let folder = try TestFolder(files)
    let inside = folder.url.appendingPathComponent("tools/cliq")
    let document = "queries/team.criteria"
    let schema = "datastores/team.json"
    let cases: [(format: String, before: String, names: [String])] = [
      ("github", "file=", [document]), ("gitlab", #""path": ""#, [document]),
      ("junit", #"file=""#, [document]), ("sarif", #""uri": ""#, [document, schema]),
    ]
    for (format, before, names) in cases {
      for (place, argument) in [(folder.url, "tools"), (inside, "."), (inside, "queries")] {
        let outcome = try Program.cliquery.run(["check", "--format", format, argument], in: place)
        for name in names {
          #expect(outcome.output.contains("\(before)tools/cliq/\(name)"), "\(format) \(argument)")
          #expect(!outcome.output.contains("\(before)\(name)"), "\(format) \(argument)")
        }
      }
    }
    let input = try Program.cliquery.run(
      ["check", "--format", "github", "--stdin-filename", "queries/new.criteria", "-"], in: inside,
      input: "a AND b")
    #expect(input.output.hasPrefix("::error file=tools/cliq/queries/new.criteria,"), "\(input)")
    try folder.write("tools/cliq/queries/test.criteria", "@datastore gone\n@expect count 1\na==1\n")
    let test = try Program.cliquery.run(["test", "--format", "junit", "queries"], in: inside)
    #expect(test.output.contains(#" file="tools/cliq/queries/test.criteria" line="2""#), "\(test.output)")
    try folder.write("tools/cliq/.cliquery.yml", "lint:\n  hintz: 1\n")
    let broken = try Program.cliquery.run(["check", "--format", "github", "gone.dg"], in: inside)
    #expect(
      broken.output.hasPrefix(
        "::error title=cliquery,file=tools/cliq/.cliquery.yml,line=2,col=3::tools/cliq/"))
    #expect(
      broken.output.contains("\n::error title=cliquery,file=tools/cliq/gone.dg::tools/cliq/gone.dg: there"))
    let json = try Program.cliquery.run(["check", "--format", "json", "tools"], in: folder.url)
    #expect(json.output.contains(#""path": "\#(document)""#))
  }

  @Test func whatIsForPeopleBesideAReport() throws {
    let folder = try TestFolder(Sample.files)
    let file = try folder.cliquery("check", "--format", "sarif", "--output-file", "found.sarif")
    #expect(file.output.isEmpty && file.code == 1)
    #expect(file.error.hasPrefix("found 1 error and 1 warning, written to `found.sarif`; "), "\(file.error)")
    let clean = try folder.cliquery("check", "--format", "github", "queries/clean.criteria")
    #expect(clean.output.isEmpty && clean.error == "1 query in 1 file\n")
    let nothing = try folder.cliquery("check", "datastores", "--ignore", "CQ306")
    #expect(
      nothing.code == 0 && nothing.error.hasPrefix("no file with queries\nlooked for criteria documents "))
    let json = try folder.cliquery("check", "--format", "json")
    #expect(json.error.isEmpty)
    let known = try folder.cliquery("check", "--format", "json", "--baseline", "known.json")
    #expect(known.output == "[]\n" && known.code == 0 && folder.read("known.json") != nil)
  }
}
