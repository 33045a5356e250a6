import CriteriaSemantics
import CriteriaSyntax
import Embedding
import SourceText

/// A fix in the text's own offsets; the sink brings it into the file.
package struct FixDraft: Sendable {
  package let title: String
  package let isSafe: Bool
  package let edits: [TextEdit]

  package static func safe(_ title: String, _ edits: [TextEdit]) -> FixDraft {
    FixDraft(title: title, isSafe: true, edits: edits)
  }

  package static func unsafe(_ title: String, _ edits: [TextEdit]) -> FixDraft {
    FixDraft(title: title, isSafe: false, edits: edits)
  }
}

/// Where rules put what they find. Knows which rule is speaking and about what, maps places and edits to the file,
/// and adds what the finding rests on.
package struct FindingSink {
  package private(set) var findings: [Finding] = []
  private var info: RuleInfo?
  private var severity: Severity?
  private var target: HostQuery.Target?
  private var datastore: String?
  private var room = Int.max

  /// What one rule says about one text at most. A criteria holds ten conditions; a text with more findings is no
  /// criteria, and nobody reads them.
  static let findingsOfARule = 100

  /// Whether nothing more is taken from the rule.
  package var isFull: Bool { room <= 0 }

  package init() {}

  mutating func removeAll() { findings.removeAll(keepingCapacity: true) }

  mutating func begin(
    _ info: RuleInfo, severity: Severity?, target: HostQuery.Target?, datastore: String?, room: Int = .max
  ) {
    self.info = info
    self.room = room
    self.severity = severity
    self.target = target
    self.datastore = datastore
  }

  /// Reports `range` of `text` about the server's answer to `refusal`: severity, basis and code follow from the
  /// table, and nothing is reported where the server accepts it.
  package mutating func report(
    _ refusal: Refusal, in text: MappedText, at range: ByteRange, _ message: String, fixes: [FixDraft] = [],
    related: [RelatedPlace] = [], severity: Severity? = nil
  ) {
    report(
      refusal, atFile: text.fileRange(range), message, fixes: fixes.compactMap { Self.mapped($0, text) },
      related: related, severity: severity)
  }

  /// The same for a place and for edits of the file.
  package mutating func report(
    _ refusal: Refusal, atFile range: ByteRange, _ message: String, fixes: [Fix] = [],
    related: [RelatedPlace] = [], severity: Severity? = nil
  ) {
    guard let target else { return }
    let response = ServerResponseTable.response(to: refusal, target.operation, target.api)
    let usual: Severity
    switch response {
    case .code, .implied, .withoutCode: usual = info?.severity ?? .error
    case .warning: usual = .warning
    case .hint: usual = .hint
    case .nothing, .absent: return
    }
    report(
      at: range, message + Self.note(response, target.api), severity: severity ?? usual,
      basis: response.basis, serverCode: response.serverCode, fixes: fixes, related: related)
  }

  /// Reports that a documented rule is broken for which no operation names a code.
  package mutating func reportImplied(
    in text: MappedText, at range: ByteRange, _ message: String, severity: Severity? = nil,
    fixes: [FixDraft] = []
  ) {
    report(
      in: text, at: range, message + Self.note(.implied, target?.api ?? .v3), severity: severity,
      basis: .implied, fixes: fixes)
  }

  /// What a message says where the rule is documented and the answer is not.
  private static func note(_ response: ServerResponse, _ api: APIVersion) -> String {
    switch (response, api) {
    case (.implied, .v3), (.withoutCode, .v3): notes[0]
    case (.implied, .v2), (.withoutCode, .v2), (.hint(.some), .v2): notes[1]
    default: ""
    }
  }

  static let notes = [
    " (the rule is documented, its error code is not)", " (by v3's documentation; v2's is unpublished)",
  ]

  /// Reports `range` of `text`.
  package mutating func report(
    in text: MappedText, at range: ByteRange, _ message: String, severity: Severity? = nil,
    basis: Basis? = nil, serverCode: String? = nil, fixes: [FixDraft] = [], related: [RelatedPlace] = [],
    isUnnecessary: Bool = false
  ) {
    report(
      at: text.fileRange(range), message, severity: severity, basis: basis, serverCode: serverCode,
      fixes: fixes.compactMap { Self.mapped($0, text) }, related: related, isUnnecessary: isUnnecessary)
  }

  /// Reports `range` of the file; fixes are edits of the file.
  package mutating func report(
    at range: ByteRange, _ message: String, severity: Severity? = nil, basis: Basis? = nil,
    serverCode: String? = nil, fixes: [Fix] = [], related: [RelatedPlace] = [], isUnnecessary: Bool = false,
    datastores: [String]? = nil
  ) {
    guard let info, room > 0 else { return }
    room -= 1
    findings.append(
      Finding(
        code: info.code, name: info.name, severity: self.severity ?? severity ?? info.severity,
        message: message, basis: basis, serverCode: serverCode, operation: target?.operation,
        api: target?.api,
        datastores: datastores ?? datastore.map { [$0] } ?? [], range: range, fixes: fixes, related: related,
        isUnnecessary: isUnnecessary))
  }

  /// Nil where an edit cannot be written into the file, or two of them collide.
  private static func mapped(_ fix: FixDraft, _ text: MappedText) -> Fix? {
    var edits: [TextEdit] = []
    for edit in fix.edits {
      guard let mapped = text.fileEdit(replacing: edit.range, with: edit.newText) else { return nil }
      edits.append(mapped)
    }
    guard !edits.isEmpty, TextEdit.areCompatible(edits, length: Int.max) else { return nil }
    return Fix(title: fix.title, isSafe: fix.isSafe, edits: edits)
  }
}
