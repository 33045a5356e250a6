import Evaluation
import JSONSyntax
import SourceText

/// Reads saved answers of the Make API: `{"dataStores": […], "pg": {…}}`, a plain array, one record a line, or one
/// record alone. Either all of a file is read, or nothing.
package enum CollectionReader {
  /// What a file holds of what was asked for.
  package struct Saved: Sendable {
    package let collection: JSONCollection
    /// The member that the answer is to have.
    package let key: String
    /// Whether it is one record and no list.
    package let isAlone: Bool
    /// The other members of the saved answer, as they stand there.
    package var members: [String: [UInt8]] = [:]
  }

  package static func list(
    _ bytes: [UInt8], format: FixtureFormat, names: CollectionNames
  ) -> Result<Saved, FixtureFailure> {
    read(bytes, format) { document, root throws(Fault) in
      let member = names.list
      if root.kind == .array {
        return Saved(collection: try records(root, of: document), key: member.best, isAlone: false)
      }
      guard root.kind == .object else {
        throw Fault("expected a saved answer or an array of records, found \(kind(root))", root.range.start)
      }
      let (key, value) = try find(member, in: root)
      var saved: Saved
      if value.kind == .object, names.canBeAlone, names.item == nil {
        saved = Saved(
          collection: JSONCollection(document: document, records: [value.index]), key: key, isAlone: true)
      } else if value.kind == .array {
        saved = Saved(collection: try records(value, of: document), key: key, isAlone: false)
      } else {
        throw Fault(
          "`\(key)` is \(kind(value)), not a list of records; save the answer as it came",
          value.range.start)
      }
      for other in root.members {
        guard let name = other.key.string, name != key else { continue }
        saved.members[name] = Array(document.bytes[other.value.range])
      }
      return saved
    }
  }

  /// One record alone, under the item's name.
  package static func item(
    _ bytes: [UInt8], format: FixtureFormat, member: CollectionNames.Member
  ) -> Result<Saved, FixtureFailure> {
    read(bytes, format) { document, root throws(Fault) in
      guard root.kind == .object else {
        throw Fault("expected a saved answer with one record, found \(kind(root))", root.range.start)
      }
      // An answer that nobody gave a name to has its record under the only object, or is the record.
      let objects = root.members.filter { $0.value.kind == .object }
      let named =
        root[member.best] ?? (member.known == nil && root.members.count == 1 ? objects.first?.value : nil)
      let key = named.flatMap { value in root.members.last { $0.value.index == value.index }?.key.string }
      guard let value = named ?? (root["id"] == nil ? nil : root) else {
        throw Fault("the answer has no `\(member.best)`", root.range.start)
      }
      guard value.kind == .object else {
        throw Fault("`\(key ?? member.best)` is \(kind(value)), not a record", value.range.start)
      }
      return Saved(
        collection: JSONCollection(document: document, records: [value.index]), key: key ?? member.best,
        isAlone: true)
    }
  }

  // MARK: - Parts

  private struct Fault: Error {
    let message: String
    let offset: Int

    init(_ message: String, _ offset: Int) {
      self.message = message
      self.offset = offset
    }
  }

  private static func read(
    _ bytes: [UInt8], _ format: FixtureFormat,
    _ body: (JSONDocument, JSONValue) throws(Fault) -> Saved
  ) -> Result<Saved, FixtureFailure> {
    switch format {
    case .csv:
      return .failure(
        failure([Fault("answers of Make are saved as JSON; this file ends in `.csv`", 0)], bytes, format))
    case .ndjson:
      let joined = LineArray(bytes)
      if let fault = joined.fault {
        return .failure(failure([Fault(fault.message, fault.offset)], bytes, format))
      }
      return read(joined.document, bytes, format, shift: -1, body)
    case .json:
      let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      let document = JSONDocument(start == 0 ? bytes : Array(bytes[start...]))
      let faults = document.errors.map { Fault($0.message(in: document.bytes), $0.range.start + start) }
      if !faults.isEmpty { return .failure(failure(faults, bytes, format)) }
      return read(document, bytes, format, shift: start, body)
    }
  }

  private static func read(
    _ document: JSONDocument, _ bytes: [UInt8], _ format: FixtureFormat, shift: Int,
    _ body: (JSONDocument, JSONValue) throws(Fault) -> Saved
  ) -> Result<Saved, FixtureFailure> {
    guard let root = document.root else {
      return .failure(failure([Fault("the file is empty; expected a saved answer", 0)], bytes, format))
    }
    do throws(Fault) {
      return .success(try body(document, root))
    } catch {
      return .failure(failure([Fault(error.message, error.offset + shift)], bytes, format))
    }
  }

  private static func failure(
    _ faults: [Fault], _ bytes: [UInt8], _ format: FixtureFormat
  ) -> FixtureFailure {
    var counter = PlaceCounter(countsReturns: format != .ndjson)
    let problems = faults.prefix(FixtureFailure.limit).map { fault in
      let place = counter.place(of: fault.offset, in: bytes)
      return FixtureProblem(line: place.line, column: place.column, message: fault.message)
    }
    return FixtureFailure(problems: Array(problems), count: faults.count)
  }

  private static func records(
    _ list: JSONValue, of document: JSONDocument
  ) throws(Fault) -> JSONCollection {
    let elements = list.elements
    for (index, element) in elements.enumerated() where element.kind != .object {
      throw Fault(
        "record \(index + 1) is \(kind(element)); a record is an object", element.range.start)
    }
    return JSONCollection(document: document, records: elements.map(\.index))
  }

  /// The member that holds the list: the one of the known name; where no name is known the only list, else that of
  /// the path's name.
  private static func find(
    _ member: CollectionNames.Member, in root: JSONValue
  ) throws(Fault) -> (key: String, value: JSONValue) {
    let names = root.members.compactMap(\.key.string)
    if let known = member.known {
      if let value = root[known] { return (known, value) }
      throw Fault("the answer has no `\(known)`\(found(names))", root.range.start)
    }
    let lists = root.members.filter { $0.value.kind == .array }
    if lists.count == 1, let only = lists.first, let name = only.key.string { return (name, only.value) }
    if let value = root[member.fallback] { return (member.fallback, value) }
    let what = lists.isEmpty ? "the answer has no list" : "the answer has more than one list"
    throw Fault("\(what), and none is named `\(member.fallback)`\(found(names))", root.range.start)
  }

  private static func found(_ names: [String]) -> String {
    names.isEmpty ? "" : "; it has " + names.prefix(6).map { "`\($0)`" }.joined(separator: ", ")
  }

  private static func kind(_ value: JSONValue) -> String {
    switch value.kind {
    case .object: "an object"
    case .array: "a list"
    case .string: "a text"
    case .number: "a number"
    case .true, .false: "a boolean"
    case .null: "null"
    default: "no JSON"
    }
  }
}
