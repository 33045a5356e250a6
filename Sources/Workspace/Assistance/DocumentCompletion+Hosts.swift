import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Evaluation
import Linting
import SourceText

/// What may stand in scripts and JSON files beside criteria.
extension DocumentAssistance {
  /// The name of a datastore that stands at `offset`, in a call or in a URL.
  func datastoreName(at offset: Int) -> DocumentCompletion? {
    let places =
      host.datastoreMentions.lazy.map(\.range)
      + host.queries.lazy.flatMap(\.targets).compactMap(\.datastoreRange)
    guard let range = places.first(where: { $0.start <= offset && offset <= $0.end }) else { return nil }
    return words(datastoreWords, typed: ByteRange(range.start, offset), end: range.end)
  }

  /// A parameter beside a criteria: the order of records.
  func completeParameter(at offset: Int) -> DocumentCompletion? {
    for query in host.queries {
      for parameter in query.parameters where parameter.kind == .orderBy {
        guard parameter.text.isWritable(at: offset), let place = parameter.text.textOffset(ofFile: offset)
        else {
          continue
        }
        // Only where the text is the file's own can its words be replaced there.
        let start = parameter.text.fileRange(ByteRange(at: parameter.text.range.start)).start
        let length = place - parameter.text.range.start
        guard offset - start == length else { return nil }
        return order(
          ByteRange(start, start + parameter.text.range.count), at: offset, subject(of: query),
          encodesBlanks: parameter.text.encoding.layers.contains(.percent))
      }
    }
    return nil
  }

  /// The name of a parameter, in a URL or in what stands beside one.
  func completeParameterName(at offset: Int) -> DocumentCompletion? {
    let found =
      kind == .json
      ? ParameterPlace.find(inJSON: bytes, at: offset) : ParameterPlace.find(inDeluge: bytes, at: offset)
    guard let place = found else { return nil }
    let keys = QueryKey.parameters(place.api).filter { !place.present.contains($0.name) }
    return words(
      keys.map { CompletionWord($0.name, .key, $0.summary, topic: .key($0.name)) },
      typed: ByteRange(place.range.start, offset), end: place.range.end)
  }

  /// Words of an order: fields, and their directions, in the way of the api.
  func order(
    _ value: ByteRange, at offset: Int, _ subject: CompletionSubject, encodesBlanks: Bool = false
  ) -> DocumentCompletion {
    let typed = lastWord(ByteRange(value.start, offset))
    let end = min(wordEnd(offset), max(value.end, offset))
    var before = typed.start
    while before > value.start, bytes[before - 1] == 0x20 || bytes[before - 1] == 0x09 { before -= 1 }
    if before > value.start, bytes[before - 1] != UInt8(ascii: ",") {
      return words(
        [
          CompletionWord("asc", .keyword, "the smallest first"),
          CompletionWord("desc", .keyword, "the greatest first"),
        ], typed: typed, end: end)
    }
    let sorted = Set(
      bytes.text(ByteRange(value.start, typed.start)).split { !$0.isLetter && !$0.isNumber && $0 != "_" })
    let fields = subject.fields.filter { !sorted.contains(Substring($0.name)) }
    let sign = bytes[typed].first.flatMap { "+-".utf8.contains($0) ? $0 : nil }
    if subject.api == .v2 || sign != nil {
      let signs = sign.map { [$0] } ?? Array("+-".utf8)
      let items = signs.flatMap { sign -> [CompletionEdit] in
        let mark = String(UnicodeScalar(sign))
        let name = bytes[typed].first == sign ? ByteRange(typed.start + 1, typed.end) : typed
        return words(
          fields.map {
            CompletionWord($0.name, .field, mark == "+" ? "ascending" : "descending", topic: .field($0.name))
          }, typed: name, end: end
        ).items.map { item in
          // In a URL a `+` is a blank.
          let written = encodesBlanks && mark == "+" ? "%2B" : mark
          return CompletionEdit(
            candidate: Completion.Candidate(
              kind: .field, label: mark + item.candidate.label, detail: item.candidate.detail, range: typed,
              topic: item.candidate.topic),
            edit: TextEdit(range: typed, newText: written + item.candidate.label), end: item.end, snippet: nil
          )
        }
      }
      return DocumentCompletion(items, datastore: subject.datastore)
    }
    return words(
      fields.map { CompletionWord($0.name, .field, $0.type.rawValue, topic: .field($0.name)) }, typed: typed,
      end: end, datastore: subject.datastore)
  }

  // MARK: Deluge

  /// What may stand in a script where no query is found, mostly because it is being typed.
  func completeScript(at offset: Int, _ offersSnippets: Bool) -> DocumentCompletion {
    guard let place = DelugePlace.find(bytes, at: offset) else { return DocumentCompletion([]) }
    let found = completeScript(place, at: offset, offersSnippets)
    return place.needsQuotes ? found.quoted() : found
  }

  private func completeScript(
    _ place: DelugePlace, at offset: Int, _ offersSnippets: Bool
  ) -> DocumentCompletion {
    let typed = ByteRange(place.range.start, offset)
    switch place.role {
    case .datastore: return words(datastoreWords, typed: typed, end: wordEnd(offset))
    case .criteria(let use):
      let found = place.isClosed ? nil : completeOpenText(place, at: offset, offersSnippets)
      return found ?? completeLooseText(place, use, at: offset, offersSnippets)
    case .mapKey(.query, let present):
      let all = QueryKey.parameters(.v2)
      let keys = all.filter { !present.contains($0.name) } + all.filter { present.contains($0.name) }
      return words(
        keys.map { key in
          CompletionWord(
            key.name, .key, present.contains(key.name) ? "there already" : key.summary, topic: .key(key.name))
        }, typed: typed, end: wordEnd(offset))
    case .mapKey(.record(let datastore), let present):
      let subject = subject(datastore: datastore, api: .v2)
      let fields = subject.fields.filter {
        !present.contains($0.name) && !FieldTable.systemFields.contains($0.name)
      }
      return words(
        fields.map { CompletionWord($0.name, .field, $0.type.rawValue, topic: .field($0.name)) },
        typed: typed,
        end: wordEnd(offset), datastore: subject.datastore)
    case .mapValue("order_by", .query(let datastore)):
      return order(
        ByteRange(place.range.start, place.isClosed ? place.range.end : offset), at: offset,
        subject(datastore: datastore, api: .v2))
    case .mapValue(let key, .record(let datastore)):
      return recordValues(of: key, datastore, place, typed)
    case .mapValue: return DocumentCompletion([])
    case .task:
      return words(
        DelugePlace.tasks.map { CompletionWord($0, .task, QueryKey.meaning(ofTask: $0), topic: .task($0)) },
        typed: typed, end: place.range.end)
    case .statement: return offersSnippets ? queryStatement(typed) : DocumentCompletion([])
    }
  }

  private func recordValues(
    of key: String, _ datastore: String?, _ place: DelugePlace, _ typed: ByteRange
  ) -> DocumentCompletion {
    let subject = subject(datastore: datastore, api: .v2)
    guard let field = subject.fields.first(where: { $0.name == key }), !field.isMasked,
      field.type != .encryptedText, field.type != .boolean, let records = subject.records,
      let index = records.layout.index(of: key),
      let seen = try? records.seenValues(field: index, prefix: Array(bytes[typed]), limit: 50)
    else { return DocumentCompletion([]) }
    let values = seen.compactMap { seen -> CompletionWord? in
      guard let plain = seen.value.plainText,
        plain.allSatisfy({
          $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\\")
        })
      else { return nil }
      return CompletionWord(String(decoding: plain, as: UTF8.self), .value, Count.of(seen.count, "record"))
    }
    return words(
      values, typed: typed, end: place.isClosed ? place.range.end : typed.end, isTruncated: seen.count >= 50)
  }

  /// A criteria in a string that its line does not close: read as if it were closed.
  private func completeOpenText(_ place: DelugePlace, at offset: Int, _ offersSnippets: Bool)
    -> DocumentCompletion?
  {
    var end = lineEnd(offset)
    while end > offset, ");,]} \t".utf8.contains(bytes[end - 1]) { end -= 1 }
    let hasClosers = bytes[ByteRange(end, lineEnd(offset))].contains { ")]}".utf8.contains($0) }
    let mended =
      Array(bytes[ByteRange(0, end)]) + place.quoteByte(bytes) + (hasClosers ? "" : place.closers + ";").utf8
      + bytes[ByteRange(end, bytes.count)]
    let host = HostReader.read(mended, kind: kind, workspace: workspace, isCriteriaFile: false)
    let repaired = DocumentAssistance(path: path, bytes: mended, host: host, kind: kind, workspace: workspace)
    guard let found = repaired.query(at: offset), found.text.isWritable(at: offset) else { return nil }
    return repaired.complete(found, at: offset, offersSnippets)
  }

  /// A criteria that reaches no call yet: its literal, taken for itself.
  private func completeLooseText(
    _ place: DelugePlace, _ use: DelugePlace.MapUse, at offset: Int, _ offersSnippets: Bool
  ) -> DocumentCompletion {
    let line = ByteRange(place.range.start, place.isClosed ? place.range.end : offset)
    // What is escaped means something else than it looks like.
    guard !bytes[line].contains(UInt8(ascii: "\\")) else { return DocumentCompletion([]) }
    let text = MappedText(
      bytes: bytes, range: line, encoding: HostEncoding([.delugeString(quotes: place.quoteByte(bytes))]))
    var datastore: String?
    if case .query(let name) = use { datastore = name }
    let target = HostQuery.Target(datastore: datastore, datastoreRange: nil, operation: .list, api: .v2)
    return complete(
      (HostQuery(criteria: text, targets: [target], range: line), text, offset), at: offset, offersSnippets)
  }

  /// A whole query, where its first word is typed.
  private func queryStatement(_ typed: ByteRange) -> DocumentCompletion {
    let word = bytes.text(typed).lowercased()
    guard word.utf8.count >= 3,
      let label = ["getRecords", "queryRecords"].first(where: { $0.lowercased().hasPrefix(word) })
    else { return DocumentCompletion([]) }
    let name = workspace.datastoreNames.first ?? "datastore"
    var indent = lineStart(typed.start)
    while indent < typed.start, bytes[indent] == 0x20 || bytes[indent] == 0x09 { indent += 1 }
    let blanks = bytes.text(ByteRange(lineStart(typed.start), indent))
    let snippet = CompletionSnippet(
      .stop(1, "query"), .text(" = Map();\n\(blanks)"), .stop(1, "query"), .text(".put(\"criteria\",\""),
      .stop(2, ""), .text("\");\n\(blanks)"), .stop(3, "records"), .text(" = zoho.cliq.getRecords(\""),
      .stop(4, name), .text("\","), .stop(1, "query"), .text(");"))
    let text =
      "query = Map();\n\(blanks)query.put(\"criteria\",\"\");\n\(blanks)records = zoho.cliq.getRecords(\"\(name)\",query);"
    let candidate = Completion.Candidate(
      kind: .block, label: label, text: text, detail: "a map with a criteria, and the records it selects",
      range: typed, snippet: snippet, topic: .task("getRecords"))
    return DocumentCompletion([
      CompletionEdit(
        candidate: candidate, edit: TextEdit(range: typed, newText: text), end: typed.end, snippet: snippet)
    ])
  }

  // MARK: Comments

  /// The codes and names of rules in a comment that silences them; nil where no such comment stands.
  func ruleWords(at offset: Int) -> DocumentCompletion? {
    guard let text = comment(at: offset) else { return nil }
    let start = skipBlanks(from: text.start, to: offset)
    let written = bytes.text(ByteRange(start, offset))
    let marker = "cliquery:"
    guard written.hasPrefix(marker) else {
      guard !written.isEmpty, marker.hasPrefix(written) else { return DocumentCompletion([]) }
      return words(commentWords(prefix: marker + " "), typed: ByteRange(start, offset), end: wordEnd(offset))
    }
    let rest = ByteRange(skipBlanks(from: start + marker.utf8.count, to: offset), offset)
    guard let blank = bytes[rest].firstIndex(where: { $0 <= 0x20 }) else {
      return words(commentWords(prefix: ""), typed: rest, end: wordEnd(offset))
    }
    let verb = bytes.text(ByteRange(rest.start, blank))
    guard verb == "ignore" || verb == "ignore-file", !written.contains("--") else {
      return DocumentCompletion([])
    }
    let list = ByteRange(blank, offset)
    let present = Set(bytes.text(list).split { $0 == "," || $0.isWhitespace }.map(String.init))
    let typed = lastWord(list)
    // Codes stand one after another only with commas between.
    let before = bytes[ByteRange(blank, typed.start)].last { $0 > 0x20 }
    guard before == nil || before == UInt8(ascii: ",") else { return DocumentCompletion([]) }
    let own = bytes.text(typed)
    let rules = RuleRegistry.rules.map(\.info).filter { rule in
      !(present.contains(rule.code) && rule.code != own) && !(present.contains(rule.name) && rule.name != own)
    }
    return words(
      rules.map { CompletionWord($0.code, .rule, $0.name, topic: .rule($0.code)) }
        + rules.map { CompletionWord($0.name, .rule, $0.code, topic: .rule($0.code)) }
        + workspace.customRules.map { CompletionWord($0.info.name, .rule, "a rule of the settings") },
      typed: typed, end: wordEnd(offset))
  }

  private func commentWords(prefix: String) -> [CompletionWord] {
    var words = [
      CompletionWord("\(prefix)ignore", .keyword, text: "\(prefix)ignore ", "silences rules here"),
      CompletionWord(
        "\(prefix)ignore-file", .keyword, text: "\(prefix)ignore-file ", "silences rules in the file"),
    ]
    if kind == .deluge {
      words.append(CompletionWord("\(prefix)criteria", .keyword, "the next literal is a criteria"))
    }
    return words
  }

  /// The inside of the comment at `offset`, from after its mark up to its end.
  private func comment(at offset: Int) -> ByteRange? {
    if kind == .criteria {
      let line = lineStart(offset)
      guard line < offset, bytes[line] == UInt8(ascii: "#") else { return nil }
      return ByteRange(line + 1, lineEnd(offset))
    }
    let found = host.comments.first { comment in
      comment.range.start + 2 <= offset
        && (offset < comment.range.end
          || offset == comment.range.end && bytes[comment.range].starts(with: "//".utf8))
    }
    return found.map { ByteRange($0.range.start + 2, $0.range.end) }
  }
}

extension DelugePlace {
  /// The quote that the string begins with.
  fileprivate func quoteByte(_ bytes: [UInt8]) -> [UInt8] {
    range.start > 0 && range.start <= bytes.count ? [bytes[range.start - 1]] : [UInt8(ascii: "\"")]
  }
}
