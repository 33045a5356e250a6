import CriteriaSyntax
import SourceText

/// What a path of the Cliq API asks for (criteria language, "Where criteria stand").
package struct RequestEndpoint: Sendable, Hashable {
  package let api: APIVersion
  /// The index of the segment that names the datastore.
  package let datastoreSegment: Int
  /// Whether the path is that of a datastore's records; else it is one of its records, or something below.
  package let isRecordList: Bool

  /// One part of a path, between slashes.
  package struct Segment: Sendable {
    package let bytes: ArraySlice<UInt8>
    /// Whether a hole stands in it, whose value may be anything, slashes included.
    package let hasHole: Bool

    package init(bytes: ArraySlice<UInt8>, hasHole: Bool) {
      self.bytes = bytes
      self.hasHole = hasHole
    }

    fileprivate func equals(_ text: StaticString) -> Bool {
      !hasHole && text.withUTF8Buffer { bytes.elementsEqual($0) }
    }
  }

  /// The resources that have records, and the api that each belongs to.
  private static let resources: [(name: StaticString, version: StaticString, api: APIVersion)] = [
    ("datastores", "v3", .v3), ("storages", "v2", .v2),
  ]

  /// Paths of other Zoho products are never evidence.
  private static let foreignProducts: [StaticString] = [
    "crm", "recruit", "creator", "books", "desk", "people", "invoice", "inventory", "bigin",
  ]

  /// Matches a path, on any host: `segments` may begin with the host. What stands before the resource must be
  /// `…/api/v3`, or a hole that may well end so (`{{baseUrl}}/datastores/empdir/records`).
  package init?(_ segments: [Segment]) {
    guard
      let resource = segments.indices.last(where: { index in
        index + 2 < segments.count && segments[index + 2].equals("records")
          && Self.resources.contains { segments[index].equals($0.name) }
      }), let entry = Self.resources.first(where: { segments[resource].equals($0.name) })
    else { return nil }
    var before = segments[..<resource]
    if entry.api == .v3, before.count >= 2, before[before.count - 2].equals("extensions") {
      before = before.dropLast(2)
    }
    guard Self.leadsToAPI(before, version: entry.version), !Self.isForeign(before) else { return nil }
    var end = segments.count
    while end > resource + 3, segments[end - 1].bytes.isEmpty { end -= 1 }
    api = entry.api
    datastoreSegment = resource + 1
    isRecordList = end == resource + 3
  }

  private static func leadsToAPI(_ before: ArraySlice<Segment>, version: StaticString) -> Bool {
    guard let last = before.last else { return false }
    let rest = before.dropLast()
    if last.equals(version) || last.hasHole, rest.last?.equals("api") == true { return true }
    // Only a hole at the very start can hold the rest of the path.
    if last.equals(version) { return rest.count == 1 && rest.last?.hasHole == true }
    return rest.isEmpty && last.hasHole
  }

  static func isForeign(_ before: ArraySlice<Segment>) -> Bool {
    before.contains { segment in
      foreignProducts.contains { segment.equals($0) } || containsZohoAPIs(segment.bytes)
    }
  }

  /// `www.zohoapis.eu` and its sisters serve every product but Cliq.
  private static func containsZohoAPIs(_ bytes: ArraySlice<UInt8>) -> Bool {
    let word = Array("zohoapis.".utf8)
    guard bytes.count >= word.count else { return false }
    return (bytes.startIndex...(bytes.endIndex - word.count)).contains { bytes[$0...].starts(with: word) }
  }

  /// What a method asks of the records; nil where criteria have no part in it.
  package func operation(method: some Collection<UInt8>) -> Operation? {
    guard isRecordList else { return nil }
    switch (String(decoding: Array(method), as: UTF8.self).uppercased(), api) {
    case ("GET", _): return .list
    case ("PATCH", .v3): return .update
    // v2 deletes by criteria too: it is what Deluge's task does.
    case ("DELETE", _): return .delete
    default: return nil
    }
  }

  /// The datastore's name in its segment; nil where it is a hole, a path variable (`:name`) or a documentation
  /// placeholder (`{name}`, `<name>`).
  package static func datastoreName(_ segment: Segment) -> String? {
    guard !segment.hasHole, !segment.bytes.isEmpty else { return nil }
    for byte in segment.bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        continue
      default: return nil
      }
    }
    return String(decoding: segment.bytes, as: UTF8.self)
  }
}
