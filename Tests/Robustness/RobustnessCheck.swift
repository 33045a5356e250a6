import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Formatting
import Linting
import SourceText
import TestSupport

/// Everything that must hold for any bytes at all, asked at once: parsing, checking, formatting, fixing.
package struct RobustnessCheck {
  private var parser = CriteriaParser()
  private var secondParser = CriteriaParser()
  private var formatter = CriteriaFormatter()
  private var holeScanner = HoleScanner()
  private var analyzers: [FileAnalyzer]
  private let schema: PreparedSchema

  package init() {
    let schema = DatastoreSchema(
      uniqueName: "empdir",
      fields: [
        FieldSchema(uniqueName: "a", type: .number), FieldSchema(uniqueName: "dept", type: .limitedText),
        FieldSchema(uniqueName: "isactive", type: .boolean),
        FieldSchema(uniqueName: "notes", type: .largeText),
        FieldSchema(uniqueName: "secret", type: .encryptedText),
        FieldSchema(uniqueName: "other", type: .unknown),
      ])
    self.schema = PreparedSchema(schema)
    analyzers = [SchemaCatalog.none, SchemaCatalog([schema], isComplete: true)].map {
      FileAnalyzer(LintOptions(selection: .all, catalog: $0))
    }
  }

  /// What does not hold for `bytes` as a criteria text, or nil.
  ///
  /// - Parameter knowsFields: whether the text is read with a schema.
  package mutating func problem(with bytes: [UInt8], knowsFields: Bool) -> String? {
    let text = holeScanner.addHoles(to: MappedText(bytes: bytes), forms: [.dollarBrace, .doubleBrace])
    let known = knowsFields ? schema.knownFields : .none
    parser.parse(text, knownFields: known)
    if let problem = TreeInvariants.problem(in: parser.tree, of: text) { return problem }
    return formattingProblem(text, known) ?? fixProblem(bytes, knowsFields)
  }

  private mutating func formattingProblem(_ text: MappedText, _ known: KnownFields) -> String? {
    for options in [FormatOptions(), FormatOptions(width: 20, equality: .canonical, api: .v2)] {
      guard formatter.format(text, options: options, knownFields: known) else { continue }
      let output = holeScanner.addHoles(to: MappedText(bytes: formatter.output), forms: .all)
      secondParser.parse(output, knownFields: known)
      guard secondParser.tree.hasSameMeaning(output.bytes, as: parser.tree, text.bytes) else {
        return
          "formatting changes the meaning to \(String(decoding: output.bytes, as: UTF8.self).debugDescription)"
      }
      if formatter.format(output, options: options, knownFields: known) {
        return "formatting twice changes \(String(decoding: output.bytes, as: UTF8.self).debugDescription)"
      }
    }
    return nil
  }

  private mutating func fixProblem(_ bytes: [UInt8], _ knowsFields: Bool) -> String? {
    let findings = analyze(bytes, knowsFields)
    for finding in findings {
      guard finding.range.start >= 0, finding.range.end <= bytes.count else {
        return "\(finding.code) lies outside the text"
      }
      for fix in finding.fixes where !TextEdit.areCompatible(fix.edits, length: bytes.count) {
        return "the edits of \(finding.code) overlap: \(fix.title)"
      }
    }
    for unsafe in [false, true] where findings.contains(where: { $0.fixes.contains { $0.isSafe || unsafe } })
    {
      let result = FixApplier.apply(to: bytes, findings: findings, unsafe: unsafe) {
        analyze($0, knowsFields)
      }
      let before = Set(findings.map(\.code))
      if let new = analyze(result.bytes, knowsFields).first(where: { !before.contains($0.code) }) {
        return "fixing makes \(new.code): \(String(decoding: result.bytes, as: UTF8.self).debugDescription)"
      }
    }
    return nil
  }

  private mutating func analyze(_ bytes: [UInt8], _ knowsFields: Bool) -> [Finding] {
    var file = HostFile()
    let text = holeScanner.addHoles(to: MappedText(bytes: bytes), forms: [.dollarBrace, .doubleBrace])
    let target = HostQuery.Target(datastore: "empdir", datastoreRange: nil, operation: .list, api: .v3)
    file.queries = [HostQuery(criteria: text, targets: [target], range: ByteRange(0, bytes.count))]
    return analyzers[knowsFields ? 1 : 0].analyze(file, host: .criteria, bytes: bytes)
  }
}
