import CriteriaSemantics
import Evaluation
import Formatting
import SourceText
import Workspace

/// Commands about datastores and criteria that change nothing.
extension Session {
  mutating func listDatastores() -> SessionOutcome {
    let names = names
    let lists = savedListRows
    if names.isEmpty, lists.isEmpty { return failWithoutDatastore() }
    var rows: [[String]] = []
    for name in names {
      let mark = name == current ? "*" : " "
      guard preload(name) else {
        host.say("cancelled\n")
        return .cancelled
      }
      switch datastores.open(name, snapshot) {
      case .success(let datastore):
        let count = (try? datastore.records.count()).map { Self.count($0, "record") } ?? "?"
        let schema =
          datastore.schema == nil ? "no schema" : "\(datastore.schema?.schema.fields.count ?? 0) fields"
        rows.append([mark, VisibleText.of(name), count, schema, VisibleText.of("from \(datastore.origin)")])
      case .failure(let failure):
        let reason =
          failure.isMissing
          ? "no records" : failure.problems.first.map { VisibleText.of($0.line) } ?? "unreadable"
        rows.append([mark, VisibleText.of(name), "-", "", reason])
      }
    }
    rows += lists
    let lines = TextColumns.lines(rows, width: host.columns, colors: [.boldGreen, .bold], style: host.style)
    return write(lines: lines) ? .done : .cancelled
  }

  mutating func showSchema(_ text: String) -> SessionOutcome {
    if TypedRequest.isRequest(text) { return showEndpoint(text) }
    let name = text.isEmpty ? current : Self.withoutQuotes(text)
    guard let name else { return failWithoutDatastore() }
    let schema: DatastoreSchema?
    var layout: RecordLayout?
    if case .success(let datastore) = datastores.open(name, snapshot) {
      schema = datastore.schema?.schema
      layout = datastore.records.layout
    } else {
      schema = snapshot.catalog.index(of: name, api: api).map { snapshot.catalog.schemas[$0].schema }
    }
    var rows: [[String]] = []
    if let schema {
      rows = schema.fields.map { field in
        var words: [String] = []
        if field.isMandatory { words.append("mandatory") }
        if field.isMasked { words.append("masked") }
        if let value = field.defaultValue { words.append("default `\(value)`") }
        return [
          field.uniqueName, field.type.rawValue, field.displayName ?? "", words.joined(separator: ", "),
        ]
      }
    } else if let layout {
      rows = layout.fields.map { [$0.name, $0.type.rawValue, "", $0.isInferred ? "inferred" : ""] }
    } else {
      let meant = Suggestions.nearest(to: name, in: names)
      return fail(
        "there is no datastore `\(name)`; "
          + (meant.map { "did you mean `\($0)`?" } ?? "`.datastores` lists them"))
    }
    let style = host.style
    var lines = [
      style.paint(VisibleText.of(name), .bold)
        + (schema?.displayName.map { " (\(VisibleText.of($0)))" } ?? "")
    ]
    lines += TextColumns.lines(
      rows.map { $0.map { VisibleText.of($0) } }, width: host.columns, colors: [nil, .cyan, nil, .dim],
      style: style)
    for key in schema?.uniqueKeys ?? [] {
      lines.append("unique: \(VisibleText.of(key.joined(separator: ", ")))")
    }
    return write(lines: lines) ? .done : .cancelled
  }

  /// The criteria that a command is about: the one it was given, or the last one; nil where there is none, which was
  /// said then.
  mutating func subject(_ text: String, of command: String) -> String? {
    if TypedRequest.isRequest(text) {
      _ = fail("`.\(command)` is about criteria, and `\(text)` is a request")
      return nil
    }
    if !text.isEmpty { return text }
    if let last, last.datastore == current { return last.text }
    let whom = current.map { " of `\($0)`" } ?? ""
    _ = fail("`.\(command)` needs a criteria, because none was asked\(whom) yet")
    return nil
  }

  /// The request that a command is about, where it is about one.
  func requestSubject(_ text: String) -> String? {
    if text.isEmpty { return isRequestLast ? lastRequest?.text : nil }
    return TypedRequest.isRequest(text) ? text : nil
  }

  /// What stands before a command's criteria in the input, so that places in it can be pointed at; nil
  /// where the criteria is not the input's.
  func before(_ criteria: String) -> String? {
    var end = input[...]
    while let last = end.last, last.isWhitespace { end.removeLast() }
    return end.hasSuffix(criteria) ? String(end.dropLast(criteria.count)) : nil
  }

  mutating func explain(_ text: String) -> SessionOutcome {
    if let request = requestSubject(text) { return explainRequest(request) }
    guard let criteria = subject(text, of: "explain") else { return .failed }
    guard let current else { return failWithoutDatastore() }
    guard let datastore = open(current) else { return .failed }
    let check = check(criteria, datastore)
    remember(check, criteria, datastore)
    show(check, of: ["criteria": criteria])
    if check.hasErrors { return .failed }
    let context = PlainEnglish.Context(
      operation: check.operation, datastore: check.datastore, schema: check.schema ?? datastore.schema,
      dialect: check.dialect, bindings: check.bindings)
    let english = PlainEnglish(check.tree, check.text, context: context)
    return write(ClauseTable.text(english, width: host.columns ?? 100, style: host.style))
      ? .done : .cancelled
  }

  mutating func format(_ text: String) -> SessionOutcome {
    if let request = requestSubject(text) { return formatRequest(request) }
    guard let criteria = subject(text, of: "format") else { return .failed }
    var scanner = HoleScanner()
    let source = scanner.addHoles(to: MappedText(bytes: Array(criteria.utf8)), forms: .all)
    var formatter = CriteriaFormatter()
    let isChanged = formatter.format(source, options: snapshot.formatOptions, knownFields: knownFields)
    if let current, !isChanged, let datastore = open(current) {
      let check = check(criteria, datastore)
      let isBroken = check.reports.flatMap(\.findings).contains {
        $0.severity == .error && $0.code <= "CQ003"
      }
      if isBroken {
        remember(check, criteria, datastore)
        show(check, of: ["criteria": criteria])
        return .failed
      }
    }
    let shown = isChanged ? String(decoding: formatter.output, as: UTF8.self) : Self.trimmed(criteria)
    return write(shown + "\n") ? .done : .cancelled
  }

  /// Runs a criteria again whenever a file that it depends on changes.
  mutating func watch(_ text: String) -> SessionOutcome {
    let request = requestSubject(text)
    guard let criteria = request ?? subject(text, of: "watch") else { return .failed }
    guard host.isInteractive else { return fail("`.watch` waits for Ctrl-C, so it needs a terminal") }
    while true {
      let outcome = request == nil ? runCriteria(criteria) : runRequest(criteria)
      if outcome == .cancelled || outcome == .quit { return outcome }
      let files = watchedFiles
      if files.isEmpty {
        let what = request.map { "`\(Self.trimmed($0))`" } ?? "`\(current ?? "")`"
        return fail("\(what) is not read from a file that could change")
      }
      host.say(host.style.paint("watching \(Self.list(files.map { $0.shown })); Ctrl-C ends it", .dim) + "\n")
      let before = files.map { FileSystem.stamp($0.path) }
      while before == files.map({ FileSystem.stamp($0.path) }) {
        host.sleep(milliseconds: 200)
        if host.isCancelled() { return .cancelled }
      }
      // Who changes a file may not be done with it.
      host.sleep(milliseconds: 100)
      workspace = WorkspaceSession(currentDirectory: currentDirectory)
    }
  }

  private var watchedFiles: [(path: FilePath, shown: String)] {
    if isRequestLast {
      return lastRequest?.origin.map { [(absolute($0), "`\($0)`")] } ?? []
    }
    guard let current, let datastore = datastores.opened(current) else { return [] }
    if let file = datastore.file { return [(file, datastore.origin)] }
    guard let store = datastore.store, store === datastores.store else { return [] }
    return [(FilePath(store.path).absolute(from: currentDirectory), datastore.origin)]
  }
}
