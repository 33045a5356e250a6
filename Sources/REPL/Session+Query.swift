import CriteriaSemantics
import CriteriaSyntax
import Evaluation
import Workspace

/// Asking.
extension Session {
  /// Records are fetched so many at a time where all are wanted; the first ones are there at once.
  private static let batch = 5_000
  private static let firstBatch = 200

  /// Every datastore there is, sorted.
  package var names: [String] { Set(snapshot.datastoreNames).union(datastores.names).sorted() }

  /// Opens a datastore and says what there is to say about it; nil where it cannot be opened, which was said then.
  mutating func open(_ name: String) -> OpenDatastore? {
    guard preload(name) else {
      host.say("cancelled\n")
      return nil
    }
    switch datastores.open(name, snapshot) {
    case .success(let datastore):
      if announced.insert(name).inserted { for text in datastore.notes { note("note: \(text)") } }
      return datastore
    case .failure(let failure):
      for problem in failure.problems { _ = fail(problem.line) }
      return nil
    }
  }

  /// Has the workspace read the records of a datastore, which takes long where they are many; false where Ctrl-C came
  /// first.
  func preload(_ name: String) -> Bool {
    if datastores.opened(name) != nil { return true }
    let workspace = snapshot
    let done: Bool? = loading { () throws(Never) in
      _ = workspace.records(of: name)
      return true
    }
    return done ?? false
  }

  func failWithoutDatastore() -> SessionOutcome {
    let names = names
    if names.isEmpty {
      return fail(
        "there are no datastores here: save records as `fixtures/NAME.json`, `.ndjson` or `.csv`, or `.import` a file"
      )
    }
    let shown = names.prefix(8).map { "`\($0)`" }
    let more = names.count > 8 ? " …" : ""
    return fail(
      "choose a datastore first: `.use NAME`; there \(names.count == 1 ? "is" : "are") \(Self.list(Array(shown)))\(more)"
    )
  }

  func check(
    _ text: String, _ datastore: OpenDatastore, operation: CriteriaSyntax.Operation = .list,
    parameters: [CriteriaQuestion.Parameter] = []
  ) -> CriteriaCheck {
    var question = CriteriaQuestion(
      Array(text.utf8), datastore: datastore.name, operation: operation, bindings: bindings,
      parameters: parameters, recordFields: datastore.records.layout.fields.map(\.name))
    if datastore.store != nil {
      question.schema = datastore.schema?.schema
    } else if datastore.schema == nil, !snapshot.datastoreNames.contains(datastore.name) {
      // A file that was taken in: the workspace's schemas say nothing of it, complete as they may be.
      question.isOutsideWorkspace = true
    }
    return snapshot.check(question)
  }

  /// Judges a criteria, says what was found, and makes it ready to run; nil where it cannot be.
  mutating func prepare(
    _ text: String, _ datastore: OpenDatastore, operation: CriteriaSyntax.Operation = .list,
    isOrdered: Bool = true
  ) -> RecordQuery? {
    var parameters: [CriteriaQuestion.Parameter] = []
    if isOrdered, let order { parameters.append(CriteriaQuestion.Parameter(.orderBy, order)) }
    let check = check(text, datastore, operation: operation, parameters: parameters)
    let texts = ["criteria": text, "order_by": order ?? ""]
    remember(check, text, datastore, operation)
    show(check, of: texts)
    if let hole = check.openHoles.first {
      if let use = hole.use {
        _ = fail(
          "the hole `\(hole.written)` stands for \(use), and `.let` can only give a value; write it out")
      } else {
        _ = fail("the hole `\(hole.written)` has no value; give it one: `.let \(hole.name) = …`")
      }
    }
    if check.isStopped { return nil }
    do throws(QueryFailure) {
      return try check.query(for: datastore.records.layout)
    } catch {
      _ = fail(error.message)
      return nil
    }
  }

  /// Keeps what `.fix` mends.
  mutating func remember(
    _ check: CriteriaCheck, _ text: String, _ datastore: OpenDatastore,
    _ operation: CriteriaSyntax.Operation = .list
  ) {
    mendable = nil
    let findings = check.reports.filter { $0.path == "<criteria>" }.flatMap(\.findings)
    if findings.contains(where: { !$0.fixes.isEmpty }) {
      mendable = MendableInput(
        before: before(text) ?? "", text: text, kind: .criteria(datastore: datastore.name, operation),
        findings: findings)
    }
  }

  /// Runs a criteria and shows the first page of what it selects.
  mutating func runCriteria(_ text: String) -> SessionOutcome {
    guard let current else { return failWithoutDatastore() }
    guard let datastore = open(current) else { return .failed }
    last = LastQuery(text: text, datastore: current)
    isRequestLast = false
    guard let query = prepare(text, datastore) else { return .failed }
    return answer(query, datastore)
  }

  mutating func showNextPage() -> SessionOutcome {
    if isRequestLast { return showNextRequestPage() }
    guard let asked = last else { return fail("nothing was asked yet") }
    guard let token = asked.nextToken else { return fail("there is no next page") }
    guard let datastore = open(asked.datastore) else { return .failed }
    let check = check(asked.text, datastore, parameters: orderParameter)
    guard var query = try? check.query(for: datastore.records.layout) else {
      return fail("the last criteria cannot be run any more; type it again")
    }
    query.token = token
    return answer(query, datastore)
  }

  /// The most records that are shown; nil: all.
  var pageSize: Int? {
    switch limit {
    case .standard: Limits.defaultPageSize(api)
    case .number(let number): number
    case .all: nil
    }
  }

  private mutating func answer(_ query: RecordQuery, _ datastore: OpenDatastore) -> SessionOutcome {
    var query = query
    let wanted = pageSize ?? Int.max
    var shown = 0
    let start = host.clock
    var spent = 0
    var printer = RecordPrinter(
      mode: mode, layout: datastore.records.layout, fields: shownFields(datastore.records.layout),
      columns: output == nil ? host.columns : nil, style: output == nil ? host.style : .plain)
    do throws(RecordSourceError) {
      while true {
        query.limit = min(shown == 0 ? Self.firstBatch : Self.batch, wanted - shown)
        let asked = host.clock
        let page = try datastore.records.page(query, isCancelled: host.isCancelled)
        spent += host.clock - asked
        shown += page.records.count
        let isLast = shown >= wanted || page.nextToken == nil || page.records.isEmpty
        let isWanted = write(printer.text(of: page.records, isLast: isLast))
        last?.nextToken = page.nextToken
        if isLast || !isWanted {
          let before = last?.shown ?? 0
          last?.shown = before + shown
          try close(page, shown, before: before, datastore, printer, spent)
          return .done
        }
        query.token = page.nextToken
      }
    } catch {
      return fail(error, after: host.clock - start)
    }
  }

  func fail(_ error: RecordSourceError, after time: Int = 0) -> SessionOutcome {
    switch error {
    case .cancelled:
      host.say("cancelled\(time > 0 ? " after \(Self.duration(time))" : "")\n")
      return .cancelled
    case .invalidToken: return fail("the records have changed since; type the criteria again")
    case .unreadable(let message): return fail(message)
    }
  }

  /// The fields that are shown, as `.columns` says.
  func shownFields(_ layout: RecordLayout) -> [Int] {
    guard let columns else { return Array(layout.fields.indices) }
    return columns.compactMap { layout.index(of: $0) }
  }

  /// The line below an answer: matches of total.
  private func close(
    _ page: RecordPage, _ shown: Int, before: Int, _ datastore: OpenDatastore, _ printer: RecordPrinter,
    _ time: Int
  ) throws(RecordSourceError) {
    let total = try datastore.records.count()
    var line =
      "\(Self.grouped(page.matched)) of \(Self.count(total, "record")) \(page.matched == 1 ? "matches" : "match")"
    if page.undecidable > 0 {
      line += "; \(Self.grouped(page.undecidable)) cannot be decided, because of masked values"
    }
    if isTimed { line += " (\(Self.duration(time)))" }
    var hints: [String] = []
    if page.nextToken != nil, shown > 0 {
      let range =
        before > 0
        ? "\(Self.grouped(before + 1)) to \(Self.grouped(before + shown))"
        : "the first \(Self.grouped(shown))"
      hints.append("these are \(range); `.next` shows more")
    }
    if let omission = printer.omission { hints.append(omission) }
    if let output { hints.append("written to `\(output.shownPath)`") }
    note(([line] + hints).joined(separator: "\n"))
  }

  static func duration(_ nanoseconds: Int) -> String {
    let microseconds = nanoseconds / 1000
    if microseconds < 1000 { return "\(microseconds) µs" }
    if microseconds < 1_000_000 { return "\(tenths(microseconds, 1000)) ms" }
    return "\(tenths(microseconds, 1_000_000)) s"
  }

  private static func tenths(_ number: Int, _ unit: Int) -> String {
    let tenths = number * 10 / unit
    return tenths >= 1000 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
  }
}
