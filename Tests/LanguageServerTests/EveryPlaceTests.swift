import JSONSyntax
import LanguageServer
import SourceText
import TestSupport
import Testing
import Workspace

/// Questions at every place of whole and of broken texts: each is answered, and answers agree with each other.
@Suite("Every place of a text")
struct EveryPlaceTests {
  private static let texts: [(name: String, text: String)] = [
    (
      "a.criteria",
      "@let d = 1\n@datastore empdir\n\n# 😀\r\n@datastore\n@order_by +a, ,b desc,\n((x==${d} || \"y\" in (1,,${e})\r\n@let = 2\nz==${\n\n@let d=\n<f> like {g} && !(\"\"==\"${d}\" ||\n\n@datastore ${d}\n)\n"
    ),
    (
      "a.dg",
      "void f(string d)\n{\nfor each x in d { q = {\"criteria\": \"a=='😀\\\"' && \" + d + x.get(\"b\", \"order_by\": \"+a\"};\nzoho.cliq.getRecords(\"emp\" + d, q).get(\"list\").get(0).get(\"a\");\nzoho.cliq.deleteRecords(\"empdir\", \"a in (\" + d);\nd = d + \"x\"; q.put(\"criteria\", d);\n"
    ),
    (
      "a.http",
      "@d = {{b\r\n@d = 1\n###\nGET {{d}}/data-stores/{{😀}}/da?te&pg%5B&&pg[=1&cols[]={{d}}\n\t&pg%5Blimit%5D=\r\nA: {{d}} {{$guid}}\n\n{\"criteria\": \"a=={{d}}\n### x\nPOST https://cliq.zoho.com/api/v3/datastores/empdir/records?criteria=a%3D%3D{{d}}\n\n< ./{{d}}"
    ),
    (
      "a.json",
      #"{"variable": [{"key": "d"}, {"key": 1}], "item": [{"request": {"method": "GET", "url": {"raw": "{{u}}/api/v3/datastores/emp%64ir/records?criteria=a%3D%3D{{d}}&order_by=a"}}}, {"criteria": "\u0061==\"{{d}}\" && b", "values": {"a": ["#
    ),
    ("datastores/empdir.json", String(schema.dropLast(9)) + #", "unique_keys": [["empid", 1, "nope"], "x"]"#),
    (
      "fixtures/empdir.json",
      #"{"list": [{"id": 1, "a\u0062": [{"a": 1}], "a" : {"b": 1}}, 7, [{"a": 1}], {"a""#
    ),
    ("fixtures/empdir.ndjson", "{\"a\":1}\n{\"a\n[{\"a\":1}]\n{\"a\":{\"a\":1},\"b\":2}"),
    ("fixtures/empdir.csv", "\u{FEFF}id; \"a\"\"b\" ;a;\"\n"),
  ]

  @Test("has answers that lie in the text and agree")
  func agreement() throws {
    for (name, text) in Self.texts {
      let encoding = encodings[text.utf8.count % 3]
      let folder = try MarkedFolder([name: text + "$0"])
      var client = folder.client(encoding)
      let bytes = Array(text.utf8)
      let lines = LineIndex(bytes)
      for offset in text.unicodeScalars.indices.map({ text.utf8.distance(from: text.startIndex, to: $0) }) {
        let place = lines.position(at: offset, unit: folder.unit(encoding))
        // Inside of a word one place is like the others.
        let isLetter = bytes[ByteRange(offset - 2, offset + 2)].map { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
        if isLetter.count == 4, !isLetter.contains(false) { continue }
        // Between the bytes of a line end nothing can be asked.
        guard (try? lines.offset(of: place, unit: folder.unit(encoding))) == offset else { continue }
        let position = #"{"line":\#(place.line),"character":\#(place.column)}"#
        func ask(_ method: String, _ more: String = "") -> String {
          client.request(
            "textDocument/" + method,
            #"{"textDocument":{"uri":"\#(folder.folder.uri(name))"},"position":\#(position),"positions":[\#(position)]\#(more)}"#
          )
        }
        let spot = "\(name) at \(offset)"
        let highlights = value(ask("documentHighlight"))?.elements ?? []
        let ranges = highlights.map { folder.range($0["range"], in: name, encoding) }
        #expect(ranges.isEmpty || ranges.contains { $0.start <= offset && offset <= $0.end }, "\(spot)")
        #expect(ranges == ranges.sorted() && Set(ranges).count == ranges.count, "\(spot)")
        #expect(ranges.allSatisfy { $0.start >= 0 && !$0.isEmpty }, "\(spot)")
        let prepared = value(ask("prepareRename"))
        if let range = prepared?["range"] {
          #expect(ranges.contains(folder.range(range, in: name, encoding)), "\(spot)")
          let renamed = value(ask("rename", #","newName":"zzz""#))
          let edits = renamed?["changes"]?.members.first { folder.name(ofURI: $0.key.string ?? "") == name }
          let edited = edits?.value.elements.map { folder.range($0["range"], in: name, encoding) } ?? []
          // A rename reaches what is highlighted, or is refused.
          #expect(edited.isEmpty || Set(edited).isSuperset(of: ranges), "\(spot)")
        }
        for method in ["definition", "references", "linkedEditingRange"] {
          #expect(!ask(method).hasPrefix("-"), "\(spot) \(method)")
        }
        var selection = value(ask("selectionRange"))?.elements.first
        var inner: ByteRange?
        while let current = selection {
          let range = folder.range(current["range"], in: name, encoding)
          #expect(range.start <= offset && offset <= range.end, "\(spot)")
          #expect(inner.map { range.contains($0) && range != $0 } ?? true, "\(spot)")
          inner = range
          selection = current["parent"]
        }
      }
      for method in ["documentSymbol", "foldingRange", "documentLink"] {
        let answer = client.request(
          "textDocument/" + method, #"{"textDocument":{"uri":"\#(folder.folder.uri(name))"}}"#)
        #expect(!answer.hasPrefix("-"), "\(name) \(method)")
      }
    }
  }

  @Test("stays askable when bytes of the text are lost")
  func losses() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let methods = [
      "documentHighlight", "rename", "definition", "selectionRange", "documentSymbol", "foldingRange",
    ]
    for (name, text) in Self.texts {
      let folder = try MarkedFolder([name: text + "$0"])
      var client = folder.client("utf-8")
      let uri = folder.folder.uri(name)
      for _ in 0..<12 {
        var scalars = Array(text.unicodeScalars)
        for _ in 0...random.next() % 4 {
          let at = Int(random.next() % UInt64(scalars.count))
          if random.next() % 2 == 0 { scalars.remove(at: at) } else { scalars.swapAt(at, scalars.count / 2) }
        }
        var changed = String.UnicodeScalarView()
        changed.append(contentsOf: scalars)
        let lines = LineIndex(Array(String(changed).utf8))
        client.change(uri, #"{"text":\#(quoted(String(changed)))}"#)
        for method in methods {
          let line = Int(random.next() % UInt64(lines.lineCount))
          let place = #"{"line":\#(line),"character":99999}"#
          let answer = client.request(
            "textDocument/" + method,
            #"{"textDocument":{"uri":"\#(uri)"},"position":\#(place),"positions":[\#(place)],"newName":"zzz"}"#
          )
          #expect(!answer.hasPrefix("-32602 the place"), "seed \(seed): \(name) \(method) \(answer)")
        }
      }
    }
  }

  private func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.string(text)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
