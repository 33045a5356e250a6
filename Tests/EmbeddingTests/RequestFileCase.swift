import CriteriaSyntax
import SourceText
import TestSupport
import Testing

@testable import Embedding

/// A request file and what is found in it.
///
/// `«…»` stand around what an observation points at. Of queries and requests each is a line, in the order of the file:
/// `list v3 empdir: criteria | limit=5`, `?` for a datastore that is not told, `-` for no criteria;
/// `GET address`, then `+ body` and `+ Scheme` where there are such. Holes stand in `⟨…⟩`.
struct RequestFileCase {
  let name: String
  let source: String
  let found: [String]
  let observations: [String]
  /// After the edits of all observations.
  let fixed: String?

  init(
    _ name: String, _ source: String, _ found: [String], observations: [String] = [], fixed: String? = nil
  ) {
    self.name = name
    self.source = source
    self.found = found
    self.observations = observations
    self.fixed = fixed
  }
}

func check(_ cases: [RequestFileCase], sourceLocation: SourceLocation = #_sourceLocation) {
  var failures: [String] = []
  for test in cases {
    // Line ends, a mark at the start and tabs are nobody's business.
    let sources = [
      test.source, test.source.replacing("\n", with: "\r\n"), "\u{FEFF}" + test.source,
      "# 😀 é\n\n###\t\n" + test.source,
    ]
    for source in sources { failures += problems(test, source) }
  }
  #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))", sourceLocation: sourceLocation)
}

private func problems(_ test: RequestFileCase, _ source: String) -> [String] {
  let (bytes, marks) = takeMarks(source)
  let file = RequestFileHost.read(bytes)
  var failures = mappingFailures(file, bytes)
  let lines =
    (file.queries.map { ($0.range, line(of: $0)) } + file.requests.map { ($0.range, line(of: $0, bytes)) })
    .sorted { $0.0 < $1.0 }.map(\.1)
  if lines != test.found { failures.append("found \(lines), expected \(test.found)") }
  let observations = file.observations.map { delugeSummary($0.kind) }
  if observations != test.observations {
    failures.append("observations \(observations), expected \(test.observations)")
  }
  if !test.observations.isEmpty, file.observations.map(\.range) != marks {
    failures.append("observed \(file.observations.map { bytes.text($0.range) })")
  }
  if let fixed = test.fixed {
    let result = TextEdit.apply(file.observations.flatMap(\.edits), to: bytes).map {
      String(decoding: $0, as: UTF8.self)
    }
    if result?.hasSuffix(fixed.replacing("\n", with: source.contains("\r\n") ? "\r\n" : "\n")) != true {
      failures.append("fixed to \(result ?? "nothing")")
    }
  }
  for target in file.queries.flatMap(\.targets)
  where target.datastoreRange.map({ bytes.text($0) }) != target.datastore {
    failures.append("the name of \(target.datastore ?? "") is elsewhere")
  }
  failures += editFailures(file, bytes)
  return failures.map { "\(test.name): \($0)" }
}

private func line(of query: HostQuery) -> String {
  let target = query.targets.map { "\($0.operation) \($0.api) \($0.datastore ?? "?")" }.joined(separator: "+")
  let parameters = query.parameters.map { " | \($0.kind.rawValue)=\(showHoles($0.text))" }.joined()
  return "\(target): \(query.criteria.map(showHoles) ?? "-")\(parameters)"
}

private func line(of request: HostRequest, _ bytes: [UInt8]) -> String {
  "\(request.method ?? "?") \(showHoles(request.text))" + (request.body == .present ? " + body" : "")
    + (request.authorizationScheme.map { " + \(bytes.text($0))" } ?? "")
    + (request.methodRange.map { bytes.text($0).uppercased() != request.method } == true ? " + wrong" : "")
}

/// What is written into a text is read back as it was meant, wherever it is written.
private func editFailures(_ file: HostFile, _ bytes: [UInt8]) -> [String] {
  var failures: [String] = []
  for (index, query) in file.queries.enumerated() {
    guard let text = query.criteria else { continue }
    for place in text.range.start...text.range.end {
      let range = ByteRange(place, min(place + 1, text.range.end))
      let inserted = Array("a\"+ %\\é&b".utf8)
      if text.holes.contains(where: { $0.range.overlaps(range) }) { continue }
      if !range.isEmpty, text.bytes[place] >= 0x80 { continue }
      guard let edit = text.fileEdit(replacing: range, with: inserted),
        let edited = TextEdit.apply([edit], to: bytes)
      else { continue }
      let wanted =
        Array(text.bytes[ByteRange(text.range.start, range.start)]) + inserted
        + Array(text.bytes[ByteRange(range.end, text.range.end)])
      let again = RequestFileHost.read(edited).queries
      let found =
        again.indices.contains(index) ? again[index].criteria.map { Array($0.bytes[$0.range]) } : nil
      // A text that was cut ends elsewhere when its marks change.
      if found != wanted, !text.bytes[text.range].contains(UInt8(ascii: "&")) {
        failures.append("\(String(decoding: edited, as: UTF8.self))")
      }
    }
  }
  return failures
}
