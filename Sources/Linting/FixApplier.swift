import SourceText

/// Applies the fixes of findings to a file, so that no finding exists afterwards that was not there before.
package struct FixApplier: Sendable {
  /// The file after its fixes.
  package struct Result: Sendable {
    package let bytes: [UInt8]
    /// The number of fixes applied.
    package let count: Int
    /// What is left, as the last look at the file found it.
    package let remaining: [Finding]
  }

  /// Rounds: a fix may make room for another that overlapped it.
  private static let rounds = 100
  /// Attempts within a round to find the fixes that made a new finding.
  private static let attempts = 16

  /// Fixes `bytes`, in which `findings` were found.
  ///
  /// - Parameters:
  ///   - unsafe: whether fixes count that may change the records that are selected.
  ///   - shown: which of the findings in a file are shown; only such findings are fixed.
  ///   - analyze: finds everything in a file, shown or not.
  package static func apply(
    to bytes: [UInt8], findings: [Finding], unsafe: Bool,
    shown: (_ findings: [Finding], _ bytes: [UInt8]) -> [Finding] = { findings, _ in findings },
    analyze: ([UInt8]) -> [Finding]
  ) -> Result {
    let allowed = Tally(findings)
    var bytes = bytes
    var findings = findings
    var visible = shown(findings, bytes)
    var hidden = HiddenPlaces(findings, visible)
    var count = 0
    for _ in 0..<rounds {
      let candidates = choose(visible, unsafe: unsafe, length: bytes.count)
      guard let step = step(bytes, candidates, allowed, analyze) else { break }
      bytes = step.bytes
      findings = step.findings
      count += step.fixes.count
      hidden.move(by: FixedPlaces(step.fixes))
      visible = shown(findings, bytes).filter { !hidden.contains($0) }
    }
    return Result(bytes: bytes, count: count, remaining: findings)
  }

  /// The first allowed fix of each finding, as far as they can stand together; earlier places come first.
  private static func choose(_ findings: [Finding], unsafe: Bool, length: Int) -> [Fix] {
    let sorted = findings.sorted { ($0.range.start, $0.code) < ($1.range.start, $1.code) }
    var chosen: [Fix] = []
    var known: Set<Fix> = []
    var taken: [TextEdit] = []
    for finding in sorted {
      guard let fix = finding.fixes.first(where: { $0.isSafe || unsafe }) else { continue }
      if known.contains(fix) { continue }
      guard canJoin(fix.edits, taken), TextEdit.areCompatible(fix.edits, length: length) else { continue }
      chosen.append(fix)
      known.insert(fix)
      taken += fix.edits
    }
    return chosen
  }

  private static func canJoin(_ edits: [TextEdit], _ taken: [TextEdit]) -> Bool {
    // Fixes come in order of their findings, so a collision is most likely with the latest ones; but edits may
    // reach back, and a group of findings in one text is small.
    for edit in edits {
      for other in taken.suffix(64) {
        if edit.range == other.range || edit.range.overlaps(other.range) { return false }
        if edit.range.isEmpty, other.range.start < edit.range.start, edit.range.start < other.range.end {
          return false
        }
        if other.range.isEmpty, edit.range.start < other.range.start, other.range.start < edit.range.end {
          return false
        }
      }
    }
    return true
  }

  /// Applies as many of `fixes` as make no finding that was not allowed; nil where none is left.
  private static func step(
    _ bytes: [UInt8], _ fixes: [Fix], _ allowed: Tally, _ analyze: ([UInt8]) -> [Finding]
  ) -> (bytes: [UInt8], findings: [Finding], fixes: [Fix])? {
    var fixes = fixes
    for _ in 0..<attempts {
      guard !fixes.isEmpty else { return nil }
      guard let fixed = TextEdit.apply(fixes.flatMap(\.edits), to: bytes) else {
        fixes = [fixes[0]]
        if TextEdit.apply(fixes[0].edits, to: bytes) == nil { return nil }
        continue
      }
      if fixed == bytes { return nil }
      let findings = analyze(fixed)
      let new = allowed.unknown(in: findings)
      if new.isEmpty { return (fixed, findings, fixes) }
      let places = FixedPlaces(fixes)
      let blamed = Set(new.map { places.nearest(to: $0.range) })
      fixes = fixes.enumerated().filter { !blamed.contains($0.offset) }.map(\.element)
    }
    return nil
  }
}

/// Where the edits of fixes lie in the fixed file.
private struct FixedPlaces {
  private var places: [(range: ByteRange, fix: Int)] = []
  /// The edits in the order of the file, and how far each moves what follows it.
  private var shifts: [(range: ByteRange, after: Int)] = []

  init(_ fixes: [Fix]) {
    var shift = 0
    let edits = fixes.enumerated().flatMap { index, fix in fix.edits.map { (edit: $0, fix: index) } }
    for (edit, fix) in edits.sorted(by: { $0.edit.range < $1.edit.range }) {
      let start = edit.range.start + shift
      places.append((ByteRange(start, start + edit.newText.count), fix))
      shift += edit.newText.count - edit.range.count
      shifts.append((edit.range, shift))
    }
  }

  /// Where `range` of the file before lies now.
  func moved(_ range: ByteRange) -> ByteRange {
    let start = range.start + shift(before: range.start)
    return ByteRange(start, max(start, range.end + shift(before: range.end)))
  }

  /// How far the edits that end at `offset` or earlier move it.
  private func shift(before offset: Int) -> Int {
    let next = shifts.partitioningIndex { $0.range.end > offset }
    return next == 0 ? 0 : shifts[next - 1].after
  }

  /// The fix with the edit next to `range`.
  func nearest(to range: ByteRange) -> Int {
    let next = places.partitioningIndex { $0.range.end >= range.start }
    let candidates = places[max(0, next - 1)..<min(places.count, next + 1)]
    let nearest = candidates.min { distance($0.range, range) < distance($1.range, range) }
    return nearest?.fix ?? 0
  }

  private func distance(_ place: ByteRange, _ range: ByteRange) -> Int {
    max(0, max(range.start - place.end, place.start - range.end))
  }
}

/// Where findings lie that are not shown. They stay hidden while fixes beside them change their lines.
private struct HiddenPlaces {
  private struct Place: Hashable {
    let code: String
    let range: ByteRange
  }
  private var places: Set<Place> = []

  init(_ findings: [Finding], _ visible: [Finding]) {
    if findings.count == visible.count { return }
    let seen = Set(visible)
    for finding in findings where !seen.contains(finding) {
      places.insert(Place(code: finding.code, range: finding.range))
    }
  }

  mutating func move(by fixed: FixedPlaces) {
    if places.isEmpty { return }
    places = Set(places.map { Place(code: $0.code, range: fixed.moved($0.range)) })
  }

  func contains(_ finding: Finding) -> Bool {
    !places.isEmpty && places.contains(Place(code: finding.code, range: finding.range))
  }
}

/// Findings counted by what they say, whatever their place.
private struct Tally {
  private var counts: [String: Int] = [:]

  init(_ findings: [Finding]) {
    for finding in findings { counts[Self.key(finding), default: 0] += 1 }
  }

  /// The findings beyond those that are counted here.
  func unknown(in findings: [Finding]) -> [Finding] {
    var left = counts
    return findings.filter { finding in
      let key = Self.key(finding)
      guard let count = left[key], count > 0 else { return true }
      left[key] = count - 1
      return false
    }
  }

  /// Numbers outside backticks are left out: a fix may change how long a text is, or how many conditions it has.
  private static func key(_ finding: Finding) -> String {
    var key = finding.code + " "
    var isQuoted = false
    for scalar in finding.message.unicodeScalars {
      if scalar == "`" { isQuoted.toggle() }
      if !isQuoted, scalar.value >= 48, scalar.value <= 57 { continue }
      key.unicodeScalars.append(scalar)
    }
    return key
  }
}
