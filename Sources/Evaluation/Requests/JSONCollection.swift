import JSONSyntax
import SourceText

/// Records as a JSON text holds them: nothing of a record is lost, neither what is nested in it nor how its numbers
/// are written.
package struct JSONCollection: Sendable {
  package let document: JSONDocument
  /// The records' places in `document.nodes`; all of them are objects.
  package let records: [Int]
  /// The names of all properties that a record has, in the order in which they are met.
  package let properties: [[UInt8]]

  /// `document` has no errors.
  package init(document: JSONDocument, records: [Int]) {
    self.document = document
    self.records = records.filter { document.nodes.indices.contains($0) }
    properties = Self.properties(self.records, in: document)
  }

  /// An answer of one record out of others.
  package init(of record: Int, in collection: JSONCollection) {
    document = collection.document
    records = [record]
    properties = collection.properties
  }

  /// The members of an object: the places of key and value, in the order of the text.
  package func members(of record: Int) -> [(key: Int, value: Int)] {
    var result: [(key: Int, value: Int)] = []
    forEachMember(of: record) { result.append(($0, $1)) }
    return result
  }

  /// The place of a property's value; nil where the record does not have it. Of a name that stands twice, the last
  /// one counts.
  package func value(of property: [UInt8], in record: Int) -> Int? {
    var result: Int?
    forEachMember(of: record) { key, value in
      if document.string(document.nodes[key], equals: property) { result = value }
    }
    return result
  }

  package func kind(_ place: Int) -> JSONNode.Kind { document.nodes[place].kind }

  /// The value as a text, for equality: a string's own, else as it is written, without blanks.
  package func text(_ place: Int) -> [UInt8] {
    let node = document.nodes[place]
    switch node.kind {
    case .string: return document.decodedBytes(node)
    case .object, .array:
      var writer = JSONWriter()
      write(place, to: &writer)
      return writer.bytes
    default: return Array(document.bytes[node.range])
    }
  }

  /// The values of an array.
  func elements(of place: Int) -> [Int] {
    guard document.nodes[place].kind == .array else { return [] }
    var result: [Int] = []
    let end = end(of: place)
    var child = place + 1
    while child < end {
      result.append(child)
      child += Int(document.nodes[child].size)
    }
    return result
  }

  /// Writes a value as the writer's form wants it; strings and numbers stay as they are written.
  package func write(_ place: Int, to writer: inout JSONWriter) {
    let node = document.nodes[place]
    switch node.kind {
    case .object:
      writer.beginObject()
      forEachMember(of: place) { key, value in
        writer.key(raw: document.bytes[document.nodes[key].range])
        write(value, to: &writer)
      }
      writer.endObject()
    case .array:
      writer.beginArray()
      for element in elements(of: place) { write(element, to: &writer) }
      writer.endArray()
    default: writer.raw(Array(document.bytes[node.range]))
    }
  }

  private func end(of place: Int) -> Int {
    min(place + Int(document.nodes[place].size), document.nodes.count)
  }

  private func forEachMember(of record: Int, _ body: (_ key: Int, _ value: Int) -> Void) {
    guard document.nodes[record].kind == .object else { return }
    let end = end(of: record)
    var key = record + 1
    while key + 1 < end {
      let value = key + Int(document.nodes[key].size)
      guard value < end else { return }
      body(key, value)
      key = value + Int(document.nodes[value].size)
    }
  }

  /// Most records name the same properties in the same order, so a name is compared with the one at its place in the
  /// record before, and only looked up where it is another.
  private static func properties(_ records: [Int], in document: JSONDocument) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var seen: Set<[UInt8]> = []
    var before: [ByteRange] = []
    for record in records {
      let end = min(record + Int(document.nodes[record].size), document.nodes.count)
      var key = record + 1
      var index = 0
      while key + 1 < end {
        let range = document.nodes[key].range
        let isSame = index < before.count && document.bytes[range] == document.bytes[before[index]]
        if !isSame {
          let name = document.decodedBytes(document.nodes[key])
          if seen.insert(name).inserted { result.append(name) }
          if index < before.count { before[index] = range } else { before.append(range) }
        }
        index += 1
        let value = key + Int(document.nodes[key].size)
        guard value < end else { break }
        key = value + Int(document.nodes[value].size)
      }
    }
    return result
  }
}
