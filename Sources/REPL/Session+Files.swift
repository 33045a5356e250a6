import Evaluation
import Fixtures
import Workspace

/// Commands that read and write files.
extension Session {
  /// Runs the lines of a script; ends at the first one that fails.
  package mutating func run(script: [UInt8], path: String) -> SessionOutcome {
    let outer = place
    defer { place = outer }
    var lines = ScriptLines(path: path)
    for line in String(decoding: script, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    {
      let outcome = lines.take(String(line), &self)
      if outcome != .done { return outcome }
    }
    return lines.end(&self)
  }

  mutating func read(_ text: String) -> SessionOutcome {
    guard !text.isEmpty else { return fail("`.read` needs the name of a file with commands and criteria") }
    let shown = Self.withoutQuotes(text)
    let path = absolute(shown)
    guard !openScripts.contains(path) else { return fail("`\(shown)` reads itself") }
    guard openScripts.count < 32 else { return fail("scripts that read scripts go too deep at `\(shown)`") }
    do throws(FileSystem.Failure) {
      let script = try FileSystem.read(path)
      openScripts.append(path)
      defer { openScripts.removeLast() }
      let outcome = run(script: script, path: shown)
      // `.quit` of a script ends the script and what called it.
      return outcome
    } catch {
      return fail("`\(shown)` cannot be read: \(error.message)")
    }
  }

  mutating func setOutput(_ text: String) -> SessionOutcome {
    let failure = output?.failure
    output = nil
    if let failure { return fail(failure) }
    if text.isEmpty { return .done }
    let shown = Self.withoutQuotes(text)
    do throws(FileSystem.Failure) {
      output = try OutputFile(path: absolute(shown), shownPath: shown)
      return .done
    } catch {
      return fail("`\(shown)` cannot be written: \(error.message)")
    }
  }

  mutating func export(_ text: String) -> SessionOutcome {
    let (shown, criteria) = Self.fileAndRest(text)
    guard !shown.isEmpty else { return fail("`.export` needs the name of a file to write") }
    guard let format = FixtureFormat(fileName: shown) else {
      return fail("`\(shown)` does not tell its form; end it in `.json`, `.ndjson` or `.csv`")
    }
    guard let current else { return failWithoutDatastore() }
    guard let datastore = open(current) else { return .failed }
    let asked = criteria.isEmpty ? last.flatMap { $0.datastore == current ? $0.text : nil } ?? "" : criteria
    guard var query = prepare(asked, datastore) else { return .failed }
    let layout = datastore.records.layout
    let mode: OutputMode =
      switch format {
      case .json: .json
      case .ndjson: .ndjson
      case .csv: .csv
      }
    var printer = RecordPrinter(
      mode: mode, layout: layout, fields: shownFields(layout), columns: nil, style: .plain)
    var count = 0
    do throws(FileSystem.Failure) {
      var file = try FileReplacement(of: absolute(shown))
      repeat {
        let page: RecordPage
        do throws(RecordSourceError) {
          query.limit = 20_000
          page = try datastore.records.page(query, isCancelled: host.isCancelled)
        } catch {
          return fail(error)
        }
        query.token = page.nextToken
        count += page.records.count
        try file.append(Array(printer.text(of: page.records, isLast: page.nextToken == nil).utf8))
      } while query.token != nil
      try file.commit()
    } catch {
      return fail("`\(shown)` cannot be written: \(error.message)")
    }
    let which =
      Self.trimmed(asked).isEmpty ? "of `\(current)`" : "of `\(current)` that match `\(Self.trimmed(asked))`"
    note("wrote \(Self.count(count, "record")) \(which) to `\(shown)`")
    return .done
  }

  /// A path as it was typed, from the folder where the session was started; `~/` is the user's own folder.
  func absolute(_ path: String) -> FilePath {
    if path.hasPrefix("~/"), let home = Terminal.environment("HOME") {
      return FilePath(home).appending(String(path.dropFirst(2))).absolute(from: currentDirectory)
    }
    return FilePath(path).absolute(from: currentDirectory)
  }

  /// The first word of an argument, in quotes or without blanks, and what follows.
  static func fileAndRest(_ text: String) -> (file: String, rest: String) {
    if let quote = text.first, quote == "\"" || quote == "'",
      let close = text.dropFirst().firstIndex(of: quote)
    {
      let file = text[text.index(after: text.startIndex)..<close]
      return (String(file), trimmed(String(text[text.index(after: close)...])))
    }
    let end = text.firstIndex { $0.isWhitespace } ?? text.endIndex
    return (String(text[..<end]), trimmed(String(text[end...])))
  }
}
