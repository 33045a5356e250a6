import MakeQuery
import SourceText

/// ## What it does
/// Reports several columns in one value: `cols=id,name`.
///
/// ## Why it matters
/// The server takes it for one column with a comma in its name, and no answer has that.
///
/// ## Example
/// ```make
/// GET /sdk/apps?cols=name,label,version
/// ```
///
/// ## Use instead
/// ```make
/// GET /sdk/apps?cols[]=name&cols[]=label&cols[]=version
/// ```
///
/// ## Fix safety
/// Unsafe: the answer changes.
///
/// ## Basis and source
/// Make API, "Filtering": the parameter stands as often as there are columns.
package enum JoinedColumnsRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ030", name: "joined-columns", severity: .warning, group: .requests,
    summary: "several columns in one value of `cols`")
  package static let traits: RequestTraits = .columns

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    for argument in Columns.arguments(of: request) {
      if findings.isFull { break }
      guard let value = argument.parameter.value, let text = Columns.text(argument, request),
        text.contains(",")
      else { continue }
      let columns = text.split(separator: ",").map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
      let separate = columns.map { "\(request.spelled("cols[]"))=\($0)" }.joined(separator: "&")
      findings.report(
        in: request.text, at: value,
        "\(Message.quoted(text)) is taken for one column; write `cols[]=` before each of them",
        basis: .documented,
        fixes: columns.isEmpty || argument.parameter.traits.contains(.holeInValue)
          ? []
          : [
            .unsafe(
              "write `cols[]=` before each column",
              [TextEdit(range: argument.parameter.range, newText: separate)])
          ])
    }
  }
}
