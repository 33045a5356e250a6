import CriteriaSemantics
import Evaluation
import MakeQuery
import SourceText
import Workspace

/// What may stand at the cursor of an input: commands and their arguments here, criteria as `Workspace` knows them.
extension Session {
  /// - Parameters:
  ///   - line: the line with the cursor.
  ///   - cursor: an offset into its bytes.
  ///   - earlier: the lines of the same input before it.
  package mutating func complete(_ line: [UInt8], cursor: Int, earlier: String = "") -> Completion {
    let cursor = min(max(0, cursor), line.count)
    if earlier.isEmpty, let completion = completeCommand(line, cursor) { return completion }
    if earlier.isEmpty, let request = Self.requestStart(line, from: 0) {
      return requestCompletion(line, from: request, cursor: cursor)
    }
    let before = earlier.isEmpty ? [] : Array((earlier + "\n").utf8)
    return shifted(
      criteriaCompletion(before + line, cursor: before.count + cursor), by: -before.count)
  }

  private func shifted(_ completion: Completion, by distance: Int) -> Completion {
    Completion(
      completion.candidates.map {
        Completion.Candidate(
          kind: $0.kind, label: $0.label, text: $0.text, detail: $0.detail,
          range: $0.range.shifted(by: distance))
      })
  }

  private mutating func criteriaCompletion(_ bytes: [UInt8], cursor: Int) -> Completion {
    CriteriaCompletion.complete(bytes, cursor: cursor, context: completionContext())
  }

  /// Opens the datastore without a word about it.
  private mutating func completionContext() -> CompletionContext {
    guard let current, case .success(let datastore) = datastores.open(current, snapshot) else {
      return CompletionContext(schema: nil, records: nil, holes: bindings.map(\.name))
    }
    return CompletionContext(
      schema: datastore.schema?.schema, records: datastore.records, holes: bindings.map(\.name))
  }

  // MARK: Requests

  /// Where a request begins in a line, behind blanks; nil where there is none. A method is one from its blank on.
  private static func requestStart(_ line: [UInt8], from start: Int) -> Int? {
    var start = start
    while start < line.count, line[start] == 0x20 || line[start] == 0x09 { start += 1 }
    let text = line.text(ByteRange(start, line.count))
    if text.hasPrefix("/") || text.lowercased().hasPrefix("http") || TypedRequest.isRequest(text) {
      return start
    }
    guard let blank = text.firstIndex(of: " "), TypedRequest.isMethod(String(text[..<blank])) else {
      return nil
    }
    return start
  }

  private func requestCompletion(_ line: [UInt8], from start: Int, cursor: Int) -> Completion {
    let snapshot = snapshot
    var context = RequestCompletionContext(endpoints: snapshot.endpoints)
    context.takesMethod = true
    context.hosts = snapshot.settings.make.hosts
    context.variables = bindings.map(\.name)
    context.seenValues = { snapshot.savedValues(of: $0, $1, limit: $2) }
    let part = Array(line[ByteRange(start, line.count)])
    let text = RequestPlaceholders.addHoles(to: MappedText(bytes: part))
    return shifted(
      RequestCompletion.complete(text, at: cursor - start, context: context), by: start)
  }

  // MARK: Commands

  /// Nil where the line is no command.
  private mutating func completeCommand(_ line: [UInt8], _ cursor: Int) -> Completion? {
    var start = 0
    while start < line.count, line[start] == 0x20 || line[start] == 0x09 { start += 1 }
    guard start < line.count, line[start] == UInt8(ascii: "."), cursor > start else { return nil }
    var end = start
    while end < line.count, line[end] != 0x20, line[end] != 0x09 { end += 1 }
    if cursor <= end {
      let typed = ByteRange(start, cursor)
      let prefix = line.text(ByteRange(start + 1, cursor)).lowercased()
      return Completion(
        SessionCommand.all.filter { $0.name.hasPrefix(prefix) }.map { command in
          Completion.Candidate(
            kind: .keyword, label: ".\(command.name)",
            text: ".\(command.name)" + (command.usage.isEmpty ? "" : " "),
            detail: command.summary, range: typed)
        })
    }
    guard case .command(let command) = SessionCommand.find(line.text(ByteRange(start + 1, end))) else {
      return Completion()
    }
    while end < cursor, line[end] == 0x20 || line[end] == 0x09 { end += 1 }
    return completeArgument(command.argument, line, ByteRange(end, cursor))
  }

  private mutating func completeArgument(
    _ argument: SessionCommand.Argument, _ line: [UInt8], _ typed: ByteRange
  ) -> Completion {
    if argument == .criteria || argument == .datastore,
      let start = Self.requestStart(line, from: typed.start), start <= typed.end
    {
      return requestCompletion(line, from: start, cursor: typed.end)
    }
    switch argument {
    case .none: return Completion()
    case .criteria:
      let part = Array(line[ByteRange(typed.start, line.count)])
      return shifted(criteriaCompletion(part, cursor: typed.count), by: typed.start)
    case .datastore:
      return names(names, .datastore, line, typed)
    case .words(let words): return names(words, .keyword, line, typed)
    case .command: return names(SessionCommand.all.map(\.name), .keyword, line, typed)
    case .hole: return names(bindings.map { "\($0.name) = " }, .hole, line, typed)
    case .fields: return fields(line, Self.lastWord(line, typed))
    case .order: return order(line, typed)
    case .file: return file(line, typed)
    case .recordID: return recordID(line, typed)
    case .values: return values(line, typed)
    }
  }

  private func names(
    _ names: [String], _ kind: Completion.Candidate.Kind, _ line: [UInt8], _ typed: ByteRange
  ) -> Completion {
    let prefix = line.text(typed).lowercased()
    return Completion(
      names.filter { $0.lowercased().hasPrefix(prefix) }.map {
        Completion.Candidate(kind: kind, label: $0, range: typed)
      })
  }

  /// From the last blank or comma on.
  private static func lastWord(_ line: [UInt8], _ typed: ByteRange) -> ByteRange {
    var start = typed.end
    while start > typed.start, line[start - 1] != 0x20, line[start - 1] != UInt8(ascii: ",") { start -= 1 }
    return ByteRange(start, typed.end)
  }

  private mutating func fields(_ line: [UInt8], _ typed: ByteRange) -> Completion {
    let prefix = line.text(typed).lowercased()
    return Completion(
      completionContext().fields.filter { $0.name.lowercased().hasPrefix(prefix) }.map {
        Completion.Candidate(kind: .field, label: $0.name, detail: $0.displayName, range: typed)
      })
  }

  private mutating func order(_ line: [UInt8], _ typed: ByteRange) -> Completion {
    let word = Self.lastWord(line, typed)
    var before = word.start
    while before > typed.start, line[before - 1] == 0x20 { before -= 1 }
    // After a field there is only its direction.
    if before > typed.start, line[before - 1] != UInt8(ascii: ",") {
      return names(["asc", "desc"], .keyword, line, word)
    }
    return fields(line, word)
  }

  private func file(_ line: [UInt8], _ typed: ByteRange) -> Completion {
    let text = line.text(typed)
    let quote = text.first.flatMap { $0 == "\"" || $0 == "'" ? $0 : nil }
    let path = quote == nil ? text : String(text.dropFirst())
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let prefix = path.dropFirst(folder.count)
    guard let entries = try? FileSystem.list(absolute(folder.isEmpty ? "." : folder)) else {
      return Completion()
    }
    return Completion(
      entries.compactMap { entry in
        let name = String(decoding: entry.name, as: UTF8.self)
        guard name.hasPrefix(prefix), name.first != "." || prefix.first == "." else { return nil }
        let isFolder =
          entry.kind == .folder
          || (entry.kind == .link && FileSystem.kind(absolute(folder + name)) == .folder)
        let whole = folder + name + (isFolder ? "/" : "")
        let mark = quote.map(String.init) ?? (whole.contains(" ") ? "\"" : "")
        return Completion.Candidate(
          kind: isFolder ? .folder : .file, label: isFolder ? name + "/" : name,
          text: mark + whole + (isFolder ? "" : mark), range: typed)
      })
  }

  private mutating func recordID(_ line: [UInt8], _ typed: ByteRange) -> Completion {
    let bytes = line[typed]
    if let blank = bytes.firstIndex(of: 0x20) {
      var start = blank
      while start < typed.end, line[start] == 0x20 { start += 1 }
      return completeArgument(.criteria, line, ByteRange(start, typed.end))
    }
    guard let records = completionContext().records, let field = records.layout.idField,
      let seen = try? records.seenValues(field: field, prefix: Array(bytes), limit: 50)
    else { return Completion() }
    return Completion(
      seen.compactMap { $0.value.plainText }.map {
        Completion.Candidate(kind: .value, label: String(decoding: $0, as: UTF8.self), range: typed)
      })
  }

  /// `name=value` is written as a condition is, so what may stand there is what may stand in one.
  private mutating func values(_ line: [UInt8], _ typed: ByteRange) -> Completion {
    let text = line.text(typed)
    if let place = Assignments.placeOfWhere(in: text) {
      let start = typed.start + text[..<place.upperBound].utf8.count
      return completeArgument(.criteria, line, ByteRange(start, typed.end))
    }
    var start = typed.start
    for part in Assignments.parts(of: text).dropLast() { start += part.utf8.count + 1 }
    while start < typed.end, line[start] == 0x20 { start += 1 }
    let part = Array(line[ByteRange(start, typed.end)])
    var completion = shifted(criteriaCompletion(part, cursor: part.count), by: start)
    let hasOperator = part.contains(UInt8(ascii: "="))
    completion.candidates = completion.candidates.compactMap { candidate in
      switch candidate.kind {
      case .logical, .close: return nil
      case .comparison:
        guard !hasOperator, candidate.label == "==" else { return nil }
        return Completion.Candidate(kind: .comparison, label: "=", range: candidate.range)
      default: return candidate
      }
    }
    return completion
  }
}
