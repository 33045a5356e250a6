import Testing
import Workspace

@testable import REPL

/// Whole dialogues as a person sees them: `> ` stands before what is typed, `… ` before the lines it goes on in.
@Suite("dialogues")
struct DialogueTests {
  /// Types what the dialogue says was typed, and holds the answers to those that it shows.
  private func check(
    _ dialogue: String, columns: Int = 80, answers: [Bool] = [true, true, true, true, true, true, true],
    folder: TestFolder? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = try folder ?? TestFolder()
    let host = TestHost(columns: columns)
    host.answers = answers
    var session = folder.session(host)
    session.isTimed = false
    _ = session.run(".use staff")
    let lines = dialogue.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var index = 0
    while index < lines.count {
      guard lines[index].hasPrefix("> ") else {
        index += 1
        continue
      }
      host.note(lines[index])
      var input = String(lines[index].dropFirst(2))
      index += 1
      while index < lines.count, lines[index].hasPrefix("… ") {
        host.note(lines[index])
        input += "\n" + lines[index].dropFirst(2)
        index += 1
      }
      let isOneLine = !input.contains("\n")
      _ = session.run(input, at: InputPlace(promptWidth: isOneLine ? 2 : nil))
    }
    #expect(host.transcript == dialogue + "\n", sourceLocation: sourceLocation)
  }

  @Test func asking() throws {
    try check(
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
    try check(
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
    try check(
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
    try check(
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
    try check(
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

  @Test func looking() throws {
    try check(
      #"""
      > .datastores
      *  staff  4 records  5 fields   from `fixtures/staff.json`
         tags   2 records  no schema  from `fixtures/tags.csv`
      > .schema
      staff (Staff)
      name    limited-text  Full Name  mandatory
      team    limited-text  Team
      pay     number        Pay
      active  boolean       Active     default `true`
      phone   limited-text  Phone      masked
      unique: name
      > .schema tags
      tags
      tag   limited-text  inferred
      uses  number        inferred
      > .schema nope
      error: there is no datastore `nope`; `.datastores` lists them
      > .use tgs
      error: there is no datastore `tgs`; did you mean `tags`?
      > .use tags
      note: no schema describes `tags`: the types of its fields were inferred from
      `fixtures/tags.csv`
      > uses>5
      tag          uses
      blue, light    12
      1 of 2 records matches
      > .use staff
      > .explain team==Support && pay>100
      selects the records of `staff` where `team` is "Support" and `pay` is greater
      than 100

      field  operator  value    type          read as
      team   ==        Support  limited-text  text `Support`, letters in this case
      pay    >         100      number        number 100
      > .why 101 team==Support && pay>1000
      does not match
        all of these: false
          true     `team` is "Support"
          false    `pay` is 900, not greater than 1000  <- decides
      > .why 9 pay>1
      error: there is no record with the id `9` in `staff`
      > .why 103
      error: `.why ID` needs a criteria, because none was asked of `staff` yet
      > .why
      error: `.why` needs the id of a record
      > .sql team==Support
      SELECT id, "name", "team", "pay", "active", "phone", added_time, modified_time
      FROM "records_staff"
      WHERE "team" = 'Support'
      ORDER BY id
      LIMIT 50;
      > .format team = "Support"&&pay>1
      (team="Support") && (pay>1)
      > .format (pay>1
                ^
      error[CQ001 syntax]: this `(` is never closed
        fix: write `)` at the end, if that is what you mean (`.fix`)
        the server answers `datastore_invalid_criteria`
      > .form
      error: `.format` needs a criteria, because none was asked of `staff` yet
      """#)
  }

  @Test func commands() throws {
    try check(
      #"""
      > .l
      error: `.l` is short for more than one command: `.let` and `.limit`
      > .foo
      error: there is no command `.foo`; `.help` lists them
      > .tables
      error: there is no command `.tables`; did you mean `.datastores`?
      > .timer
      off
      > .timer x
      error: `.timer` takes `on` or `off`, not `x`
      > .quit now
      error: `.quit` takes nothing, not `now`
      > .help undo
      .undo   take back the last `.insert`, `.update`, `.delete` or `.import`
      > .help hole
      .let [NAME = VALUE]  give the hole `${NAME}` a value, or list the values
      One pair of quotes around the value is removed. `.let NAME =` takes the value
      back.
      > .help zzz
      error: no command has to do with `zzz`; `.help` lists all of them
      > @datastore tags
      note: no schema describes `tags`: the types of its fields were inferred from
      `fixtures/tags.csv`
      > @let a = 1
      > @expect count 3
      error: `@expect` has no meaning here; `cliquery test` runs criteria documents
      > /api/v2/enums/timezones
      error: there is no saved answer with `timezones`: save one as
      `fixtures/timezones.json`
      > .d
      error: `.d` is short for more than one command: `.datastores` and `.delete`
      > .se
      error: there is no command `.se`; did you mean `.use`?
      """#)
  }

  @Test func changing() throws {
    try check(
      #"""
      > .columns id, name, team, pay, active
      > .insert name=Ann, team="Sales, East", pay=5
      `staff` is a copy in memory from now on; `fixtures/staff.json` stays as it is,
      `.save FILE` keeps the copy
      added 1 record to `staff`, with the id 100000000000000007
      > .insert name=Ann
      error: there is a record with `name` `Ann` already (id 100000000000000007), and
      the key is unique
        the server answers `datastore_unique_key_violation`
      > .insert nam=Ann
      error: `staff` has no field `nam`; did you mean `name`?
        the server answers `datastore_column_not_found`
      > .insert name
      error: `name` is no `name=value`
      > .insert {"name": "Bo", "pay": null, "active": false}
      added 1 record to `staff`, with the id 100000000000000008
      > .insert [{"name": "Cy"}, {"name": "Di"}]
      added 2 records to `staff`, with the ids 100000000000000009 to
      100000000000000010
      > pay<6 || name in Bo,Cy
                      id  name  team          pay  active
      100000000000000007  Ann   Sales, East     5  true
      100000000000000008  Bo                 null  false
      100000000000000009  Cy                    0  true
      100000000000000010  Di                    0  true
      4 of 8 records match
      > .update pay=1, team=HR where team==Support
      update 2 of 8 records of `staff`? [y/N] y
      updated 2 records of `staff`
      > team==HR
       id  name     team  pay  active
      101  Mira     HR      1  true
      103  O'Brien  HR      1  false
      2 of 8 records match
      > .undo
      put the old values of 2 records of `staff` back
      > team==Support
       id  name     team      pay  active
      101  Mira     Support   900  true
      103  O'Brien  Support  null  false
      2 of 8 records match
      > .update pay=x where pay>0
      update 4 of 8 records of `staff`? [y/N] y
      error: `pay` takes a number, not `x`
      > .update pay=1
      error: `.update` needs to know which records: `.update name=value where
      CRITERIA`
      > .update pay=1 where
      error: `.update` needs a criteria after `where`
      > .delete
      error: `.delete` needs a criteria; `.delete all` deletes every record
      > .delete pay>5000
      0 of 8 records match; nothing is deleted
      > .delete team==Support
      delete 2 of 8 records of `staff`? [y/N] y
      deleted 2 records of `staff`; `.undo` takes it back
      > .delete name==Ann
      delete 1 of 6 records of `staff`? [y/N] y
      deleted 1 record of `staff`; `.undo` takes it back
      > .undo
      put 1 record of `staff` back
      > .undo
      put 2 records of `staff` back
      > .undo
      removed 2 records of `staff` again
      > .delete all
      delete 6 of 6 records of `staff`? [y/N] y
      deleted 6 records of `staff`; `.undo` takes it back
      > .all
      0 of 0 records match
      > .undo
      put 6 records of `staff` back
      > .undo
      removed 1 record of `staff` again
      > .undo
      removed 1 record of `staff` again
      > .datastores
      *  staff  4 records  5 fields   from memory, with changes
         tags   2 records  no schema  from `fixtures/tags.csv`
      """#)
  }

  @Test func files() throws {
    try check(
      #"""
      > .export out.csv pay>100
      wrote 2 records of `staff` that match `pay>100` to `out.csv`
      > .export "o u t.ndjson" pay>1000
      wrote 1 record of `staff` that match `pay>1000` to `o u t.ndjson`
      > .import "o u t.ndjson" spaced
      note: no schema describes `spaced`: the types of its fields were inferred from
      `o u t.ndjson`
      `spaced` has 1 record of `o u t.ndjson`
      > .all
       id  name        team                         pay  active  phone
      102  山田　太郎  Research and Development  1200.5  true    ***
      1 of 1 record matches
      > .use staff
      > .export out
      error: `out` does not tell its form; end it in `.json`, `.ndjson` or `.csv`
      > .import out.csv copy
      note: no schema describes `copy`: the types of its fields were inferred from
      `out.csv`
      `copy` has 2 records of `out.csv`
      > .all
       id  name        team                         pay  active  phone
      101  Mira        Support                      900  true    ***
      102  山田　太郎  Research and Development  1200.5  true    ***
      2 of 2 records match
      > .undo
      `copy` is gone again
      > .import nope.csv
      error: nope.csv: there is no such file or folder
      > .import .cliquery.yml
      error: .cliquery.yml: records are read from files that end in `.json`, `.ndjson`
      or `.csv`
      > .output answers.txt
      > pay>100
      2 of 4 records match
      written to `answers.txt`
      > .output
      > .read script
      error: `script` cannot be read: there is no such file or folder
      > .read missing
      error: `missing` cannot be read: there is no such file or folder
      > .read
      error: `.read` needs the name of a file with commands and criteria
      > .save team.store
      wrote `staff` to `team.store`; `cliquery repl --store team.store` opens it
      > .save team.store
      error: `team.store` exists already; `.save` writes a new file
      > .insert name=Ann
      `staff` is a copy in memory from now on; `fixtures/staff.json` stays as it is,
      `.save FILE` keeps the copy
      added 1 record to `staff`, with the id 100000000000000007
      > .save other.store
      wrote `staff` to `other.store`; `cliquery repl --store other.store` opens it
      """#)
  }
}
