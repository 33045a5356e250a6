import CriteriaSemantics
import SourceText
import Workspace

/// One criteria from the command line, read and judged, with what was found said on standard error: what `explain`,
/// `parse` and `query` share.
enum CriteriaInput {
  /// Reads what `options` name; nil where that leaves nothing to go on with.
  static func read(_ options: CriteriaOptions, text: [UInt8]) -> CriteriaCheck? {
    guard let session = CommandSession.open(color: options.question.common.color) else { return nil }
    return read(options, session, text: text)
  }

  /// The same in a workspace that is open; `text` is the criteria, `fields` are those of records that no schema describes.
  static func read(
    _ options: CriteriaOptions, _ session: CommandSession, text: [UInt8], fields: [String] = []
  ) -> CriteriaCheck? {
    guard let bindings = readBindings(options.question.bindings) else { return nil }
    let check = session.workspace.main.check(
      CriteriaQuestion(
        text, datastore: options.question.datastore, operation: options.question.operation,
        api: options.question.api, bindings: bindings, recordFields: fields))
    guard showProblems(session) else { return nil }
    return show(check, saysSchema: fields.isEmpty) ? check : nil
  }

  /// A criteria given on the command line, or on standard input as `-`; nil where that cannot be read.
  static func readText(_ text: String) -> [UInt8]? {
    if text != "-" { return Array(text.utf8) }
    guard let input = CommandSession.readStandardInput() else {
      Console.fail("standard input cannot be read")
      return nil
    }
    return input
  }

  /// What is wrong with settings and schemas; false where it is an error.
  static func showProblems(_ session: CommandSession) -> Bool {
    let problems = session.workspace.problems
    for problem in problems { Console.show(problem) }
    return !problems.contains { $0.severity == .error }
  }

  static func readBindings(_ texts: [String]) -> [PlainEnglish.Binding]? {
    var bindings: [PlainEnglish.Binding] = []
    for text in texts {
      guard let binding = PlainEnglish.Binding(assignment: text) else {
        Console.fail("`--let` takes `name=value`, not `\(text)`")
        return nil
      }
      if bindings.contains(where: { $0.name == binding.name }) {
        Console.fail("`--let \(binding.name)=…` is given twice")
        return nil
      }
      bindings.append(binding)
    }
    return bindings
  }

  /// Says on standard error what was found. False where a value was given that nothing asks for. Where records tell
  /// that there is no schema, it is not said again.
  static func show(_ check: CriteriaCheck, saysSchema: Bool = true) -> Bool {
    if saysSchema, let note = check.schemaNote { Console.warn(note) }
    if !check.reports.isEmpty {
      var context = FormatContext()
      context.style = Console.errorStyle
      context.columns = Platform.columns(of: Platform.standardError)
      Console.error.write(TextFormat.render(check.reports, context))
    }
    if let unknown = check.unknownBindings.first {
      let meant = Suggestions.nearest(to: unknown, in: check.holeNames)
      let advice =
        meant.map { "did you mean `--let \($0)=…`?" } ?? "a hole is written `${\(unknown)}`"
      Console.fail("`--let \(unknown)=…` names no hole of the criteria; \(advice)")
      return false
    }
    if let hole = check.openHoles.first {
      if let use = hole.use {
        Console.fail(
          "the hole `\(hole.written)` stands for \(use), and `--let` can only give a value; write it out")
      } else {
        Console.fail("the hole `\(hole.written)` has no value; give it one: `--let \(hole.name)=…`")
      }
    }
    return true
  }

  /// Says why a criteria cannot be run over records, with the place where that is known.
  static func show(_ failure: QueryFailure) {
    let style = Console.errorStyle
    let range = failure.range
    let bytes = failure.text.bytes
    let places = PlaceTable(offsets: [range.start, range.end], lineOffsets: [range.start], in: bytes)
    let place = places.place(at: range.start)
    Console.fail(failure.message)
    let gutter = String(repeating: " ", count: String(place.line).count)
    Console.error.write(
      style.paint("\(gutter)-->", .boldBlue) + " <\(failure.name)>:\(place.line):\(place.column)\n")
    guard let line = places.line(holding: range.start) else { return }
    let columns = Platform.columns(of: Platform.standardError)
    let excerpt = Excerpt(line: line, span: range, limit: columns.map { max(40, $0 - gutter.count - 3) })
    let bar = style.paint("\(gutter) |", .boldBlue)
    var text = "\(bar)\n" + style.paint("\(place.line) |", .boldBlue)
    text += " \(excerpt.before)\(excerpt.inside)\(excerpt.after)\n"
    text += "\(bar) \(excerpt.indent)\(style.paint(excerpt.underline, .boldRed))\n"
    Console.error.write(text)
  }
}
