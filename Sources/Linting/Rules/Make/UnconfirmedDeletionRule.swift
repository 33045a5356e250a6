import MakeQuery
import SourceText

/// ## What it does
/// Reports a `DELETE` without `confirmed=true` where the endpoint asks for a confirmation.
///
/// ## Why it matters
/// The server answers `IM004` and deletes nothing: always where all records or items are to go, and elsewhere as soon
/// as a scenario uses what is deleted.
///
/// ## Example
/// ```make
/// DELETE /data-stores/141659/data
/// ```
///
/// ## Use instead
/// ```make
/// DELETE /data-stores/141659/data?confirmed=true
/// ```
///
/// ## Fix safety
/// Unsafe: it deletes.
///
/// ## Basis and source
/// Make API, "Custom error codes": `IM004`, and the pages of the endpoints: "Set to `true` to confirm". Decision M6.
package enum UnconfirmedDeletionRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ051", name: "unconfirmed-deletion", severity: .warning, group: .requests,
    summary: "a deletion without `confirmed=true`")
  package static let traits: RequestTraits = .unconfirmed

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    guard let endpoint = request.endpoint, endpoint.method == "DELETE", request.method == "DELETE" else {
      return
    }
    let given = request.arguments.first { $0.known?.name == "confirmed" }
    let message: String
    let edit: TextEdit
    let range: ByteRange
    if let given {
      guard let value = given.parameter.value, let text = request.literal(given), text != "true" else {
        return
      }
      // What is no boolean is said by another rule.
      guard text == "false" else { return }
      message = "`confirmed` says \(Message.quoted(text)), so nothing is deleted; the server answers `IM004`"
      edit = TextEdit(range: value, newText: "true")
      range = given.parameter.range
    } else {
      guard !request.isOpen else { return }
      message =
        "\(request.title) asks for `confirmed=true`; without it the server may answer `IM004` and delete nothing"
      edit = request.addition("confirmed", "true")
      range = request.path
    }
    findings.report(
      in: request.text, at: range, message, basis: .requestDecision(.confirmation), serverCode: "IM004",
      fixes: [.unsafe("confirm the deletion", [edit])])
  }
}
