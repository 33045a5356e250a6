import CriteriaSyntax

/// A `like` pattern in words, as the dialect reads it [decision C11].
struct PatternWords {
  let positive: String
  let negative: String
  let reading: String

  init(_ pattern: String, like: DialectOptions.Like) {
    let (shape, text) = Self.shape(pattern, like)
    let shown = "\"\(TreeDump.shown(text))\""
    switch shape {
    case .anything:
      positive = "is any text"
      negative = "is no text at all"
      reading = "pattern for any text"
    case .equal:
      positive = "is \(shown), in any case"
      negative = "is not \(shown), in any case"
      reading = "pattern without a wildcard, in any case"
    case .starts:
      positive = "starts with \(shown), in any case"
      negative = "does not start with \(shown), in any case"
      reading = "pattern for a beginning, in any case"
    case .ends:
      positive = "ends with \(shown), in any case"
      negative = "does not end with \(shown), in any case"
      reading = "pattern for an end, in any case"
    case .contains:
      positive = "contains \(shown), in any case"
      negative = "does not contain \(shown), in any case"
      reading = "pattern for a part, in any case"
    case .other:
      positive = "matches the pattern \(shown), in any case"
      negative = "does not match the pattern \(shown), in any case"
      reading =
        like == .glob
        ? "pattern: `*` is any text, `?` one character; in any case"
        : "pattern: `%` is any text, `_` one character; in any case"
    }
  }

  private enum Shape {
    case anything
    case equal
    case starts
    case ends
    case contains
    case other
  }

  /// The shape, and the text without the wildcards at its ends.
  private static func shape(_ pattern: String, _ like: DialectOptions.Like) -> (Shape, String) {
    if like == .contains { return (.contains, pattern) }
    let wildcard: Unicode.Scalar = like == .glob ? "*" : "%"
    let other: Unicode.Scalar = like == .glob ? "?" : "_"
    let scalars = pattern.unicodeScalars
    let hasStart = scalars.first == wildcard
    var middle = scalars.drop { $0 == wildcard }
    let hasEnd = middle.last == wildcard
    while middle.last == wildcard { middle = middle.dropLast() }
    if middle.contains(where: { $0 == wildcard || $0 == other || $0 == "\\" }) { return (.other, pattern) }
    if middle.isEmpty { return hasStart || hasEnd ? (.anything, "") : (.equal, "") }
    let text = Substring(middle)
    switch (hasStart, hasEnd) {
    case (true, true): return (.contains, String(text))
    case (true, false): return (.ends, String(text))
    case (false, true): return (.starts, String(text))
    case (false, false): return (.equal, String(text))
    }
  }
}
