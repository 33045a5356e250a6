import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Evaluation
import SourceText

/// A rule that a user wrote in the settings: a criteria over the clauses of queries.
package struct CustomRule: Sendable {
  /// The code that findings of all of them carry; their names tell them apart.
  package static let code = "custom"

  package let info: RuleInfo
  package let message: String
  private let criteria: CompiledCriteria

  /// What is wrong with a rule's criteria, and where in it.
  package struct Mistake: Error, Sendable, Hashable {
    package let message: String
    package let range: ByteRange
  }

  /// - Parameters:
  ///   - name: as suppressions name it.
  ///   - when: a criteria over ``ClauseRecord``; the API's limits do not apply to it.
  package init(name: String, when: String, message: String, severity: Severity) throws(Mistake) {
    info = RuleInfo(code: Self.code, name: name, severity: severity, group: .style, summary: message)
    self.message = message
    let text = MappedText(bytes: Array(when.utf8))
    if let finding = Self.firstError(in: text) {
      throw Mistake(message: finding.message, range: finding.range)
    }
    var parser = CriteriaParser()
    parser.parse(text, knownFields: ClauseRecord.schema.knownFields)
    do {
      criteria = try CompiledCriteria(compiling: parser.tree, of: text, for: ClauseRecord.layout)
    } catch {
      throw Mistake(message: error.message, range: error.range)
    }
  }

  /// As every criteria is judged, but for the limits of the API.
  private static func firstError(in text: MappedText) -> Finding? {
    var analyzer = QueryAnalyzer(
      LintOptions(
        selection: RuleSelection(ignore: ["CQ004", "CQ005", "CQ006"]),
        catalog: SchemaCatalog([ClauseRecord.schema.schema])))
    var findings: [Finding] = []
    let target = HostQuery.Target(datastore: nil, datastoreRange: nil, operation: .list, api: .v3)
    analyzer.analyze(
      HostQuery(criteria: text, targets: [target], range: text.range), host: .criteria, into: &findings)
    return findings.filter { $0.severity == .error }.min { $0.range < $1.range }
  }

  func matches(_ clause: Record) -> Bool { criteria.truth(of: clause) == .true }
}

extension QueryContext {
  /// What the user's rules say about the clauses of the query.
  func applyCustomRules(_ rules: [CustomRule], file: String, _ sink: inout FindingSink) {
    let depths = groupDepths()
    let clauses = facts.filter { $0.fieldToken >= 0 && $0.operatorToken >= 0 }
      .prefix(FindingSink.findingsOfARule)
      .map {
        (fact: $0, record: ClauseRecord.record(of: $0, in: self, depth: depths[$0.node] ?? 0, file: file))
      }
    for rule in rules {
      sink.begin(
        rule.info, severity: nil, target: target, datastore: target.datastore ?? schema?.schema.uniqueName)
      for clause in clauses where rule.matches(clause.record) {
        sink.report(in: text, at: tree.range(ofNode: clause.fact.node), rule.message)
      }
    }
  }

  /// How many groups stand around each condition; its own parentheses are not counted.
  private func groupDepths() -> [Int: Int] {
    var result: [Int: Int] = [:]
    var depth = 0
    func isCounted(_ node: Int) -> Bool {
      tree.nodes[node].kind == .group && node > 0 && tree.nodes[node - 1].kind != .condition
    }
    for event in TreeWalk.events(of: tree) {
      switch event {
      case .enter(let node):
        if isCounted(node) { depth += 1 }
        if tree.nodes[node].kind == .condition { result[node] = depth }
      case .leave(let node): if isCounted(node) { depth -= 1 }
      case .token: break
      }
    }
    return result
  }
}
