import SourceText

/// Which suppressions hold at a place. Those that hold for the same range are one place, however many there are: a
/// finding costs as much as the different ranges that it touches.
struct SuppressedPlaces {
  /// An entry of ``Suppressions/isUsed``.
  struct Entry {
    let suppression: Int
    let item: Int
  }

  private struct Place {
    let range: ByteRange
    /// By what is silenced: a code, or ``everything``.
    var entries: [String: [Entry]] = [:]
    var usedKeys: Set<String> = []

    mutating func silences(_ keys: [String]) -> Bool {
      var isSilenced = false
      for key in keys where entries[key] != nil {
        usedKeys.insert(key)
        isSilenced = true
      }
      return isSilenced
    }
  }

  /// `ignore-file` without a list.
  private static let everything = ""

  private var file = Place(range: ByteRange(at: 0))
  /// Sorted by range.
  private var places: [Place] = []
  /// The furthest end of the places up to each one.
  private var furthestEnds: [Int] = []

  init(_ suppressions: [Suppression]) {
    var byRange: [ByteRange: Place] = [:]
    for (index, suppression) in suppressions.enumerated() {
      switch suppression.scope {
      case .file: Self.add(suppression, index, to: &file)
      case .ranges(let ranges):
        for range in Set(ranges) {
          Self.add(suppression, index, to: &byRange[range, default: Place(range: range)])
        }
      case .nothing: break
      }
    }
    places = byRange.values.sorted { $0.range < $1.range }
    var furthest = 0
    for place in places {
      furthest = max(furthest, place.range.end)
      furthestEnds.append(furthest)
    }
  }

  private static func add(_ suppression: Suppression, _ index: Int, to place: inout Place) {
    if suppression.items.isEmpty, suppression.scope == .file {
      place.entries[everything, default: []].append(Entry(suppression: index, item: 0))
    }
    var named: Set<String> = []
    for (item, name) in suppression.items.enumerated() {
      for code in name.codes {
        let key = code == CustomRule.code && name.text != code ? Self.key(ofCustomRule: name.text) : code
        // A rule that is named twice silences by its first name.
        guard named.insert(key).inserted else { continue }
        place.entries[key, default: []].append(Entry(suppression: index, item: item))
      }
    }
  }

  private static func key(ofCustomRule name: String) -> String { "\(CustomRule.code)/\(name)" }

  /// Whether a finding is silenced; what silences it is used from then on.
  mutating func silences(_ finding: Finding) -> Bool {
    var keys = [Self.everything, finding.code]
    if finding.code == CustomRule.code { keys.append(Self.key(ofCustomRule: finding.name)) }
    var isSilenced = file.silences(keys)
    let range = finding.range
    var index = places.partitioningIndex { $0.range.start > range.end } - 1
    while index >= 0, furthestEnds[index] >= range.start {
      let place = places[index].range
      if place.overlaps(range) || place.contains(range), places[index].silences(keys) { isSilenced = true }
      index -= 1
    }
    return isSilenced
  }

  /// The entries that silenced something.
  var used: [Entry] {
    (places + [file]).flatMap { place in place.usedKeys.flatMap { place.entries[$0] ?? [] } }
  }
}
