import MakeQuery
import SourceText

/// Parameters and their values.
extension RequestCandidates {
  /// The endpoint that the path names, as far as it can be told.
  var endpoint: Endpoint? { context.endpoints.likely(whole, in: text, method: method) }

  // MARK: Names

  mutating func writeNames(_ typed: ByteRange) {
    let name = NamePlace(typed: typed, cursor: cursor, text: text, tree: whole)
    let isEncoded = brackets(near: name.parameter)
    let given = given(besides: name.parameter)
    let start = Self.readable(bytes[typed]).lowercased()
    let offered = offeredNames(given)
    var found = offered.filter { $0.name.lowercased().hasPrefix(start) }
    // `limit` for `pg[limit]`.
    if found.isEmpty { found = offered.filter { $0.name.lowercased().contains(start) } }
    for parameter in found { write(parameter, name, isEncoded) }
    if typed.isEmpty, name.parameter == nil { writeVariables(typed, end: cursor, for: nil) }
  }

  private struct OfferedName {
    let name: String
    let parameter: EndpointParameter
    let detail: String
  }

  private mutating func write(_ offered: OfferedName, _ place: NamePlace, _ isEncoded: Bool) {
    let name = isEncoded ? Self.encodedBrackets(offered.name) : offered.name
    let text = name + place.after
    var snippet: CompletionSnippet?
    if context.offersSnippets, !place.after.isEmpty {
      let tail = place.after.dropFirst()
      snippet =
        offered.name.hasPrefix("<")
        ? CompletionSnippet(
          .stop(1, String(offered.name.dropFirst().prefix { $0 != ">" })),
          .text((isEncoded ? "%5B%5D" : "[]") + "="), .stop(2, ""), .text(String(tail)))
        : tail.isEmpty ? nil : CompletionSnippet([.text(name + "="), .stop(1, ""), .text(String(tail))])
    }
    add(
      Completion.Candidate(
        kind: .key, label: offered.name, text: text, detail: offered.detail, range: place.range,
        end: place.end, snippet: snippet,
        topic: .parameter(RequestTopic(endpoint, name: offered.parameter.name))))
  }

  /// What of the endpoint's parameters may still be given: what is required first.
  private func offeredNames(_ given: GivenParameters) -> [OfferedName] {
    let endpoint = endpoint
    let all = endpoint?.offeredParameters ?? Endpoint.anyParameters
    let groups = endpoint?.exactlyOneOf ?? []
    let hasGroup = groups.map { group in group.contains { given.names.contains($0) } }
    var first: [OfferedName] = []
    var others: [OfferedName] = []
    var last: [OfferedName] = []
    for parameter in all {
      let isList = parameter.type.isList
      if !isList, given.names.contains(parameter.name) { continue }
      if isList, given.hasUnnumbered.isDisjoint(with: [parameter.name]), given.names.contains(parameter.name),
        given.numbers[parameter.name] == nil
      {
        continue
      }
      let group = groups.firstIndex { $0.contains(parameter.name) }
      if let group, hasGroup[group] { continue }
      let isWanted = parameter.isRequired || group != nil
      var words = [parameter.type.isList ? "list" : parameter.type.rawValue]
      if isWanted, !given.names.contains(parameter.name) {
        words.append(group != nil ? "one of \(groups[group ?? 0].joined(separator: ", "))" : "required")
      }
      if let value = parameter.defaultValue { words.append("default \(value)") }
      if parameter.isDeprecated { words.append("deprecated") }
      for name in spellings(of: parameter, given) {
        let offered = OfferedName(name: name, parameter: parameter, detail: words.joined(separator: ", "))
        if isWanted, !given.names.contains(parameter.name) {
          first.append(offered)
        } else if parameter.isDeprecated || parameter.name.hasPrefix("<") {
          last.append(offered)
        } else {
          others.append(offered)
        }
      }
    }
    return first + others + last
  }

  /// `cols[]`, and where its columns are numbered, `cols[3]`.
  private func spellings(of parameter: EndpointParameter, _ given: GivenParameters) -> [String] {
    guard parameter.type.isList else { return [parameter.name] }
    let root = parameter.name.hasSuffix("[]") ? String(parameter.name.dropLast(2)) : parameter.name
    if let numbers = given.numbers[parameter.name] {
      // From 0 or 1 [decision M7]: they go on as they began.
      let (next, isOver) = (numbers.max() ?? 0).addingReportingOverflow(1)
      return isOver ? [] : ["\(root)[\(next)]"]
    }
    guard root == "cols" else { return [parameter.name] }
    return given.names.contains(parameter.name) ? ["cols[]"] : ["cols[]", "cols[1]"]
  }

  /// The parameters that are there, the one at the cursor left out.
  private struct GivenParameters {
    /// As the endpoint calls them.
    var names: Set<String> = []
    var hasUnnumbered: Set<String> = []
    var numbers: [String: [Int]] = [:]
  }

  private func given(besides other: Int?) -> GivenParameters {
    var given = GivenParameters()
    let endpoint = endpoint
    for (index, parameter) in whole.parameters.enumerated() where index != other {
      let name = whole.name(of: parameter, in: text)
      let known = endpoint?.parameter(for: name) ?? Endpoint.anyParameter(for: name)
      let key = known?.name ?? String(decoding: name, as: UTF8.self)
      given.names.insert(key)
      if let number = Self.number(name) {
        given.numbers[key, default: []].append(number)
      } else {
        given.hasUnnumbered.insert(key)
      }
    }
    return given
  }

  private static func number(_ name: [UInt8]) -> Int? {
    guard name.last == UInt8(ascii: "]"), let open = name.firstIndex(of: UInt8(ascii: "[")) else {
      return nil
    }
    return Int(String(decoding: name[(open + 1)...].dropLast(), as: UTF8.self))
  }

  // MARK: Brackets

  /// Whether brackets are written `%5B` here: as in this name, else as in the others, else as the request is sent.
  private func brackets(near parameter: Int?) -> Bool {
    func isEncoded(_ traits: ParameterTraits) -> Bool? {
      if traits.contains(.encodedBrackets) { return true }
      return traits.contains(.rawBrackets) ? false : nil
    }
    if let parameter, let own = isEncoded(whole.parameters[parameter].traits) { return own }
    return whole.parameters.lazy.compactMap { isEncoded($0.traits) }.first ?? context.encodesBrackets
  }

  private static func encodedBrackets(_ name: String) -> String {
    name.replacing("[", with: "%5B").replacing("]", with: "%5D")
  }

  /// A name without triplets for its brackets.
  static func readable(_ name: ArraySlice<UInt8>) -> String {
    String(decoding: name, as: UTF8.self)
      .replacing("%5B", with: "[").replacing("%5b", with: "[")
      .replacing("%5D", with: "]").replacing("%5d", with: "]")
  }
}

/// Where a parameter's name is written.
private struct NamePlace {
  /// The parameter that the cursor is in; nil where a new one begins.
  let parameter: Int?
  /// What the name takes the place of; ends at the cursor, or behind brackets that are left over.
  let range: ByteRange
  let end: Int
  /// What follows the name.
  let after: String

  init(typed: ByteRange, cursor: Int, text: MappedText, tree: RequestTree) {
    let index = tree.parameters.firstIndex { $0.name.start <= typed.start && cursor <= $0.name.end }
    guard let index, !tree.parameters[index].name.isEmpty else {
      parameter = nil
      range = typed
      end = cursor
      // `?=5` has its sign already.
      let hasEquals = cursor < text.range.end && text.bytes[cursor] == UInt8(ascii: "=")
      after = hasEquals ? "" : "="
      return
    }
    let found = tree.parameters[index]
    if typed.isEmpty {
      // Before a parameter that is there: another one.
      parameter = nil
      range = typed
      end = cursor
      after = "=&"
      return
    }
    parameter = index
    let tail = text.bytes[ByteRange(cursor, found.name.end)]
    let hasBrackets = tail.contains {
      $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") || $0 == UInt8(ascii: "%")
    }
    range = ByteRange(typed.start, hasBrackets ? found.name.end : cursor)
    end = found.name.end
    after = found.value == nil ? "=" : ""
  }
}

// MARK: - Values

extension RequestCandidates {
  mutating func writeValues(_ typed: ByteRange, _ index: Int) {
    guard before.parameters.indices.contains(index), !text.holes.contains(where: { $0.range.overlaps(typed) })
    else { return }
    let name = before.name(of: before.parameters[index], in: text)
    let endpoint = endpoint
    let parameter = endpoint?.parameter(for: name) ?? Endpoint.anyParameter(for: name)
    let shown = parameter?.name ?? String(decoding: name, as: UTF8.self)
    let place = valuePlace(typed, parameter)
    let start = String(decoding: before.decoded(place.typed, in: text, isValue: true), as: UTF8.self)
      .lowercased()
    let values = values(of: parameter, shown, endpoint, besides: typed.start)
    var found = values.filter { $0.label.lowercased().hasPrefix(start) }
    if found.isEmpty { found = values.filter { $0.label.lowercased().contains(start) } }
    for value in found {
      add(
        Completion.Candidate(
          kind: value.kind, label: value.label, text: encoded(value.label), detail: value.detail,
          range: place.typed, end: place.end, topic: value.topic))
    }
    writeVariables(typed, end: place.end, for: shown)
  }

  private struct OfferedValue {
    let label: String
    let kind: Completion.Candidate.Kind
    var detail: String?
    var topic: CompletionTopic?
  }

  /// What of the value is typed, and where it ends; of values with commas between, the one at the cursor.
  private func valuePlace(_ typed: ByteRange, _ parameter: EndpointParameter?) -> (typed: ByteRange, end: Int)
  {
    let value = whole.parameters.lazy.compactMap(\.value).first { $0.start == typed.start }
    let hasHole = value.map { value in text.holes.contains { $0.range.overlaps(value) } } ?? true
    var end = hasHole ? cursor : max(cursor, value?.end ?? cursor)
    guard parameter?.type == .joinedText || parameter?.type.isList ?? false,
      let comma = bytes[typed].lastIndex(of: UInt8(ascii: ","))
    else { return (typed, end) }
    end = bytes[ByteRange(cursor, end)].firstIndex(of: UInt8(ascii: ",")) ?? end
    return (ByteRange(comma + 1, typed.end), end)
  }

  private func values(
    of parameter: EndpointParameter?, _ name: String, _ endpoint: Endpoint?, besides place: Int
  ) -> [OfferedValue] {
    if name == "cols" || name.hasPrefix("cols[") { return columns(endpoint, name, besides: place) }
    if name == "pg[sortBy]" { return sortProperties(parameter, endpoint) }
    guard let parameter else { return seen(name, endpoint) }
    if name == "pg[sortDir]" {
      return [
        OfferedValue(label: "asc", kind: .literal, detail: direction("asc", "the smallest first", parameter)),
        OfferedValue(
          label: "desc", kind: .literal, detail: direction("desc", "the greatest first", parameter)),
      ]
    }
    if !parameter.allowed.isEmpty {
      let given = parameter.type.isList ? givenValues(of: parameter, besides: place) : []
      return parameter.allowed.filter { !given.contains($0) }.map {
        OfferedValue(label: $0, kind: .literal, detail: $0 == parameter.defaultValue ? "default" : nil)
      }
    }
    if parameter.type == .boolean {
      return ["true", "false"].map {
        OfferedValue(label: $0, kind: .literal, detail: $0 == parameter.defaultValue ? "default" : nil)
      }
    }
    let seen = name.hasPrefix("pg[") ? [] : seen(name, endpoint)
    if !seen.isEmpty { return seen }
    var limits: [OfferedValue] = []
    if let value = parameter.defaultValue {
      limits.append(OfferedValue(label: value, kind: .value, detail: "default"))
    }
    if let value = parameter.maximum, "\(value)" != parameter.defaultValue {
      limits.append(OfferedValue(label: "\(value)", kind: .value, detail: "maximum"))
    }
    return limits
  }

  private func direction(_ word: String, _ meaning: String, _ parameter: EndpointParameter) -> String {
    parameter.defaultValue == word ? "\(meaning), default" : meaning
  }

  private func sortProperties(_ parameter: EndpointParameter?, _ endpoint: Endpoint?) -> [OfferedValue] {
    guard let endpoint else { return [] }
    let names = endpoint.sortProperties.isEmpty ? parameter?.allowed ?? [] : endpoint.sortProperties
    let known = names.isEmpty ? [parameter?.defaultValue].compactMap(\.self) : names
    return known.map {
      OfferedValue(
        label: $0, kind: .field,
        detail: $0 == parameter?.defaultValue ? "default" : RequestWords.evidence(endpoint.sortEvidence),
        topic: .sortProperty(RequestTopic(endpoint, name: $0)))
    }
  }

  private func columns(_ endpoint: Endpoint?, _ name: String, besides place: Int) -> [OfferedValue] {
    guard let endpoint else { return [] }
    let given = columnsGiven(endpoint, besides: place)
    var columns = endpoint.columns.filter { !given.contains($0) }.map {
      OfferedValue(
        label: $0, kind: .field, detail: RequestWords.evidence(endpoint.columnEvidence),
        topic: .column(RequestTopic(endpoint, name: $0)))
    }
    if given.isEmpty, !columns.isEmpty {
      columns.append(OfferedValue(label: "*", kind: .field, detail: "all columns"))
    }
    return columns
  }

  /// The columns that are asked for elsewhere in the request, and before the cursor in the same value.
  private func columnsGiven(_ endpoint: Endpoint, besides place: Int) -> Set<String> {
    var given: Set<String> = []
    for parameter in whole.parameters {
      guard bytes[parameter.root].elementsEqual("cols".utf8), let value = parameter.value else { continue }
      let isHere = value.start == place
      let end =
        isHere ? (bytes[ByteRange(place, cursor)].lastIndex(of: UInt8(ascii: ",")) ?? place) : value.end
      let text = String(
        decoding: whole.decoded(ByteRange(value.start, end), in: self.text, isValue: true), as: UTF8.self)
      for name in text.split(separator: ",") { given.insert(String(name)) }
    }
    return given
  }

  private func givenValues(of parameter: EndpointParameter, besides place: Int) -> Set<String> {
    var given: Set<String> = []
    let endpoint = endpoint
    for other in whole.parameters {
      guard let value = other.value, value.start != place,
        endpoint?.parameter(for: whole.name(of: other, in: text))?.name == parameter.name
      else { continue }
      given.insert(String(decoding: whole.decoded(value, in: text, isValue: true), as: UTF8.self))
    }
    return given
  }

  private func seen(_ name: String, _ endpoint: Endpoint?) -> [OfferedValue] {
    let property = name.hasSuffix("[]") ? String(name.dropLast(2)) : name
    return context.seenValues(property, endpoint, context.mostValues).map {
      OfferedValue(
        label: String(decoding: $0.value, as: UTF8.self), kind: .value, detail: Count.of($0.count, "item"))
    }
  }

  /// As a component of a URL, readable where the request is.
  private func encoded(_ value: String) -> String {
    let encoded = RequestEncoding.encode(value.utf8, as: .value)
    let written = brackets(near: nil) ? encoded : RequestEncoding.readable(encoded, as: .value)
    return String(decoding: written, as: UTF8.self)
  }
}
