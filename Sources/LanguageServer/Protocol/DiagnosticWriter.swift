import JSONSyntax
import Linting
import SourceText
import Workspace

/// Writes findings of one text as the client takes them (LSP 3.17, `Diagnostic`).
///
/// A long document has hundreds, sent at each key: the bytes are put together without a writer's bookkeeping.
struct DiagnosticWriter {
  /// Where a related place of another file lies: the file's address and its lines.
  typealias FileLocator = (_ path: String) -> (uri: DocumentURI, lines: LineIndex)?

  private let uri: [UInt8]
  private let lines: LineIndex
  private let client: ClientProfile
  private let unit: LineIndex.Unit
  private let docsURL: String?
  private let locate: FileLocator

  init(
    uri: DocumentURI, lines: LineIndex, client: ClientProfile, docsURL: String?,
    locate: @escaping FileLocator = { _ in nil }
  ) {
    self.uri = Self.quoted(uri.text)
    self.lines = lines
    self.client = client
    unit = client.encoding.unit
    self.docsURL = client.takesCodeDescription ? docsURL : nil
    self.locate = locate
  }

  init(document: OpenDocument, client: ClientProfile, docsURL: String?) {
    self.init(uri: document.uri, lines: document.lines, client: client, docsURL: docsURL)
  }

  /// A finding whose places are those of the document.
  func write(_ finding: Finding, to writer: inout JSONWriter) {
    var bytes: [UInt8] = []
    append(finding, in: .inPlace, to: &bytes)
    writer.raw(bytes)
  }

  /// All findings, as a JSON array.
  func array(_ findings: DocumentFindings) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(2 + findings.count * 320)
    bytes.add("[")
    for group in findings.groups {
      for finding in group.findings {
        if bytes.count > 1 { bytes.add(",") }
        append(finding, in: group, to: &bytes)
      }
    }
    bytes.add("]")
    return bytes
  }

  private func append(_ finding: Finding, in group: DocumentFindings.Group, to bytes: inout [UInt8]) {
    bytes.add("{\"range\":")
    append(group.place(finding.range), of: lines, to: &bytes)
    bytes.add(",\"severity\":")
    bytes.add(finding.severity.number)
    let isCustom = finding.code == CustomRule.code
    bytes.add(",\"code\":")
    bytes.addString(isCustom ? finding.name : finding.code)
    if let docsURL, !isCustom {
      bytes.add(",\"codeDescription\":{\"href\":")
      bytes.addString("\(docsURL)/\(finding.code)")
      bytes.add("}")
    }
    bytes.add(",\"source\":\"cliquery\",\"message\":")
    bytes.addString(finding.message)
    appendTags(finding, to: &bytes)
    if client.takesRelatedInformation, !finding.related.isEmpty { appendRelated(finding, group, to: &bytes) }
    if client.takesDiagnosticData, !finding.fixes.isEmpty { appendData(finding, group, to: &bytes) }
    bytes.add("}")
  }

  private func appendTags(_ finding: Finding, to bytes: inout [UInt8]) {
    let isUnnecessary = finding.isUnnecessary && client.takesUnnecessaryTag
    let isDeprecated = finding.isDeprecated && client.takesDeprecatedTag
    guard isUnnecessary || isDeprecated else { return }
    bytes.add(",\"tags\":[")
    if isUnnecessary { bytes.add("1") }
    if isDeprecated { bytes.add(isUnnecessary ? ",2" : "2") }
    bytes.add("]")
  }

  private func appendRelated(
    _ finding: Finding, _ group: DocumentFindings.Group, to bytes: inout [UInt8]
  ) {
    var isFirst = true
    for related in finding.related {
      let file = related.path.map(locate)
      // What lies in a file that cannot be told is left out.
      if let file, file == nil { continue }
      bytes.add(isFirst ? ",\"relatedInformation\":[{\"location\":{\"uri\":" : ",{\"location\":{\"uri\":")
      isFirst = false
      if let file = file ?? nil {
        bytes.addString(file.uri.text)
        bytes.add(",\"range\":")
        append(related.range, of: file.lines, to: &bytes)
      } else {
        bytes += uri
        bytes.add(",\"range\":")
        append(group.place(related.range), of: lines, to: &bytes)
      }
      bytes.add("},\"message\":")
      bytes.addString(related.message)
      bytes.add("}")
    }
    if !isFirst { bytes.add("]") }
  }

  /// The fixes: what an action needs that mends the finding, in the version of the text that it was found in.
  private func appendData(_ finding: Finding, _ group: DocumentFindings.Group, to bytes: inout [UInt8]) {
    bytes.add(",\"data\":{\"fixes\":[")
    for (index, fix) in finding.fixes.enumerated() {
      bytes.add(index == 0 ? "{\"title\":" : ",{\"title\":")
      bytes.addString(fix.title)
      bytes.add(fix.isSafe ? ",\"isSafe\":true,\"edits\":[" : ",\"isSafe\":false,\"edits\":[")
      for (index, edit) in fix.edits.enumerated() {
        bytes.add(index == 0 ? "{\"range\":" : ",{\"range\":")
        append(group.place(edit.range), of: lines, to: &bytes)
        bytes.add(",\"newText\":")
        bytes.addString(String(decoding: edit.newText, as: UTF8.self))
        bytes.add("}")
      }
      bytes.add("]}")
    }
    bytes.add("]}")
  }

  private func append(_ range: ByteRange, of lines: LineIndex, to bytes: inout [UInt8]) {
    let start = lines.position(at: range.start, unit: unit)
    let end = lines.position(at: range.end, unit: unit)
    bytes.add("{\"start\":{\"line\":")
    bytes.add(start.line)
    bytes.add(",\"character\":")
    bytes.add(start.column)
    bytes.add("},\"end\":{\"line\":")
    bytes.add(end.line)
    bytes.add(",\"character\":")
    bytes.add(end.column)
    bytes.add("}}")
  }

  /// The one finding of a text that is not known: on its first line, whatever it is.
  func outOfSync(_ reason: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.add("[{\"range\":")
    append(lines.range(ofLine: 0), of: lines, to: &bytes)
    bytes.add(",\"severity\":")
    bytes.add(Severity.error.number)
    bytes.add(",\"source\":\"cliquery\",\"message\":")
    bytes.addString(
      "cliquery does not know this text any more (\(reason)); close and open the document to have it checked again"
    )
    bytes.add("}]")
    return bytes
  }

  private static func quoted(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.addString(text)
    return bytes
  }
}

extension [UInt8] {
  fileprivate mutating func add(_ json: StaticString) {
    json.withUTF8Buffer { append(contentsOf: $0) }
  }

  fileprivate mutating func addString(_ text: String) { JSONWriter.appendQuoted(text, to: &self) }

  /// A number that is not negative.
  fileprivate mutating func add(_ number: Int) {
    if number < 10 {
      append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: Swift.max(number, 0)))
      return
    }
    let first = count
    var rest = number
    while rest > 0 {
      append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    }
    self[first...].reverse()
  }
}

extension Severity {
  /// LSP 3.17, `DiagnosticSeverity`.
  var number: Int {
    switch self {
    case .error: 1
    case .warning: 2
    case .hint: 4
    }
  }
}
