import CriteriaSyntax
import SourceText

/// How the parameters are encoded.
extension RequestQuery {
  /// What `HQ203`, `HQ204` and `HQ209` report, in the order of the file. `text` is sent as it is written.
  func observations(api: APIVersion) -> [HostObservation] {
    var result: [HostObservation] = []
    if let criteria = parameter("criteria".utf8) {
      if let cut = cuts.first {
        let sent = text.percentDecoded(ByteRange(criteria.value.start, cut.start))
        result.append(
          HostObservation(
            kind: .unencodedCriteria(sent: sent.bytes.text(sent.range)), range: text.fileRange(cut),
            edits: encoding(criteria.value) ?? []))
      } else if EncodedTwice.isCriteria(text.percentDecoded(criteria.value)) {
        let edits = EncodedTwice.excess(text, criteria.value).map { text.fileEdit(replacing: $0, with: []) }
        result.append(
          HostObservation(
            kind: .doubleEncoding, range: text.fileRange(criteria.value),
            edits: edits.contains(nil) ? [] : edits.compactMap { $0 }))
      }
    }
    if let order = parameter("order_by".utf8), text.bytes[order.value].first == UInt8(ascii: "+") {
      let sign = ByteRange(order.value.start, order.value.start + 1)
      let name = text.percentDecoded(ByteRange(sign.end, order.value.end))
      // The newer version has no signs.
      let newText = api == .v2 ? Array("%2B".utf8) : []
      result.append(
        HostObservation(
          kind: .plusInURL(field: name.bytes.text(name.range), api: api), range: text.fileRange(sign),
          edits: text.fileEdit(replacing: sign, with: newText).map { [$0] } ?? []))
    }
    return result.sorted { $0.range < $1.range }
  }

  /// The edits that encode what cannot stand in a criteria's parameter; nil where one is not possible.
  private func encoding(_ range: ByteRange) -> [TextEdit]? {
    var edits: [TextEdit] = []
    var nextHole = 0
    var place = range.start
    while place < range.end {
      while nextHole < text.holes.count, text.holes[nextHole].range.end <= place { nextHole += 1 }
      if nextHole < text.holes.count, text.holes[nextHole].range.contains(place) {
        place = text.holes[nextHole].range.end
        continue
      }
      let limit = nextHole < text.holes.count ? min(text.holes[nextHole].range.start, range.end) : range.end
      var end = place
      while end < limit, Self.needsEncoding(text.bytes[end]) { end += 1 }
      guard end > place else {
        place += 1
        continue
      }
      let run = ByteRange(place, end)
      guard let encoded = HostEncoding([.percent]).encode(Array(text.bytes[run]), literal: 0),
        let edit = text.fileEdit(replacing: run, with: encoded)
      else { return nil }
      edits.append(edit)
      place = end
    }
    return edits
  }

  private static func needsEncoding(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, 0x7F...0xFF, UInt8(ascii: "&"), UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "\\"), UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"),
      UInt8(ascii: "}"):
      true
    default: false
    }
  }
}
