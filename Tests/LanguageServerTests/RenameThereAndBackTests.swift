import Foundation
import JSONSyntax
import LanguageServer
import SourceText
import TestSupport
import Testing
import Workspace

@Suite("A new name, and the old one again")
struct RenameThereAndBackTests {
  @Test("a rename there and back changes nothing")
  func thereAndBack() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let names = ["department", "depatment", "empdir", "empid", "isactive", "dept", "salary", "d", "store"]
    var renames = 0
    for round in 0..<30 {
      var (files, cursor) = Self.randomFiles(&random, names)
      guard let spot = cursor(names[Int(random.next() % UInt64(names.count))]) else { continue }
      let text = files[spot.file] ?? ""
      let index = text.utf8.index(text.startIndex, offsetBy: spot.offset)
      files[spot.file] = text.replacingCharacters(in: index..<index, with: "$0")
      let encoding = encodings[round % 3]
      let folder = try MarkedFolder(files)
      var client = folder.client(encoding, capabilities: editingFully)
      let new = "n\(round)ew"
      let prepared = value(client.request("textDocument/prepareRename", folder.params(encoding)))
      guard let old = prepared?["placeholder"]?.string else { continue }
      let answer = value(
        client.request("textDocument/rename", folder.params(encoding, #","newName":"\#(new)""#)))
      guard answer?["documentChanges"] != nil else { continue }
      let (after, _) = folder.applied(answer, encoding)
      var changed = after
      let text2 = changed[spot.file] ?? ""
      guard let place = text2.range(of: new) else {
        Issue.record("seed \(seed), round \(round): no new name in \(spot.file)")
        continue
      }
      changed[spot.file] = text2.replacingCharacters(in: place.lowerBound..<place.lowerBound, with: "$0")
      let back = try MarkedFolder(changed)
      var other = back.client(encoding, capabilities: editingFully)
      let reply = other.request("textDocument/rename", back.params(encoding, #","newName":"\#(old)""#))
      let (result, _) = back.applied(value(reply), encoding)
      renames += 1
      #expect(result == folder.texts, "seed \(seed), round \(round): \(old) in \(spot.file): \(reply)")
    }
    #expect(renames > 5, "seed \(seed)")
  }

  /// A workspace of random queries, and where a name stands in it.
  private static func randomFiles(
    _ random: inout SeededGenerator, _ names: [String]
  ) -> ([String: String], (String) -> (file: String, offset: Int)?) {
    func pick(_ list: [String]) -> String { list[Int(random.next() % UInt64(list.count))] }
    let fields = ["department", "depatment", "empid", "isactive", "salary"]
    func condition(_ hole: (String) -> String) -> String {
      pick(fields) + pick(["==", "!=", " like ", " in "])
        + pick(["a", "😀", "(a, b)", hole(pick(["dept", "d"]))])
    }
    func criteria(_ hole: (String) -> String) -> String {
      (0...Int(random.next() % 3)).map { _ in condition(hole) }.joined(
        separator: pick([" && ", " || ", "&&"]))
    }
    var document = pick(["@datastore empdir\n\n", "", "@let d = 1\n@datastore empdir\n\n"])
    for _ in 0..<3 {
      document += pick(["", "# 😀\n", "@datastore empdir\n", "@let dept = 1\n", "@order_by department desc\n"])
      document += criteria { "${\($0)}" } + pick(["\n\n", "\r\n\r\n"])
    }
    var script = "dept = 1;\nd = 2;\n"
    for _ in 0..<2 {
      script += "q = {\"criteria\": \"" + criteria { "\" + \($0) + \"" } + "\"};\n"
      script += "info zoho.cliq.getRecords(\"\(pick(["empdir", "store"]))\", q);\n"
    }
    let url = "https://x/api/v3/datastores/empdir/records?criteria="
    let files = [
      "a.criteria": document, "b.dg": script,
      "c.json": "{\"method\": \"GET\", \"url\": \"\(url)\(criteria { "{{\($0)}}" })\"}",
      "datastores/empdir.json": schema, "fixtures/empdir.ndjson": records,
    ]
    let order = ["a.criteria", "b.dg", "c.json", "datastores/empdir.json"].shuffled(using: &random)
    return (
      files,
      { name in
        for file in order {
          guard let text = files[file], let range = text.range(of: name) else { continue }
          return (file, text[..<range.lowerBound].utf8.count)
        }
        return nil
      }
    )
  }
}
