import Evaluation
import JSONSyntax

/// A record of a Make data store: a key, and a JSON object.
package struct MakeRecord: Sendable, Hashable {
  package let key: String
  /// A JSON object, as it was given.
  package let data: [UInt8]

  /// As the API shows it.
  package var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("key", key)
      writer.key("data")
      writer.raw(data)
    }
    return writer.bytes
  }

  package init(key: String, data: [UInt8]) {
    self.key = key
    self.data = data
  }
}

/// A Make data store, as the API shows it ("Get data store").
package struct MakeDataStore: Sendable {
  package let id: Int
  package let name: String
  package let records: Int
  /// The bytes of its keys and data.
  package let size: Int
  /// Nil: no limit.
  package let maxSize: Int?
  /// `teamId` and `datastructureId`, as far as they were told, as JSON.
  package let members: [(name: String, value: [UInt8])]

  /// As "List data stores" shows it.
  package var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("id", id)
      writer.member("name", name)
      writer.member("records", records)
      writer.member("size", String(size))
      writer.member("maxSize", maxSize.map(String.init))
      for member in members {
        writer.key(member.name)
        writer.raw(member.value)
      }
    }
    return writer.bytes
  }
}

/// Why an operation on a Make data store did nothing.
package enum MakeError: Error, Sendable, Hashable {
  case refused(MakeRefusal)
  /// The file cannot be used.
  case unusable(String)
}

/// A JSON object's members in their order, each key once.
struct MakeData {
  private var members: [(key: [UInt8], source: [UInt8])] = []

  /// Nil where the bytes are no JSON object.
  init?(_ bytes: [UInt8]) {
    let document = JSONDocument(bytes)
    guard document.errors.isEmpty, let root = document.root, root.kind == .object else { return nil }
    var places: [[UInt8]: Int] = [:]
    for member in root.members {
      let key = document.decodedBytes(member.key.node)
      let source = Array(member.value.source.utf8)
      if let place = places[key] {
        members[place].source = source
      } else {
        places[key] = members.count
        members.append((key, source))
      }
    }
  }

  /// Properties that `other` does not have stay as they are.
  mutating func merge(_ other: MakeData) {
    for (key, source) in other.members {
      if let place = members.firstIndex(where: { $0.key == key }) {
        members[place].source = source
      } else {
        members.append((key, source))
      }
    }
  }

  var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      for (key, source) in members {
        writer.key(String(decoding: key, as: UTF8.self))
        writer.raw(source)
      }
    }
    return writer.bytes
  }
}
