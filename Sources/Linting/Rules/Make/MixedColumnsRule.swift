import MakeQuery
import SourceText

/// ## What it does
/// Hints at columns with and without numbers in one request, at numbers that stand twice, and at gaps between them.
///
/// ## Why it matters
/// The numbers set the order of the columns; what the order is without some of them is not documented.
///
/// ## Example
/// ```make
/// GET /organizations/8013?cols[1]=id&cols[]=name
/// ```
///
/// ## Use instead
/// ```make
/// GET /organizations/8013?cols[1]=id&cols[2]=name
/// ```
///
/// ## Fix safety
/// There is no fix: which order is wanted is not known.
///
/// ## Basis and source
/// Make API, "Filtering": numbers in the brackets specify the order. They begin with 0 or 1 (decision M7).
package enum MixedColumnsRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ033", name: "mixed-columns", severity: .hint, group: .requests,
    summary: "`cols[]` beside `cols[n]`, and numbers with gaps or repeats")
  package static let traits: RequestTraits = .columns

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    let arguments = Columns.arguments(of: request)
    let numbers = arguments.map { Columns.number($0, request) }
    var seen: Set<Int> = []
    var isMixed = false
    for (argument, number) in zip(arguments, numbers) {
      guard let number else {
        if !isMixed, numbers.contains(where: { $0 != nil }) {
          isMixed = true
          findings.report(
            in: request.text, at: argument.parameter.name,
            "\(Message.quoted(argument.name)) stands beside numbered columns; number all of them, or none",
            basis: .requestDecision(.columnNumbers))
        }
        continue
      }
      if !seen.insert(number).inserted {
        findings.report(
          in: request.text, at: argument.parameter.name,
          "the number of \(Message.quoted(argument.name)) stands twice; give each column its own",
          basis: .requestDecision(.columnNumbers))
      }
    }
    reportGap(seen.sorted(), arguments, numbers, request, &findings)
  }

  private static func reportGap(
    _ sorted: [Int], _ arguments: [RequestContext.Argument], _ numbers: [Int?], _ request: RequestContext,
    _ findings: inout FindingSink
  ) {
    var expected = sorted.first == 0 ? 0 : 1
    for number in sorted {
      if number != expected {
        guard let index = numbers.firstIndex(of: number), index < arguments.count else { return }
        findings.report(
          in: request.text, at: arguments[index].parameter.name,
          "\(Message.quoted(arguments[index].name)) has no `cols[\(expected)]` before it; number the columns without gaps",
          basis: .requestDecision(.columnNumbers))
        return
      }
      expected = number == Int.max ? number : number + 1
    }
  }
}
