import JSONSyntax

/// The members of a saved answer, as far as the beginning of its file tells.
package enum AnswerKeys {
  /// How much of a file is looked at.
  package static let lookedAt = 1 << 16

  /// Whether a text is one object, and not the first of several lines with one each.
  package static func isOneObject(_ bytes: [UInt8]) -> Bool {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return true }
    let first = JSONDocument(Array(bytes[..<end]))
    let isWhole = first.errors.isEmpty && first.root?.kind == .object
    return !isWhole || !bytes[end...].contains { $0 > 0x20 }
  }

  /// Whether a file with these members is an answer of Make: an answer of Cliq has its records under `list` or `data`,
  /// and a record of Cliq holds no lists and no objects.
  package static func areOfMake(_ keys: [String]) -> Bool {
    !keys.isEmpty && !keys.contains("list") && !keys.contains("data")
  }

  /// The names of the members that are lists or objects, of the object that the text begins with; nil where it begins
  /// with none. A text that was cut is read as far as it goes.
  package static func of(_ start: [UInt8]) -> [String]? {
    var position = start.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    func skipBlanks() {
      while position < start.count, [0x20, 0x09, 0x0A, 0x0D].contains(start[position]) { position += 1 }
    }
    skipBlanks()
    guard position < start.count, start[position] == UInt8(ascii: "{") else { return nil }
    var keys: [String] = []
    var key: String?
    var depth = 0
    var isKey = false
    while position < start.count {
      switch start[position] {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        if depth == 1, let key { keys.append(key) }
        key = nil
        depth += 1
        isKey = depth == 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return keys }
      case UInt8(ascii: ","):
        isKey = depth == 1
        key = nil
      case UInt8(ascii: "\""):
        var end = position + 1
        while end < start.count, start[end] != UInt8(ascii: "\"") {
          end += start[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard end < start.count else { return keys }
        if isKey, depth == 1 {
          key = JSONDocument(Array(start[position...end])).root?.string
        }
        isKey = false
        position = end
      default: break
      }
      position += 1
    }
    return keys
  }
}
