extension DecisionInfo {
  /// Every decision about requests, in the order of its number.
  package static let requests = RequestDecision.allCases.map(info)

  private static func make(
    _ decision: RequestDecision, _ title: String, _ text: String, value: String, settledBy: String
  ) -> DecisionInfo {
    DecisionInfo(
      code: decision.code, title: title, text: text, value: value, option: nil, settledBy: settledBy)
  }

  // One arm for each decision; the whole policy is meant to be read from top to bottom.
  private static func info(_ decision: RequestDecision) -> DecisionInfo {
    switch decision {
    case .rawBrackets:
      make(
        decision, "brackets in the address of a request",
        "the documentation says to encode them always, and official code sends `pg[limit]` as well as"
          + " `pg%5Blimit%5D`; both are read, and MQ040 hints where an address is sent as it is written",
        value: "read in both spellings", settledBy: "`GET /organizations?pg[limit]=1`: one organization?")
    case .pagingWithoutEffect:
      make(
        decision, "`pg[…]` where an endpoint does not page",
        "what an endpoint is not known to take has no effect; MQ022 says so", value: "no effect",
        settledBy: "`GET /keys?teamId=ID&pg[limit]=1` in a team with two keys: one key or two?")
    case .badPaging:
      make(
        decision, "the answer to a `pg[…]` that cannot be read",
        "the documentation has the code `IM005` for invalid parameters and shows no answer to a bad `pg[…]`; local"
          + " evaluation gives status 400, the message and `IM005`", value: "400 and IM005",
        settledBy: "`GET /organizations?pg[limit]=abc`: which status and which code?")
    case .filters:
      make(
        decision, "filters over saved records",
        "a parameter that names a property of the records selects those whose value has the same text: `35` finds"
          + " the number 35 and the string `\"35\"`; what is in no record has no effect, and that is said",
        value: "equality of texts",
        settledBy: "`GET /data-stores?teamId=ID`: do answers hold `teamId` as a number or as a string?")
    case .replaceCreates:
      make(
        decision, "replacing a record that is not there",
        "the documentation of the methods says that `PUT` creates what does not exist, the page of the endpoint says"
          + " that it updates; it creates", value: "creates the record",
        settledBy: "`PUT /data-stores/ID/data/a-new-key`: 200 or 404?")
    case .confirmation:
      make(
        decision, "deletions that need `confirmed=true`",
        "the parameter is documented for deleting everything, and the text of `IM004` speaks of a key, so deleting"
          + " records by their keys needs it too; elsewhere it is needed where something uses what is deleted, which"
          + " a request does not tell, so MQ051 asks for it wherever it is known", value: "always asked for",
        settledBy: "`DELETE /data-stores/ID/data` with `{\"keys\": [\"a\"]}`: 200, or IM004?")
    case .columnNumbers:
      make(
        decision, "the numbers of `cols[n]`",
        "the documentation's example counts from 1; lists elsewhere count from 0; both are read, and only the order"
          + " of the numbers counts", value: "from 0 or 1",
        settledBy: "`GET /organizations?cols[0]=name&cols[1]=id`: `name` first?")
    case .booleans:
      make(
        decision, "how booleans are written",
        "`true` and `false` are documented; `1`, `0` and capitals may be read or not, so MQ014 warns",
        value: "true and false",
        settledBy: "`GET /scenarios?teamId=ID&isActive=1`: the active ones, all, or a refusal?")
    case .repeatedParameters:
      make(
        decision, "a parameter that stands twice",
        "which one counts is not documented, so MQ012 warns; evaluation takes the last one",
        value: "the last one",
        settledBy: "`GET /organizations?pg[limit]=1&pg[limit]=2`: one organization or two?")
    case .placeholders:
      make(
        decision, "words that stand for a value",
        "`{teamId}`, `<team>`, `:id`, `$TEAM` and words of capitals such as `TEAM_ID` are taken for what a person will"
          + " fill in: nothing is said about such a value", value: "not judged",
        settledBy: "nothing on the server: it is what people write in notes and examples")
    }
  }
}
