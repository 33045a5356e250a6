import CriteriaSemantics
import Evaluation
import Fixtures
import JSONSyntax
import SourceText
import Workspace

/// Records of Make data stores as files and arguments give them.
enum MakeRecordFile {
  /// The records of a file; `-` is standard input, one record a line.
  static func read(_ path: String) throws(Stopped) -> [(key: String?, data: [UInt8])] {
    let shown = path == "-" ? "<stdin>" : path
    var bytes: [UInt8]
    var format = FixtureFormat.ndjson
    if path == "-" {
      guard let read = CommandSession.readStandardInput() else {
        throw Stopped(saying: "standard input cannot be read")
      }
      bytes = read
    } else {
      guard let named = FixtureFormat(fileName: path) else {
        throw Stopped(saying: "`\(path)` is no file of records: its name ends in .json or .ndjson")
      }
      format = named
      do {
        bytes = try FileSystem.read(FilePath(path))
      } catch {
        throw Stopped(saying: "\(path): cannot be read: \(error.message)")
      }
    }
    switch CollectionReader.list(bytes, format: format, names: .dataStoreRecords) {
    case .success(let saved): return try records(saved.collection, shown)
    case .failure(let failure):
      for line in failure.lines(path: shown) { Console.fail(line) }
      throw Stopped(saying: "nothing of \(shown) was imported")
    }
  }

  private static func records(
    _ collection: JSONCollection, _ shown: String
  ) throws(Stopped) -> [(key: String?, data: [UInt8])] {
    let names = [Array("key".utf8), Array("data".utf8)]
    if let other = collection.properties.first(where: { !names.contains($0) }) {
      throw Stopped(
        saying: "\(shown): a record has `key` and `data`, and one of these has "
          + "`\(String(decoding: other, as: UTF8.self))`; put what it holds into `data`")
    }
    var result: [(key: String?, data: [UInt8])] = []
    for (index, record) in collection.records.enumerated() {
      var key: String?
      if let place = collection.value(of: names[0], in: record), collection.kind(place) != .null {
        guard collection.kind(place) == .string else {
          throw Stopped(saying: "\(shown): the key of record \(index + 1) is no text")
        }
        key = String(decoding: collection.text(place), as: UTF8.self)
      }
      let place = collection.value(of: names[1], in: record)
      let isNull = place.map { collection.kind($0) == .null } ?? true
      result.append((key, isNull ? Array("{}".utf8) : place.map { collection.text($0) } ?? []))
    }
    return result
  }

  /// Data as `name=text` and JSON objects, the later ones over the earlier ones.
  static func data(_ values: [String]) throws(Stopped) -> [UInt8] {
    var members: [(key: String, value: [UInt8])] = []
    func set(_ key: String, _ value: [UInt8]) {
      if let index = members.firstIndex(where: { $0.key == key }) {
        members[index].value = value
      } else {
        members.append((key, value))
      }
    }
    for text in values {
      if text != "-", text.first != "{" {
        guard let binding = PlainEnglish.Binding(assignment: text) else {
          throw Stopped(saying: "`\(text)` is no value; write `name=text`, or one JSON object")
        }
        var writer = JSONWriter()
        writer.string(binding.value)
        set(binding.name, writer.bytes)
        continue
      }
      var bytes = Array(text.utf8)
      if text == "-" {
        guard let read = CommandSession.readStandardInput() else {
          throw Stopped(saying: "standard input cannot be read")
        }
        bytes = read
      }
      let document = JSONDocument(bytes)
      if let error = document.errors.first {
        throw Stopped(saying: "the data is no JSON: \(error.message(in: bytes))")
      }
      guard let root = document.root, root.kind == .object else {
        throw Stopped(saying: "the data is no JSON object")
      }
      for member in root.members {
        if let key = member.key.string { set(key, Array(bytes[member.value.range])) }
      }
    }
    var writer = JSONWriter()
    writer.object { writer in
      for member in members {
        writer.key(member.key)
        writer.raw(member.value)
      }
    }
    return writer.bytes
  }
}
