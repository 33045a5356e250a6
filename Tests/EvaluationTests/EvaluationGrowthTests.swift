import CriteriaSyntax
import Evaluation
import RecordTestSupport
import SourceText
import TestSupport
import Testing

/// INVARIANT (linear): twice the criteria takes at most twice as long to compile and to run, however it is built.
@Suite(.serialized) struct EvaluationGrowthTests {
  private static let shapes: [(name: String, text: @Sendable (Int) -> String)] = [
    ("a chain", { (0..<$0).map { "empid==\($0)" }.joined(separator: " || ") }),
    ("ranges of one field", { (0..<$0).map { "salary>\($0)" }.joined(separator: " && ") }),
    ("a list", { "empid in " + (0..<$0).map { "\($0)" }.joined(separator: ",") }),
    ("holes", { "empname in " + (0..<$0).map { _ in "${x}" }.joined(separator: ",") }),
    ("alternating", { (0..<$0).map { "(empid==\($0) && salary>1)" }.joined(separator: " || ") }),
    ("a pattern", { "notes like %" + String(repeating: "a%_", count: $0) }),
  ]

  @Test func compilingAndRunningAreLinear() {
    let table = EmployeeDirectory.records.table()
    for (name, text) in Self.shapes {
      let ratio = Growth.ratio(from: 400) { size in
        let text = MappedText.withHoles(Array(text(size).utf8))
        var parser = CriteriaParser()
        parser.parse(text)
        return (parser.tree, text)
      } work: { tree, text in
        let criteria = try? CompiledCriteria(
          compiling: tree, of: text, for: EmployeeDirectory.layout, bindings: ["x": "y"])
        _ = criteria.map { try? table.count($0) }
      }
      #expect(ratio < Growth.limit, "\(name)")
    }
  }

  /// Long chains and deep groups keep few results at a time, and answer.
  @Test func longAndDeepCriteriaAnswer() throws {
    let chain = (0..<20_000).map { "empid==\($0)" }.joined(separator: " || ")
    #expect(try EmployeeDirectory.answer(chain) == "7 1004 1003 1002 1001")
    let deep =
      String(repeating: "(", count: 250) + "empid==7" + String(repeating: " && salary>0)", count: 250)
    #expect(try EmployeeDirectory.answer(deep) == "7")
    let right =
      (0..<250).map { "salary>\($0) && (" }.joined() + "empid!=7" + String(repeating: ")", count: 250)
    #expect(try EmployeeDirectory.answer(right) == "1003 1002 1001")
  }
}
