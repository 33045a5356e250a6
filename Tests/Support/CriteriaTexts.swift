import Foundation
import SourceText

/// Texts to try the language's tools on: sentences of its grammar, sentences with mistakes in them, and noise.
package struct CriteriaTexts: Sendable {
  package enum Source: UInt8, Sendable, CaseIterable {
    /// A sentence of `grammar/criteria.ebnf`: no finding of the syntax.
    case sentence
    /// One or two sentences with a few bytes changed, lost, doubled or moved.
    case mutation
    /// Pieces of the language in any order.
    case pieces
    /// Any bytes.
    case bytes
  }

  private var sentences: SentenceGenerator
  private var random: SeededGenerator

  /// Throws where the grammar cannot be read.
  package init(seed: UInt64) throws {
    sentences = SentenceGenerator(try Self.grammar(), specials: Self.specials, seed: seed)
    random = SeededGenerator(seed: seed ^ 0xC211)
  }

  /// The language's grammar, read from the package's folder.
  package static func grammar(filePath: String = #filePath) throws -> Grammar {
    let root = URL(fileURLWithPath: filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try Grammar(String(contentsOf: root.appending(path: "grammar/criteria.ebnf"), encoding: .utf8))
  }

  /// Samples of the grammar's `? … ?`.
  package static let specials = [
    "tab": ["\t"], "carriage return": ["\r"], "line feed": ["\n"],
    "a character outside ASCII that is no white space, quote or full-width form": [
      "é", "ß", "山", "田", "한", "\u{301}", "😀", "👩‍👧", "🇩🇪", "א", "–", "…", "\u{200D}", "\u{10FFFF}",
    ],
  ]

  package mutating func next(_ source: Source) -> [UInt8] {
    switch source {
    case .sentence: sentences.sentence(from: "criteria")
    case .mutation: mutation()
    case .pieces: pieces()
    case .bytes:
      (0..<Int.random(in: 0..<60, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
  }

  private mutating func mutation() -> [UInt8] {
    var bytes = sentences.sentence(from: "criteria")
    if Int.random(in: 0..<4, using: &random) == 0 { bytes += sentences.sentence(from: "criteria") }
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      let end = min(bytes.count, place + Int.random(in: 0...3, using: &random))
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes.removeSubrange(place..<end)
      case 1: bytes.insert(contentsOf: piece(), at: place)
      case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 3: bytes.replaceSubrange(place..<end, with: piece())
      default:
        if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &random) }
      }
    }
    return bytes
  }

  private mutating func pieces() -> [UInt8] {
    (0..<Int.random(in: 0..<24, using: &random)).reduce(into: []) { bytes, _ in bytes += piece() }
  }

  private mutating func piece() -> [UInt8] {
    Array((Self.alphabet.randomElement(using: &random) ?? "").utf8)
  }

  private static let alphabet =
    "a|b1|status|x_y|==|=|!=|<|<=|>|>=|=>|=<|<>|===|!==|=~|:=| | |  |\t|\n|\r\n|&&|&|and|AND|or|OR|(|)|((|))|[|]|,|,,"
    .split(separator: "|").map(String.init)
    + [
      "|", "||", "\"", "'", "\\", "\\\"", "\"x\"", "'y z'", "like", "not like", "in", "not in", "not ", "!",
      "NOT",
      "contains", "starts with", "between", "is null", "is", "eq", "${", "}", "${x}", "{{", "}}", "{{y}}",
      "\\${z}",
      "<name>", "{name}", "<", "{", "%", "*", "_", "#", "@", "-", "+1", "7.0", "true", "”", "“", "’", "（",
      "）", "＝",
      "\u{A0}", "\u{3000}", "\u{FEFF}", "\u{2028}", "é", "山", "😀", "%28", "%3D", ":equals:", ".contains(",
      "$", ";",
    ]
}

extension MappedText {
  /// A text with the holes of all forms found in it.
  package static func withHoles(_ bytes: [UInt8]) -> MappedText {
    var scanner = HoleScanner()
    return scanner.addHoles(to: MappedText(bytes: bytes), forms: .all)
  }
}
