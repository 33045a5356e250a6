import CriteriaSyntax
import SourceText

/// The criteria that reach `getRecords` and `deleteRecords` (workspace, "Evidence", E1).
extension DelugeScanner {
  mutating func read(_ call: DelugeCall) {
    let stores = call.kind == .request ? [] : datastores(call)
    switch call.kind {
    case .getRecords: readGetRecords(call, stores)
    case .deleteRecords: readDeleteRecords(call, stores)
    case .request: readRequest(call)
    case .getRecord, .createRecord, .updateRecord, .deleteRecord: break
    }
  }

  private mutating func readGetRecords(_ call: DelugeCall, _ stores: [Datastore]) {
    guard let argument = script.argument(1, of: call.open) else { return }
    let targets = stores.map { $0.target(.list, .v2) }
    if readStringInsteadOfMap(argument, call, targets) { return }
    findUnknownKeys(argument, call)
    let criteria = values(of: "criteria", in: argument, at: argument.start)
    let parameters = parameters(in: argument)
    add(criteria.texts, targets: targets, parameters: parameters)
    if criteria.texts.isEmpty, !criteria.hasOthers, !parameters.isEmpty {
      addWithoutCriteria(at: call, targets: targets, parameters: parameters)
    }
  }

  private mutating func readDeleteRecords(_ call: DelugeCall, _ stores: [Datastore]) {
    let targets = stores.map { $0.target(.delete, .v2) }
    guard let argument = script.argument(1, of: call.open) else {
      if script.isClosed(call.open), !script.inside(call.open).isEmpty {
        addWithoutCriteria(at: call, targets: targets, parameters: [])
      }
      return
    }
    let texts = values(of: argument, at: argument.start).texts.filter { reached in
      guard let pieces = pieces(reached.range) else { return false }
      return !isIdentifier(pieces)
    }
    add(texts, targets: targets, parameters: [])
  }

  /// Whether the text is a record's id: digits only, or nothing but an operand.
  private func isIdentifier(_ pieces: DelugePieces) -> Bool {
    let hasOperand = pieces.pieces.contains { if case .operand = $0 { true } else { false } }
    var digits = 0
    for byte in script.literalBytes(pieces) where byte > 0x20 {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return false }
      digits += 1
    }
    return hasOperand || digits > 0
  }

  mutating func addWithoutCriteria(
    at call: DelugeCall, targets: [HostQuery.Target], parameters: [HostQuery.Parameter]
  ) {
    let end = script.next(call.open)
    drafts.append(
      Draft(
        range: script.fileRange(DelugeRange(call.name, end)), isFragment: false, targets: targets,
        parameters: parameters))
  }

  /// `HQ206`: a string where `getRecords` takes a map. Whether `argument` is one.
  private mutating func readStringInsteadOfMap(
    _ argument: DelugeRange, _ call: DelugeCall, _ targets: [HostQuery.Target]
  ) -> Bool {
    let found = values(of: argument, at: argument.start)
    guard !found.texts.isEmpty, !found.hasOthers else { return false }
    let range = script.fileRange(argument)
    let criteria = found.texts.filter { looksLikeCriteria($0.range) }
    var edits: [TextEdit] = []
    if criteria.count == found.texts.count {
      edits = [.insert("{\"criteria\": ", at: range.start), .insert("}", at: range.end)]
    }
    file.observations.append(
      HostObservation(
        kind: .stringInsteadOfMap(
          function: "zoho.cliq." + String(decoding: script.text(call.name), as: UTF8.self)),
        range: range, edits: edits))
    add(criteria, targets: targets, parameters: [])
    return true
  }

  /// Whether a text compares something: the name of a connection in the wrong place does not.
  func looksLikeCriteria(_ range: DelugeRange) -> Bool {
    guard let pieces = script.pieces(range) else { return false }
    let bytes = script.literalBytes(pieces)
    if bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") { return false }
    return bytes.contains { byte in
      byte == UInt8(ascii: "=") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
        || byte == UInt8(ascii: " ")
    }
  }
}

/// Drafts of queries.
extension DelugeScanner {
  mutating func add(
    _ texts: [Reached], targets: [HostQuery.Target], parameters: [HostQuery.Parameter]
  ) {
    for reached in texts {
      let range = script.withoutParentheses(reached.range)
      if let known = draftOfText[range.start] {
        guard reuse(known, isFragment: reached.isFragment) else { continue }
        join(targets, parameters, to: known)
        continue
      }
      guard let pieces = pieces(range) else { continue }
      drafts.append(
        Draft(
          text: script.mappedText(pieces) { origin(of: $0, at: range.start) },
          range: script.fileRange(pieces.literals), isFragment: reached.isFragment, pieces: pieces))
      draftOfText[range.start] = drafts.count - 1
      join(targets, parameters, to: drafts.count - 1)
    }
  }

  mutating func join(
    _ targets: [HostQuery.Target], _ parameters: [HostQuery.Parameter], to draft: Int
  ) {
    for target in targets {
      let key = TargetKey(datastore: target.datastore, operation: target.operation, api: target.api)
      if drafts[draft].targetKeys.insert(key).inserted { drafts[draft].targets.append(target) }
    }
    for parameter in parameters {
      let place = parameter.text.segments.first?.file.start ?? 0
      if drafts[draft].parameterPlaces.insert(place).inserted { drafts[draft].parameters.append(parameter) }
    }
  }

  /// Whether a text that is known reaches another call in the same way. One that is whole for one call and a
  /// fragment for another is a query of the first only.
  mutating func reuse(_ known: Int, isFragment: Bool) -> Bool {
    if drafts[known].isFragment == isFragment { return true }
    if isFragment { return false }
    drafts[known].isFragment = false
    drafts[known].targets = []
    drafts[known].targetKeys = []
    drafts[known].parameters = []
    drafts[known].parameterPlaces = []
    return true
  }

  /// The parameters that stand beside the criteria in the map of `argument`.
  mutating func parameters(in argument: DelugeRange) -> [HostQuery.Parameter] {
    var result: [HostQuery.Parameter] = []
    for (key, kind) in writtenParameters {
      let event = parameterValues(key, in: argument)
      for value in event {
        let text: MappedText
        if let pieces = pieces(value) {
          findInterpolation(pieces)
          text = script.mappedText(pieces) { origin(of: $0, at: value.start) }
        } else {
          text = script.mappedValue(value) { origin(of: $0, at: value.start) }
        }
        result.append(HostQuery.Parameter(kind: kind, text: text))
      }
    }
    return result
  }

  /// Those that a literal of the script names.
  static func parameterKeys(in script: DelugeScript) -> [(key: StaticString, kind: HostQuery.Parameter.Kind)]
  {
    var isWritten = Array(repeating: false, count: parameterKeys.count)
    for (token, kind) in script.tokens.lazy.map(\.kind).enumerated() where kind == .string {
      for (index, parameter) in parameterKeys.enumerated() where !isWritten[index] {
        isWritten[index] = script.isLiteral(Int32(token), parameter.key)
      }
    }
    return parameterKeys.indices.filter { isWritten[$0] }.map { parameterKeys[$0] }
  }

  private static let parameterKeys: [(key: StaticString, kind: HostQuery.Parameter.Kind)] = [
    ("order_by", .orderBy), ("limit", .limit), ("from_index", .fromIndex), ("start_token", .startToken),
    ("next_token", .nextToken), ("sync_token", .syncToken), ("ids", .ids),
  ]
}

/// Datastores.
extension DelugeScanner {
  /// A datastore as an argument names it; without a name where it is computed.
  struct Datastore {
    let name: String?
    let range: ByteRange?

    func target(_ operation: Operation, _ api: APIVersion) -> HostQuery.Target {
      HostQuery.Target(datastore: name, datastoreRange: range, operation: operation, api: api)
    }
  }

  /// The datastores that the first argument of `call` names; never empty.
  mutating func datastores(_ call: DelugeCall) -> [Datastore] {
    if let known = datastoresOfCall[call.open] { return known }
    let found = namedDatastores(call)
    datastoresOfCall[call.open] = found
    return found
  }

  private mutating func namedDatastores(_ call: DelugeCall) -> [Datastore] {
    guard let argument = script.argument(0, of: call.open) else { return [Datastore(name: nil, range: nil)] }
    if argument.count == 1, script.kind(argument.start) == .string, findInterpolation(in: argument.start) {
      return [Datastore(name: nil, range: nil)]
    }
    if let plain = plainDatastore(argument) { return [plain] }
    let found = values(of: argument, at: argument.start)
    var result: [Datastore] = []
    var isComputed = found.hasOthers || found.texts.isEmpty
    for reached in found.texts {
      guard !reached.isFragment, let pieces = pieces(reached.range), pieces.pieces.count == 1,
        case .literal(let token) = pieces.pieces[0], script.contents(token).count > 0
      else {
        isComputed = true
        continue
      }
      let name = String(decoding: script.literalBytes(pieces), as: UTF8.self)
      result.append(Datastore(name: name, range: script.contents(token)))
    }
    if isComputed { result.append(Datastore(name: nil, range: nil)) }
    return result
  }

  /// Mostly the argument is one literal without escapes.
  private func plainDatastore(_ argument: DelugeRange) -> Datastore? {
    guard argument.count == 1, script.kind(argument.start) == .string else { return nil }
    let contents = script.contents(argument.start)
    guard !contents.isEmpty, !script.bytes[contents].contains(UInt8(ascii: "\\")) else { return nil }
    return Datastore(name: script.bytes.text(contents), range: contents)
  }
}
