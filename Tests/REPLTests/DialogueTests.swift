import Testing

/// Whole dialogues as a person sees them: `> ` stands before what is typed, `… ` before the lines it goes on in.
@Suite("dialogues: asking")
struct DialogueTests {
  @Test func asking() throws {
    try checkDialogue(
      """
      > team==Support
       id  name     team      pay  active  phone
      101  Mira     Support   900  true    ***
      103  O'Brien  Support  null  false   ***
      2 of 4 records match
      > pay>1000 ||
      … active==false
       id  name        team                         pay  active  phone
      102  山田　太郎  Research and Development  1200.5  true    ***
      103  O'Brien     Support                     null  false   ***
      2 of 4 records match
      > pay>5000
      0 of 4 records match
      > phone==1
      0 of 4 records match; 3 cannot be decided, because of masked values
      > # a comment
      """)
  }

  @Test func pagesAndOrder() throws {
    try checkDialogue(
      #"""
      > .limit 2
      > pay>0 || active==false
       id  name        team                         pay  active  phone
      101  Mira        Support                      900  true    ***
      102  山田　太郎  Research and Development  1200.5  true    ***
      4 of 4 records match
      these are the first 2; `.next` shows more
      > .next
       id  name         team      pay  active  phone
      103  O'Brien      Support  null  false   ***
      104  Zoë "Z" Doe             70  true    null
      4 of 4 records match
      > .next
      error: there is no next page
      > .order pay desc, name
      > .all
       id  name        team                         pay  active  phone
      102  山田　太郎  Research and Development  1200.5  true    ***
      101  Mira        Support                      900  true    ***
      4 of 4 records match
      these are the first 2; `.next` shows more
      > .order
      pay desc, name
      > .order pai
        | pai
        | ^^^
      error[CQ021 unknown-sort-field]: `pai` is not a field of `staff`; did you mean
        `pay`? (the rule is documented, its error code is not)
        fix: replace with `pay`, if that is what you mean
      > .order pay, pay
        | pay, pay
        |      ^^^
      error[CQ020 duplicate-sort-field]: `pay` is in `order_by` twice
        fix: remove it, if that is what you mean
        the server answers `datastore_duplicate_sort_field`
      > .order none
      > .limit default
      > .limit
      default (50)
      > .limit 0
      error: `.limit` takes a number from 1 on, `all` or `default`, not `0`
      > .limit all
      > .limit 3 4
      error: `.limit` takes a number from 1 on, `all` or `default`, not `3 4`
      """#)
  }

  @Test func findings() throws {
    try checkDialogue(
      #"""
      > pai>100
        ^^^
      error[CQ011 unknown-field]: `pai` is not a field of `staff`; did you mean `pay`?
        fix: replace with `pay`, if that is what you mean (`.fix`)
        the server answers `datastore_column_not_found`
      > .fix
      → pay>100
       id  name        team                         pay  active  phone
      101  Mira        Support                      900  true    ***
      102  山田　太郎  Research and Development  1200.5  true    ***
      2 of 4 records match
      > team=>Support
            ^^
      error[CQ002 unknown-operator]: `=>` is not an operator; write `>=`
        fix: replace with `>=` (`.fix`)
        the server answers `datastore_criteria_invalid_operator`
      > .explain pai>1
                 ^^^
      error[CQ011 unknown-field]: `pai` is not a field of `staff`; did you mean `pay`?
        fix: replace with `pay`, if that is what you mean (`.fix`)
        the server answers `datastore_column_not_found`
      > .exp pai>1
      error: `.exp` is short for more than one command: `.explain` and `.export`
      >   pay > > 1
                ^
      warning[CQ114 swallowed-operator]: the value begins with `>`, which is read as
        text; put the value in quotes if that is meant
                ^^^
      error[CQ013 invalid-number]: `> 1` is not a number, and `pay` is a number field
        the server answers `datastore_invalid_number_value`
      > pay>1 AND teem==x
              ^^^
      error[CQ003 word-logical-operator]: `AND` joins no conditions; write `&&`
        fix: replace with `&&`, if that is what you mean (`.fix 1`)
        the server answers `datastore_invalid_criteria`
                  ^^^^
      error[CQ011 unknown-field]: `teem` is not a field of `staff`; did you mean
        `team`?
        fix: replace with `team`, if that is what you mean (`.fix 2`)
        the server answers `datastore_column_not_found`
      `.fix` alone applies what goes together
      > .fix 2
      → pay>1 AND team==x
              ^^^
      error[CQ003 word-logical-operator]: `AND` joins no conditions; write `&&`
        fix: replace with `&&` (`.fix`)
        the server answers `datastore_invalid_criteria`
      > .fix 9
      error: `.fix` takes a number from 1 to 1, not `9`
      > name==x && (
                   ^
      error[CQ001 syntax]: this `(` is never closed
        fix: write `)` at the end, if that is what you mean (`.fix`)
        the server answers `datastore_invalid_criteria`
      > team==山田 && nope==1
                      ^^^^
      error[CQ011 unknown-field]: `nope` is not a field of `staff`; did you mean
        `name`?
        fix: replace with `name`, if that is what you mean (`.fix`)
        the server answers `datastore_column_not_found`
      > .fix 1 2
      error: `.fix` takes a number from 1 to 1, not `1 2`
      """#)
  }

  @Test func holes() throws {
    try checkDialogue(
      #"""
      > team==${t}
      error: the hole `${t}` has no value; give it one: `.let t = …`
      > .let t = Support
      > team==${t}
       id  name     team      pay  active  phone
      101  Mira     Support   900  true    ***
      103  O'Brien  Support  null  false   ***
      2 of 4 records match
      > .let
      t = Support
      > .let t
      t = Support
      > .let u = "  x "
      > .let
      t = Support
      u =   x 
      > .let t =
      > .let
      u =   x 
      > .let =
      error: `.let` needs a name before the `=`
      > .let x
      error: `.let` takes `name = value`, not `x`
      > ${cond} && pay>1
      error: the hole `${cond}` stands for conditions, and `.let` can only give a
      value; write it out
      """#)
  }

  @Test func columns() throws {
    try checkDialogue(
      #"""
      > .columns name, pay
      > .all
      name            pay
      Mira            900
      山田　太郎   1200.5
      O'Brien        null
      Zoë "Z" Doe      70
      4 of 4 records match
      > .columns
      name, pay
      > .columns nam
      error: `staff` has no field `nam`; did you mean `name`?
      > .columns Pay
      error: `staff` has no field `Pay`; did you mean `pay`?
      > .columns all
      > .mode
      table
      > .mode li
      > team==""
              ^^
      hint[CQ116 empty-value]: if quotes are no part of a value (undocumented, C3),
        `""` is the empty text; records without a value are not selected by it
          id = 104
        name = Zoë "Z" Doe
        team =
         pay = 70
      active = true
       phone = null
      1 of 4 records matches
      > .mode x
      error: `.mode` takes `table`, `line`, `json`, `ndjson`, `csv` or `markdown`, not
      `x`
      > .mode json
      > pay>1000
      [
        {"id":"102","name":"山田　太郎","team":"Research and Development","pay":"1200.5","active":true,"phone":"***"}
      ]
      1 of 4 records matches
      > pay>5000
      []
      0 of 4 records match
      > .mode csv
      > .columns id,name,pay
      > .all
      id,name,pay
      101,Mira,900
      102,山田　太郎,1200.5
      103,O'Brien,
      104,"Zoë ""Z"" Doe",70
      4 of 4 records match
      > .mode mark
      > pay>100
      | id | name | pay |
      | ---: | --- | ---: |
      | 101 | Mira | 900 |
      | 102 | 山田　太郎 | 1200.5 |
      2 of 4 records match
      > .mode ndjson
      > pay==70
      {"id":"104","name":"Zoë \"Z\" Doe","pay":"70"}
      1 of 4 records matches
      """#)
  }
}
