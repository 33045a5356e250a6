import Workspace

/// One run of `init`: writes settings to begin with, says which schemas and fixtures there are, and drafts the
/// schemas that are missing where it is asked to. Nothing that exists is overwritten.
struct InitRun {
  let infersSchemas: Bool
  let color: ColorChoice

  private static let settingsName = ".cliquery.yml"

  func run() -> ExitCode {
    guard var session = CommandSession.open(color: color) else { return .trouble }
    var problems = session.workspace.problems
    // Before there are new settings: from then on these would hold.
    let discovery = session.workspace.discover([FilePath(".")])
    problems += discovery.problems
    let result = session.workspace.draftSchemas(discovery.files)
    problems += result.problems
    if let problem = writeSettings(session) { problems.append(problem) }
    let main = session.workspace.main
    say(main.schemaFiles.count, "schema file", in: main.settings.datastores.files)
    say(main.fixtures.count, "fixture", in: main.settings.fixtures.files)
    if infersSchemas {
      write(result, session, &problems)
    } else if !result.drafts.isEmpty {
      let names = result.drafts.map { "`\($0.datastore)`" }.joined(separator: ", ")
      let count = result.drafts.count == 1 ? "1 datastore has" : "\(result.drafts.count) datastores have"
      Console.output.line("\(count) no schema: \(names)")
      Console.output.line(
        "save the answer of \"Get a datastore\" in datastores/, or draft: `cliquery init --infer`")
    }
    for problem in session.workspace.problems where !problems.contains(problem) { problems.append(problem) }
    Console.output.flush()
    for problem in problems { Console.show(problem) }
    return Console.finish(problems.contains { $0.severity == .error } ? .trouble : .done)
  }

  private func writeSettings(_ session: CommandSession) -> Problem? {
    if let file = session.workspace.main.settingsFile {
      Console.output.line("settings: \(VisibleText.of(file.text)), kept as it is")
      return nil
    }
    do {
      try FileSystem.writeNew(Array(SettingsSample.text.utf8), to: FilePath(Self.settingsName))
      Console.output.line("wrote \(Self.settingsName): every setting with its meaning, all commented out")
      return nil
    } catch {
      return Problem(.output, "cannot be written: \(error.message)", path: Self.settingsName)
    }
  }

  private func say(_ count: Int, _ noun: String, in globs: [String]) {
    let place = globs.map { VisibleText.of($0) }.joined(separator: ", ")
    let number = count == 0 ? "no \(noun)s" : ClosingLines.count(count, noun)
    Console.output.line("found \(number) (\(place))")
  }

  private func write(_ result: DraftResult, _ session: CommandSession, _ problems: inout [Problem]) {
    if result.drafts.isEmpty {
      let known =
        result.described.isEmpty
        ? "no datastore is named in scripts or fixtures" : "every datastore in use has its schema"
      Console.output.line("nothing to draft: \(known)")
    }
    for draft in result.drafts {
      let written = session.workspace.write(draft)
      if let problem = written.problem { problems.append(problem) }
      guard let path = written.path else { continue }
      Console.output.line("wrote \(VisibleText.of(path)): \(ClosingLines.count(draft.fields.count, "field"))")
      for field in draft.fields {
        let seen = field.seen.first.map { ", \(VisibleText.of($0))" } ?? ""
        let meant = draft.likelyMeaning(of: field).map { "; is `\(VisibleText.of($0))` meant?" } ?? ""
        Console.output.line("  \(VisibleText.of(field.name)): \(field.type.rawValue)\(seen)\(meant)")
      }
    }
    if !result.drafts.isEmpty {
      Console.output.line("drafts know only what they saw: complete them, then run `cliquery check`")
    }
  }
}
