/// A pattern over paths with the wildcards of `.gitignore`, matched byte by byte.
///
/// `*` and `?` stop at `/`; `**` between slashes, or at an end, stands for any folders; `[a-z]`, `[!a-z]` and
/// `[[:digit:]]` are classes; a backslash takes the next character as it is. A pattern without a slash before its
/// end matches a name at any depth, one with a slash a path from the folder it belongs to; a slash at its end asks
/// for a folder.
package struct Glob: Sendable, Hashable {
  /// Without the leading and trailing slash.
  private let pattern: [UInt8]
  private let isAnchored: Bool
  package let matchesFoldersOnly: Bool
  /// No wildcard and no backslash: compared as it is.
  private let isLiteral: Bool

  private static let slash = UInt8(ascii: "/")
  private static let star = UInt8(ascii: "*")

  package init(_ bytes: some Collection<UInt8>) {
    var pattern = Array(bytes)
    var foldersOnly = false
    if pattern.last == Self.slash {
      foldersOnly = true
      pattern.removeLast()
    }
    var anchored = pattern.contains(Self.slash)
    if pattern.first == Self.slash { pattern.removeFirst() }
    if pattern.starts(with: [UInt8(ascii: "."), Self.slash]) { pattern.removeFirst(2) }
    // `**/name` is `name`, and cheaper so.
    if pattern.starts(with: [Self.star, Self.star, Self.slash]),
      !pattern[3...].contains(Self.slash), pattern.count > 3
    {
      pattern.removeFirst(3)
      anchored = false
    }
    self.pattern = pattern
    isAnchored = anchored
    matchesFoldersOnly = foldersOnly
    isLiteral = !pattern.contains { $0 == Self.star || $0 == 0x3F || $0 == 0x5B || $0 == 0x5C }
  }

  /// Whether `path`, relative to the pattern's folder and without a trailing slash, is matched itself.
  package func matches(_ path: ArraySlice<UInt8>, isFolder: Bool) -> Bool {
    if matchesFoldersOnly, !isFolder { return false }
    var subject = path
    if !isAnchored, let index = path.lastIndex(of: Self.slash) { subject = path[(index + 1)...] }
    if isLiteral { return subject.elementsEqual(pattern) }
    return pattern.withUnsafeBufferPointer { pattern in
      subject.withUnsafeBufferPointer { text in
        var match = WildcardMatch(pattern: pattern, text: text)
        return match.run()
      }
    }
  }

  /// Whether the file at `path`, or a folder on its way, is matched.
  package func covers(file path: ArraySlice<UInt8>) -> Bool {
    if matches(path, isFolder: false) { return true }
    var index = path.startIndex
    while let next = path[index...].firstIndex(of: Self.slash) {
      if matches(path[..<next], isFolder: true) { return true }
      index = next + 1
    }
    return false
  }
}

/// Where a search for matching files begins and ends.
extension Glob {
  /// The folders before the first wildcard; empty where there are none.
  var fixedFolder: ArraySlice<UInt8> {
    guard isAnchored else { return [] }
    let end =
      pattern.firstIndex { $0 == Self.star || $0 == 0x3F || $0 == 0x5B || $0 == 0x5C } ?? pattern.count
    guard let slash = pattern[..<end].lastIndex(of: Self.slash) else { return [] }
    return pattern[..<slash]
  }

  /// How many folders that is.
  var fixedDepth: Int {
    let folder = fixedFolder
    return folder.isEmpty ? 0 : folder.count { $0 == Self.slash } + 1
  }

  /// How many components a matching path has; nil where that can be any number.
  var depth: Int? {
    guard isAnchored else { return nil }
    for (index, byte) in pattern.enumerated() where byte == Self.star && index > 0 {
      if pattern[index - 1] == Self.star { return nil }
    }
    return pattern.count { $0 == Self.slash } + 1
  }
}

extension Glob {
  /// The patterns that `text` of the settings stands for: `{a,b}` gives one each, as far as there are not too many.
  package static func patterns(_ text: String) -> [Glob] {
    text.utf8.contains(UInt8(ascii: "{"))
      ? expandBraces(Array(text.utf8)).map { Glob($0) } : [Glob(text.utf8)]
  }

  private static let mostAlternatives = 256

  private static func expandBraces(_ pattern: [UInt8]) -> [[UInt8]] {
    var done: [[UInt8]] = []
    var waiting = [pattern]
    while let next = waiting.popLast() {
      guard done.count + waiting.count < mostAlternatives, let parts = firstBraces(next) else {
        done.append(next)
        continue
      }
      for choice in parts.choices.reversed() { waiting.append(parts.before + choice + parts.after) }
    }
    return done
  }

  private static func firstBraces(_ pattern: [UInt8])
    -> (before: [UInt8], choices: [[UInt8]], after: [UInt8])?
  {
    guard let open = pattern.firstIndex(of: UInt8(ascii: "{")) else { return nil }
    if open > 0, pattern[open - 1] == UInt8(ascii: "\\") { return nil }
    var depth = 0
    var choices: [[UInt8]] = [[]]
    for index in open..<pattern.count {
      let byte = pattern[index]
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 {
        guard choices.count > 1 else { return nil }
        return (Array(pattern[..<open]), choices, Array(pattern[(index + 1)...]))
      }
      if depth == 1, byte == UInt8(ascii: ",") {
        choices.append([])
      } else if index > open {
        choices[choices.count - 1].append(byte)
      }
    }
    return nil
  }
}

/// One match of a pattern with wildcards: no recursion, two places to go back to.
private struct WildcardMatch {
  let pattern: UnsafeBufferPointer<UInt8>
  let text: UnsafeBufferPointer<UInt8>

  private var p = 0
  private var t = 0
  /// After a `*`: where to go on, and how far the star has eaten.
  private var star: (pattern: Int, text: Int)?
  /// The same for `**`, which may eat slashes.
  private var deepStar: (pattern: Int, text: Int)?

  init(pattern: UnsafeBufferPointer<UInt8>, text: UnsafeBufferPointer<UInt8>) {
    self.pattern = pattern
    self.text = text
  }

  mutating func run() -> Bool {
    while true {
      if p == pattern.count, t == text.count { return true }
      if p < pattern.count, step() { continue }
      if !goBack() { return false }
    }
  }

  /// Takes one part of the pattern; false where it does not fit here.
  private mutating func step() -> Bool {
    let byte = pattern[p]
    switch byte {
    case UInt8(ascii: "*"):
      if takeDeepStar() { return true }
      while p < pattern.count, pattern[p] == UInt8(ascii: "*") { p += 1 }
      star = (p, t)
      return true
    case UInt8(ascii: "?"):
      guard t < text.count, text[t] != UInt8(ascii: "/") else { return false }
      // One character, however many bytes it has.
      t += 1
      while t < text.count, text[t] & 0xC0 == 0x80 { t += 1 }
      p += 1
      return true
    case UInt8(ascii: "["):
      guard t < text.count, text[t] != UInt8(ascii: "/"), let (isIn, end) = classMatch() else {
        return literal(byte)
      }
      guard isIn else { return false }
      p = end
      t += 1
      return true
    case UInt8(ascii: "\\"):
      if p + 1 < pattern.count { p += 1 }
      return literal(pattern[p])
    default:
      return literal(byte)
    }
  }

  private mutating func literal(_ byte: UInt8) -> Bool {
    guard t < text.count, text[t] == byte else { return false }
    p += 1
    t += 1
    return true
  }

  /// `**/` at the start or after a slash, and `/**` at the end; more stars are no different.
  private mutating func takeDeepStar() -> Bool {
    guard p == 0 || pattern[p - 1] == UInt8(ascii: "/") else { return false }
    var end = p
    while end < pattern.count, pattern[end] == UInt8(ascii: "*") { end += 1 }
    guard end - p > 1 else { return false }
    if end == pattern.count {
      // Everything inside, but not the folder itself.
      guard t < text.count || p == 0 else { return false }
      p = pattern.count
      t = text.count
      return true
    }
    guard pattern[end] == UInt8(ascii: "/") else { return false }
    p = end + 1
    deepStar = (p, t)
    star = nil
    return true
  }

  private mutating func goBack() -> Bool {
    if let place = star, place.text < text.count, text[place.text] != UInt8(ascii: "/") {
      star = (place.pattern, place.text + 1)
      p = place.pattern
      t = place.text + 1
      return true
    }
    star = nil
    guard var place = deepStar else { return false }
    while place.text < text.count, text[place.text] != UInt8(ascii: "/") { place.text += 1 }
    guard place.text < text.count else {
      deepStar = nil
      return false
    }
    place.text += 1
    deepStar = place
    p = place.pattern
    t = place.text
    return true
  }

  /// Whether the byte at `t` is in the class at `p`, and where the class ends; nil for a class without an end.
  private func classMatch() -> (Bool, Int)? {
    var index = p + 1
    var isNegated = false
    if index < pattern.count, pattern[index] == UInt8(ascii: "!") || pattern[index] == UInt8(ascii: "^") {
      isNegated = true
      index += 1
    }
    let byte = text[t]
    var isIn = false
    var isFirst = true
    while index < pattern.count {
      if pattern[index] == UInt8(ascii: "]"), !isFirst { return (isIn != isNegated, index + 1) }
      isFirst = false
      if let (name, end) = namedClass(at: index) {
        if Self.isByte(byte, in: name) { isIn = true }
        index = end
        continue
      }
      let low = classByte(&index)
      var high = low
      if index + 1 < pattern.count, pattern[index] == UInt8(ascii: "-"),
        pattern[index + 1] != UInt8(ascii: "]")
      {
        index += 1
        high = classByte(&index)
      }
      if byte >= low, byte <= high { isIn = true }
    }
    return nil
  }

  private func classByte(_ index: inout Int) -> UInt8 {
    if pattern[index] == UInt8(ascii: "\\"), index + 1 < pattern.count { index += 1 }
    let byte = pattern[index]
    index += 1
    return byte
  }

  /// `[:name:]` at `index`.
  private func namedClass(at index: Int) -> (name: String, end: Int)? {
    guard index + 1 < pattern.count, pattern[index] == UInt8(ascii: "["),
      pattern[index + 1] == UInt8(ascii: ":")
    else { return nil }
    var end = index + 2
    while end + 1 < pattern.count, pattern[end] != UInt8(ascii: ":") { end += 1 }
    guard end + 1 < pattern.count, pattern[end + 1] == UInt8(ascii: "]") else { return nil }
    return (String(decoding: pattern[(index + 2)..<end], as: UTF8.self), end + 2)
  }

  private static func isByte(_ byte: UInt8, in name: String) -> Bool {
    let isDigit = byte >= 0x30 && byte <= 0x39
    let isUpper = byte >= 0x41 && byte <= 0x5A
    let isLower = byte >= 0x61 && byte <= 0x7A
    switch name {
    case "digit": return isDigit
    case "upper": return isUpper
    case "lower": return isLower
    case "alpha": return isUpper || isLower
    case "alnum": return isDigit || isUpper || isLower
    case "space": return byte == 0x20 || (byte >= 9 && byte <= 13)
    case "blank": return byte == 0x20 || byte == 9
    case "punct": return byte > 0x20 && byte < 0x7F && !isDigit && !isUpper && !isLower
    case "xdigit": return isDigit || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66)
    default: return false
    }
  }
}
