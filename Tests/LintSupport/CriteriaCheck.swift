import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Linting
import SourceText

/// What stands around a criteria text when it is checked.
package struct CheckSetting: Sendable {
  package var datastores: [String?]
  package var operation: CriteriaSyntax.Operation
  package var api: APIVersion
  package var parameters: [HostQuery.Parameter.Kind: String]
  package var options: LintOptions
  package var host: HostKind
  /// Whether there is no criteria at all, instead of the text.
  package var isWithoutCriteria: Bool

  package init(
    datastore: String? = "empdir", operation: CriteriaSyntax.Operation = .list, api: APIVersion = .v3,
    parameters: [HostQuery.Parameter.Kind: String] = [:], catalog: SchemaCatalog = Examples.catalog,
    select: [String] = [], extend: [String] = [], ignore: [String] = [],
    dialect: DialectOptions = DialectOptions(), host: HostKind = .criteria
  ) {
    datastores = [datastore]
    self.operation = operation
    self.api = api
    self.parameters = parameters
    self.host = host
    isWithoutCriteria = false
    options = LintOptions(
      selection: RuleSelection(select: select, extend: extend, ignore: ignore), dialect: dialect,
      catalog: catalog)
  }

  /// No schema is known.
  package static let withoutSchema = CheckSetting(datastore: nil, catalog: .none)

  func query(_ bytes: [UInt8]) -> HostQuery {
    var scanner = HoleScanner()
    let text = scanner.addHoles(to: MappedText(bytes: bytes), forms: .all)
    let sent = parameters.sorted { $0.key.rawValue < $1.key.rawValue }.map {
      HostQuery.Parameter(kind: $0.key, text: parameter($0.value))
    }
    return HostQuery(
      criteria: isWithoutCriteria ? nil : text, parameters: sent,
      targets: datastores.map {
        HostQuery.Target(datastore: $0, datastoreRange: nil, operation: operation, api: api)
      }, range: ByteRange(0, bytes.count))
  }

  private func parameter(_ text: String) -> MappedText {
    var scanner = HoleScanner()
    return scanner.addHoles(to: MappedText(bytes: Array(text.utf8)), forms: .all)
  }

  /// All findings in a criteria text, hints included.
  package func findings(in bytes: [UInt8]) -> [Finding] {
    var file = HostFile()
    file.queries = [query(bytes)]
    var analyzer = FileAnalyzer(options)
    return analyzer.analyze(file, host: host, bytes: bytes)
  }

  /// The tree of a criteria text.
  package func tree(of bytes: [UInt8]) -> CriteriaTree {
    var parser = CriteriaParser()
    let query = query(bytes)
    if let criteria = query.criteria {
      parser.parse(
        criteria, knownFields: options.catalog.knownFields(of: query.targets, host: host))
    }
    return parser.tree
  }
}

/// Checks everything about one criteria text and answers with what is wrong, one line each; nothing is right.
///
/// - The findings stand at the markers (see ``MarkedText``), and there are no others.
/// - The tree prints the text back.
/// - Safe fixes lead to `fixed` (nil: they change nothing), all fixes to `unsafelyFixed` (nil: the same as the safe
///   ones); neither makes a finding that was not there, and a second run changes nothing.
/// - Deleting, doubling or swapping any token neither crashes nor loses a byte.
package func checkCriteria(
  _ marked: String, _ setting: CheckSetting = CheckSetting(), fixed: String? = nil,
  unsafelyFixed: String? = nil
) -> [String] {
  let marked = MarkedText(marked)
  var problems = marked.problems
  let findings = setting.findings(in: marked.text)
  problems += compare(findings, marked)
  problems += checkRoundTrip(marked.text, setting)
  let original = String(decoding: marked.text, as: UTF8.self)
  if !setting.isWithoutCriteria {
    let analyze = { setting.findings(in: $0) }
    problems += checkFixes(marked.text, findings, unsafe: false, expected: fixed ?? original, analyze)
    problems += checkFixes(
      marked.text, findings, unsafe: true, expected: unsafelyFixed ?? fixed ?? original, analyze)
  }
  problems += checkMutations(marked.text, setting)
  return problems.map { "\($0)\n  in: \(original)" }
}

/// The findings at the markers, and what fixes make of the text; `analyze` finds.
func checkMarked(
  _ marked: MarkedText, fixed: String?, unsafelyFixed: String?, _ analyze: @escaping ([UInt8]) -> [Finding]
) -> [String] {
  let findings = analyze(marked.text)
  let original = String(decoding: marked.text, as: UTF8.self)
  var problems = marked.problems + compare(findings, marked)
  problems += checkFixes(marked.text, findings, unsafe: false, expected: fixed ?? original, analyze)
  problems += checkFixes(
    marked.text, findings, unsafe: true, expected: unsafelyFixed ?? fixed ?? original, analyze)
  return problems.map { "\($0)\n  in: \(original)" }
}

func compare(_ findings: [Finding], _ marked: MarkedText) -> [String] {
  var problems: [String] = []
  var left = findings
  for marker in marked.markers {
    let index = left.firstIndex {
      $0.code == marker.code && marked.matches(marker, $0.range)
        && (marker.severity ?? $0.severity) == $0.severity
        && (marker.message.isEmpty || $0.message.contains(marker.message))
    }
    if let index { left.remove(at: index) } else { problems.append("not found: \(marker.line)") }
  }
  for finding in left {
    problems.append(
      "not expected: \(finding.code) \(finding.severity) at \(finding.range.start)..<\(finding.range.end): "
        + finding.message)
  }
  for finding in findings {
    if finding.message.hasSuffix(".") || finding.message.first?.isUppercase == true {
      problems.append("message in the wrong style: \(finding.message)")
    }
    if finding.severity == .error, finding.basis == nil, finding.code.hasPrefix("CQ0"),
      finding.code != "CQ007"
    {
      problems.append("an error without a basis: \(finding.code) \(finding.message)")
    }
  }
  return problems
}

private func checkRoundTrip(_ bytes: [UInt8], _ setting: CheckSetting) -> [String] {
  let tree = setting.tree(of: bytes)
  guard !tree.tokens.isEmpty, let text = setting.query(bytes).criteria else { return [] }
  let bytes = Array(text.bytes[text.range])
  var printed: [UInt8] = []
  for token in tree.tokens.indices.dropLast() { printed += bytes[tree.range(ofToken: token)] }
  return printed == bytes ? [] : ["the tree prints `\(String(decoding: printed, as: UTF8.self))`"]
}

func checkFixes(
  _ bytes: [UInt8], _ findings: [Finding], unsafe: Bool, expected: String, _ analyze: ([UInt8]) -> [Finding]
) -> [String] {
  var problems: [String] = []
  let result = FixApplier.apply(to: bytes, findings: findings, unsafe: unsafe, analyze: analyze)
  let fixed = String(decoding: result.bytes, as: UTF8.self)
  let kind = unsafe ? "all fixes" : "safe fixes"
  if fixed != expected { problems.append("\(kind) give `\(fixed)`, expected `\(expected)`") }
  let again = FixApplier.apply(
    to: result.bytes, findings: result.remaining, unsafe: unsafe, analyze: analyze)
  if again.bytes != result.bytes {
    problems.append("\(kind) again give `\(String(decoding: again.bytes, as: UTF8.self))`")
  }
  let before = Set(findings.map(\.code))
  for finding in result.remaining where !before.contains(finding.code) {
    problems.append("\(kind) make \(finding.code): \(finding.message)")
  }
  for finding in findings {
    for fix in finding.fixes where TextEdit.apply(fix.edits, to: bytes) == nil {
      problems.append("the fix \(fix.title) cannot be applied")
    }
  }
  return problems
}

/// Every token deleted, doubled, and swapped with the next one.
private func checkMutations(_ bytes: [UInt8], _ setting: CheckSetting) -> [String] {
  let tree = setting.tree(of: bytes)
  guard tree.tokens.count < 200 else { return [] }
  var problems: [String] = []
  for token in tree.tokens.indices.dropLast() {
    let range = tree.range(ofToken: token)
    let next = tree.range(ofToken: token + 1)
    let before = Array(bytes[ByteRange(0, range.start)])
    let after = Array(bytes[ByteRange(range.end, bytes.count)])
    let afterNext = Array(bytes[ByteRange(next.end, bytes.count)])
    for mutant in [
      before + after, before + bytes[range] + bytes[range] + after,
      before + bytes[next] + bytes[range] + afterNext,
    ] {
      problems += checkRoundTrip(mutant, setting)
      _ = setting.findings(in: mutant)
    }
  }
  return problems
}
