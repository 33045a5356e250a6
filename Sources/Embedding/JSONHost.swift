import CriteriaSyntax
import JSONSyntax
import SourceText

/// Queries in JSON files: Postman collections, saved requests and bodies of bulk updates.
///
/// What counts as evidence: an object with exactly the keys `criteria` and `values` (E3), a request or a URL whose
/// path is one of the API's records (E2), in files that the settings name every key `criteria` (E3), and a comment that
/// says so (E4), where a tool allows comments.
package enum JSONHost {
  /// What the settings say about one file.
  package struct Options: Sendable {
    /// `embedding.criteria-files` names the file: each string under a key `criteria` is a criteria text.
    package var everyCriteriaKey: Bool
    /// Of texts that no URL stands beside.
    package var defaultAPI: APIVersion
    package var make: MakeEvidence

    package init(
      everyCriteriaKey: Bool = false, defaultAPI: APIVersion = .v3, make: MakeEvidence = MakeEvidence()
    ) {
      self.make = make
      self.everyCriteriaKey = everyCriteriaKey
      self.defaultAPI = defaultAPI
    }
  }

  /// Everything found in a file, in the order of the file. Broken JSON is read as far as it can be.
  package static func read(_ bytes: [UInt8], options: Options = Options()) -> HostFile {
    var reader = JSONHostReader(bytes, options: options)
    reader.read()
    return reader.file
  }
}

/// Walks a file's values from the top, with a list of what is still to be seen instead of recursion.
struct JSONHostReader {
  let layer: JSONLayer
  let options: JSONHost.Options
  var file = HostFile()
  var scanner = HoleScanner()
  private var pending: [Int] = []
  /// Strings that a comment says to be criteria, or an address of Make's.
  private var markedCriteria: Set<Int> = []
  private(set) var markedMake: Set<Int> = []
  /// Where tokens are that were told.
  var tokenPlaces: Set<ByteRange> = []

  init(_ bytes: [UInt8], options: JSONHost.Options) {
    self.init(JSONLayer(file: bytes), options: options)
  }

  init(_ layer: JSONLayer, options: JSONHost.Options) {
    self.layer = layer
    self.options = options
  }

  mutating func read() {
    file.comments = layer.document.comments.map(comment)
    if layer.outer == nil, !file.comments.isEmpty {
      markedCriteria = strings(markedBy: "cliquery: criteria")
      markedMake = strings(markedBy: "cliquery: make")
    }
    pending = layer.document.roots.map(\.index).reversed()
    while let index = pending.popLast() {
      switch layer.kind(index) {
      case .object: readObject(index)
      case .array: pending += layer.children(index).reversed()
      case .string: readString(index)
      default: break
      }
    }
    file.queries.sort { $0.range < $1.range }
    file.requests.sort { $0.range < $1.range }
    findTokens()
    file.observations.sort { $0.range < $1.range }
    file.datastoreMentions.sort { $0.range < $1.range }
  }

  private mutating func readObject(_ index: Int) {
    let members = layer.members(index)
    var claimed: Set<Int> = []
    if let request = JSONRequest(layer, members) {
      claimed = readRequest(request)
    } else if let criteria = bulkUpdate(members, in: layer) {
      claimed = [criteria]
      if layer.kind(criteria) == .string { addUpdate(criteria, in: layer) }
    }
    // A saved example repeats the request that it answers.
    let isItem = members.contains { layer.isString($0.key, "request") }
    for (key, value) in members.reversed() where !claimed.contains(value) {
      if isItem, layer.isString(key, "response") { continue }
      if options.everyCriteriaKey, layer.isString(key, "criteria"), layer.kind(value) == .string {
        addCriteria(value)
      } else {
        pending.append(value)
      }
    }
  }

  /// The criteria of an object that has the keys `criteria` and `values` and no others. Where `values` is a text,
  /// the two are captions of some form, not a bulk update.
  func bulkUpdate(_ members: [(key: Int, value: Int)], in layer: JSONLayer) -> Int? {
    var criteria: Int?
    var hasValues = false
    for (key, value) in members {
      if layer.isString(key, "criteria") {
        criteria = value
      } else if layer.isString(key, "values") {
        hasValues = isValues(layer.kind(value))
      } else {
        return nil
      }
    }
    return hasValues ? criteria : nil
  }

  private func isValues(_ kind: JSONNode.Kind?) -> Bool {
    switch kind {
    case .string, .number, .true, .false, .array: false
    default: true
    }
  }

  /// The criteria of a bulk update of a datastore that nothing names.
  mutating func addUpdate(_ criteria: Int, in layer: JSONLayer) {
    guard let text = layer.text(criteria).map({ withHoles($0) }) else { return }
    let target = HostQuery.Target(datastore: nil, datastoreRange: nil, operation: .update, api: .v3)
    file.queries.append(HostQuery(criteria: text, targets: [target], range: text.fileRange(text.range)))
  }

  private mutating func addCriteria(_ index: Int) {
    guard let text = layer.text(index).map({ withHoles($0) }) else { return }
    let target = HostQuery.Target(
      datastore: nil, datastoreRange: nil, operation: .list, api: options.defaultAPI)
    file.queries.append(HostQuery(criteria: text, targets: [target], range: text.fileRange(text.range)))
  }

  /// A string that is a URL names its datastore; with `criteria` in it, it is a query.
  private mutating func readString(_ index: Int) {
    if markedCriteria.contains(index) {
      addCriteria(index)
      return
    }
    guard let url = requestURL(index, in: layer) else {
      addMake(string: index)
      return
    }
    mention(url)
    if url.endpoint.isRecordList { file.observations += url.query.observations(api: url.endpoint.api) }
    guard url.endpoint.isRecordList, let text = url.value(of: "criteria".utf8) else { return }
    add(url, operation: .list, criteria: text, parameters: url.queryParameters)
  }

  /// The URL in a string; nil where it is none of the API's.
  mutating func requestURL(_ index: Int, in layer: JSONLayer) -> RequestURL? {
    guard let node = layer.node(index), node.kind == .string,
      containsRecords(layer.document.bytes, node.contentRange), let text = layer.text(index)
    else { return nil }
    return RequestURL(withHoles(text))
  }

  mutating func withHoles(_ text: MappedText) -> MappedText {
    scanner.addHoles(to: text, forms: .all)
  }

  mutating func mention(_ url: RequestURL) {
    if let name = url.datastore { file.datastoreMentions.append((name, url.datastoreRange)) }
  }

  mutating func add(
    _ url: RequestURL, operation: CriteriaSyntax.Operation, criteria: MappedText?,
    parameters: [HostQuery.Parameter]
  ) {
    let target = HostQuery.Target(
      datastore: url.datastore, datastoreRange: url.datastore == nil ? nil : url.datastoreRange,
      operation: operation, api: url.endpoint.api)
    let place = criteria ?? url.text
    file.queries.append(
      HostQuery(
        criteria: criteria, parameters: parameters, targets: [target], range: place.fileRange(place.range)))
  }

  private func comment(_ range: ByteRange) -> HostComment {
    let bytes = layer.document.bytes
    let isLine = bytes[range].dropFirst().first == UInt8(ascii: "/")
    let isClosed = !isLine && range.count >= 4 && bytes[range].suffix(2).elementsEqual("*/".utf8)
    var text = ByteRange(range.start + 2, isClosed ? range.end - 2 : range.end)
    while !text.isEmpty, isBlank(bytes[text.start]) { text = ByteRange(text.start + 1, text.end) }
    while !text.isEmpty, isBlank(bytes[text.end - 1]) { text = ByteRange(text.start, text.end - 1) }
    var before = range.start
    while before > 0, isBlank(bytes[before - 1]), bytes[before - 1] != UInt8(ascii: "\n") { before -= 1 }
    let isAlone = before == 0 || bytes[before - 1] == UInt8(ascii: "\n")
    return HostComment(range: range, text: text, isAlone: isAlone)
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte >= 9 && byte <= 13 }
}

/// Every path of the table ends with this word.
private func containsRecords(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
  let word = Array("records".utf8)
  let last = range.end - word.count
  guard range.start <= last else { return false }
  return bytes.withUnsafeBufferPointer { buffer in
    var position = range.start
    while true {
      position = ByteSearch.first(of: UInt8(ascii: "r"), in: buffer, from: position, to: last + 1)
      guard position <= last else { return false }
      if buffer[position...].starts(with: word) { return true }
      position += 1
    }
  }
}
