import MakeQuery
import SourceText

/// ## What it does
/// Hints at brackets that are not encoded in an address that is sent as it is written. It says nothing where the sender
/// encodes them, and nothing on the command line.
///
/// ## Why it matters
/// The documentation says to encode them always. Most servers and clients take them as they are, and some do not.
///
/// ## Example
/// ```http
/// GET https://eu1.make.com/api/v2/data-stores?teamId=35&pg[limit]=10
/// ```
///
/// ## Use instead
/// ```http
/// GET https://eu1.make.com/api/v2/data-stores?teamId=35&pg%5Blimit%5D=10
/// ```
///
/// ## Fix safety
/// Safe: both spellings mean the same.
///
/// ## Basis and source
/// Make API, "Pagination, sorting and filtering": "Always encode them in URLs". Make's own code sends both (decision
/// M1).
package enum RawBracketsRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ040", name: "raw-brackets", severity: .hint, group: .requests,
    summary: "brackets that are not encoded in an address that is sent as written")
  package static let traits: RequestTraits = .rawBrackets

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    guard request.request.sending == .asWritten else { return }
    var edits: [TextEdit] = []
    var first: ByteRange?
    for parameter in request.tree.parameters {
      for key in request.tree.keys(of: parameter) {
        for bracket in [key.open, key.close].compactMap({ $0 }) where bracket.count == 1 {
          first = first ?? parameter.name
          edits.append(
            TextEdit(range: bracket, newText: request.text.bytes[bracket].first == 0x5B ? "%5B" : "%5D"))
        }
      }
    }
    guard let first else { return }
    findings.report(
      in: request.text, at: first,
      "the brackets of \(request.quoted(first)) are sent as they are; the documentation says to encode them",
      basis: .requestDecision(.rawBrackets), fixes: [.safe("encode the brackets", edits)])
  }
}
