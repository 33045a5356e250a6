import SourceText
import TestSupport
import Testing

/// Holes in a text (criteria language, "Syntax" 8). In a row's text `«…»` marks a hole with `‹…›` around its name,
/// and `¡` stands before an unclosed `${`.
@Suite("Holes in a text")
struct HoleScannerTests {
  private struct Case {
    let marked: String
    var forms: HoleScanner.Forms = .all
    /// The text's meaning, where backslashes are removed.
    var decoded: String?
  }

  private let cases: [Case] = [
    Case(marked: "status==open"),
    Case(marked: "a==«${‹x›}»"),
    Case(marked: "a==«${ ‹user.get(\"id\")› }» && b==«${‹y›}»"),
    Case(marked: "«${‹prefix›}»_id==1"),
    Case(marked: "«${‹{a:{b:1}}.a›}»"),
    Case(marked: "«${‹f(\"}\")›}»}"),
    Case(marked: "«${‹f('}', \"\\\"}\")›}»}"),
    Case(marked: "«${‹it's›}»"),
    Case(marked: "«${‹it's} && b==${'\\'›}»"),
    Case(marked: "«${‹it's›}» && b==«${‹\"}\"›}»"),
    Case(marked: "«${‹›}»«${\t‹›}»"),
    Case(marked: "$«${‹x›}»$ {x} $"),
    Case(marked: "a==¡${x && b==${y}\nc==«${‹z›}»"),
    Case(marked: "a==«${‹x›}» && b==¡${y && c=={{z}}\r\nd==«{{‹z›}}»"),
    Case(marked: "a==¡${x\r} && b==1"),
    Case(marked: "a==¡${"),
    Case(marked: "a==$"),
    Case(marked: "a==\\${x}", decoded: "a==${x}"),
    Case(marked: "a==\\\\«${‹x›}»"),
    Case(marked: "a==\\\\\\${x} && b==«${‹y›}»", decoded: "a==\\\\${x} && b==«${‹y›}»"),
    Case(marked: "\\${a «${‹b›}»\\${", decoded: "${a «${‹b›}»${"),
    Case(marked: "¡${a \\${b ${c", decoded: "¡${a ${b ${c"),
    Case(marked: "a==«{{‹x›}}» && b==«{{ ‹$randomInt› }}»"),
    Case(marked: "a=={{x}\n} && b==«{{‹y›}}»"),
    Case(marked: "{«{{‹x›}}»}"),
    Case(marked: "«{{‹a {{b›}}» {{ «${‹c›}» {{"),
    Case(marked: "a==«${‹{x}›}»"),
    Case(marked: "a==\\«{{‹x›}}»"),
    Case(marked: "山==«${‹田›}»–«{{‹x›}}»"),
    Case(marked: "a=={{x}} && b==«${‹y›}»", forms: .dollarBrace),
    Case(marked: "a==${x} && b==«{{‹y›}}»", forms: .doubleBrace),
    Case(marked: "a==$«{{‹y›}}»", forms: .doubleBrace),
    Case(marked: "a==${x} {{y}} \\${z}", forms: []),
  ]

  @Test func holesAndUnclosedPlacesAreFoundAtTheirMarkers() {
    for row in cases {
      let expected = read(row.decoded ?? row.marked)
      let source = read(row.marked).bytes
      var scanner = HoleScanner()
      let text = scanner.addHoles(to: MappedText(bytes: source), forms: row.forms)
      #expect(read(text) == expected, "\(row.marked)")
      check(text, against: source, row.marked)
      // The same text inside a larger file.
      let before = Array("\\ ${\n".utf8)
      let file = before + source + Array("\n}}".utf8)
      let inside = scanner.addHoles(
        to: MappedText(bytes: file, range: ByteRange(before.count, before.count + source.count)),
        forms: row.forms)
      #expect(read(inside) == expected, "inside: \(row.marked)")
      check(inside, against: file, row.marked)
    }
  }

  /// Every byte of the text leads to the same byte of the file.
  private func check(_ text: MappedText, against file: [UInt8], _ name: String) {
    let wrong = (text.range.start..<text.range.end).first { offset in
      file[text.fileRange(ByteRange(offset, offset + 1))].last != text.bytes[offset]
    }
    #expect(wrong == nil, "\(name)")
  }

  @Test func knownHolesAreNotSearched() {
    let bytes = Array("a==${f(\"${x}\")} && b==${y}".utf8)
    let operand = Hole(range: ByteRange(3, 15), name: ByteRange(5, 14), form: .operand)
    var scanner = HoleScanner()
    let text = scanner.addHoles(to: MappedText(bytes: bytes, holes: [operand]), forms: .all)
    #expect(text.holes.map(\.range) == [ByteRange(3, 15), ByteRange(22, 26)])
  }

  @Test func aRemovedBackslashOfAnEscapeCoversTheWholeEscape() {
    // The file holds `a\\${x}`; its string literal decodes to `a\${x}`.
    let file = Array("a\\\\${x}".utf8)
    let source = MappedText(
      bytes: Array("a\\${x}".utf8),
      segments: [
        .init(text: ByteRange(0, 1), file: ByteRange(0, 1), kind: .verbatim, literal: 0),
        .init(text: ByteRange(1, 2), file: ByteRange(1, 3), kind: .escape, literal: 0),
        .init(text: ByteRange(2, 6), file: ByteRange(3, 7), kind: .verbatim, literal: 0),
      ])
    var scanner = HoleScanner()
    let text = scanner.addHoles(to: source, forms: .all)
    #expect(String(decoding: text.bytes, as: UTF8.self) == "a${x}")
    #expect(text.fileRange(ByteRange(1, 2)) == ByteRange(1, 4))
    #expect(text.fileRange(ByteRange(2, 5)) == ByteRange(4, 7))
    check(text, against: file, "escape")
  }

  /// The text is `a==${x} && b==${y}`, where only the second `${` is a hole.
  @Test func editsKeepWhatIsNoHole() {
    let literal = Array(#"a==\\${x} && b==${y}"#.utf8)
    var scanner = HoleScanner()
    let source = MappedText(
      bytes: Array(#"a==\${x} && b==${y}"#.utf8),
      segments: [
        .init(text: ByteRange(0, 3), file: ByteRange(0, 3), kind: .verbatim, literal: 0),
        .init(text: ByteRange(3, 4), file: ByteRange(3, 5), kind: .escape, literal: 0),
        .init(text: ByteRange(4, 20), file: ByteRange(5, 21), kind: .verbatim, literal: 0),
      ], encoding: HostEncoding([.jsonString]))
    let text = scanner.addHoles(to: source, forms: .all)
    for (range, written, expected) in [
      (ByteRange(3, 7), "%${x}%", #"a==%\\${x}% && b==${y}"#),
      (ByteRange(0, 7), "c!=${x}", #"c!=\\${x} && b==${y}"#),
      (ByteRange(14, 18), "%${y}%", #"a==\\${x} && b==%${y}%"#),
      (ByteRange(1, 3), "!=", #"a!=\\${x} && b==${y}"#),
      // Which of the two is a hole cannot be told.
      (ByteRange(0, 18), "b==${y} && a==${x}", nil),
      (ByteRange(1, 3), "==${z}", nil),
    ] as [(ByteRange, String, String?)] {
      let edit = text.fileEdit(replacing: range, with: written)
      let edited = edit.flatMap { TextEdit.apply([$0], to: literal) }
      #expect(edited.map { String(decoding: $0, as: UTF8.self) } == expected, "\(written)")
    }
  }

  @Test func timeGrowsLinearly() {
    let units = ["${", "${'}${\\'}", "{{", "{{ ", "\\${", "${'\"", "${{", "${x} {{y}}", "{", "$"]
    for unit in units {
      let ratio = Growth.ratio(from: 20_000) {
        Array(String(repeating: unit, count: $0).utf8)
      } work: { bytes in
        var scanner = HoleScanner()
        _ = scanner.scan(bytes, in: ByteRange(0, bytes.count), forms: .all)
      }
      #expect(ratio < Growth.limit, "\(unit)")
    }
  }

  private struct Found: Equatable, CustomStringConvertible {
    var bytes: [UInt8]
    var holes: [ByteRange]
    var names: [ByteRange]
    var unclosed: [ByteRange]

    var description: String {
      "\(String(decoding: bytes, as: UTF8.self)) holes \(holes) names \(names) unclosed \(unclosed)"
    }
  }

  private func read(_ text: MappedText) -> Found {
    let distance = -text.range.start
    return Found(
      bytes: Array(text.bytes[text.range]), holes: text.holes.map { $0.range.shifted(by: distance) },
      names: text.holes.map { $0.name.shifted(by: distance) },
      unclosed: text.unclosedHoles.map { $0.shifted(by: distance) })
  }

  private func read(_ marked: String) -> Found {
    var found = Found(bytes: [], holes: [], names: [], unclosed: [])
    var hole = 0
    var name = 0
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "«": hole = found.bytes.count
      case "»": found.holes.append(ByteRange(hole, found.bytes.count))
      case "‹": name = found.bytes.count
      case "›": found.names.append(ByteRange(name, found.bytes.count))
      case "¡": found.unclosed.append(ByteRange(found.bytes.count, found.bytes.count + 2))
      default: found.bytes += Array(String(scalar).utf8)
      }
    }
    return found
  }
}
