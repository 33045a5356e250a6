import MakeQuery
import SourceText

/// ## What it does
/// Looks up the value of `pg[sortBy]` among the properties that the endpoint sorts by. Where no list is known, a property
/// other than the documented default is a hint.
///
/// ## Why it matters
/// The server refuses the property, or sorts by another one.
///
/// ## Example
/// ```make
/// GET /data-stores?teamId=35&pg[sortBy]=nmae
/// ```
///
/// ## Use instead
/// ```make
/// GET /data-stores?teamId=35&pg[sortBy]=name
/// ```
///
/// ## Fix safety
/// Unsafe: the order changes.
///
/// ## Basis and source
/// Make API, "API Reference": the values of `pg[sortBy]`. The message says which list is meant.
package enum UnknownSortPropertyRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ023", name: "unknown-sort-property", severity: .warning, group: .requests,
    summary: "a `pg[sortBy]` that the endpoint does not sort by")
  package static let traits: RequestTraits = .sorting

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    guard let endpoint = request.endpoint else { return }
    for argument in request.arguments where argument.known?.name == "pg[sortBy]" {
      guard !findings.isFull, !argument.parameter.traits.contains(.holeInValue) else { continue }
      let range = argument.parameter.value ?? argument.parameter.name
      let value = argument.parameter.value.map {
        String(decoding: request.tree.decoded($0, in: request.text, isValue: true), as: UTF8.self)
      }
      guard let value, !value.isEmpty else {
        findings.report(
          in: request.text, at: argument.parameter.range, "`pg[sortBy]` has no value; it takes a property")
        continue
      }
      let known = endpoint.sortProperties
      let isCapital = known.contains { $0.lowercased() == value.lowercased() }
      if PlaceholderText.isPlaceholder(value), !isCapital { continue }
      if known.isEmpty {
        checkDefault(value, argument, range, endpoint, request, &findings)
      } else if !known.contains(value) {
        let meant = Suggestions.nearest(to: value, in: known)
        let list =
          meant == nil
          ? Message.list(known.prefix(8).map { "`\($0)`" }, "and") + (known.count > 8 ? " and others" : "")
          : String(known.count)
        findings.report(
          in: request.text, at: range,
          "\(request.title) does not sort by \(Message.quoted(value))\(Message.suggestion(meant))"
            + " (\(endpoint.sortEvidence.phrase(list)))",
          severity: endpoint.sortEvidence.severity, basis: endpoint.sortEvidence.basis,
          fixes: meant.map {
            [.unsafe("write `\($0)`", [TextEdit(range: range, newText: $0)])]
          } ?? [])
      }
    }
  }

  /// Without a list the default is all that is documented; what the items have may well be sorted by.
  private static func checkDefault(
    _ value: String, _ argument: RequestContext.Argument, _ range: ByteRange, _ endpoint: Endpoint,
    _ request: RequestContext, _ findings: inout FindingSink
  ) {
    guard let usual = argument.known?.defaultValue, value != usual, !endpoint.columns.contains(value) else {
      return
    }
    findings.report(
      in: request.text, at: range,
      "nothing tells that \(request.title) sorts by \(Message.quoted(value)); documented is only the default, `\(usual)`",
      severity: .hint, basis: .observed)
  }
}
