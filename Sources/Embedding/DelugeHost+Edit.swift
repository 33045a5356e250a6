import SourceText

/// What a script holds after a change inside of a literal of a criteria, told without reading the script again.
///
/// Nothing but the criteria depends on what such a literal says, as long as it can be nothing else before and after: no
/// key, no address, no token, no end of itself. Whatever is not sure is not told.
extension DelugeHost {
  /// Whether changes of a script can be told at all: no text stands in the script as it is, and fields were not looked
  /// for.
  package static func isEditable(_ file: HostFile) -> Bool {
    func isApart(_ text: MappedText) -> Bool { !text.segments.isEmpty }
    return !file.knowsFields && file.documentProblems.isEmpty
      && file.queries.allSatisfy { query in
        query.bindings.isEmpty && query.expectations.isEmpty && query.criteria.map(isApart) ?? true
          && query.parameters.allSatisfy { isApart($0.text) }
      } && file.requests.allSatisfy { isApart($0.text) }
  }

  /// The file after `range` of the script has become `count` bytes, which is `bytes` now, and the query that has changed;
  /// nil where the script has to be read again. `file` is to be editable.
  package static func edit(
    _ file: HostFile, _ range: ByteRange, to count: Int, in bytes: [UInt8]
  ) -> (file: HostFile, query: Int, move: OffsetMove)? {
    var found: Int?
    for (index, query) in file.queries.enumerated()
    where query.range.start < range.start && range.end < query.range.end {
      if found != nil { return nil }
      found = index
    }
    guard let found, let text = file.queries[found].criteria,
      let index = segment(of: text, around: range)
    else { return nil }
    let segment = text.segments[index]
    let move = OffsetMove(changed: segment.file, distance: count - range.count)
    let removed = range.shifted(by: segment.text.start - segment.file.start)
    guard segment.file.count + move.distance > 0, isPlain(text.bytes, removed),
      isPlain(bytes, ByteRange(range.start, range.start + count)),
      !text.bytes[segment.text].contains(UInt8(ascii: "\\")),
      let criteria = replacing(
        index, of: text, with: bytes[ByteRange(segment.file.start, segment.file.end + move.distance)], move),
      isInert(text, segment.literal), isInert(criteria, segment.literal),
      isIncomplete(text) == isIncomplete(criteria)
    else { return nil }
    var moved = file
    moved.queries[found].criteria = nil
    guard moved.move(by: move) else { return nil }
    moved.queries[found].criteria = criteria
    return (moved, found, move)
  }

  /// The segment that holds `range` and stands in the file as it is.
  private static func segment(of text: MappedText, around range: ByteRange) -> Int? {
    text.segments.firstIndex {
      $0.kind == .verbatim && $0.file.start <= range.start && range.end <= $0.file.end
        && $0.file.count == $0.text.count
    }
  }

  /// Whether what is typed or deleted has no meaning for the script: it ends no literal and escapes nothing.
  private static func isPlain(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
    bytes[range].allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
        true
      default: " _.,()&|!%-:+*~=<>".utf8.contains(byte)
      }
    }
  }

  /// Whether a literal compares something, and can be nothing but a text that compares something.
  private static func isInert(_ text: MappedText, _ literal: Int32) -> Bool {
    let parts = text.segments.filter { $0.literal == literal }.map(\.text)
    guard let first = parts.first, let last = parts.last else { return false }
    let range = ByteRange(first.start, last.end)
    let compares = text.bytes[range].contains {
      $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">")
    }
    let isElse = text.bytes[range].contains { "/[]{}$\\".utf8.contains($0) }
    return compares && !isElse && !DelugeScanner.mayHoldMake(text.bytes, range)
      && !needles.contains { $0.isFound(in: text.bytes, range: range) }
  }

  private static let needles = [KeywordSearch("token"), KeywordSearch("zapikey"), KeywordSearch("cliquery")]

  private static func replacing(
    _ index: Int, of text: MappedText, with new: ArraySlice<UInt8>, _ move: OffsetMove
  ) -> MappedText? {
    let old = text.segments[index].text
    var segments: [MappedText.Segment] = []
    segments.reserveCapacity(text.segments.count)
    for (place, segment) in text.segments.enumerated() {
      guard let file = move.range(segment.file) else { return nil }
      let start = place > index ? segment.text.start + move.distance : segment.text.start
      let end = place >= index ? segment.text.end + move.distance : segment.text.end
      segments.append(
        MappedText.Segment(
          text: ByteRange(start, end), file: file, kind: segment.kind, literal: segment.literal))
    }
    return MappedText(
      bytes: text.bytes[ByteRange(0, old.start)] + Array(new)
        + text.bytes[ByteRange(old.end, text.bytes.count)],
      holes: text.holes.map { $0.range.start >= old.end ? $0.shifted(by: move.distance) : $0 },
      segments: segments, encoding: text.encoding)
  }

  /// Whether the text cannot stand alone, as the following of values has it.
  private static func isIncomplete(_ text: MappedText) -> Bool {
    var balance = TextBalance()
    var position = text.range.start
    for hole in text.holes {
      for byte in text.bytes[ByteRange(position, hole.range.start)] where !balance.take(byte) { return true }
      position = hole.range.end
    }
    for byte in text.bytes[ByteRange(position, text.range.end)] where !balance.take(byte) { return true }
    return balance.isIncomplete(hasOperand: !text.holes.isEmpty)
  }
}

/// Where offsets go when a part of a file changes its length.
package struct OffsetMove: Sendable {
  /// In the file before; what lies strictly inside goes nowhere.
  let changed: ByteRange
  let distance: Int

  package func offset(_ offset: Int) -> Int? {
    if offset <= changed.start { return offset }
    return offset >= changed.end ? offset + distance : nil
  }

  package func range(_ range: ByteRange) -> ByteRange? {
    guard let start = offset(range.start), let end = offset(range.end) else { return nil }
    return ByteRange(start, end)
  }
}

extension HostFile {
  /// False where something lies inside of what has changed.
  fileprivate mutating func move(by move: OffsetMove) -> Bool {
    var isWhole = true
    func moved(_ range: ByteRange) -> ByteRange {
      if let range = move.range(range) { return range }
      isWhole = false
      return range
    }
    func moved(_ text: MappedText) -> MappedText {
      // One that is made of what has changed, too, says something else now.
      if text.segments.contains(where: { $0.file.overlaps(move.changed) }) { isWhole = false }
      return MappedText(
        bytes: text.bytes, range: text.range, holes: text.holes, unclosedHoles: text.unclosedHoles,
        segments: text.segments.map {
          MappedText.Segment(text: $0.text, file: moved($0.file), kind: $0.kind, literal: $0.literal)
        }, encoding: text.encoding)
    }
    func name(_ range: ByteRange) -> ByteRange {
      if range.overlaps(move.changed) { isWhole = false }
      return moved(range)
    }
    for index in queries.indices {
      let query = queries[index]
      if query.ends(before: move.changed.start) { continue }
      queries[index] = HostQuery(
        criteria: query.criteria.map(moved),
        parameters: query.parameters.map { HostQuery.Parameter(kind: $0.kind, text: moved($0.text)) },
        targets: query.targets.map {
          HostQuery.Target(
            datastore: $0.datastore, datastoreRange: $0.datastoreRange.map(name), operation: $0.operation,
            api: $0.api)
        }, isFragment: query.isFragment, range: moved(query.range))
    }
    for index in requests.indices {
      requests[index].text = moved(requests[index].text)
      requests[index].methodRange = requests[index].methodRange.map(moved)
      requests[index].authorizationScheme = requests[index].authorizationScheme.map(moved)
      requests[index].range = moved(requests[index].range)
    }
    observations = observations.map { observation in
      HostObservation(
        kind: observation.kind, range: moved(observation.range),
        edits: observation.edits.map { TextEdit(range: moved($0.range), newText: $0.newText) })
    }
    comments = comments.map {
      HostComment(range: moved($0.range), text: moved($0.text), isAlone: $0.isAlone)
    }
    datastoreMentions = datastoreMentions.map { ($0.name, name($0.range)) }
    return isWhole
  }
}

extension HostQuery {
  /// Whether everything of it stands before `offset`, so that it stays what it is.
  fileprivate func ends(before offset: Int) -> Bool {
    func isBefore(_ text: MappedText) -> Bool { text.segments.allSatisfy { $0.file.end <= offset } }
    return range.end <= offset && criteria.map(isBefore) ?? true
      && parameters.allSatisfy { isBefore($0.text) }
      && targets.allSatisfy { ($0.datastoreRange?.end ?? 0) <= offset }
  }
}
