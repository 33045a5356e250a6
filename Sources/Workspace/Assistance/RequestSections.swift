import Embedding
import Linting
import SourceText

/// A request file in sections that can be checked each by itself, kept up to date while the file changes.
///
/// What holds beyond a section is here too: the variables, which may stand in the first section only, what the requests
/// tell together of where variables lead, and how often datastores are named.
struct RequestSections {
  struct Section: TextSection {
    /// Where it begins; 0 for the first section.
    var start: Int
    /// Nil until they are asked for.
    fileprivate var facts: RequestFileHost.SectionFacts?
    /// What is found in it; nil until it is checked, and again once that may have changed.
    fileprivate(set) var findings: [Finding]?
    /// Where the section began when that was found.
    fileprivate var base = 0

    fileprivate init(start: Int) {
      self.start = start
    }
  }

  private(set) var sections: [Section] = []
  /// Those of the first section.
  private(set) var definitions: [RequestFile.Definition] = []
  /// What the requests of all sections tell.
  private(set) var bases = MakeBases()
  /// How often datastores are named.
  private var uses: [String: Int] = [:]
  private var isLearned = false
  /// Whether other sections than the first define variables.
  private(set) var areDefinitionsScattered = false
  private var mentionsFile = false
  private var remarks = 0

  /// Each comment that may silence rules is looked for in the lines of the whole file.
  private static let mostRemarks = 16

  init(_ bytes: [UInt8]) {
    build(bytes)
  }

  /// Whether findings of one section may depend on the text of others. Holds once ``learn(_:_:)`` was called.
  var needWholeCheck: Bool {
    areDefinitionsScattered || mentionsFile || remarks > Self.mostRemarks
      // What others find in the first section's variables may be silenced there.
      || !definitions.isEmpty && sections.first?.facts?.hasRemark == true
  }

  func range(_ index: Int, count: Int) -> ByteRange {
    sections.range(index, count: count)
  }

  /// The index of the section that `offset` lies in.
  func index(at offset: Int) -> Int { sections.index(at: offset) ?? 0 }

  /// How often each datastore that a section names is named in others.
  func usesElsewhere(_ index: Int) -> NameCounts {
    var own = NameCounts()
    for name in sections[index].facts?.datastores ?? [] { own.add(name) }
    return own.isEmpty ? own : NameCounts(uses).besides(own)
  }

  mutating func setFindings(_ findings: [Finding], of index: Int) {
    sections[index].findings = findings
    sections[index].base = sections[index].start
  }

  /// To be called when settings or schemas have changed.
  mutating func forgetFacts() {
    for index in sections.indices {
      sections[index].facts = nil
      sections[index].findings = nil
    }
    isLearned = false
  }
}

// MARK: Changes

extension RequestSections {
  /// Takes a change in: `range` of the text before it became `count` bytes, and the text is `bytes` now.
  mutating func change(_ range: ByteRange, to count: Int, in bytes: [UInt8]) {
    // A change in the mark of a section, or before it, may join it to the one before.
    let first = index(at: max(0, range.start - 4))
    let distance = count - range.count
    var known = first + 1
    while known < sections.count, sections[known].start < range.end + 4 { known += 1 }
    var new = [Section(start: sections[first].start)]
    var isJoined = false
    while let start = RequestFileHost.nextSection(after: new.last?.start ?? 0, in: bytes) {
      while known < sections.count, sections[known].start + distance < start { known += 1 }
      isJoined = known < sections.count && sections[known].start + distance == start
      if isJoined { break }
      new.append(Section(start: start))
    }
    if !isJoined { known = sections.count }
    if first == 0 {
      let rest = known < sections.count ? sections[known].start + distance : bytes.count
      let after = new.count > 1 ? new[1].start : rest
      let defined = RequestFileHost.definitions(ofSection: ByteRange(0, after), in: bytes)
      if !defined.isEmpty || !definitions.isEmpty {
        build(bytes)
        return
      }
    }
    sections.replace(first..<known, with: new, distance: distance)
    isLearned = false
  }

  private mutating func build(_ bytes: [UInt8]) {
    sections = [Section(start: 0)]
    while let start = RequestFileHost.nextSection(after: sections.last?.start ?? 0, in: bytes) {
      sections.append(Section(start: start))
    }
    definitions = RequestFileHost.definitions(ofSection: range(0, count: bytes.count), in: bytes)
    isLearned = false
  }

  /// Finds out what sections tell about the whole, and forgets findings that rest on what has changed.
  mutating func learn(_ bytes: [UInt8], _ options: RequestFileHost.Options) {
    if isLearned { return }
    isLearned = true
    for index in sections.indices where sections[index].facts == nil {
      sections[index].facts = RequestFileHost.facts(
        ofSection: range(index, count: bytes.count), in: bytes, definitions: definitions, options: options)
    }
    var bases = MakeBases()
    var uses: [String: Int] = [:]
    (areDefinitionsScattered, mentionsFile, remarks) = (false, false, 0)
    for (index, section) in sections.enumerated() {
      guard let facts = section.facts else { continue }
      if !facts.bases.isEmpty { bases.add(facts.bases) }
      for name in facts.datastores { uses[name, default: 0] += 1 }
      if facts.definesVariables, index > 0 { areDefinitionsScattered = true }
      if facts.mentionsFile { mentionsFile = true }
      if facts.hasRemark { remarks += 1 }
    }
    let areBasesSame = bases == self.bases
    let old = self.uses
    (self.bases, self.uses) = (bases, uses)
    for index in sections.indices where sections[index].findings != nil {
      let isSame =
        areBasesSame
        // A datastore that is named once may be a slip (`CQ010`).
        && (sections[index].facts?.datastores ?? []).allSatisfy {
          ((old[$0] ?? 0) <= 1) == ((uses[$0] ?? 0) <= 1)
        }
      if !isSame { sections[index].findings = nil }
    }
  }
}

// MARK: Answers

extension RequestSections {
  /// What a section holds.
  func host(_ index: Int, _ bytes: [UInt8], _ options: RequestFileHost.Options) -> HostFile {
    RequestFileHost.read(
      section: range(index, count: bytes.count), in: bytes, definitions: definitions, bases: bases,
      options: options)
  }

  /// The findings of all sections.
  var groups: [DocumentFindings.Group] {
    var groups: [DocumentFindings.Group] = []
    // What requests find in the variables that they use.
    var shared: [Finding] = []
    for (index, section) in sections.enumerated() {
      guard var findings = section.findings, !findings.isEmpty else { continue }
      if index > 0, let first = findings.first, first.range.start < section.base {
        let own = findings.firstIndex { $0.range.start >= section.base } ?? findings.count
        for finding in findings[..<own] where !Self.holds(shared, finding) { shared.append(finding) }
        findings.removeFirst(own)
        if findings.isEmpty { continue }
      }
      groups.append(DocumentFindings.Group(findings: findings, base: section.base, start: section.start))
    }
    if shared.isEmpty { return groups }
    let first = sections.first?.findings ?? []
    let merged = FileAnalyzer.sorted(first + shared.filter { !Self.holds(first, $0) })
    groups.replaceSubrange(
      0..<(first.isEmpty ? 0 : 1), with: [DocumentFindings.Group(findings: merged, base: 0, start: 0)])
    return groups
  }

  /// A token is told once, whatever is said of it.
  private static func holds(_ list: [Finding], _ finding: Finding) -> Bool {
    list.contains {
      $0 == finding
        || $0.code == TokenInSourceRule.info.code && $0.code == finding.code && $0.range == finding.range
    }
  }
}
