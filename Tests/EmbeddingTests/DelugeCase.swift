import CriteriaSyntax
import SourceText
import Testing

@testable import Embedding

/// One Deluge script and what is to be found in it.
///
/// In `script`, `«…»` stands around what an observation points at; the marks are taken out before scanning. A query
/// reads `text -> datastore operation api, …`, `~` before a fragment, ` {kind=value}` for its parameters, `-` for no
/// criteria, `?` for a datastore that is computed.
struct DelugeCase: Sendable, CustomTestStringConvertible {
  let name: String
  let script: String
  let queries: [String]
  /// What each pair of marks stands for, and the script after its edits, where there are any.
  let observations: [String]
  let fixed: String?

  init(
    _ name: String, _ script: String, _ queries: [String], observations: [String] = [], fixed: String? = nil
  ) {
    self.name = name
    self.script = script
    self.queries = queries
    self.observations = observations
    self.fixed = fixed
  }

  var testDescription: String { name }
}

/// Checks everything that one script promises: texts, targets, parameters, observations with their places and edits,
/// and the way from every text back to the file.
func check(_ test: DelugeCase, sourceLocation: SourceLocation = #_sourceLocation) {
  let (bytes, marks) = takeMarks(test.script)
  let file = DelugeHost.scan(bytes)
  var failures: [String] = []

  let queries = file.queries.map { delugeSummary($0) }
  if queries != test.queries { failures.append("queries \(queries), expected \(test.queries)") }
  let observations = file.observations.map { delugeSummary($0.kind) }
  if observations != test.observations {
    failures.append("observations \(observations), expected \(test.observations)")
  }
  if !test.observations.isEmpty, file.observations.map(\.range) != marks {
    failures.append("observed \(file.observations.map { bytes.text($0.range) }), expected \(marks)")
  }
  if let fixed = test.fixed {
    let result = TextEdit.apply(file.observations.flatMap(\.edits), to: bytes).map {
      String(decoding: $0, as: UTF8.self)
    }
    if result != fixed { failures.append("fixed to \(result ?? "nothing"), expected \(fixed)") }
  }
  if !file.queries.isEmpty || !file.observations.isEmpty, !DelugeHost.mayHoldQueries(bytes) {
    failures.append("the gate rejects it")
  }
  failures += mappingFailures(file, bytes)
  failures += editFailures(file, bytes)
  #expect(
    failures.isEmpty, "\(test.name): \(failures.joined(separator: "; "))", sourceLocation: sourceLocation)
}

func delugeSummary(_ query: HostQuery) -> String {
  let text = query.criteria.map { String(decoding: $0.bytes[$0.range], as: UTF8.self) } ?? "-"
  let parameters = query.parameters.map {
    " {\($0.kind.rawValue)=\(String(decoding: $0.text.bytes[$0.text.range], as: UTF8.self))}"
  }
  let targets = query.targets.map { "\($0.datastore ?? "?") \($0.operation.rawValue) \($0.api.rawValue)" }
  return (query.isFragment ? "~" : "") + text + parameters.joined() + " -> " + targets.joined(separator: ", ")
}

func delugeSummary(_ kind: HostObservation.Kind) -> String {
  switch kind {
  case .stringInsteadOfMap(let function): "string \(function)"
  case .unknownKey(let name, let function): "key \(name) \(function)"
  case .unusedQuery(let variable): "unused \(variable)"
  case .noInterpolation(let expression): "interpolation \(expression)"
  case .unencodedCriteria(let sent): "cut to \(sent)"
  case .doubleEncoding: "encoded twice"
  case .tokenInSource(let token): "token \(token)"
  case .plusInURL(let field, let api): "plus \(field) \(api)"
  }
}

/// The script without its marks, and what they enclosed, by their start.
func takeMarks(_ marked: String) -> (bytes: [UInt8], marks: [ByteRange]) {
  var bytes: [UInt8] = []
  var starts: [Int] = []
  var marks: [ByteRange] = []
  for character in marked.unicodeScalars {
    switch character {
    case "«": starts.append(bytes.count)
    case "»": if let start = starts.popLast() { marks.append(ByteRange(start, bytes.count)) }
    default: bytes += String(character).utf8
    }
  }
  return (bytes, marks.sorted())
}

/// Every byte of a text that is no hole leads to the same byte of the file, or to an escape; segments cover the text.
func mappingFailures(_ file: HostFile, _ bytes: [UInt8]) -> [String] {
  var failures: [String] = []
  let texts = file.queries.flatMap { query in
    (query.criteria.map { [$0] } ?? []) + query.parameters.map(\.text)
  }
  for text in texts + file.requests.map(\.text) where !text.segments.isEmpty {
    var position = 0
    for segment in text.segments {
      if segment.text.start != position { failures.append("a gap before \(segment.text)") }
      position = segment.text.end
      guard ByteRange(0, bytes.count).contains(segment.file) else {
        failures.append("outside the file: \(segment.file)")
        continue
      }
      switch segment.kind {
      case .verbatim:
        if !text.bytes[segment.text].elementsEqual(bytes[segment.file]) {
          failures.append("not verbatim \(segment)")
        }
      case .escape:
        if segment.text.count > 4 || segment.file.isEmpty { failures.append("no escape \(segment)") }
      case .hole:
        // A mark that joins parts leads to no place of its own.
        let isMark = segment.literal < 0
        let isHole = text.bytes[segment.text].elementsEqual("${".utf8 + bytes[segment.file] + "}".utf8)
        let isShortened =
          segment.file.count > 1024
          && text.bytes[segment.text].elementsEqual(
            "${".utf8 + bytes[segment.file].prefix(1024) + "…}".utf8)
        if !isMark, !isHole, !isShortened, !text.bytes[segment.text].elementsEqual(bytes[segment.file]) {
          failures.append("no hole \(segment)")
        }
      }
    }
    if position != text.bytes.count { failures.append("covers \(position) of \(text.bytes.count) bytes") }
  }
  for query in file.queries where !ByteRange(0, bytes.count).contains(query.range) {
    failures.append("outside the file: \(query.range)")
  }
  return failures
}

/// An edit of the first byte of each piece of each text, with both quotes and a backslash in what is written, changes
/// that text and no other thing of it, and escapes no quote but its literal's own.
private func editFailures(_ file: HostFile, _ bytes: [UInt8]) -> [String] {
  file.queries.flatMap { query -> [String] in
    guard let text = query.criteria else { return [] }
    return text.segments.prefix(8).compactMap { editFailure(query, text, $0, bytes) }
  }
}

private func editFailure(
  _ query: HostQuery, _ text: MappedText, _ segment: MappedText.Segment, _ bytes: [UInt8]
)
  -> String?
{
  guard segment.kind == .verbatim, !segment.text.isEmpty else { return nil }
  let range = ByteRange(segment.text.start, segment.text.start + 1)
  let inserted = Array("a\"b'\\c".utf8)
  guard let edit = text.fileEdit(replacing: range, with: inserted),
    let edited = TextEdit.apply([edit], to: bytes)
  else { return "no edit in \(delugeSummary(query))" }
  let written = String(decoding: edit.newText, as: UTF8.self)
  let plain = [#"a\"b'\\c"#, #"a"b\'\\c"#]
  let inJSON = [#"a\\\"b'\\\\c"#, #"a\\"b\'\\\\c"#]
  guard written.contains("%22") || (plain + inJSON).contains(written) else { return "written \(written)" }
  let expected =
    text.bytes[ByteRange(0, range.start)] + inserted + text.bytes[ByteRange(range.end, text.bytes.count)]
  let found = DelugeHost.scan(edited).queries.contains {
    $0.criteria.map { $0.bytes == Array(expected) } ?? false
  }
  return found
    ? nil : "the edit of \(delugeSummary(query)) gives \(String(decoding: edited, as: UTF8.self))"
}
