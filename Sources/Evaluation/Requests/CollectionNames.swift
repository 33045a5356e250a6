import MakeQuery
import SourceText

/// How saved answers name what a request asks for (Make query parameters, "Meaning over local records").
package struct CollectionNames: Sendable, Hashable {
  /// A member of an answer.
  package struct Member: Sendable, Hashable {
    /// The catalogue's response key; nil: no source tells it.
    package let known: String?
    /// The path's last fixed part in camel case.
    package let fallback: String

    package init(known: String?, fallback: String) {
      self.known = known
      self.fallback = fallback
    }

    package var best: String { known ?? fallback }
  }

  /// One record, asked for by what stands at the path's end.
  package struct Item: Sendable, Hashable {
    package let id: RequestQuestion.Part
    /// The path's name for it, `organizationId`; nil where the catalogue does not know the path.
    package let name: String?
    /// The member that holds the record alone.
    package let member: Member
  }

  /// The list; where one record is asked for, the list that holds it.
  package let list: Member
  package let item: Item?
  /// The parts of the path, joined by hyphens: `data-stores-137-data`.
  package let joinedPath: String
  /// The last fixed part as it is written: `data-stores`.
  package let lastPart: String
  /// Whether what the endpoint answers with can be one record that has no id, such as the user who asks.
  package let canBeAlone: Bool

  /// The records of a data store.
  package static let dataStoreRecords = CollectionNames(list: Member(known: "records", fallback: "data"))

  /// A list by the name of its member.
  package static func list(named key: String) -> CollectionNames {
    CollectionNames(list: Member(known: key, fallback: key))
  }

  private init(list: Member) {
    self.list = list
    item = nil
    joinedPath = ""
    lastPart = list.fallback
    canBeAlone = false
  }

  /// `listKey` is the response key of the endpoint that lists what `endpoint` answers with one by one.
  package init(_ question: RequestQuestion, endpoint: Endpoint?, listKey: String?) {
    let parts = endpoint.map { $0.path.split(separator: "/").map(String.init) } ?? []
    let texts = question.path.map(\.text).filter { !$0.isEmpty }
    func isFixed(_ index: Int) -> Bool {
      parts.count == texts.count ? !parts[index].hasPrefix("{") : !Self.looksLikeID(texts[index])
    }
    let lastFixed = texts.indices.last(where: isFixed)
    lastPart = lastFixed.map { texts[$0] } ?? texts.last ?? ""
    joinedPath = texts.joined(separator: "-")
    let fallback = Self.camelCase(lastPart)
    let isItem = lastFixed.map { $0 + 1 == texts.count - 1 } ?? false
    if isItem, let id = question.path.last(where: { !$0.bytes.isEmpty }) {
      let name = parts.count == texts.count ? parts.last.map { String($0.dropFirst().dropLast()) } : nil
      list = Member(known: listKey, fallback: fallback)
      item = Item(
        id: id, name: name,
        member: Member(known: endpoint?.responseKey, fallback: Self.singular(listKey ?? fallback)))
      canBeAlone = true
    } else {
      list = Member(known: endpoint?.responseKey, fallback: fallback)
      item = nil
      canBeAlone = !(endpoint?.isPaged ?? false) && !list.best.hasSuffix("s")
    }
  }

  /// Whether a file of this name, its ending left out, is meant for the list.
  package func isListFile(_ name: String) -> Bool {
    name == list.known || name == list.fallback || name == lastPart
  }

  /// Whether a file of this name is meant for the one record.
  package func isItemFile(_ name: String) -> Bool {
    guard let item else { return false }
    return name == joinedPath || name == item.member.known || name == item.member.fallback
  }

  /// A number, or hexadecimal digits and hyphens as long ids are written.
  private static func looksLikeID(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 &- 48 < 10 }
      || (text.utf8.count >= 16 && text.utf8.contains { $0 &- 48 < 10 }
        && text.allSatisfy { $0.isHexDigit || $0 == "-" })
  }

  /// `data-stores` is `dataStores`.
  private static func camelCase(_ text: String) -> String {
    let parts = text.split { $0 == "-" || $0 == "_" }
    return parts.enumerated().map { index, part in
      index == 0 ? String(part) : part.prefix(1).uppercased() + part.dropFirst()
    }.joined()
  }

  /// `properties` are `property` each, `teams` are `team`.
  private static func singular(_ name: String) -> String {
    if name.hasSuffix("ies") { return name.dropLast(3) + "y" }
    if name.hasSuffix("ss") || !name.hasSuffix("s") { return name }
    return String(name.dropLast())
  }
}
