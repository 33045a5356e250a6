import CriteriaSemantics
import Embedding
import SourceText

/// ## What it does
/// Reports a criteria of a URL whose encoded form was encoded again: `%253D` for `%3D`, and `%3D` where the sender
/// encodes by itself.
///
/// ## Why it matters
/// The server decodes once. It gets `department%3D%3DSales`, in which no operator stands. The criteria is checked as it
/// was meant, decoded as often as it was encoded.
///
/// ## Example
/// ```http
/// GET https://cliq.zoho.com/api/v3/datastores/empdir/records?criteria=department%253D%253DSales
/// ```
///
/// ## Use instead
/// ```http
/// GET https://cliq.zoho.com/api/v3/datastores/empdir/records?criteria=department%3D%3DSales
/// ```
///
/// ## Fix safety
/// Encoding once is unsafe: the request selects other records then.
///
/// ## Basis and source
/// RFC 3986, section 2.4: what is encoded must not be encoded again.
package enum DoubleEncodingRule: FileRule {
  package static let info = RuleInfo(
    code: "HQ204", name: "double-encoding", severity: .warning, group: .hosts,
    summary: "a criteria of a URL that is encoded twice")

  package static func check(_ file: FileContext, _ findings: inout FindingSink) {
    for observation in file.file.observations {
      guard case .doubleEncoding = observation.kind else { continue }
      let fixes =
        observation.edits.isEmpty
        ? [] : [Fix(title: "encode it once", isSafe: false, edits: observation.edits)]
      findings.report(
        at: observation.range,
        "this criteria is encoded twice, and the server decodes it once; encode it once", fixes: fixes)
    }
  }
}
