import CriteriaSyntax
import Embedding
import SourceText

/// A criteria within a URL: encoded as a whole, or readable as far as a URL allows.
extension DocumentAssistance {
  func urlForms(_ query: HostQuery, _ text: MappedText) -> [Refactoring] {
    guard text.encoding.layers.contains(.percent) else { return [] }
    return [form(query, text, isEncoded: true), form(query, text, isEncoded: false)].compactMap(\.self)
  }

  private func form(_ query: HostQuery, _ text: MappedText, isEncoded: Bool) -> Refactoring? {
    var edits: [TextEdit] = []
    for (range, literal) in runs(of: text) {
      let part = Array(text.bytes[range])
      guard
        let written = isEncoded ? text.encoding.encode(part, literal: literal) : readable(part, text, literal)
      else { return nil }
      let place = text.fileRange(range)
      if !bytes[place].elementsEqual(written) { edits.append(TextEdit(range: place, newText: written)) }
    }
    guard !edits.isEmpty, let changed = TextEdit.apply(edits, to: bytes) else { return nil }
    // What the file then says is looked at with the eyes that read it before.
    let read = HostReader.read(changed, path: path, kind: kind, workspace: workspace)
    let before = host.queries.map { $0.criteria.map { Array($0.bytes[$0.range]) } }
    let after = read.queries.map { $0.criteria.map { Array($0.bytes[$0.range]) } }
    guard before == after else { return nil }
    return Refactoring(
      id: isEncoded ? "url.encode" : "url.decode",
      title: isEncoded ? "Encode the criteria for a URL" : "Decode the criteria as far as a URL allows",
      kind: .rewrite, outcome: .edits(edits))
  }

  /// The parts of a text that stand in one literal each, without the holes.
  private func runs(of text: MappedText) -> [(range: ByteRange, literal: Int32)] {
    var runs: [(range: ByteRange, literal: Int32)] = []
    for segment in text.segments where segment.kind != .hole {
      let inside = segment.text.clamped(to: text.range)
      if inside.isEmpty { continue }
      let isHole = text.holes.contains { $0.range.overlaps(inside) }
      if isHole { return [] }
      if let last = runs.last, last.literal == segment.literal, last.range.end == inside.start {
        runs[runs.count - 1].range = ByteRange(last.range.start, inside.end)
      } else {
        runs.append((inside, segment.literal))
      }
    }
    return runs
  }

  /// Only what would end the parameter, or means something else in a URL, stays encoded (RFC 3986, section 3.4).
  private func readable(_ part: [UInt8], _ text: MappedText, _ literal: Int32) -> [UInt8]? {
    let others = HostEncoding(text.encoding.layers.filter { $0 != .percent })
    guard let percent = text.encoding.layers.firstIndex(of: .percent) else { return nil }
    let outer = HostEncoding(Array(text.encoding.layers[(percent + 1)...]))
    guard others.layers.count == outer.layers.count else { return nil }
    var result: [UInt8] = []
    for byte in part {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        result.append(byte)
      case _ where Array("-._~!$'()*,;:@/?=".utf8).contains(byte): result.append(byte)
      default: result += HostEncoding([.percent]).encode([byte], literal: 0) ?? []
      }
    }
    return outer.encode(result, literal: literal)
  }
}
