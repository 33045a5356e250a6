import CriteriaSemantics
import Embedding
import SourceText

/// ## What it does
/// Reports an API token that is written into a file: `Token` and a UUID (Make), `Zoho-oauthtoken 1000.…`, the `zapikey`
/// of a webhook, and the token after `Bearer` in a request to one of the two. The message does not repeat it.
///
/// Variables, holes and placeholders such as `your-api-token` are not reported.
///
/// ## Why it matters
/// Whoever can read the file, or any older version of it, can act as the token's owner. A token that was shared has to
/// be replaced: removing it from the file does not take it back.
///
/// ## Example
/// ```http
/// GET https://eu1.make.com/api/v2/teams?organizationId=8013
/// Authorization: Token 4b8fc1d2-97aa-4c3e-8f60-d1b7e59a2c04
/// ```
///
/// ## Use instead
/// ```http
/// GET https://eu1.make.com/api/v2/teams?organizationId=8013
/// Authorization: Token {{makeToken}}
/// ```
///
/// ## Fix safety
/// Putting a variable in its place is unsafe: it has to be defined where the file is used, in an environment or a `.env`
/// file that is not shared. In a script a connection takes the place of the token, which no fix can make.
///
/// ## Basis and source
/// Make API documentation, "Generating authentication token": "Do not share your token with anyone!" It holds for every
/// token that needs nothing else to act for a person.
package enum TokenInSourceRule: FileRule {
  package static let info = RuleInfo(
    code: "HQ205", name: "token-in-source", severity: .warning, group: .hosts,
    summary: "an API token in the text")

  package static func check(_ file: FileContext, _ findings: inout FindingSink) {
    for observation in file.file.observations {
      guard case .tokenInSource(let token) = observation.kind else { continue }
      let fixes =
        observation.edits.isEmpty
        ? [] : [Fix(title: "use a variable", isSafe: false, edits: observation.edits)]
      findings.report(
        at: observation.range,
        "\(what(token)) stands in the text; \(advice(file.host)), and replace the token",
        fixes: fixes)
    }
  }

  private static func what(_ token: HostObservation.Token) -> String {
    switch token {
    case .make: "an API token of Make"
    case .zoho: "an access token of Zoho"
    case .zohoKey: "the key of a Zoho webhook"
    case .bearer: "an access token"
    }
  }

  private static func advice(_ host: HostKind) -> String {
    switch host {
    case .deluge: "use a connection, or a variable of the organization"
    case .criteria, .json, .request: "use a variable that is defined outside of the file"
    }
  }
}
