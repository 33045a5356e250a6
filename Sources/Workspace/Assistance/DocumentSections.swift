import Embedding
import Linting
import SourceText

/// A criteria document in parts that can be checked each by itself, kept up to date while the document changes.
///
/// A section is a query with all blocks before it that are none: comments, which may silence rules in it. The first one
/// begins with the document, so that its defaults lie in it; comments behind the last query are a section of their own.
/// What holds beyond a section is here too: the defaults, and how often datastores are named.
struct DocumentSections {
  struct Section: TextSection {
    /// Where its first block begins; 0 for the first section.
    var start: Int
    /// The datastore that its query names itself.
    let datastore: String?
    let hasQuery: Bool
    /// Whether a comment may hold for the whole document.
    fileprivate let mentionsFile: Bool
    /// What is found in it; nil until it is checked, and again once that may have changed.
    var findings: [Finding]?
    /// Where the section begins in the text that the findings' offsets are of.
    var base = 0
  }

  /// The document's defaults.
  struct Head {
    /// Where the first block behind the defaults begins; 0 where there are none.
    fileprivate(set) var end = 0
    fileprivate(set) var directives: [DocumentDirective] = []
    fileprivate(set) var datastore: String?
    /// The document up to `end` without the texts of its comments: those hold for the first section only.
    fileprivate(set) var text: [UInt8] = []
    /// Whether all queries share bindings, so that none can be judged without the others.
    fileprivate(set) var sharesBindings = false
  }

  private(set) var sections: [Section] = []
  private(set) var head = Head()
  private(set) var queryCount = 0
  /// How often datastores are named.
  private var uses: [String: Int] = [:]
  private var fileMentions = 0
  /// Whether the first query has directives only: another query makes it the document's defaults.
  private var isFirstBare = false

  init(_ bytes: [UInt8]) {
    build(bytes)
  }

  /// Whether findings of one section may depend on all others.
  var needWholeCheck: Bool { fileMentions > 0 || head.sharesBindings }

  /// The index of the section that `offset` lies in, with the empty lines behind it; nil where there is none.
  func index(at offset: Int) -> Int? { sections.index(at: offset) }

  /// The bytes of a section up to the next one, of `count` bytes in all.
  func range(_ index: Int, count: Int) -> ByteRange {
    sections.range(index, count: count)
  }

  /// How often each datastore that a section may ask is named in other sections.
  func usesElsewhere(_ index: Int) -> NameCounts {
    var own = NameCounts()
    if let name = sections[index].datastore { own.add(name) }
    if let name = head.datastore { own.add(name) }
    return NameCounts(uses).besides(own)
  }

  mutating func setFindings(_ findings: [Finding], base: Int, of index: Int) {
    sections[index].findings = findings
    sections[index].base = base
  }

  mutating func forgetFindings() {
    for index in sections.indices { sections[index].findings = nil }
  }
}

// MARK: Changes

extension DocumentSections {
  /// Takes a change in: `range` of the text before it became `count` bytes, and the text is `bytes` now.
  mutating func change(_ range: ByteRange, to count: Int, in bytes: [UInt8]) {
    guard range.start >= head.end || head.end == 0, let first = index(at: range.start) else {
      build(bytes)
      return
    }
    let distance = count - range.count
    let oldHead = head
    let scan = scan(bytes, from: first, changedEnd: range.end, distance: distance)
    if first == 0, head.end != oldHead.end || scan.isFirstBare != isFirstBare {
      build(bytes)
      return
    }
    replace(first..<scan.next, with: scan.sections, distance: distance)
    // A query of directives only is the document's defaults as soon as another one follows, and only then.
    if head.end > 0 ? queryCount == 0 : isFirstBare && queryCount > 1 { build(bytes) }
  }

  private mutating func build(_ bytes: [UInt8]) {
    sections = []
    head = Head()
    (queryCount, fileMentions, uses) = (0, 0, [:])
    let scan = scan(bytes, from: 0, changedEnd: bytes.count + 1, distance: 0)
    isFirstBare = scan.isFirstBare
    sections = scan.sections
    count(sections, by: 1)
    for section in sections { if let name = section.datastore { uses[name, default: 0] += 1 } }
    if let name = head.datastore { uses[name, default: 0] += 1 }
  }

  private mutating func replace(_ old: Range<Int>, with new: [Section], distance: Int) {
    count(sections[old], by: -1)
    count(new[...], by: 1)
    let oldNames = sections[old].compactMap(\.datastore)
    let newNames = new.compactMap(\.datastore)
    sections.replace(old, with: new, distance: distance)
    if oldNames != newNames { change(oldNames, to: newNames) }
  }

  private mutating func count(_ sections: some Sequence<Section>, by sign: Int) {
    for section in sections {
      if section.hasQuery { queryCount += sign }
      if section.mentionsFile { fileMentions += sign }
    }
  }

  /// A datastore that is named once more, or once less, may be judged otherwise wherever it is named (`CQ010`).
  private mutating func change(_ oldNames: [String], to newNames: [String]) {
    var before: [String: Int] = [:]
    for name in oldNames + newNames { before[name] = uses[name] ?? 0 }
    for name in oldNames { uses[name, default: 0] -= 1 }
    for name in newNames { uses[name, default: 0] += 1 }
    for (name, count) in before {
      let now = uses[name] ?? 0
      if now == 0 { uses[name] = nil }
      guard (count <= 1) != (now <= 1) else { continue }
      let isDefault = name == head.datastore
      for index in sections.indices where isDefault || sections[index].datastore == name {
        sections[index].findings = nil
      }
    }
  }
}

// MARK: Reading

extension DocumentSections {
  private struct Scan {
    var sections: [Section] = []
    /// The first of the sections before that stays as it is.
    var next: Int
    var isFirstBare = false
  }

  /// Reads from the section `first` on, until one begins where one began before and nothing has changed behind: at
  /// `changedEnd` of the text before or later, moved by `distance`.
  private mutating func scan(_ bytes: [UInt8], from first: Int, changedEnd: Int, distance: Int) -> Scan {
    var scanner =
      first == 0
      ? CriteriaDocumentScanner(bytes)
      : CriteriaDocumentScanner(bytes, from: sections[first].start, after: head.directives)
    var scan = Scan(next: sections.count)
    var known = first + 1
    while known < sections.count, sections[known].start < changedEnd { known += 1 }
    var section: Section?
    var isBehindHead = false
    if first == 0 { head = Head() }
    bytes.withUnsafeBufferPointer { buffer in
      while scanner.next(in: buffer) {
        let start = scanner.block.range.start
        if isBehindHead {
          head.end = start
          isBehindHead = false
        }
        if section == nil, first > 0 || !scan.sections.isEmpty {
          while known < sections.count, sections[known].start + distance < start { known += 1 }
          if known < sections.count, sections[known].start + distance == start {
            scan.next = known
            return
          }
        }
        let mentionsFile = Self.mentionsFile(scanner.block, buffer)
        let isQuery = scanner.block.kind == .query
        if scanner.block.kind == .defaults {
          takeHead(scanner, bytes)
          isBehindHead = true
        }
        if first == 0, scan.sections.isEmpty, isQuery {
          scan.isFirstBare = head.directives.isEmpty && !scanner.block.hasText
        }
        section = Section(
          start: section?.start ?? (first == 0 && scan.sections.isEmpty ? 0 : start),
          datastore: isQuery ? Self.datastore(scanner.block, bytes) : nil, hasQuery: isQuery,
          mentionsFile: mentionsFile || section?.mentionsFile ?? false)
        if isQuery, let done = section {
          scan.sections.append(done)
          section = nil
        }
      }
      if let rest = section { scan.sections.append(rest) }
    }
    if first == 0, head.end > 0 { isolateHead(bytes) }
    return scan
  }

  private mutating func takeHead(_ scanner: CriteriaDocumentScanner, _ bytes: [UInt8]) {
    head.directives = scanner.defaults
    head.datastore = Self.datastore(scanner.block, bytes)
    head.sharesBindings = head.directives.contains { $0.keyword == .let && $0.isEffective }
  }

  private mutating func isolateHead(_ bytes: [UInt8]) {
    head.text = Array(bytes[..<head.end])
    var scanner = CriteriaDocumentScanner(head.text)
    while scanner.next() {
      for line in scanner.block.comments {
        for offset in (line.start + 1)..<max(line.start + 1, line.end) {
          head.text[offset] = UInt8(ascii: " ")
        }
      }
    }
  }

  private static func datastore(_ block: CriteriaDocumentScanner.Block, _ bytes: [UInt8]) -> String? {
    block.directives.first { $0.keyword == .datastore && $0.isEffective }.map { bytes.text($0.value) }
  }

  private static func mentionsFile(
    _ block: CriteriaDocumentScanner.Block, _ buffer: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    for line in block.comments {
      var offset = line.start + 1
      while offset < line.end, buffer[offset] <= 0x20 { offset += 1 }
      let words = buffer[min(offset, line.end)..<line.end]
      if words.starts(with: "cliquery:".utf8), words.contains(subsequence: "ignore-file".utf8) { return true }
    }
    return false
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  fileprivate func contains(subsequence text: String.UTF8View) -> Bool {
    indices.contains { self[$0...].starts(with: text) }
  }
}
