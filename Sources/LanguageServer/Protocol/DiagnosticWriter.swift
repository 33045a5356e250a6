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
    var output = Output()
    append(finding, in: .inPlace, to: &output)
    writer.raw(output.bytes)
  }

  /// All findings, as a JSON array.
  func array(_ findings: DocumentFindings) -> [UInt8] {
    var output = Output()
    output.bytes.reserveCapacity(2 + findings.count * 320)
    output.add("[")
    for group in findings.groups {
      for finding in group.findings {
        if output.bytes.count > 1 { output.add(",") }
        append(finding, in: group, to: &output)
      }
    }
    output.add("]")
    return output.bytes
  }

  private func append(_ finding: Finding, in group: DocumentFindings.Group, to output: inout Output) {
    output.add("{\"range\":")
    append(group.place(finding.range), of: lines, to: &output)
    output.add(",\"severity\":")
    output.add(finding.severity.number)
    let isCustom = finding.code == CustomRule.code
    output.add(",\"code\":")
    output.addString(isCustom ? finding.name : finding.code)
    if let docsURL, !isCustom {
      output.add(",\"codeDescription\":{\"href\":")
      output.addString("\(docsURL)/\(finding.code)")
      output.add("}")
    }
    output.add(",\"source\":\"cliquery\",\"message\":")
    output.addString(finding.message)
    appendTags(finding, to: &output)
    if client.takesRelatedInformation, !finding.related.isEmpty { appendRelated(finding, group, to: &output) }
    if client.takesDiagnosticData, !finding.fixes.isEmpty { appendData(finding, group, to: &output) }
    output.add("}")
  }

  private func appendTags(_ finding: Finding, to output: inout Output) {
    let isUnnecessary = finding.isUnnecessary && client.takesUnnecessaryTag
    let isDeprecated = finding.isDeprecated && client.takesDeprecatedTag
    guard isUnnecessary || isDeprecated else { return }
    output.add(",\"tags\":[")
    if isUnnecessary { output.add("1") }
    if isDeprecated { output.add(isUnnecessary ? ",2" : "2") }
    output.add("]")
  }

  private func appendRelated(
    _ finding: Finding, _ group: DocumentFindings.Group, to output: inout Output
  ) {
    var isFirst = true
    for related in finding.related {
      let file = related.path.map(locate)
      // What lies in a file that cannot be told is left out.
      if let file, file == nil { continue }
      output.add(isFirst ? ",\"relatedInformation\":[{\"location\":{\"uri\":" : ",{\"location\":{\"uri\":")
      isFirst = false
      if let file = file ?? nil {
        output.addString(file.uri.text)
        output.add(",\"range\":")
        append(related.range, of: file.lines, to: &output)
      } else {
        output.bytes += uri
        output.add(",\"range\":")
        append(group.place(related.range), of: lines, to: &output)
      }
      output.add("},\"message\":")
      output.addString(related.message)
      output.add("}")
    }
    if !isFirst { output.add("]") }
  }

  /// The fixes: what an action needs that mends the finding, in the version of the text that it was found in.
  private func appendData(_ finding: Finding, _ group: DocumentFindings.Group, to output: inout Output) {
    output.add(",\"data\":{\"fixes\":[")
    for (index, fix) in finding.fixes.enumerated() {
      output.add(index == 0 ? "{\"title\":" : ",{\"title\":")
      output.addString(fix.title)
      output.add(fix.isSafe ? ",\"isSafe\":true,\"edits\":[" : ",\"isSafe\":false,\"edits\":[")
      for (index, edit) in fix.edits.enumerated() {
        output.add(index == 0 ? "{\"range\":" : ",{\"range\":")
        append(group.place(edit.range), of: lines, to: &output)
        output.add(",\"newText\":")
        output.addString(String(decoding: edit.newText, as: UTF8.self))
        output.add("}")
      }
      output.add("]}")
    }
    output.add("]}")
  }

  private func append(_ range: ByteRange, of lines: LineIndex, to output: inout Output) {
    let start = lines.position(at: range.start, unit: unit, near: output.line)
    let end = lines.position(at: range.end, unit: unit, near: start.line)
    output.line = start.line
    output.add("{\"start\":{\"line\":")
    output.add(start.line)
    output.add(",\"character\":")
    output.add(start.column)
    output.add("},\"end\":{\"line\":")
    output.add(end.line)
    output.add(",\"character\":")
    output.add(end.column)
    output.add("}}")
  }

  /// The one finding of a text that is not known: on its first line, whatever it is.
  func outOfSync(_ reason: String) -> [UInt8] {
    var output = Output()
    output.add("[{\"range\":")
    append(lines.range(ofLine: 0), of: lines, to: &output)
    output.add(",\"severity\":")
    output.add(Severity.error.number)
    output.add(",\"source\":\"cliquery\",\"message\":")
    output.addString(
      "cliquery does not know this text any more (\(reason)); close and open the document to have it checked again"
    )
    output.add("}]")
    return output.bytes
  }

  private static func quoted(_ text: String) -> [UInt8] {
    var output = Output()
    output.addString(text)
    return output.bytes
  }
}

/// What is written so far.
private struct Output {
  var bytes: [UInt8] = []
  /// The line of the last place: the next one is mostly near.
  var line = 0

  mutating func add(_ json: StaticString) {
    json.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func addString(_ text: String) { JSONWriter.appendQuoted(text, to: &bytes) }

  /// A number that is not negative.
  mutating func add(_ number: Int) {
    if number < 10 {
      bytes.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: max(number, 0)))
      return
    }
    let first = bytes.count
    var rest = number
    while rest > 0 {
      bytes.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    }
    bytes[first...].reverse()
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
