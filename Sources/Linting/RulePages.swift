// swift-format-ignore-file

/// The doc comments of the rules, for `cliquery rule`. Made by `swift run generate-docs`; do not edit.
package enum RulePages {
  package static let bodies: [String: String] = [
    "CQ001": #"""
      ## What it does
      Reports what is no criteria: an operator or a value that is missing, parentheses that do not match, a negation, a
      field in quotes, a list in brackets, the forms of other query languages. There is at most one such finding in a
      condition.

      ## Why it matters
      The server refuses the whole request.

      ## Example
      ```criteria
      @datastore empdir
      !(department==Sales || department==Support)
      ```

      ## Use instead
      ```criteria
      @datastore empdir
      (department!=Sales && department!=Support)
      ```

      ## Fix safety
      Writing a plain blank for another kind of white space is safe. All other fixes are unsafe: they say what was most
      likely meant.

      ## Basis and source
      v3, "List records" and "Update records", errors: `datastore_invalid_criteria`. Deleting and v2 refuse such a text
      too, but no list of codes names it.
      """#,
    "CQ002": #"""
      ## What it does
      Reports operators of other languages: `<>`, `=>`, `=<`, `===`, `!==`, `=~`, `:=`, and words such as `contains`,
      `starts with`, `between`, `is null`, `eq`.

      ## Why it matters
      The server refuses the whole request.

      ## Example
      ```criteria
      @datastore empdir
      (salary=>1000) && (empname contains John)
      ```

      ## Use instead
      ```criteria
      @datastore empdir
      (salary>=1000) && (empname like %John%)
      ```

      ## Fix safety
      `=>`, `=<`, `<>`, `===`, `!==` can mean one thing only: safe. Words and patterns are unsafe, because what the
      wildcards of `like` mean is not documented.

      ## Basis and source
      v3, "List records", criteria: "Supported Comparison Operators"; errors of listing and updating:
      `datastore_criteria_invalid_operator`.
      """#,
    "CQ003": #"""
      ## What it does
      Reports `AND`, `or`, a single `&` or `|` between two conditions. Inside a value these are text:
      `Research and Development` is left alone.

      ## Why it matters
      The language knows `&&` and `||` only. Everything from the word on becomes part of the value before it, so the
      request is refused or finds nothing.

      ## Example
      ```criteria
      @datastore empdir
      department==Sales AND isactive==true
      ```

      ## Use instead
      ```criteria
      @datastore empdir
      department==Sales && isactive==true
      ```

      ## Fix safety
      Safe where the right side is a condition on a field of the datastore's schema, else unsafe: the words might
      belong to the value.

      ## Basis and source
      v3, "List records", criteria: "Logical Operators". Listing and updating answer `datastore_invalid_criteria`.
      """#,
    "CQ004": #"""
      ## What it does
      Counts the conditions of a criteria and reports more than 10.

      ## Why it matters
      The server refuses the whole request.

      ## Example
      ```criteria
      a==1 || a==2 || a==3 || a==4 || a==5 || a==6 || a==7 || a==8 || a==9 || a==10 || a==11
      ```

      ## Use instead
      ```criteria
      a in (1,2,3,4,5,6,7,8,9,10)
      ```
      Or two requests.

      ## Fix safety
      There is no fix.

      ## Basis and source
      v3, "List records", criteria: "Max criteria clauses: 10". Listing and updating answer
      `datastore_criteria_limit_exceeded`; for deleting and for v2 the rule is documented and the code is not. A
      variable that stands for conditions counts nothing (decision C27).
      """#,
    "CQ005": #"""
      ## What it does
      Counts the characters of a criteria and reports more than 500. Characters are Unicode scalars of the text as the
      server gets it; what a host inserts at run time is not counted.

      ## Why it matters
      A bulk update with a longer criteria breaks the documented limit. For listing and deleting no limit is
      documented, so there it is only a hint.

      ## Example
      ```criteria
      @operation update
      (empname==Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) ||
      (empname==Bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb) ||
      (empname==Ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc) ||
      (empname==Ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd) ||
      (empname==Eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee)
      ```

      ## Use instead
      ```criteria
      @operation update
      (department==Engineering) && (isactive==true)
      ```

      ## Fix safety
      There is no fix.

      ## Basis and source
      v3, payload for bulk updates, criteria: "Maximum length: 500 characters". Decision C26 says what a character is.
      """#,
    "CQ006": #"""
      ## What it does
      Counts the values of `in` and `not in` and reports more than 10. A value that the host inserts is not counted,
      because it may be anything.

      ## Why it matters
      The server refuses the whole request.

      ## Example
      ```criteria
      empid in (1,2,3,4,5,6,7,8,9,10,11)
      ```

      ## Use instead
      ```criteria
      (empid in (1,2,3,4,5,6,7,8,9,10)) || (empid in (11))
      ```

      ## Fix safety
      There is no fix.

      ## Basis and source
      v3, "List records", criteria: "Max values in `in` / `not in`: 10". Listing answers
      `datastore_in_query_limit_exceeded`; for the other operations the rule is documented and the code is not.
      """#,
    "CQ007": #"""
      ## What it does
      Reports groups that are nested deeper than 32, as a warning, and deeper than 256, as an error.

      ## Why it matters
      The limits are cliquery's own: nobody reads such a text, and a generator that makes one has most likely run wild.
      The server's limit is not documented, but 10 conditions never need more than a few levels.

      ## Example
      ```criteria
      (((((((((((((((((((((((((((((((((empid==1)))))))))))))))))))))))))))))))))
      ```

      ## Use instead
      ```criteria
      (empid==1)
      ```

      ## Fix safety
      There is no fix.

      ## Basis and source
      cliquery's own limit.
      """#,
    "CQ010": #"""
      ## What it does
      Looks up the datastore that a query names among the schemas of the workspace. Where settings say that the schemas
      are complete (`datastores.complete`), a name that is missing is an error. Else it is a warning where the name is
      one letter away from a known one and used only once, and nothing otherwise: most workspaces know only some of
      their datastores.

      ## Why it matters
      The server answers `datastore_not_found`, or a misspelt name reads another datastore.

      ## Example
      ```criteria
      @datastore empdri
      (department==Engineering)
      ```

      ## Use instead
      ```criteria
      @datastore empdir
      (department==Engineering)
      ```

      ## Fix safety
      Unsafe: the query would read another datastore.

      ## Basis and source
      v3, "List records" and "Update records", errors: `datastore_not_found`.
      """#,
    "CQ011": #"""
      ## What it does
      Looks up each field in the schema of the datastore. Fields are named by their unique name, exactly as the schema
      writes it; a display name or another case is not found, and suggested.

      Where one text reaches several datastores, the message names those that lack the field.

      ## Why it matters
      The server refuses the whole request.

      ## Example
      ```criteria
      @datastore empdir
      (departmnt==Engineering)
      ```

      ## Use instead
      ```criteria
      @datastore empdir
      (department==Engineering)
      ```

      ## Fix safety
      Unsafe: the suggestion is a guess.

      ## Basis and source
      v3, "List records" and "Update records", errors: `datastore_column_not_found`. For deleting and for v2 the rule
      is documented and the code is not.
      """#,
    "CQ012": #"""
      ## What it does
      Reports `like` and `not like` on a number or a boolean.

      ## Why it matters
      The documentation allows patterns for text only.

      ## Example
      ```criteria
      @datastore empdir
      (salary like 100%)
      ```

      ## Use instead
      ```criteria
      @datastore empdir
      (salary>=100) && (salary<200)
      ```

      ## Fix safety
      Where the pattern has no wildcard, it can be replaced by `==` or `!=`: unsafe, because a pattern is a guess.

      ## Basis and source
      v3, "List records", criteria: `like` "Case-insensitive, only for CHAR fields". No operation names a code for it.
      On `id`, `added_time` and `modified_time` it is a warning that rests on decision C6.
      """#,
    "CQ013": #"""
      ## What it does
      Checks each value that is compared with a number field: an optional sign, digits, and a point with digits, at
      most 38 of them. Numbers are never read through binary floating point: ids have 18 digits.

      ## Why it matters
      The server refuses the whole request.

      ## Example
      ```criteria
      @datastore empdir
      (salary>=1e5)
      ```

      ## Use instead
      ```criteria
      @datastore empdir
      (salary>=100000)
      ```

      ## Fix safety
      Removing the commas of `100,000`, the underscores of `100_000`, and writing the digits of other scripts as plain
      ones is unsafe: it is a guess.

      ## Basis and source
      v3, "List records", errors: `datastore_invalid_number_value`; decision C22 says what a number is. For the other
      operations the rule is documented and the code is not. On `id`, `added_time` and `modified_time` it is a warning
      that rests on decision C6.
      """#,
    "CQ014": #"""
      ## What it does
      Checks each value that is compared with a boolean field: it is `true` or `false`. Capitals are another rule's
      matter (CQ112).

      ## Why it matters
      A boolean is neither `yes` nor `1`: at best nothing is equal to it.

      ## Example
      ```criteria
      @datastore empdir
      (isactive==yes)
      ```

      ## Use instead
      ```criteria
      @datastore empdir
      (isactive==true)
      ```

      ## Fix safety
      Unsafe: it changes which records are selected.

      ## Basis and source
      v3, "Create a datastore", field types: a boolean holds `true` or `false`. No operation names a code for it.
      """#,
    "CQ020": #"""
      ## What it does
      Reports a field that `order_by` names twice.

      ## Why it matters
      The server refuses the whole request.

      ## Example
      ```criteria
      @datastore empdir
      @order_by empname desc, empname
      (isactive==true)
      ```

      ## Use instead
      ```criteria
      @datastore empdir
      @order_by empname desc
      (isactive==true)
      ```

      ## Fix safety
      Removing the second one is unsafe: the first may be the mistake.

      ## Basis and source
      v3, "List records", errors: `datastore_duplicate_sort_field`. For v2 the rule is v3's.
      """#,
    "CQ021": #"""
      ## What it does
      Looks up each field of `order_by` in the schema of the datastore. Without a schema nothing is checked.

      ## Why it matters
      There is nothing to sort by.

      ## Example
      ```criteria
      @datastore empdir
      @order_by empnam desc
      (isactive==true)
      ```

      ## Use instead
      ```criteria
      @datastore empdir
      @order_by empname desc
      (isactive==true)
      ```

      ## Fix safety
      Unsafe: the suggestion is a guess.

      ## Basis and source
      v3, "List records", order_by: a "list of fields". No operation names a code for a field that does not exist
      there.
      """#,
    "CQ022": #"""
      ## What it does
      Reports a `limit` that is no whole number, below 1, or in v3 above 1000.

      ## Why it matters
      The documentation allows 1 to 1000 at the most.

      ## Example
      ```criteria
      @datastore empdir
      @limit 0
      (isactive==true)
      ```

      ## Use instead
      ```criteria
      @datastore empdir
      @limit 100
      (isactive==true)
      ```

      ## Fix safety
      There is no fix.

      ## Basis and source
      v3, "List records", limit: an integer, minimum 1, maximum 1000 (decision C14). No operation names a code for it.
      """#,
    "CQ023": #"""
      ## What it does
      Reports a `next_token` (in v2 a `start_token`) that is written out and is not base64.

      ## Why it matters
      Tokens come from an earlier answer. One that is not even base64 was made up, or damaged on its way.

      ## Example
      ```deluge
      q = Map();
      q.put("criteria", "isactive==true");
      q.put("start_token", "page 2");
      records = zoho.cliq.getRecords("empdir", q);
      ```

      ## Use instead
      ```deluge
      q = Map();
      q.put("criteria", "isactive==true");
      q.put("start_token", answer.get("next_token"));
      records = zoho.cliq.getRecords("empdir", q);
      ```

      ## Fix safety
      There is no fix.

      ## Basis and source
      v3, schema `base64_regex`: "Base64-encoded pagination or sync token"; "List records", errors:
      `datastore_invalid_next_token`. Decision C15: nothing is read from a token but that.
      """#,
    "CQ024": #"""
      ## What it does
      Reports an update without a criteria, as an error, and a delete with neither a criteria nor ids, as a warning.

      ## Why it matters
      An update must say which records it changes. A delete that does not may be refused, or delete everything: the
      documentation does not say.

      ## Example
      ```criteria
      @datastore empdir
      @operation delete
      ```

      ## Use instead
      ```criteria
      @datastore empdir
      @operation delete
      (isactive==false)
      ```

      ## Fix safety
      There is no fix.

      ## Basis and source
      v3, payload for bulk updates: `criteria` is required. v3, "Delete records": `criteria` and `ids` are both
      optional; an empty criteria selects everything by decision C4.
      """#,
    "CQ025": #"""
      ## What it does
      Where no schema is known, reports a field's name that no field can have: unique names are lower-case letters,
      digits and `_`, begin with a letter, and have at most 20 characters (in v2 at most 30). With a schema CQ011 speaks
      instead.

      ## Why it matters
      It is often a display name, or a word in the wrong place; the server knows no such field.

      ## Example
      ```criteria
      @datastore visitors
      (FirstName==Ann)
      ```

      ## Use instead
      ```criteria
      @datastore visitors
      (firstname==Ann)
      ```

      ## Fix safety
      Lower case is an unsafe fix: it is a guess.

      ## Basis and source
      v3, "Create a datastore", fields, unique_name. No operation names a code for it; in v2 it is a hint, because names
      of other forms are in use (decision C25).
      """#,
    "CQ104": #"""
      ## What it does
      Reports a condition that stands twice in one chain of `&&` or of `||`: the same field, the same operator (`=` and
      `==` are one), the same value. Numbers of a number field are compared by value, patterns without regard to case.

      ## Why it matters
      The second one has no effect, counts towards the ten that are allowed, and was often meant to name another field
      or another value.

      ## Example
      ```criteria
      (department==Sales) || (department==Sales)
      ```

      ## Use instead
      ```criteria
      (department==Sales) || (department==Support)
      ```

      ## Fix safety
      Removing the repetition is safe where both are the same byte for byte. It is unsafe where they are equal by value
      only, such as `7` and `007`.

      ## Basis and source
      `x && x` and `x || x` are `x` in two-valued and in three-valued logic. Values that are the same only if quotes are
      no part of a value (decision C3) or if equality ignores case (decision C10) are a hint, unless the settings say
      that equality does. v3, "List records", criteria: "`==` is an alias of `=`", `like` is case-insensitive.
      """#,
    "CQ105": #"""
      ## What it does
      Reports a value that stands twice in the list of an `in` or `not in`. Numbers of a number field are compared by
      value.

      ## Why it matters
      The second one has no effect, counts towards the ten that are allowed, and was often meant to be another value.

      ## Example
      ```criteria
      department in (Sales,Support,Sales)
      ```

      ## Use instead
      ```criteria
      department in (Sales,Support)
      ```

      ## Fix safety
      Removing the repetition is safe where both values are the same byte for byte, and unsafe where they are equal by
      value only, such as `7` and `007`.

      ## Basis and source
      v3, "List records", criteria: `in` asks whether the field is one of the values. Values that are the same only if
      quotes are no part of a value (decision C3) or if equality ignores case (decision C10) are a hint, unless the
      settings say that equality does.
      """#,
    "CQ106": #"""
      ## What it does
      Reports a value that is compared for equality with a text field and is longer than the field can hold: 250
      characters in limited-text, 65,535 in large-text (v2: 1,000), 1,000 in encrypted-text (v2: 250).

      ## Why it matters
      No record's value is equal to it.

      ## Example
      ```criteria
      @datastore empdir
      empname==Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
      ```

      ## Use instead
      ```criteria
      @datastore empdir
      empname like Aaaaaaaaaa%
      ```

      ## Fix safety
      There is no fix.

      ## Basis and source
      v3, "Create a datastore", field types; v2 help, data types. Decision C26 says what a character is.
      """#,
    "CQ107": #"""
      ## What it does
      Reports `<`, `<=`, `>`, `>=` between a text field and a number.

      ## Why it matters
      Texts are ordered character by character: `10` comes before `9`. A comparison that looks numeric selects other
      records than it says.

      ## Example
      ```criteria
      @datastore empdir
      (department>9)
      ```

      ## Use instead
      ```criteria
      @datastore empdir
      (salary>9)
      ```
      That is, a field of the type number. Numbers that are kept as text can be ordered where all have the same number
      of digits.

      ## Fix safety
      There is no fix: the field's type cannot be changed after it was created.

      ## Basis and source
      Decision C7: order comparisons on text are accepted; by any order of characters `10` comes before `9`.
      """#,
    "CQ108": #"""
      ## What it does
      Reports `<`, `<=`, `>`, `>=` on a boolean field.

      ## Why it matters
      A boolean has two values; which of them is the greater one is nowhere documented.

      ## Example
      ```criteria
      @datastore empdir
      (isactive>false)
      ```

      ## Use instead
      ```criteria
      @datastore empdir
      (isactive==true)
      ```

      ## Fix safety
      Where the comparison is true for one value only, it can be replaced by `==`: unsafe, because it rests on false
      before true.

      ## Basis and source
      Decision C7: order comparisons on booleans are accepted, false before true.
      """#,
    "CQ109": #"""
      ## What it does
      Remarks on a pattern of `like` or `not like` in which no wildcard stands.

      ## Why it matters
      If `like` works as in SQL, such a pattern is found only where it is the whole value: `like John` does not find
      `Johnson`.

      ## Example
      ```criteria
      empname like John
      ```

      ## Use instead
      ```criteria
      empname like %John%
      ```

      ## Fix safety
      Adding `%` on both sides is unsafe: it selects more records.

      ## Basis and source
      The wildcards of `like` are not documented: decision C11, option `dialect.like`. Under `glob` the wildcards are `*`
      and `?`; under `contains` every pattern is searched anywhere, and the rule is silent.
      """#,
    "CQ110": #"""
      ## What it does
      Remarks on `*` and `?` in a pattern of `like`.

      ## Why it matters
      If `like` works as in SQL, its wildcards are `%` (any run of characters) and `_` (one character); `*` and `?` stand
      for themselves, and the pattern finds next to nothing.

      ## Example
      ```criteria
      empname like J*
      ```

      ## Use instead
      ```criteria
      empname like J%
      ```
      Where the star itself is meant, `\*` says so.

      ## Fix safety
      Writing `%` for `*` and `_` for `?` is unsafe: it selects other records.

      ## Basis and source
      The wildcards of `like` are not documented: decision C11, option `dialect.like`. Under `glob`, `%` is the foreign
      one; under `contains`, `%` and `*` are.
      """#,
    "CQ111": #"""
      ## What it does
      Remarks on `&&` beside `||` without parentheses.

      ## Why it matters
      `&&` binds tighter: `a || b && c` is `a || (b && c)`, which is not how everybody reads it.

      ## Example
      ```criteria
      (department==Sales) || (department==Support) && (isactive==true)
      ```

      ## Use instead
      ```criteria
      (department==Sales) || ((department==Support) && (isactive==true))
      ```
      Or, if that was meant, `((department==Sales) || (department==Support)) && (isactive==true)`.

      ## Fix safety
      Adding the parentheses is safe: they change nothing.

      ## Basis and source
      v3, "List records", criteria: `&&` is evaluated before `||`.
      """#,
    "CQ112": #"""
      ## What it does
      Remarks on `TRUE`, `False` and other spellings of `true` and `false`.

      ## Why it matters
      The documentation writes both in lower case. Extensions in use write `TRUE`, so the server seems to take it, but
      nothing promises that.

      ## Example
      ```criteria
      isactive==TRUE
      ```

      ## Use instead
      ```criteria
      isactive==true
      ```

      ## Fix safety
      Writing it in lower case is unsafe: in a text field, `TRUE` and `true` may be different values.

      ## Basis and source
      v3, "List records", criteria: the examples write `isactive=true`. Without a schema, or for a field of unknown type,
      the words themselves are taken for booleans.
      """#,
    "CQ113": #"""
      ## What it does
      Reports numbers that the server may read otherwise than they are meant: a leading `+`, and in v2 a decimal point
      or more than 19 characters.

      ## Why it matters
      A `+` in a URL is a blank. v2's numbers are integers of at most 19 characters.

      ## Example
      ```criteria
      @datastore empdir
      (salary>+100)
      ```

      ## Use instead
      ```criteria
      @datastore empdir
      (salary>100)
      ```

      ## Fix safety
      Removing the `+` is unsafe: that the value stays the same rests on decision C22.

      ## Basis and source
      v2 help, data types: integers up to 19 characters; decision C22.
      """#,
    "CQ114": #"""
      ## What it does
      Reports a value without quotes that most likely holds more than a value: it begins with an operator (`a> =5`), has
      parentheses in it (`a==x (y)`), or holds what reads like the next condition (`a==x b==y`).

      ## Why it matters
      A value without quotes runs to the next `&&` or `||`. What was meant as an operator or a condition becomes a part of
      the text that is compared, and nothing matches.

      ## Example
      ```criteria
      department==Sales isactive==true
      ```

      ## Use instead
      ```criteria
      (department==Sales) && (isactive==true)
      ```
      Where the text is meant as it stands, quotes around the value say so.

      ## Fix safety
      All fixes are unsafe: they select other records.

      ## Basis and source
      Decision C2: where a value without quotes ends. The documentation gives neither quotes nor an end of values.
      """#,
    "CQ115": #"""
      ## What it does
      Reports `LIKE`, `In`, `NOT LIKE` and other spellings of the word operators.

      ## Why it matters
      The documentation writes them in lower case, and whether the server takes others is not documented.

      ## Example
      ```criteria
      empname LIKE %John%
      ```

      ## Use instead
      ```criteria
      empname like %John%
      ```

      ## Fix safety
      Writing it in lower case is safe: nothing else can have been meant.

      ## Basis and source
      v3, "List records", criteria: the table of operators; decision C1.
      """#,
    "CQ116": #"""
      ## What it does
      Reports an empty place in a list (`in (a,,b)`), and remarks on `""` as a value.

      ## Why it matters
      In a list the empty place is most often a value that was deleted. As the value of `==`, two quotes with nothing
      between them are the empty text only if quotes are no part of a value, which is not documented; and a record that
      never had a value is not the same as one with an empty text.

      ## Example
      ```criteria
      department in (Sales,,Support)
      ```

      ## Use instead
      ```criteria
      department in (Sales,Support)
      ```

      ## Fix safety
      Removing the comma is unsafe: the server may read the empty place as an empty text, and records with one would no
      longer be selected.

      ## Basis and source
      Decisions C3 (quotes) and C9 (comparisons with a value that is not there).
      """#,
    "CQ117": #"""
      ## What it does
      Reports a `limit` from 101 to 1000 in v3.

      ## Why it matters
      The documentation contradicts itself: its text says at most 100, its schema says at most 1000. A script that asks
      for 500 may get a refusal, or 100 records and no hint that there are more.

      ## Example
      ```criteria
      @datastore empdir
      @limit 500
      (isactive==true)
      ```

      ## Use instead
      ```criteria
      @datastore empdir
      @limit 100
      (isactive==true)
      ```
      And further pages with `next_token`.

      ## Fix safety
      There is no fix: the script must ask for further pages.

      ## Basis and source
      v3, "List records", limit; decision C14.
      """#,
    "CQ118": #"""
      ## What it does
      Reports an `order_by` in the other api's dialect: `+field` and `-field` belong to v2, `field desc` to v3, and v2
      sorts by one column. Reports what is no field with `asc` or `desc` at all; in v2, whose grammar is not published,
      what is no field with a sign is a hint. A signed number, which the v3 page shows, is only a hint.

      ## Why it matters
      The other dialect is not documented, and a sort that does nothing is easily overlooked.

      ## Example
      ```criteria
      @datastore empdir
      @order_by -empname
      (isactive==true)
      ```

      ## Use instead
      ```criteria
      @datastore empdir
      @order_by empname desc
      (isactive==true)
      ```

      ## Fix safety
      Unsafe: it rests on what the author meant.

      ## Basis and source
      v3, "List records", order_by; v2 help, "Get records", order_by. A signed number is accepted without effect by
      decision C16.
      """#,
    "CQ119": #"""
      ## What it does
      Remarks on a condition on an encrypted-text field.

      ## Why it matters
      Whether the server compares what was stored or its encrypted form is not documented. If it is the latter, no
      comparison but equality can work, and perhaps not even that.

      ## Example
      ```criteria
      @datastore empdir
      (ssn==078-05-1120)
      ```

      ## Use instead
      ```criteria
      @datastore empdir
      (empid==1001)
      ```

      ## Fix safety
      There is no fix.

      ## Basis and source
      Decision C8: the documentation is silent about operators on encrypted-text.
      """#,
    "CQ121": #"""
      ## What it does
      Remarks on `like` and `not like` on a large-text field.

      ## Why it matters
      `like` is documented for "CHAR fields". Limited-text surely is one; whether large-text is, nobody says.

      ## Example
      ```criteria
      @datastore empdir
      (notes like %urgent%)
      ```

      ## Use instead
      ```criteria
      @datastore empdir
      (department like %urgent%)
      ```
      That is, a field of the type limited-text.

      ## Fix safety
      There is no fix.

      ## Basis and source
      v3, "List records", criteria: `like` "only for CHAR fields"; decision C8.
      """#,
    "CQ122": #"""
      ## What it does
      Remarks on typographic quotes around a value.

      ## Why it matters
      Word processors and chats turn `"` into `“` and `”`. Those are characters like any other: they are a part of the
      value, and the record is not found.

      ## Example
      ```criteria
      empname==“John”
      ```

      ## Use instead
      ```criteria
      empname=="John"
      ```

      ## Fix safety
      Writing straight quotes is unsafe: it selects other records.

      ## Basis and source
      Decision C3: straight quotes are taken off; nothing is documented about others.
      """#,
    "CQ123": #"""
      ## What it does
      Remarks on a value that begins with a quote and is not enclosed by it.

      ## Why it matters
      Quotes count only where they enclose the whole value. Elsewhere they are characters like any other, and the record
      is not found.

      ## Example
      ```criteria
      empname=="John" Doe
      ```

      ## Use instead
      ```criteria
      empname=="John Doe"
      ```

      ## Fix safety
      There is no fix: where the other quote was meant to stand cannot be known.

      ## Basis and source
      Decision C3: only quotes around a whole value are taken off.
      """#,
    "CQ301": #"""
      ## What it does
      Reports a condition of a compound that stands without parentheses of its own, in v3.

      ## Why it matters
      The only compound examples of the v3 documentation put each condition in parentheses. Nothing says that they are
      needed; who wants to write what is shown selects this rule.

      ## Example
      ```criteria
      department==Engineering && isactive==true
      ```

      ## Use instead
      ```criteria
      (department==Engineering) && (isactive==true)
      ```

      ## Fix safety
      Adding the parentheses is safe: they change nothing.

      ## Basis and source
      v3, "List records", criteria: `(empname=John) && (isactive=true)`. v2's examples have no parentheses, so the rule is
      silent there.
      """#,
    "CQ302": #"""
      ## What it does
      Reports parentheses that change nothing: around the whole text, around parentheses, around `&&` within `&&`, around
      `||` within `||`.

      ## Why it matters
      They count towards the length, and a reader looks for what they are there for.

      Parentheses around a single condition of a compound are not meant: the documentation writes them. Those around `&&`
      within `||` change nothing either, but show what binds tighter (`precedence`).

      ## Example
      ```criteria
      ((department==Sales)) && (isactive==true)
      ```

      ## Use instead
      ```criteria
      (department==Sales) && (isactive==true)
      ```

      ## Fix safety
      Removing them is safe: they change nothing. Where conditions come from a variable, the rule is silent.

      ## Basis and source
      v3, "List records", criteria: parentheses group conditions. `&&` and `||` are associative.
      """#,
    "CQ303": #"""
      ## What it does
      Reports `=` where the canonical spelling of equality is `==`.

      ## Why it matters
      Both are documented and mean the same. A team that wants one of them in all its texts selects this rule; the
      formatter writes the same spelling with `format.equality: canonical`.

      ## Example
      ```criteria
      (empname=John) && (isactive==true)
      ```

      ## Use instead
      ```criteria
      (empname==John) && (isactive==true)
      ```

      ## Fix safety
      Replacing the operator is safe: the two are one.

      ## Basis and source
      v3, "List records", criteria: "`==` is an alias of `=`". Scripts that speak v2 use both.
      """#,
    "CQ304": #"""
      ## What it does
      Reports equalities on one field, joined by `||`, that one `in` could say, with at most 10 values.

      ## Why it matters
      Of ten conditions that are allowed, `in` takes one. But no public example of `in` exists: try it on a real datastore
      before relying on it.

      ## Example
      ```criteria
      (department==Sales) || (department==Support)
      ```

      ## Use instead
      ```criteria
      department in (Sales,Support)
      ```

      ## Fix safety
      The fix is unsafe: how the server reads the list, its blanks and its quotes, is not shown anywhere.

      ## Basis and source
      v3, "List records", criteria: `in`, "Max values in in / not in: 10".
      """#,
    "CQ305": #"""
      ## What it does
      Reports quotes around a value that can be written without them.

      ## Why it matters
      No official example has quotes around a value, and whether the server takes them off is not documented. If it keeps
      them, nothing is found.

      ## Example
      ```criteria
      department=="Sales"
      ```

      ## Use instead
      ```criteria
      department==Sales
      ```

      ## Fix safety
      Removing the quotes is unsafe: if the server keeps them, it selects other records.

      ## Basis and source
      Decision C3; v3, "List records", criteria: all examples write values without quotes.
      """#,
    "CQ306": #"""
      ## What it does
      Remarks on a condition on `id`, `added_time` or `modified_time`.

      ## Why it matters
      Every record has these three, as strings of digits. Whether criteria may name them is not documented.

      ## Example
      ```criteria
      @datastore empdir
      (added_time>1700000000000)
      ```

      ## Use instead
      ```criteria
      @datastore empdir
      (empid>1000)
      ```

      ## Fix safety
      There is no fix.

      ## Basis and source
      v3, "List records", response; decision C6.
      """#,
    "CQ401": #"""
      ## What it does
      Reports a directive of a criteria document that stands after the text of its block.

      ## Why it matters
      Directives come first, so that a reader knows what the text is about. A line of the text that begins with `@` must
      be indented.

      ## Example
      ```criteria
      (department==Sales)
      @limit 5
      ```

      ## Use instead
      ```criteria
      @limit 5
      (department==Sales)
      ```

      ## Fix safety
      Moving the line before the text is safe: it takes effect in either place.

      ## Basis and source
      The form of criteria documents is cliquery's own.
      """#,
    "CQ402": #"""
      ## What it does
      Reports a line of a criteria document that begins with `@` and a word that is no directive.

      ## Why it matters
      Nothing of what it says takes effect. If the line is meant as text, it must be indented.

      ## Example
      ```criteria
      @datstore empdir
      (department==Sales)
      ```

      ## Use instead
      ```criteria
      @datastore empdir
      (department==Sales)
      ```

      ## Fix safety
      Replacing the word with the directive that was most likely meant is unsafe: it may make the query another one.

      ## Basis and source
      The form of criteria documents is cliquery's own. Directives are `@datastore`, `@api`, `@operation`, `@order_by`,
      `@limit`, `@ids`, `@let` and `@expect`, in lower case.
      """#,
    "CQ403": #"""
      ## What it does
      Reports a directive of a criteria document whose value cannot be read.

      ## Why it matters
      The directive takes no effect.

      ## Example
      ```criteria
      @api 3
      (department==Sales)
      ```

      ## Use instead
      ```criteria
      @api v3
      (department==Sales)
      ```

      ## Fix safety
      There is no fix.

      ## Basis and source
      The form of criteria documents is cliquery's own. There are no comments at the end of a line: `@limit 5 # few` has
      the value `5 # few`.
      """#,
    "CQ404": #"""
      ## What it does
      Reports a directive that its block has already. Only `@let` with another name and `@expect` may stand more than
      once.

      ## Why it matters
      The first one counts; the second takes no effect.

      ## Example
      ```criteria
      @limit 5
      @limit 50
      (department==Sales)
      ```

      ## Use instead
      ```criteria
      @limit 50
      (department==Sales)
      ```

      ## Fix safety
      Removing the line is safe where both say the same, and unsafe where they differ: perhaps the second one was meant.

      ## Basis and source
      The form of criteria documents is cliquery's own.
      """#,
    "CQ405": #"""
      ## What it does
      Reports a `@let` that names no hole of its block (or of the file, where it stands in the file's defaults), or a hole
      that is no value but a field, an operator, a list or a condition; and a hole without a `@let` in a block with
      `@expect count` or `@expect ids`.

      ## Why it matters
      A block with expectations is a test, and a test needs a value for each hole. A document without expectations may
      have holes that nothing binds: it is a template.

      ## Example
      ```criteria
      @let dpt = Sales
      @expect count 3
      (department==${dept})
      ```

      ## Use instead
      ```criteria
      @let dept = Sales
      @expect count 3
      (department==${dept})
      ```

      ## Fix safety
      Writing the name of the hole that was most likely meant is unsafe: it changes what the test asks.

      ## Basis and source
      The form of criteria documents is cliquery's own. Decision C28: what `@let` binds is a value and never syntax.
      """#,
    "CQ901": #"""
      ## What it does
      Reports a `cliquery: ignore` comment, or a rule in it, that silences nothing.

      ## Why it matters
      What it once silenced is gone. Left in place it hides the next finding, and readers wonder what is wrong here.

      ## Example
      ```criteria
      # cliquery: ignore duplicate-clause
      (department==Sales)
      ```

      ## Use instead
      ```criteria
      (department==Sales)
      ```

      ## Fix safety
      Removing the rule, or the comment where no other rule is left in it, is safe: comments select nothing. The reason
      stays with the rules that stay.

      ## Basis and source
      cliquery's own comments. Rules that are switched off are not judged: nobody knows whether they would find something.
      """#,
    "CQ902": #"""
      ## What it does
      Reports a word in a `cliquery: ignore` comment that is neither the code nor the name of a rule.

      ## Why it matters
      It silences nothing: what it was meant for is still reported, or will be.

      ## Example
      ```criteria
      # cliquery: ignore duplicate-clauses
      (department==Sales)
      ```

      ## Use instead
      ```criteria
      # cliquery: ignore duplicate-clause -- kept until the second office opens
      (department==Sales) || (department==Sales)
      ```

      ## Fix safety
      Removing the word, or the comment where no rule is left in it, is safe: comments select nothing. Writing the rule that
      was most likely meant is unsafe: it hides what that rule finds.

      ## Basis and source
      cliquery's own comments.
      """#,
    "HQ201": #"""
      ## What it does
      Reports a criteria that takes in text which a person typed: a bot's `message`, a command's `arguments`, a text input
      of a form, the parameters or the body of a request.

      ## Why it matters
      What is typed becomes a part of the criteria. `x || id>0` in a search for a name selects every record.

      ## Example
      ```deluge
      q = Map();
      q.put("criteria", "department==" + message);
      rows = zoho.cliq.getRecords("empdir", q);
      ```

      ## Use instead
      ```deluge
      allowed = {"Sales", "Support"};
      if(allowed.contains(message))
      {
      	q = Map();
      	q.put("criteria", "department==" + message);
      	rows = zoho.cliq.getRecords("empdir", q);
      }
      ```
      A number is safe after `.toLong()`, and so is a value of `user.get(…)`. The documentation gives no quoting that makes
      a text safe.

      ## Fix safety
      There is no fix: what is allowed only its author knows.

      ## Basis and source
      Texts are followed through sole assignments and `trim`, `toString`, `toLowerCase`, `toUpperCase`, `get(n)`, `toList`,
      `subString` and `ifnull`; where anything else comes in between, nothing is reported.
      """#,
    "HQ202": #"""
      ## What it does
      Reports a criteria that takes in text which a person typed, where the records that it selects are deleted or
      updated.

      ## Why it matters
      What is typed becomes a part of the criteria. `x || id>0` deletes every record.

      ## Example
      ```deluge
      zoho.cliq.deleteRecords("empdir", "department==" + message);
      ```

      ## Use instead
      ```deluge
      allowed = {"Sales", "Support"};
      if(allowed.contains(message))
      {
      	zoho.cliq.deleteRecords("empdir", "department==" + message);
      }
      ```
      A number is safe after `.toLong()`, and so is a value of `user.get(…)`. The documentation gives no quoting that makes
      a text safe.

      ## Fix safety
      There is no fix: what is allowed only its author knows.

      ## Basis and source
      Texts are followed as in `unchecked-text` (HQ201).
      """#,
    "HQ203": #"""
      ## What it does
      Reports a raw `&&` in the criteria of a URL, or of a form that is sent as it is written.

      ## Why it matters
      `&` separates parameters, so the criteria ends before it. The server selects by the first condition only, and a
      DELETE removes more than was meant. What follows is checked as the criteria that was meant.

      Where the sender encodes by itself (`params` of a client, `--data-urlencode`), `&&` is right and not reported.

      ## Example
      ```http
      GET https://cliq.zoho.com/api/v3/datastores/empdir/records?criteria=(department==Sales)&&(isactive==true)
      ```

      ## Use instead
      ```http
      GET https://cliq.zoho.com/api/v3/datastores/empdir/records?criteria=(department==Sales)%26%26(isactive==true)
      ```

      ## Fix safety
      Encoding is unsafe: the request selects by all of the criteria then, which are other records.

      ## Basis and source
      RFC 3986, section 3.4, and the WHATWG URL standard, "application/x-www-form-urlencoded": `&` ends a parameter. The
      API's documentation lists `criteria` as a query parameter.
      """#,
    "HQ204": #"""
      ## What it does
      Reports a criteria of a URL whose encoded form was encoded again: `%253D` for `%3D`, and `%3D` where the sender
      encodes by itself.

      ## Why it matters
      The server decodes once. It gets `department%3D%3DSales`, in which no operator stands. The criteria is checked as it
      was meant, decoded as often as it was encoded.

      ## Example
      ```http
      GET https://cliq.zoho.com/api/v3/datastores/empdir/records?criteria=department%253D%253DSales
      ```

      ## Use instead
      ```http
      GET https://cliq.zoho.com/api/v3/datastores/empdir/records?criteria=department%3D%3DSales
      ```

      ## Fix safety
      Encoding once is unsafe: the request selects other records then.

      ## Basis and source
      RFC 3986, section 2.4: what is encoded must not be encoded again.
      """#,
    "HQ205": #"""
      ## What it does
      Reports an API token that is written into a file: `Token` and a UUID (Make), `Zoho-oauthtoken 1000.…`, the `zapikey`
      of a webhook, and the token after `Bearer` in a request to one of the two. The message does not repeat it.

      Variables, holes and placeholders such as `your-api-token` are not reported.

      ## Why it matters
      Whoever can read the file, or any older version of it, can act as the token's owner. A token that was shared has to
      be replaced: removing it from the file does not take it back.

      ## Example
      ```http
      GET https://eu1.make.com/api/v2/teams?organizationId=8013
      Authorization: Token 4b8fc1d2-97aa-4c3e-8f60-d1b7e59a2c04
      ```

      ## Use instead
      ```http
      GET https://eu1.make.com/api/v2/teams?organizationId=8013
      Authorization: Token {{makeToken}}
      ```

      ## Fix safety
      Putting a variable in its place is unsafe: it has to be defined where the file is used, in an environment or a `.env`
      file that is not shared. In a script a connection takes the place of the token, which no fix can make.

      ## Basis and source
      Make API documentation, "Generating authentication token": "Do not share your token with anyone!" It holds for every
      token that needs nothing else to act for a person.
      """#,
    "HQ206": #"""
      ## What it does
      Reports a text where a function takes a map, such as the second argument of `zoho.cliq.getRecords`.

      ## Why it matters
      The criteria is not a criteria there: the call fails, or answers with all records.

      ## Example
      ```deluge
      rows = zoho.cliq.getRecords("empdir", "department==Sales");
      ```

      ## Use instead
      ```deluge
      rows = zoho.cliq.getRecords("empdir", {"criteria": "department==Sales"});
      ```

      ## Fix safety
      Writing the map is unsafe: the call then selects records by the criteria.

      ## Basis and source
      Deluge help, "Get records": `zoho.cliq.getRecords(<database>, <query_value>, <connection>)`, where the query value is
      a map.
      """#,
    "HQ207": #"""
      ## What it does
      Reports a map that got a `criteria` and is used for nothing before it is assigned anew.

      ## Why it matters
      The criteria was written to select records, and the call that follows selects all of them.

      ## Example
      ```deluge
      q = Map();
      q.put("criteria", "department==Sales");
      rows = zoho.cliq.getRecords("empdir");
      ```

      ## Use instead
      ```deluge
      q = Map();
      q.put("criteria", "department==Sales");
      rows = zoho.cliq.getRecords("empdir", q);
      ```

      ## Fix safety
      There is no fix: which call was meant cannot be known.

      ## Basis and source
      Deluge help, "Get records": the criteria is a key of the map that is given as the second argument.
      """#,
    "HQ209": #"""
      ## What it does
      Reports `order_by=+field` in a URL.

      ## Why it matters
      In a URL `+` is a blank: the server gets ` field`, which has no sign. The plus sign itself is written `%2B`.

      ## Example
      ```http
      GET https://cliq.zoho.com/api/v2/storages/empdir/records?order_by=+empname
      ```

      ## Use instead
      ```http
      GET https://cliq.zoho.com/api/v2/storages/empdir/records?order_by=%2Bempname
      ```

      ## Fix safety
      Encoding is safe: the order that was written is the one that is sent. The newer version of the API has no signs, and
      sorts ascending without one: there the sign is removed.

      ## Basis and source
      WHATWG URL standard, "application/x-www-form-urlencoded parsing": `+` is a blank. Cliq REST API v2, "List records":
      `order_by` is `+` or `-` and a column.
      """#,
    "HQ210": #"""
      ## What it does
      Reports `${x}` in a Deluge string that is a criteria.

      ## Why it matters
      Deluge does not interpolate: the server gets the dollar sign, the braces and the name, and finds nothing.

      ## Example
      ```deluge
      zoho.cliq.deleteRecords("empdir", "department==${dept}");
      ```

      ## Use instead
      ```deluge
      zoho.cliq.deleteRecords("empdir", "department==" + dept);
      ```

      ## Fix safety
      Joining with `+` is unsafe: it selects other records.

      ## Basis and source
      Deluge help, "String operators": texts are joined with `+`; no form of interpolation is described.
      """#,
    "HQ212": #"""
      ## What it does
      Reports a key of the map given to `zoho.cliq.getRecords` that is none of its parameters: `criteria`, `order_by`,
      `limit`, `from_index`, `start_token`.

      ## Why it matters
      Records are selected by `criteria` only. A field's name as a key, or a misspelt parameter, selects nothing out: the
      call answers with all records, or fails.

      ## Example
      ```deluge
      rows = zoho.cliq.getRecords("empdir", {"department": "Sales"});
      ```

      ## Use instead
      ```deluge
      rows = zoho.cliq.getRecords("empdir", {"criteria": "department==Sales"});
      ```

      ## Fix safety
      Correcting a misspelt parameter is unsafe: the call then selects other records.

      ## Basis and source
      Cliq help, "Get records": the parameters of the query map.
      """#,
    "MQ001": #"""
      ## What it does
      Reports what is no request: a bracket that is missing, text behind a bracket, a second `?`, parameters without a `?`
      before them, a parameter without a name.

      ## Why it matters
      Such a parameter is another one than it looks like, or none: the server ignores it or answers with a bare 400.

      ## Example
      ```make
      GET /data-stores?teamId=35&pg[limit=10
      ```

      ## Use instead
      ```make
      GET /data-stores?teamId=35&pg[limit]=10
      ```

      ## Fix safety
      Taking out a mark that joins nothing is safe. All other fixes are unsafe: they say what was most likely meant.

      ## Basis and source
      Make API, "Troubleshooting": the first parameter starts with a question mark, others with an ampersand. "Pagination,
      sorting and filtering": the names with brackets. Marks that join nothing are a hint.
      """#,
    "MQ002": #"""
      ## What it does
      Looks up the path among the endpoints that Make's documentation and its client libraries name, and those of your
      settings. Names of the interface are suggested as what the API calls them: `/incomplete-executions` is `/dlqs`,
      `/webhooks` is `/hooks`.

      ## Why it matters
      The server answers 404 to a path that is none of its own.

      ## Example
      ```make
      GET /incomplete-executions?scenarioId=112
      ```

      ## Use instead
      ```make
      GET /dlqs?scenarioId=112
      ```

      ## Fix safety
      Unsafe: another endpoint answers.

      ## Basis and source
      Make API, "API Reference", and the client libraries. For parts of the API that are known from few sources (custom
      apps, administration, billing) only paths with a likely meaning are reported. Endpoints of your own go into the
      settings: `make.endpoints`.
      """#,
    "MQ003": #"""
      ## What it does
      Reports a method that the endpoint is not known to have: `PUT /scenarios/112` where `PATCH` changes a scenario.

      ## Why it matters
      The server answers 404 or 405, and nothing happens.

      ## Example
      ```make
      PUT /data-stores/137?teamId=35
      ```

      ## Use instead
      ```make
      PATCH /data-stores/137
      ```

      ## Fix safety
      Unsafe: another method does something else.

      ## Basis and source
      Make API, "API Reference", and the client libraries: the methods of each path.
      """#,
    "MQ010": #"""
      ## What it does
      Looks up each parameter among those that the endpoint takes. Names are case-sensitive: `teamid` is not `teamId`.

      ## Why it matters
      The server ignores a parameter that it does not know, so a filter with a typo selects everything, and a required
      parameter is missing.

      ## Example
      ```make
      GET /data-stores?teamid=35
      ```

      ## Use instead
      ```make
      GET /data-stores?teamId=35
      ```

      ## Fix safety
      Unsafe: the answer changes.

      ## Basis and source
      Make API, "API Reference", and the client libraries: the parameters of each endpoint. Where only an endpoint's path
      is known, nothing is said about its parameters.
      """#,
    "MQ011": #"""
      ## What it does
      Reports a parameter that the endpoint requires and the request does not have.

      ## Why it matters
      The server refuses the request. Often it is `teamId` or `organizationId` that is missing.

      ## Example
      ```make
      GET /data-stores?pg[limit]=10
      ```

      ## Use instead
      ```make
      GET /data-stores?teamId=35&pg[limit]=10
      ```

      ## Fix safety
      There is no fix: the value is not known.

      ## Basis and source
      Make API, "API Reference": "required", and "Troubleshooting": many endpoints require at least one parameter. Where a
      hole may hold parameters, nothing is missing.
      """#,
    "MQ012": #"""
      ## What it does
      Reports a parameter that stands twice and is no list.

      ## Why it matters
      Only one of the two counts, and which one is not documented.

      ## Example
      ```make
      GET /data-stores?teamId=35&pg[limit]=10&pg[limit]=20
      ```

      ## Use instead
      ```make
      GET /data-stores?teamId=35&pg[limit]=20
      ```

      ## Fix safety
      Taking out the second one is safe where both have the same value; else there is no fix.

      ## Basis and source
      Decision M9. Lists (`cols[]`, `type[]`) stand as often as they have values.
      """#,
    "MQ013": #"""
      ## What it does
      Reports both or neither of `teamId` and `organizationId` where the documentation asks for exactly one of them.

      ## Why it matters
      The server refuses the request: "teamId and organizationId cannot be used together", "Missing required parameter
      teamId or organizationId".

      ## Example
      ```make
      GET /scenarios?teamId=1&organizationId=11
      ```

      ## Use instead
      ```make
      GET /scenarios?teamId=1
      ```

      ## Fix safety
      Unsafe: taking out one of the two decides what is listed.

      ## Basis and source
      Make API, "HTTP status codes of errors", 400, and the pages of listing scenarios and users.
      """#,
    "MQ014": #"""
      ## What it does
      Checks that a value is one of its parameter's: whole numbers, booleans, dates, and words of a list. What a person will
      fill in (`{teamId}`, `TEAM_ID`) is not judged.

      ## Why it matters
      The server refuses the value, or takes it for another one: `pg[limit]=abc` limits nothing.

      ## Example
      ```make
      GET /data-stores?teamId=35&pg[limit]=abc&pg[sortDir]=ASC
      ```

      ## Use instead
      ```make
      GET /data-stores?teamId=35&pg[limit]=10&pg[sortDir]=asc
      ```

      ## Fix safety
      Unsafe: another value may be another answer.

      ## Basis and source
      Make API, "HTTP status codes of errors": 400 for an invalid data type, `IM005` for invalid parameters; the types and
      words of each endpoint. A text that is not of the type is an error; a word that is not in the list, a number above the
      documented maximum and `1` for `true` (decision M8) are warnings.
      """#,
    "MQ020": #"""
      ## What it does
      Reports `limit`, `offset`, `sortBy` and `sortDir` without `pg[…]`, and forms such as `pg.limit`.

      ## Why it matters
      The server ignores them: a loop over pages with `offset=` reads the first page again and again.

      ## Example
      ```make
      GET /scenarios?teamId=35&limit=100&offset=0
      ```

      ## Use instead
      ```make
      GET /scenarios?teamId=35&pg[limit]=100&pg[offset]=0
      ```

      ## Fix safety
      Unsafe: the answer changes.

      ## Basis and source
      Make API, "Pagination and sorting": the names with brackets.
      """#,
    "MQ021": #"""
      ## What it does
      Looks up each `pg[…]` among those that the endpoint takes: `pg[limit]`, `pg[offset]`, `pg[sortBy]`, `pg[sortDir]`
      where it pages, `pg[last]` and `pg[showLast]` where it pages by the last item, `pg[returnTotalCount]` only where it
      is documented.

      ## Why it matters
      The server ignores a member that it does not know, or refuses it, as `pg[returnTotalCount]` with a token.

      ## Example
      ```make
      GET /data-stores?teamId=35&pg[limt]=10
      ```

      ## Use instead
      ```make
      GET /data-stores?teamId=35&pg[limit]=10
      ```

      ## Fix safety
      Unsafe: the answer changes.

      ## Basis and source
      Make API, "Pagination and sorting", and the pages of the endpoints.
      """#,
    "MQ022": #"""
      ## What it does
      Reports `pg[…]` on an endpoint that does not page. Where it was seen to be accepted all the same, it is only a hint.

      ## Why it matters
      The server ignores it and answers with everything: a loop over pages never ends, or reads all items twice.

      ## Example
      ```make
      GET /keys?teamId=35&pg[limit]=100
      ```

      ## Use instead
      ```make
      GET /keys?teamId=35
      ```

      ## Fix safety
      Unsafe: that nothing else is answered then is our reading of the documentation (decision M2).

      ## Basis and source
      Make API, "API Reference": the endpoint lists no paging. `GET /hooks` and `GET /dlqs` list none either and were seen
      to obey `pg[limit]` and `pg[offset]`; `GET /connections` and `GET /credential-requests/requests` were seen to accept
      them.
      """#,
    "MQ023": #"""
      ## What it does
      Looks up the value of `pg[sortBy]` among the properties that the endpoint sorts by. Where no list is known, a property
      other than the documented default is a hint.

      ## Why it matters
      The server refuses the property, or sorts by another one.

      ## Example
      ```make
      GET /data-stores?teamId=35&pg[sortBy]=nmae
      ```

      ## Use instead
      ```make
      GET /data-stores?teamId=35&pg[sortBy]=name
      ```

      ## Fix safety
      Unsafe: the order changes.

      ## Basis and source
      Make API, "API Reference": the values of `pg[sortBy]`. The message says which list is meant.
      """#,
    "MQ030": #"""
      ## What it does
      Reports several columns in one value: `cols=id,name`.

      ## Why it matters
      The server takes it for one column with a comma in its name, and no answer has that.

      ## Example
      ```make
      GET /sdk/apps?cols=name,label,version
      ```

      ## Use instead
      ```make
      GET /sdk/apps?cols[]=name&cols[]=label&cols[]=version
      ```

      ## Fix safety
      Unsafe: the answer changes.

      ## Basis and source
      Make API, "Filtering": the parameter stands as often as there are columns.
      """#,
    "MQ031": #"""
      ## What it does
      Looks up each column of `cols[]` among those that the endpoint is known to have. Where the list comes from answers
      only, a column that is not in it is a hint. `*` asks for all.

      ## Why it matters
      The server leaves out a column that it does not know, and the answer lacks what is read from it.

      ## Example
      ```make
      GET /data-stores?teamId=35&cols[]=id&cols[]=nmae
      ```

      ## Use instead
      ```make
      GET /data-stores?teamId=35&cols[]=id&cols[]=name
      ```

      ## Fix safety
      Unsafe: the answer changes.

      ## Basis and source
      Make API, "Filtering" and the pages of the endpoints; the columns of Make's client libraries; answers that were seen.
      The message says which. Columns of your own go into the settings: `make.endpoints`.
      """#,
    "MQ032": #"""
      ## What it does
      Reports a column that is asked for twice.

      ## Why it matters
      The second one changes nothing; often another column was meant.

      ## Example
      ```make
      GET /data-stores?teamId=35&cols[]=id&cols[]=name&cols[]=id
      ```

      ## Use instead
      ```make
      GET /data-stores?teamId=35&cols[]=id&cols[]=name
      ```

      ## Fix safety
      Safe: an answer has each property once.

      ## Basis and source
      Make API, "Filtering".
      """#,
    "MQ033": #"""
      ## What it does
      Hints at columns with and without numbers in one request, at numbers that stand twice, and at gaps between them.

      ## Why it matters
      The numbers set the order of the columns; what the order is without some of them is not documented.

      ## Example
      ```make
      GET /organizations/8013?cols[1]=id&cols[]=name
      ```

      ## Use instead
      ```make
      GET /organizations/8013?cols[1]=id&cols[2]=name
      ```

      ## Fix safety
      There is no fix: which order is wanted is not known.

      ## Basis and source
      Make API, "Filtering": numbers in the brackets specify the order. They begin with 0 or 1 (decision M7).
      """#,
    "MQ040": #"""
      ## What it does
      Hints at brackets that are not encoded in an address that is sent as it is written. It says nothing where the sender
      encodes them, and nothing on the command line.

      ## Why it matters
      The documentation says to encode them always. Most servers and clients take them as they are, and some do not.

      ## Example
      ```http
      GET https://eu1.make.com/api/v2/data-stores?teamId=35&pg[limit]=10
      ```

      ## Use instead
      ```http
      GET https://eu1.make.com/api/v2/data-stores?teamId=35&pg%5Blimit%5D=10
      ```

      ## Fix safety
      Safe: both spellings mean the same.

      ## Basis and source
      Make API, "Pagination, sorting and filtering": "Always encode them in URLs". Make's own code sends both (decision
      M1).
      """#,
    "MQ041": #"""
      ## What it does
      Reports what was encoded twice: `pg%255Blimit%255D` is read as `pg%5Blimit%5D`.

      ## Why it matters
      The server decodes once, so the name is one that it does not know, or the value holds `%20` for a blank.

      ## Example
      ```make
      GET /data-stores?teamId=35&pg%255Blimit%255D=10
      ```

      ## Use instead
      ```make
      GET /data-stores?teamId=35&pg%5Blimit%5D=10
      ```

      ## Fix safety
      Unsafe: the answer changes.

      ## Basis and source
      RFC 3986, 2.4: never encode or decode the same string more than once.
      """#,
    "MQ042": #"""
      ## What it does
      Reports a blank in a value of an address that is sent as it is written, a raw `&` in a text, and a `%` that encodes
      nothing.

      ## Why it matters
      An address ends at a blank, and a value at `&`: what follows is lost, or another parameter.

      ## Example
      ```make
      GET /templates/public?name=Research&Development
      ```

      ## Use instead
      ```make
      GET /templates/public?name=Research%26Development
      ```

      ## Fix safety
      Writing `%20` for a blank is safe: it can mean nothing else. Encoding `&` is unsafe: it may separate two parameters.

      ## Basis and source
      Make API, "Troubleshooting": no white spaces in the address, special characters have to be encoded.
      """#,
    "MQ043": #"""
      ## What it does
      Reports an address with `http:`.

      ## Why it matters
      The token is sent in the clear, and the API refuses the request.

      ## Example
      ```make
      GET http://eu1.make.com/api/v2/data-stores?teamId=35
      ```

      ## Use instead
      ```make
      GET https://eu1.make.com/api/v2/data-stores?teamId=35
      ```

      ## Fix safety
      Unsafe: the request goes elsewhere.

      ## Basis and source
      Make API, "Make API structure": "Always use HTTPS in your API requests". Nothing is said about this machine
      (`localhost`).
      """#,
    "MQ044": #"""
      ## What it does
      Reports a backslash or a blank in the path, a base `/api/v2` that is missing, and hints at a slash at its end and at
      two in a row.

      ## Why it matters
      The path is another one then, and the server answers 404.

      ## Example
      ```make
      GET /data-stores\?teamId=35
      ```

      ## Use instead
      ```make
      GET /data-stores?teamId=35
      ```

      ## Fix safety
      Unsafe: the path changes.

      ## Basis and source
      Make API, "Troubleshooting": no empty or white spaces in the endpoint URL and no backslash at the end of it. About
      slashes nothing is documented.
      """#,
    "MQ050": #"""
      ## What it does
      Reports a header `Authorization` with `Bearer` or another scheme in a request file.

      ## Why it matters
      API tokens of Make go with the word `Token`; with another one the server answers 401. `Bearer` is for access tokens
      of OAuth.

      ## Example
      ```http
      GET https://eu1.make.com/api/v2/users/me
      Authorization: Bearer {{token}}
      ```

      ## Use instead
      ```http
      GET https://eu1.make.com/api/v2/users/me
      Authorization: Token {{token}}
      ```

      ## Fix safety
      Unsafe: it may be an access token of OAuth.

      ## Basis and source
      Make API, "Getting started": "Add the word Token and a space before the token itself".
      """#,
    "MQ051": #"""
      ## What it does
      Reports a `DELETE` without `confirmed=true` where the endpoint asks for a confirmation.

      ## Why it matters
      The server answers `IM004` and deletes nothing: always where all records or items are to go, and elsewhere as soon
      as a scenario uses what is deleted.

      ## Example
      ```make
      DELETE /data-stores/141659/data
      ```

      ## Use instead
      ```make
      DELETE /data-stores/141659/data?confirmed=true
      ```

      ## Fix safety
      Unsafe: it deletes.

      ## Basis and source
      Make API, "Custom error codes": `IM004`, and the pages of the endpoints: "Set to `true` to confirm". Decision M6.
      """#,
    "MQ052": #"""
      ## What it does
      Reports a `POST`, `PUT` or `PATCH` without a body.

      ## Why it matters
      There is nothing to create or to change, and the server refuses the request.

      ## Example
      ```http
      POST https://eu1.make.com/api/v2/data-stores
      ```

      ## Use instead
      ```http
      POST https://eu1.make.com/api/v2/data-stores
      Content-Type: application/json

      {"name": "Customers", "teamId": 123, "maxSizeMB": 1}
      ```

      ## Fix safety
      There is no fix.

      ## Basis and source
      Make API, "Getting started": "Always include a request body in POST, PUT, or PATCH requests". Where Make's own client
      sends none (starting a scenario, enabling a hook) it is a hint.
      """#,
  ]
}
