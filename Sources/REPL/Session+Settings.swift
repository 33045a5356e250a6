import CriteriaSemantics
import SourceText
import Workspace

/// Commands that set how answers are asked for and shown.
extension Session {
  mutating func use(_ name: String) -> SessionOutcome {
    guard !name.isEmpty else {
      return fail("`.use` needs the name of a datastore; `.datastores` lists them")
    }
    let name = Self.withoutQuotes(name)
    guard names.contains(name) else {
      if savedLists.contains(name) {
        return fail("`\(name)` is a saved answer of Make; a line that begins with `/` asks it")
      }
      let meant = Suggestions.nearest(to: name, in: names)
      return fail(
        "there is no datastore `\(name)`; "
          + (meant.map { "did you mean `\($0)`?" } ?? "`.datastores` lists them"))
    }
    if name != current {
      // What belongs to the fields of another datastore would only be in the way.
      order = nil
      columns = nil
    }
    current = name
    return open(name) == nil ? .failed : .done
  }

  mutating func letValue(_ text: String) -> SessionOutcome {
    if text.isEmpty {
      let lines = bindings.map { "\($0.name) = \($0.value)" }
      if lines.isEmpty { note("no hole has a value; `.let NAME = VALUE` gives it one") }
      return write(lines: lines.map { VisibleText.of($0) }) ? .done : .cancelled
    }
    guard let equals = text.firstIndex(of: "=") else {
      if let binding = bindings.first(where: { $0.name == text }) {
        return write(lines: [VisibleText.of("\(binding.name) = \(binding.value)")]) ? .done : .cancelled
      }
      return fail("`.let` takes `name = value`, not `\(text)`")
    }
    let name = Self.trimmed(String(text[..<equals]))
    let value = Self.trimmed(String(text[text.index(after: equals)...]))
    guard !name.isEmpty else { return fail("`.let` needs a name before the `=`") }
    bindings.removeAll { $0.name == name }
    if !value.isEmpty {
      bindings.append(PlainEnglish.Binding(name: name, value: Self.withoutQuotes(value)))
    }
    return .done
  }

  mutating func setOrder(_ text: String) -> SessionOutcome {
    if text.isEmpty { return write(lines: [VisibleText.of(order ?? "none")]) ? .done : .cancelled }
    if text.lowercased() == "none" || text.lowercased() == "default" {
      order = nil
      return .done
    }
    guard let current else { return failWithoutDatastore() }
    guard let datastore = open(current) else { return .failed }
    let check = check("", datastore, parameters: [CriteriaQuestion.Parameter(.orderBy, text)])
    show(check, of: ["order_by": text])
    if check.hasErrors { return .failed }
    do throws(QueryFailure) {
      _ = try check.query(for: datastore.records.layout)
    } catch {
      return fail(error.message)
    }
    order = text
    return .done
  }

  mutating func setLimit(_ text: String) -> SessionOutcome {
    switch text.lowercased() {
    case "":
      let shown =
        switch limit {
        case .standard: "default (\(Limits.defaultPageSize(api)))"
        case .number(let number): String(number)
        case .all: "all"
        }
      return write(lines: [shown]) ? .done : .cancelled
    case "all", "none": limit = .all
    case "default": limit = .standard
    default:
      guard let number = Int(text), number > 0 else {
        return fail("`.limit` takes a number from 1 on, `all` or `default`, not `\(text)`")
      }
      limit = .number(number)
    }
    return .done
  }

  mutating func setColumns(_ text: String) -> SessionOutcome {
    if text.isEmpty {
      return write(lines: [columns?.joined(separator: ", ") ?? "all"]) ? .done : .cancelled
    }
    if ["all", "default", "none"].contains(text.lowercased()) {
      columns = nil
      return .done
    }
    guard let current else { return failWithoutDatastore() }
    guard let datastore = open(current) else { return .failed }
    let layout = datastore.records.layout
    var names: [String] = []
    for part in text.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
      let name = String(part)
      guard layout.index(of: name) != nil else {
        let meant =
          datastore.schema.flatMap { Suggestions.field(for: name, in: $0.schema) }
          ?? Suggestions.nearest(to: name, in: layout.fields.map(\.name))
        let advice = meant.map { "did you mean `\($0)`?" } ?? "`.schema` lists its fields"
        return fail("`\(current)` has no field `\(name)`; \(advice)")
      }
      if !names.contains(name) { names.append(name) }
    }
    columns = names
    return .done
  }

  mutating func setMode(_ text: String) -> SessionOutcome {
    if text.isEmpty { return write(lines: [mode.rawValue]) ? .done : .cancelled }
    let word = text.lowercased()
    let names = OutputMode.allCases.map(\.rawValue)
    let matching =
      OutputMode(rawValue: word).map { [$0] } ?? OutputMode.allCases.filter { $0.rawValue.hasPrefix(word) }
    guard matching.count == 1, let only = matching.first else {
      return fail("`.mode` takes \(Self.list(names.map { "`\($0)`" }, "or")), not `\(text)`")
    }
    mode = only
    return .done
  }

  mutating func setTimer(_ text: String) -> SessionOutcome {
    switch text.lowercased() {
    case "": return write(lines: [isTimed ? "on" : "off"]) ? .done : .cancelled
    case "on", "yes", "true", "1": isTimed = true
    case "off", "no", "false", "0": isTimed = false
    default: return fail("`.timer` takes `on` or `off`, not `\(text)`")
    }
    return .done
  }

  // MARK: Help

  mutating func help(_ text: String) -> SessionOutcome {
    var pattern = text.lowercased()
    if pattern.first == "." { pattern.removeFirst() }
    let style = host.style
    var found = SessionCommand.all
    if !pattern.isEmpty {
      let named = found.filter { $0.name.hasPrefix(pattern) }
      found = named.isEmpty ? found.filter { Self.mentions($0, pattern) } : named
    }
    guard !found.isEmpty else {
      return fail("no command has to do with `\(text)`; `.help` lists all of them")
    }
    var lines = TextColumns.lines(
      found.map { [".\($0.name) \($0.usage)", $0.summary] }, width: host.columns, colors: [.bold],
      style: style)
    if found.count == 1, let details = found.first?.details, !details.isEmpty {
      lines += LinePrinter.parts(of: details, width: host.columns).map { $0 }
    }
    if pattern.isEmpty {
      lines.append("")
      lines += Self.introduction.flatMap {
        TextWrap.wrap($0, width: max(40, host.columns ?? 100)).split(separator: "\n").map(String.init)
      }
    }
    return write(lines: lines) ? .done : .cancelled
  }

  /// What `.help` says below the commands.
  private static let introduction = [
    "A line that begins with `/`, `https://`, or a method and one of these is a request to Make; JSON behind it, "
      + "after a blank, is its body. It is answered over saved answers, or the store that the session has.",
    "Anything else is a criteria; it may go on in the next line, and Enter runs it once it is whole.",
    "Commands can be shortened: `.sch` is `.schema`. Tab completes, Ctrl-R searches what was typed before, "
      + "Ctrl-C ends a query or clears the input, Ctrl-D leaves.",
  ]

  private static func mentions(_ command: SessionCommand, _ pattern: String) -> Bool {
    command.name.contains(pattern) || command.usage.lowercased().contains(pattern)
      || command.summary.lowercased().contains(pattern) || command.details.lowercased().contains(pattern)
  }

  /// Without one pair of quotes around it, as `@let` takes values.
  static func withoutQuotes(_ text: String) -> String {
    guard text.count >= 2, let first = text.first, first == "\"" || first == "'", text.last == first else {
      return text
    }
    return String(text.dropFirst().dropLast())
  }
}
