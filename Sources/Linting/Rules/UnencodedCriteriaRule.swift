import CriteriaSemantics
import Embedding
import SourceText

/// ## What it does
/// Reports a raw `&&` in the criteria of a URL, or of a form that is sent as it is written.
///
/// ## Why it matters
/// `&` separates parameters, so the criteria ends before it. The server selects by the first condition only, and a
/// DELETE removes more than was meant. What follows is checked as the criteria that was meant.
///
/// Where the sender encodes by itself (`params` of a client, `--data-urlencode`), `&&` is right and not reported.
///
/// ## Example
/// ```http
/// GET https://cliq.zoho.com/api/v3/datastores/empdir/records?criteria=(department==Sales)&&(isactive==true)
/// ```
///
/// ## Use instead
/// ```http
/// GET https://cliq.zoho.com/api/v3/datastores/empdir/records?criteria=(department==Sales)%26%26(isactive==true)
/// ```
///
/// ## Fix safety
/// Encoding is unsafe: the request selects by all of the criteria then, which are other records.
///
/// ## Basis and source
/// RFC 3986, section 3.4, and the WHATWG URL standard, "application/x-www-form-urlencoded": `&` ends a parameter. The
/// API's documentation lists `criteria` as a query parameter.
package enum UnencodedCriteriaRule: FileRule {
  package static let info = RuleInfo(
    code: "HQ203", name: "unencoded-criteria", severity: .error, group: .hosts,
    summary: "a raw `&&` that ends the criteria of a URL")

  package static func check(_ file: FileContext, _ findings: inout FindingSink) {
    for observation in file.file.observations {
      guard case .unencodedCriteria(let sent) = observation.kind else { continue }
      let fixes =
        observation.edits.isEmpty
        ? [] : [Fix(title: "encode the criteria", isSafe: false, edits: observation.edits)]
      let read = sent.isEmpty ? "an empty criteria" : "\(Message.quoted(sent)) only"
      findings.report(
        at: observation.range,
        "a raw `&&` ends the criteria, so the server reads \(read); encode it as `%26%26`", fixes: fixes)
    }
  }
}
