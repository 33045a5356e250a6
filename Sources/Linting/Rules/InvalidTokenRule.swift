import CriteriaSemantics
import Embedding
import SourceText

/// ## What it does
/// Reports a `next_token` (in v2 a `start_token`) that is written out and is not base64.
///
/// ## Why it matters
/// Tokens come from an earlier answer. One that is not even base64 was made up, or damaged on its way.
///
/// ## Example
/// ```deluge
/// q = Map();
/// q.put("criteria", "isactive==true");
/// q.put("start_token", "page 2");
/// records = zoho.cliq.getRecords("empdir", q);
/// ```
///
/// ## Use instead
/// ```deluge
/// q = Map();
/// q.put("criteria", "isactive==true");
/// q.put("start_token", answer.get("next_token"));
/// records = zoho.cliq.getRecords("empdir", q);
/// ```
///
/// ## Fix safety
/// There is no fix.
///
/// ## Basis and source
/// v3, schema `base64_regex`: "Base64-encoded pagination or sync token"; "List records", errors:
/// `datastore_invalid_next_token`. Decision C15: nothing is read from a token but that.
package enum InvalidTokenRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ023", name: "invalid-token", severity: .warning, group: .correctness,
    summary: "a page token that is not base64")

  package static let traits: QueryTraits = .token

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    for parameter in query.query.parameters
    where parameter.kind == .nextToken || parameter.kind == .startToken {
      let text = parameter.text
      let token = text.bytes[text.range]
      guard text.holes.isEmpty, !token.isEmpty, !PageToken.isBase64(token) else { continue }
      findings.report(
        .pageToken, in: text, at: text.range,
        "\(Message.quoted(text.bytes.text(text.range))) is not a token from an earlier answer: those are base64"
      )
    }
  }
}
