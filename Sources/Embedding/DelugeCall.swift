/// A call of one of the tasks that read or write a Cliq datastore, or a request that may.
struct DelugeCall {
  enum Kind: UInt8 {
    case getRecords
    case deleteRecords
    case getRecord
    case createRecord
    case updateRecord
    case deleteRecord
    /// `invokeurl [ … ]`
    case request
  }
  let kind: Kind
  /// The task's name, or `invokeurl`.
  let name: Int32
  /// The `(` or `[` of its arguments.
  let open: Int32
}

extension DelugeCall {
  /// Every such call, in the order of the file.
  static func all(in script: DelugeScript) -> [DelugeCall] {
    var calls: [DelugeCall] = []
    var index: Int32 = 0
    let count = Int32(script.tokens.count)
    while index < count {
      defer { index += 1 }
      guard script.kind(index) == .word else { continue }
      if script.isWord(index, "zoho") {
        guard script.kind(index - 1) != .dot, script.kind(index + 1) == .dot,
          script.isWord(index + 2, "cliq"),
          script.kind(index + 3) == .dot, script.kind(index + 5) == .openParenthesis
        else { continue }
        for (name, kind) in tasks where script.isWord(index + 4, name) {
          calls.append(DelugeCall(kind: kind, name: index + 4, open: index + 5))
        }
      } else if script.kind(index + 1) == .openBracket, script.isWord(index, "invokeurl") {
        calls.append(DelugeCall(kind: .request, name: index, open: index + 1))
      }
    }
    return calls
  }

  private static let tasks: [(StaticString, Kind)] = [
    ("getRecords", .getRecords), ("deleteRecords", .deleteRecords), ("getRecordById", .getRecord),
    ("createRecord", .createRecord), ("updateRecord", .updateRecord), ("deleteRecord", .deleteRecord),
  ]
}
