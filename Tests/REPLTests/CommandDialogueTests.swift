import Testing

/// Whole dialogues with the session's commands.
@Suite("dialogues: commands")
struct CommandDialogueTests {
  @Test func looking() throws {
    try checkDialogue(
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
    try checkDialogue(
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
    try checkDialogue(
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
    try checkDialogue(
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
