import CriteriaSemantics
import Evaluation
import Linting
import MakeQuery
import SourceText
import Workspace

/// A request from the command line, with what was found said on standard error.
enum RequestInput {
  /// Says what was found in it; the findings.
  static func show(_ request: TypedRequest, in workspace: WorkspaceSnapshot) -> [Finding] {
    guard let report = workspace.report(on: request) else { return [] }
    var context = FormatContext()
    context.style = Console.errorStyle
    context.columns = Platform.columns(of: Platform.standardError)
    Console.error.write(TextFormat.render([report], context))
    return report.findings
  }

  /// Ends where a hole has no value, or a value no hole.
  static func stopWhereOpen(_ request: TypedRequest) throws(Stopped) {
    if let unknown = request.unknownBindings.first {
      let meant = Suggestions.nearest(to: unknown, in: request.holeNames)
      let advice = meant.map { "did you mean `--let \($0)=…`?" } ?? "a hole is written `{\(unknown)}`"
      throw Stopped(saying: "`--let \(unknown)=…` names no hole of the request; \(advice)")
    }
    guard let hole = request.openHoles.first else { return }
    show(
      RequestFailure(
        "the hole `\(hole.written)` has no value; give it one: `--let \(hole.name)=…`", hole.range),
      in: request)
    throw Stopped()
  }

  /// Says why a request cannot be answered, with the place where that is known.
  static func show(_ failure: RequestFailure, in request: TypedRequest) {
    var message = failure.message
    if let refusal = failure.refusal {
      let words = [refusal.code.map { "`\($0.rawValue)`" }, refusal.status.map { "status \($0)" }]
      message += " (\(words.compactMap { $0 }.joined(separator: ", ")))"
    }
    guard let range = failure.range, !range.isEmpty else { return Console.fail(message) }
    CriteriaInput.show(
      QueryFailure(message: message, text: request.text, name: "request", range: range))
  }
}
