import MakeQuery
import SourceText

/// ## What it does
/// Looks up each column of `cols[]` among those that the endpoint is known to have. Where the list comes from answers
/// only, a column that is not in it is a hint. `*` asks for all.
///
/// ## Why it matters
/// The server leaves out a column that it does not know, and the answer lacks what is read from it.
///
/// ## Example
/// ```make
/// GET /data-stores?teamId=35&cols[]=id&cols[]=nmae
/// ```
///
/// ## Use instead
/// ```make
/// GET /data-stores?teamId=35&cols[]=id&cols[]=name
/// ```
///
/// ## Fix safety
/// Unsafe: the answer changes.
///
/// ## Basis and source
/// Make API, "Filtering" and the pages of the endpoints; the columns of Make's client libraries; answers that were seen.
/// The message says which. Columns of your own go into the settings: `make.endpoints`.
package enum UnknownColumnRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ031", name: "unknown-column", severity: .warning, group: .requests,
    summary: "a column that the endpoint is not known to have")
  package static let traits: RequestTraits = .columns

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    guard let endpoint = request.endpoint, !endpoint.columns.isEmpty else { return }
    let known = endpoint.columns
    for argument in Columns.arguments(of: request) {
      if findings.isFull { break }
      guard let value = Columns.text(argument, request), !value.contains(","), value != "*" else { continue }
      let range = argument.parameter.value ?? argument.parameter.name
      if value.isEmpty {
        findings.report(
          in: request.text, at: argument.parameter.range, "\(Message.quoted(argument.name)) names no column",
          severity: .hint, isUnnecessary: true)
        continue
      }
      let isCapital = known.contains { $0.lowercased() == value.lowercased() }
      if known.contains(value) || PlaceholderText.isPlaceholder(value) && !isCapital { continue }
      let meant = Suggestions.nearest(to: value, in: known)
      findings.report(
        in: request.text, at: range,
        "\(request.title) has no column \(Message.quoted(value))\(Message.suggestion(meant))"
          + " (\(endpoint.columnEvidence.phrase(String(known.count))))",
        severity: endpoint.columnEvidence.severity, basis: endpoint.columnEvidence.basis,
        fixes: meant.map { [.unsafe("write `\($0)`", [TextEdit(range: range, newText: $0)])] } ?? [])
    }
  }
}
