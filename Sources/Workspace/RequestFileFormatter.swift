import Embedding
import Formatting
import SourceText

/// Formats request files: blanks in criteria as in other hosts, and the addresses of the requests that cliquery knows.
/// Those of Make are encoded, because they are sent as they are written; a long one is broken before its `?` and each
/// `&`. Nothing else of the file changes.
struct RequestFileFormatter {
  private var embedded = EmbeddedFormatter()
  private var holes = HoleScanner()

  /// The text of `input` in its canonical form.
  ///
  /// - Parameter range: what a request has to touch to be formatted.
  mutating func format(_ input: FileCheck.Input, range: ByteRange?, workspace: WorkspaceSnapshot) -> [UInt8] {
    var host = HostReader.read(input.bytes, path: input.path, kind: .request, workspace: workspace)
    var range = range
    var bytes = input.bytes
    let criteria = criteriaEdits(host, range, workspace)
    if !criteria.isEmpty, let edited = TextEdit.apply(criteria, to: bytes) {
      bytes = edited
      host = HostReader.read(bytes, path: input.path, kind: .request, workspace: workspace)
      range = range.map { Self.shifted($0, by: criteria) }
    }
    let layout = layoutEdits(bytes, host, range, workspace)
    return TextEdit.apply(layout, to: bytes) ?? bytes
  }

  static func touches(_ place: ByteRange, _ range: ByteRange?) -> Bool {
    range.map { $0.overlaps(place) || place.contains($0.start) || place.end == $0.start } ?? true
  }

  /// The range after `edits`, which are sorted.
  private static func shifted(_ range: ByteRange, by edits: [TextEdit]) -> ByteRange {
    func shifted(_ offset: Int) -> Int {
      edits.reduce(offset) { $1.range.end <= offset ? $0 + $1.newText.count - $1.range.count : $0 }
    }
    return ByteRange(shifted(range.start), shifted(range.end))
  }

  private mutating func criteriaEdits(
    _ host: HostFile, _ range: ByteRange?, _ workspace: WorkspaceSnapshot
  ) -> [TextEdit] {
    var edits: [TextEdit] = []
    for query in host.queries where Self.touches(query.range, range) {
      guard let text = query.criteria, !host.isMisencoded(text) else { continue }
      edits += embedded.edits(
        for: text, knownFields: workspace.catalog.knownFields(of: query.targets, host: .request))
    }
    return edits.sorted { $0.range < $1.range }
  }

  private mutating func layoutEdits(
    _ bytes: [UInt8], _ host: HostFile, _ range: ByteRange?, _ workspace: WorkspaceSnapshot
  ) -> [TextEdit] {
    let make = Set(host.requests.map(\.range))
    let cliq = Set(host.queries.map(\.range))
    let isCRLF = bytes.contains(UInt8(ascii: "\r"))
    var edits: [TextEdit] = []
    for request in RequestFileHost.requests(in: bytes) where Self.touches(request.range, range) {
      // The parameters of a criteria are spelt as their author wants them.
      guard make.contains(request.range) || cliq.contains(request.range),
        let address = request.addressRange, !request.isCommand
      else { continue }
      var formatter = RequestFormatter(
        style: make.contains(request.range) ? .encoded : .keep, isBroken: true,
        width: workspace.settings.format.width)
      if isCRLF { formatter.newline = Array("\r\n".utf8) }
      let text = holes.addHoles(to: MappedText(bytes: bytes, range: address), forms: .all)
      if formatter.format(text, room: Self.room(bytes, address)) { edits += formatter.edits }
    }
    return edits
  }

  /// The columns of what stands beside an address on its lines.
  private static func room(_ bytes: [UInt8], _ address: ByteRange) -> Int {
    func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
    var start = address.start
    while start > 0, !isLineEnd(bytes[start - 1]) { start -= 1 }
    var end = address.end
    while end < bytes.count, !isLineEnd(bytes[end]) { end += 1 }
    return (bytes[ByteRange(start, address.start)] + bytes[ByteRange(address.end, end)])
      .reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }
}
