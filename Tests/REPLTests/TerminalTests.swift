import FolderTestSupport
import Testing

@Suite(
  "at a terminal",
  .enabled(if: TerminalRun.python != nil, "pexpect and pyte are not installed: make test-tools"),
  .serialized)
struct TerminalTests {
  private typealias Keys = TerminalRun

  @Test func completion() throws {
    let run = TerminalRun(folder: try TestFolder(TestFolder.staff))
    let screens = try run.take([
      .wait("staff, tags"), .type(".us"), .type(Keys.tab), .wait(".use "),
      .type("st\t"), .wait(".use staff"), .type(Keys.enter), .wait("staff> "),
      // One candidate is written, several are listed.
      .type("te\t"), .wait("staff> team"), .type("==R\t"), .wait("team==Research and Development"),
      .type(Keys.controlC), .wait("^C"), .type("pay \t"), .wait("is greater than or equal to"), .screen,
      .type("\u{15}active==\t"), .wait("false"), .type("t\t"), .wait("active==true"),
      // In the middle of what is there.
      .type("\u{1}"), .type("team==Sup\t && \r"), .wait("of 4 records"), .screen,
    ])
    #expect(!screens[0].contains("like") && screens[0].contains("  ==      is equal to"), "\(screens[0])")
    #expect(screens[1].contains("staff> team==Support && active==true"), "\(screens[1])")
    #expect(screens[1].contains("1 of 4 records matches"), "\(screens[1])")
  }

  @Test func inputOfSeveralLines() throws {
    let run = TerminalRun(folder: try TestFolder(TestFolder.staff), arguments: ["staff"])
    let screens = try run.take([
      .wait("staff> "), .type("(pay>100 ||\r"), .wait("...>"), .type("team==Support\r"), .type(")\r"),
      .wait("of 4 records"), .screen,
      // An empty line ends it all the same.
      .type("pay>100 &&\r"), .wait("&&\n  ...>"), .type("\r"), .wait("error[CQ001"), .screen,
      // The terminal throws typed keys away where Ctrl-C overtakes them.
      .type("(pay>\r"), .wait("staff> (pay>\n  ...>"), .type(Keys.controlC), .wait("^C"),
      .type("active==false\r"), .wait("1 of 4"), .screen,
    ])
    #expect(screens[0].contains("staff> (pay>100 ||\n  ...> team==Support\n  ...> )\n"), "\(screens[0])")
    #expect(screens[0].contains("3 of 4 records match"), "\(screens[0])")
    #expect(screens[2].contains("O'Brien"))
  }

  @Test func interruptedInputAndEnd() throws {
    let run = TerminalRun(folder: try TestFolder(TestFolder.staff), arguments: ["staff"])
    let taken = try run.take([
      .wait("staff> "), .type("team==Sup"), .wait("Sup"), .type(Keys.left + Keys.left), .type(Keys.controlC),
      .wait("team==Sup^C\nstaff>"), .type(Keys.controlD), .end,
    ])
    #expect(taken == ["0"])
  }

  /// Ctrl-C has the terminal throw away the keys before it, be it while they are being read.
  @Test func interruptRightAfterAKey() throws {
    let run = TerminalRun(folder: try TestFolder(TestFolder.staff), arguments: ["staff"])
    let tries = (10..<60).flatMap { number -> [TerminalRun.Step] in
      let line = "pay==\(number)"
      return [
        .type(line), .wait("staff> \(line)"),
        .quick([String(repeating: Keys.left, count: 9), Keys.controlC]),
        .wait("\(line)^C\nstaff>"),
      ]
    }
    let taken = try run.take([.wait("staff> ")] + tries + [.type(Keys.controlD), .end])
    #expect(taken == ["0"])
  }

  /// What follows Ctrl-C is for the next line, however soon it comes.
  @Test func keyRightAfterAnInterrupt() throws {
    let folder = try TestFolder(TestFolder.staff)
    for _ in 0..<10 {
      let taken = try TerminalRun(folder: folder, arguments: ["staff"]).take([
        .wait("staff> "), .type("pay==7"), .wait("pay==7"), .quick([Keys.controlC, Keys.controlD]), .end,
      ])
      #expect(taken == ["0"])
    }
  }

  @Test func interruptRightAfterTheKeyOfAPage() throws {
    let folder = try TestFolder(TestFolder.staff)
    let records = (1...200).map { "{\"id\": \"\($0)\", \"n\": \($0)}" }.joined(separator: "\n")
    try folder.write("fixtures/many.ndjson", records)
    let run = TerminalRun(folder: folder, rows: 12, arguments: ["many"])
    let tries = (10..<40).flatMap { number -> [TerminalRun.Step] in
      [
        .type("n>\(number)\r"), .wait("-- more"), .quick([String(repeating: "x", count: 30), Keys.controlC]),
        .gone("-- more"),
        .wait("many>"),
      ]
    }
    let taken = try run.take(
      [.wait("many> "), .type(".limit all\r"), .wait("limit all\n")] + tries + [.type(Keys.controlD), .end])
    #expect(taken == ["0"])
  }

  /// Escape begins a key, and so do the arrows, of which the terminal may throw the rest away.
  @Test func interruptAfterHalfAKey() throws {
    for half in ["\u{1B}", "\u{1B}[", "\u{1B}O", "\u{12}zz"] {
      let run = TerminalRun(folder: try TestFolder(TestFolder.staff), arguments: ["staff"])
      let taken = try run.take([
        .wait("staff> "), .type("team==Sup"), .wait("staff> team==Sup"), .type(half), .screen,
        .type(Keys.controlC),
        .wait("team==Sup^C\nstaff>"),
        .type("pay==70\r"), .wait("of 4 records"), .type(Keys.controlD), .end,
      ])
      #expect(taken.last == "0", "\(half.debugDescription)")
    }
  }

  /// Whatever ends the session, the terminal shows again what is typed.
  @Test func theTerminalIsGivenBack() throws {
    let run = TerminalRun(folder: try TestFolder(TestFolder.staff), arguments: ["staff"])
    for steps in [
      [TerminalRun.Step.type(".quit\r")], [.type("pay"), .type(Keys.controlC), .type(Keys.controlD)],
      [.type("pay"), .kill],
    ] {
      let taken = try run.take([.wait("staff> "), .echo] + steps + [.end, .echo])
      #expect(taken.first == "false" && taken.last == "true", "\(steps): \(taken)")
    }
  }

  @Test func historyAcrossSessions() throws {
    let folder = try TestFolder(TestFolder.staff)
    let run = TerminalRun(folder: folder, arguments: ["staff"])
    _ = try run.take([
      .wait("staff> "), .type("pay>1000\r"), .wait("1 of 4"), .type("team==\"\"\r"), .wait("Zoë"),
      .type("team==\"\"\r"), .type("(pay>1 ||\r"), .type("pay<1)\r"), .wait("3 of 4"), .type(".quit\r"), .end,
    ])
    #expect(folder.read("history") == "pay>1000\nteam==\"\"\n(pay>1 || pay<1)\n.quit\n")
    let screens = try run.take([
      .wait("staff> "), .type(Keys.up), .wait("staff> .quit"), .type(Keys.up),
      .wait("staff> (pay>1 || pay<1)"),
      .type(Keys.up + Keys.up), .wait("staff> pay>1000"), .type(Keys.controlC), .wait("^C"),
      // A search finds parts, goes on to older ones, and gives the line back.
      .type(Keys.controlR), .wait("(search"), .type("pay"), .wait("(pay>1 || pay<1)"), .type(Keys.controlR),
      .wait("pay`) pay>1000"), .type("\u{7}"), .gone("search"), .type(Keys.controlR + "TEAM"),
      .wait("team==\"\""), .type(Keys.enter), .wait("1 of 4"), .screen,
    ])
    #expect(screens[0].contains("staff> team==\"\"\n"), "\(screens[0])")
  }

  @Test func narrowAndWideWindows() throws {
    let folder = try TestFolder(TestFolder.staff)
    for (columns, holds, lacks) in [
      (40, "finds no room", "active  phone"), (200, "active  phone", "no room"),
    ] {
      let run = TerminalRun(folder: folder, columns: columns, arguments: ["staff"])
      let screen = try run.take([
        .wait("staff> "), .type("pay>0\r"), .wait("3 of 4"), .type("pai>0\r"), .wait("staff> pai>0"),
        .wait("CQ011"), .screen,
      ])[0]
      #expect(screen.contains(holds) && !screen.contains(lacks), "\(columns)\n\(screen)")
      #expect(screen.contains("staff> pai>0\n       ^^^"), "\(screen)")
    }
  }

  @Test func resizing() throws {
    let run = TerminalRun(folder: try TestFolder(TestFolder.staff), columns: 100, arguments: ["staff"])
    let screens = try run.take([
      .wait("staff> "), .type("team==Support"), .wait("team==Support"), .resize(columns: 50, rows: 24),
      .wait("staff> team==Support"),
      .type(" && pay>1\r"), .wait("1 of 4"), .screen,
    ])
    #expect(screens[0].contains("staff> team==Support && pay>1"), "\(screens[0])")
  }

  @Test func wideCharacters() throws {
    let run = TerminalRun(folder: try TestFolder(TestFolder.staff), arguments: ["staff"])
    let taken = try run.take([
      .wait("staff> "), .type("name==山\t"), .wait("name==山田　太郎"), .cursor, .type(Keys.left + Keys.left),
      .cursor, .type("\u{5}\r"), .wait("1 of 4"), .screen,
      .type("name==山田 && nope==1\r"), .wait("CQ011"), .screen,
    ])
    #expect(taken[0].hasSuffix(",23") && taken[1].hasSuffix(",19"), "\(taken)")
    #expect(taken[3].contains("staff> name==山田 && nope==1\n                     ^^^^"), "\(taken[3])")
  }

  @Test func pages() throws {
    let folder = try TestFolder(TestFolder.staff)
    let records = (1...200).map { "{\"id\": \"\($0)\", \"n\": \($0)}" }.joined(separator: "\n")
    try folder.write("fixtures/many.ndjson", records)
    let run = TerminalRun(folder: folder, rows: 12, arguments: ["many"])
    let screens = try run.take([
      .wait("many> "), .type(".limit all\r"), .type("n>0\r"), .wait("-- more"), .screen, .type(" "),
      .wait("  20"),
      .type("\r"), .screen, .type("q"), .gone("more"), .wait("200 of 200"), .screen, .type("n<3\r"),
      .wait("2 of 200"),
    ])
    #expect(screens[0].contains("10") && !screens[0].contains("12"), "\(screens[0])")
    #expect(screens[2].contains("many>") && !screens[2].contains("200  200"), "\(screens[2])")
  }

  @Test func interruptedWork() throws {
    let folder = try TestFolder(TestFolder.staff)
    let run = TerminalRun(folder: folder, arguments: ["staff"])
    _ = try run.take([
      .wait("staff> "), .type(".watch pay>1000\r"), .wait("Ctrl-C ends it"), .type(Keys.controlC),
      .screen, .type("pay<100\r"),
      .wait("Zoë"), .type(".quit\r"), .end,
    ])
  }

  @Test func watching() throws {
    let folder = try TestFolder(TestFolder.staff)
    let run = TerminalRun(folder: folder, arguments: ["tags"])
    let change = "printf 'tag,uses\\nnew,99\\n' > fixtures/tags.csv"
    let screens = try run.take([
      .wait("tags> "), .type(".watch uses>1\r"), .wait("Ctrl-C ends it"), .shell(change),
      .wait("1 of 1 record matches"),
      .type(Keys.controlC), .wait("tags> "), .screen,
    ])
    #expect(screens[0].contains("1 of 1 record matches"), "\(screens[0])")
  }

  @Test func questions() throws {
    let run = TerminalRun(folder: try TestFolder(TestFolder.staff), arguments: ["staff"])
    _ = try run.take([
      .wait("staff> "), .type(".delete team==Support\r"), .wait("delete 2 of 4 records of `staff`? [y/N]"),
      .type("n\r"), .wait("nothing is deleted"), .screen, .type(".delete all\r"), .wait("delete 4 of 4"),
      .screen,
      .type(Keys.controlC), .screen, .type(".delete pay==70\r"), .wait("delete 1 of 4"), .type("y\r"),
      .wait("deleted 1 record"),
      .type(".undo\r"), .wait("put 1 record"), .type(Keys.up + Keys.up), .wait("staff> .delete pay==70"),
    ])
  }

  @Test func pastedText() throws {
    let run = TerminalRun(folder: try TestFolder(TestFolder.staff), arguments: ["staff"])
    let screen = try run.take([
      .wait("staff> "), .type("\u{1B}[200~team==Support\t&& pay>1\r\u{1B}[201~"), .wait("of 4 records"),
      .screen,
    ])[0]
    #expect(screen.contains("staff> team==Support && pay>1\n") && screen.contains("1 of 4"), "\(screen)")
  }

  @Test func startUpFile() throws {
    let folder = try TestFolder(TestFolder.staff)
    try folder.write(".config/cliquery/replrc", ".mode line\n.use tags\n")
    let screen = try TerminalRun(folder: folder).take([
      .wait("tags> "), .type("uses>5\r"), .wait("tag = blue, light"), .screen,
    ])[0]
    #expect(screen.contains("uses = 12"))
    _ = try TerminalRun(folder: folder, arguments: ["--no-init", "tags"]).take([
      .wait("tags> "), .type(".mode\r"), .wait("table"),
    ])
  }
}
