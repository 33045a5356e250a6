import SourceText

/// One thing that JSON does not allow, with its place and what was expected there.
package struct JSONError: Sendable, Hashable {
  package enum Kind: UInt8, Sendable, CaseIterable {
    case expectedValue
    case expectedKey
    case expectedColon
    case expectedCommaOrBrace
    case expectedCommaOrBracket
    case expectedEnd
    case unexpectedBracket
    case unclosedObject
    case unclosedArray
    case unclosedString
    case unclosedComment
    case trailingComma
    case comment
    case unquotedKey
    case singleQuotes
    case controlCharacter
    case badEscape
    case badNumber
    case placeholder
    case tooDeep
    case notUTF8
    case tooLarge
  }

  package let kind: Kind
  /// What was found, or the empty range where something is missing.
  package let range: ByteRange

  package init(kind: Kind, range: ByteRange) {
    self.kind = kind
    self.range = range
  }

  /// The error in words: what was expected and what stands there instead. `bytes` are the document's.
  package func message(in bytes: [UInt8]) -> String {
    switch kind {
    case .expectedValue: "expected a value, found \(found(in: bytes))"
    case .expectedKey: "expected a key in double quotes, found \(found(in: bytes))"
    case .expectedColon: "expected `:` after the key, found \(found(in: bytes))"
    case .expectedCommaOrBrace: "expected `,` or `}`, found \(found(in: bytes))"
    case .expectedCommaOrBracket: "expected `,` or `]`, found \(found(in: bytes))"
    case .expectedEnd: "expected the end of the file, found \(found(in: bytes))"
    case .unexpectedBracket: "\(found(in: bytes)) closes nothing; remove it or add what it should close"
    case .unclosedObject: "expected `}` for this `{`, found the end of the file"
    case .unclosedArray: "expected `]` for this `[`, found the end of the file"
    case .unclosedString: "expected `\"` at the end of this string"
    case .unclosedComment: "expected `*/` at the end of this comment; JSON has no comments"
    case .trailingComma: "expected another item after this `,`; remove the comma"
    case .comment: "JSON has no comments; remove it"
    case .unquotedKey: "expected double quotes around the key \(found(in: bytes))"
    case .singleQuotes: "expected double quotes around \(found(in: bytes))"
    case .controlCharacter: "expected an escape such as `\\t` for a control character in a string"
    case .badEscape:
      "expected one of `\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX`, found \(found(in: bytes))"
    case .badNumber: "expected a JSON number such as `-12.5`, found \(found(in: bytes))"
    case .placeholder: "expected a value, found the placeholder \(found(in: bytes))"
    case .tooDeep:
      "nested deeper than \(JSONDocument.depthLimit) levels (cliquery's limit); what is inside is not read"
    case .notUTF8: "expected UTF-8 text; save the file as UTF-8"
    case .tooLarge: "expected at most 4 GB (cliquery's limit)"
    }
  }

  /// A name for the bytes of `range`, short enough for a message.
  private func found(in bytes: [UInt8]) -> String {
    let inside = range.clamped(to: ByteRange(0, bytes.count))
    guard !inside.isEmpty else {
      return inside.start >= bytes.count ? "the end of the file" : "nothing"
    }
    let text = bytes.text(ByteRange(inside.start, min(inside.end, inside.start + 200)))
    let line = text.prefix { !$0.isNewline }
    guard let first = line.unicodeScalars.first else { return "a line end" }
    if line.unicodeScalars.count == 1, first.value < 0x20 || first.value > 0x7E,
      !first.properties.isAlphabetic
    {
      return "U+" + hexadecimal(first.value)
    }
    return line.count > 40 ? "`\(line.prefix(40))…`" : "`\(line)`"
  }

  private func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
