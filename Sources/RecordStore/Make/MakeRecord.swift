import JSONSyntax

/// A record of a Make data store: a key, and a JSON object.
package struct MakeRecord: Sendable, Hashable {
  package let key: String
  /// A JSON object, as it was given.
  package let data: [UInt8]

  package init(key: String, data: [UInt8]) {
    self.key = key
    self.data = data
  }
}

/// A Make data store, as the API shows it ("Get data store").
package struct MakeDataStore: Sendable, Hashable {
  package let id: Int
  package let name: String
  package let records: Int
  /// The bytes of its keys and data.
  package let size: Int
  /// Nil: no limit.
  package let maxSize: Int?
}

/// Why Make would not do it: the envelope is `detail`, `message`, `code` [make-api, "Errors"].
package struct MakeRefusal: Sendable, Hashable {
  package enum Code: String, Sendable, Hashable, CaseIterable {
    case notEnoughSpace = "IM003"
    case confirmationRequired = "IM004"
    case invalidParameters = "IM005"

    /// Make's own words for it.
    package var message: String {
      switch self {
      case .notEnoughSpace: "Storage Not Enough Space"
      case .confirmationRequired: "Confirmation Required"
      case .invalidParameters: "Invalid Input Parameters"
      }
    }
  }

  /// Nil where no source shows the answer.
  package let code: Code?
  /// What, and what to do.
  package let detail: String

  package init(code: Code?, detail: String) {
    self.code = code
    self.detail = detail
  }

  package var body: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("detail", detail)
      writer.member("message", code?.message ?? "Not Found")
      writer.member("code", code?.rawValue)
    }
    return writer.textWithNewline
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
