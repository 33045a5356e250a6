extension DecisionInfo {
  /// Every decision in the order of its number, with the values that `options` set; those about requests follow.
  package static func all(_ options: DialectOptions = DialectOptions()) -> [DecisionInfo] {
    Decision.allCases.map { info($0, options) } + requests
  }

  private static func make(
    _ decision: Decision, _ title: String, _ text: String, value: String, option: String? = nil,
    settledBy: String
  ) -> DecisionInfo {
    DecisionInfo(
      code: decision.code, title: title, text: text, value: value, option: option, settledBy: settledBy)
  }

  private static func list(_ criteria: String, _ look: String) -> String {
    "list records with `criteria=\(criteria)`: \(look)"
  }

  // One arm for each decision; the whole policy is meant to be read from top to bottom.
  package static func info(_ decision: Decision, _ options: DialectOptions) -> DecisionInfo {
    switch decision {
    case .keywordCase:
      make(
        decision, "word operators in capitals",
        "`LIKE` and `In` are read as operators, because nothing else could be meant; that the server takes them is"
          + " not documented, so CQ115 warns",
        value: "read in any case", settledBy: list("empname LIKE %a%", "an answer, or a refusal?"))
    case .bareValues:
      make(
        decision, "values without quotes",
        "all official examples write values without quotes; such a value runs to the next `&&`, `||`, unmatched `)`,"
          + " newline or end, and in a list to the next comma; blanks at its end are not part of it",
        value: "to the next logical operator",
        settledBy: list(
          "(empname=John Doe)", "is a record with the name `John Doe` found, and one with `O'Brien`?"))
    case .quotedValues:
      make(
        decision, "quotes around a value",
        "quotes that enclose a whole value are taken off, and `\\\"`, `\\'`, `\\\\` inside mean the character;"
          + " scripts in use write them, the documentation never does",
        value: "quotes are no part of the value",
        settledBy: list("empname=\"John\"", "is the record with the name `John` found?"))
    case .emptyText:
      make(
        decision, "a criteria of no text",
        "an empty criteria selects every record, as if the parameter were not there",
        value: "selects everything",
        settledBy: list("", "all records, or a refusal?"))
    case .exactNumbers:
      make(
        decision, "the precision of numbers",
        "numbers are exact decimals; record ids have 18 digits, more than a binary double holds",
        value: "exact decimals",
        settledBy:
          "insert `12345678901234567` and `12345678901234568` and list records with one of them: one record?"
      )
    case .systemFields:
      make(
        decision, "`id`, `added_time` and `modified_time` in criteria",
        "every record has these three as strings of digits; whether criteria may name them is not documented, so"
          + " they are accepted as numbers and CQ306 hints at it", value: "accepted, as numbers",
        settledBy: list("added_time>0", "all records, or `datastore_column_not_found`?"))
    case .orderingOffNumbers:
      make(
        decision, "`<` and `>` on texts and booleans",
        "order comparisons are accepted on every type: texts by their order, false before true",
        value: "accepted", settledBy: list("empname>M", "the names after M, or a refusal?"))
    case .patternOnLargeText:
      make(
        decision, "`like` on large-text and encrypted-text",
        "`like` is documented for \"CHAR fields\"; limited-text surely is one, the other two are unknown",
        value: "accepted with a hint", settledBy: list("notes like %a%", "on a large-text field: a refusal?"))
    case .nullLogic:
      make(
        decision, "comparisons with a value that is not there",
        "a comparison with null is unknown, as in SQL, and unknown does not match; that holds for `!=`, `not like`"
          + " and `not in` too", value: "three-valued",
        settledBy: list("(dept!=x)", "is a record found that was stored before the field `dept` existed?"))
    case .textEquality:
      make(
        decision, "the case of letters in `==`",
        "equality of texts heeds the case of letters; only for `like` is the opposite documented",
        value: options.textEquality.rawValue, option: "dialect.textEquality",
        settledBy: list("empname==john", "is the record with the name `John` found?"))
    case .likeWildcards:
      make(
        decision, "the wildcards of `like`",
        "`like` is read as in SQL: `%` any run, `_` one character, `\\` takes the meaning from the next one",
        value: options.like.rawValue, option: "dialect.like",
        settledBy: list("empname like J%n", "is `John` found, and by `like oh` without a wildcard?"))
    case .textOrder:
      make(
        decision, "the order of texts", "texts are ordered by Unicode scalar values", value: "scalar values",
        settledBy: "list records with `order_by=empname` where names are `a`, `B`, `ä`: in which order?")
    case .recordOrder:
      make(
        decision, "the order of records",
        "nulls come first when ascending; equal records follow their id as a number, so that pages are stable;"
          + " without `order_by` the id decides, and without ids the order of the file",
        value: "nulls first, then id",
        settledBy: "list records with `order_by=dept` where some records have no `dept`: where do they stand?"
      )
    case .pageSize:
      make(
        decision, "the largest `limit`",
        "the prose of v3 says at most 100, its schema at most 1000: up to 100 is fine, up to 1000 a warning, above"
          + " that an error", value: "\(Limits.documentedPageSize), \(Limits.largestPageSize)",
        settledBy: "list records with `limit=1000`: a refusal, 100 records, or more?")
    case .opaqueTokens:
      make(
        decision, "what tokens hold",
        "a token is handed back as it came; the two published ones are base64 of `10|milliseconds|`, which only"
          + " hovers decode", value: "opaque",
        settledBy: "list records twice with different `limit`, decode both tokens: what do they hold?")
    case .sortByTimestamp:
      make(
        decision, "`+1777360402254` as `order_by`",
        "the v3 page shows a signed number under `order_by` with the meaning of a time filter; it is accepted and"
          + " has no effect", value: "accepted, without effect",
        settledBy: "list records with `order_by=-3600000`: all records, or those of the last hour?")
    case .recordLimits:
      make(
        decision, "how much a record holds",
        "a value of 1,000 characters and a record of 2,500 bytes contradict large-text's 65,535 characters; the"
          + " limits of records win, with a note", value: "1,000 characters a value, 2,500 bytes a record",
        settledBy: "insert a record with 2,000 characters in a large-text field: a refusal?")
    case .csvHeader:
      make(
        decision, "the header of a CSV fixture",
        "columns are named by unique names, else by display names, else the file is in error",
        value: "unique names first", settledBy: "export records as CSV: which names stand in the header?")
    case .missingKeys:
      make(
        decision, "a key that is absent", "an absent key and JSON null are null; `''` is the empty string",
        value: "null", settledBy: "get a record that was stored before a field was added: is the key there?")
    case .numbersAsStrings:
      make(
        decision, "numbers and booleans in answers",
        "answers carry numbers as strings and booleans as booleans; reading takes both, and `true` / `false` as"
          + " strings in any case", value: "both forms are read",
        settledBy: "get a record with a number and a boolean: which JSON types do they have?")
    case .maskedValues:
      make(
        decision, "masked values",
        "a value of `*` only in a masked field is unknown, and evaluation counts the records it could not judge",
        value: "unknown", settledBy: list("phone==5550100", "on a masked field: is the record found?"))
    case .numberLiterals:
      make(
        decision, "how numbers are written",
        "an optional sign, digits, and a point with digits; at most \(Limits.numberDigits) digits without leading"
          + " zeros; equal by value, so `007` is `7.0`; no exponent",
        value: "[+-]? digits [ . digits ]",
        settledBy: list("empid==1e3", "`datastore_invalid_number_value`, or the record 1000?"))
    case .normalization:
      make(
        decision, "composed and decomposed characters",
        "texts are compared scalar by scalar; `é` in one and in two scalars are different texts",
        value: "no normalisation",
        settledBy: list("empname==José", "with a decomposed `é`: is the composed one found?"))
    case .defaultPageSizeV2:
      make(
        decision, "records without `limit`",
        "v3 says a default of 50 in its prose and 100 in its schema; 50 is taken, and v2's 100 for v2",
        value: "\(Limits.defaultPageSize(.v3)) in v3, \(Limits.defaultPageSize(.v2)) in v2",
        settledBy: "list a datastore of 200 records without `limit`: how many come?")
    case .deluge:
      make(
        decision, "what Deluge and v2 accept",
        "Deluge's tasks speak v2, whose list of operators and limits is not published; they are judged by v3's, and"
          + " messages say so", value: "v2, judged by v3's rules",
        settledBy: "run `zoho.cliq.getRecords` with eleven conditions and with `in`: refusals?")
    case .lengths:
      make(
        decision, "what a character is",
        "lengths count Unicode scalars of the decoded text; where the text has holes only the literal part counts",
        value: "Unicode scalars",
        settledBy: "update with a criteria of 500 scalars, one of them an emoji: a refusal?")
    case .holeConditions:
      make(
        decision, "conditions that come from a variable",
        "a hole may stand for any number of conditions: too many are reported only where the written ones alone"
          + " exceed \(Limits.clauses)", value: "not counted",
        settledBy: "nothing on the server: the script decides what the hole holds")
    case .bindings:
      make(
        decision, "what `@let` puts into a hole",
        "the value is substituted after parsing and never read as syntax, so a test cannot pass by accident",
        value: "a value, never syntax", settledBy: "nothing on the server: `@let` is cliquery's own")
    }
  }
}
