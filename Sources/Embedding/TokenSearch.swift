import SourceText

/// Looks for tokens of the APIs in texts: what is written is known to everybody who reads the file.
struct TokenSearch {
  struct Found: Sendable, Hashable {
    let kind: HostObservation.Token
    /// The token itself.
    let range: ByteRange

    /// A variable that can take its place.
    var variable: [UInt8] {
      let name =
        switch kind {
        case .make: "makeToken"
        case .zoho: "zohoToken"
        case .zohoKey: "zapikey"
        case .bearer: "token"
        }
      return Array("{{\(name)}}".utf8)
    }
  }

  private static let zoho = KeywordSearch("zoho-oauthtoken")
  private static let key = KeywordSearch("zapikey=")
  private static let word = KeywordSearch("token ")

  /// The tokens in a text that stands in the file as it is, told by their form alone: `Zoho-oauthtoken 1000.…`,
  /// `zapikey=…`, `Token` and a UUID. Holes, placeholders and made up values are none.
  static func find(in bytes: [UInt8], _ range: ByteRange) -> [Found] {
    var result: [Found] = []
    if zoho.isFound(in: bytes, range: range) {
      for place in places(of: "zoho-oauthtoken", in: bytes, range) {
        let token = self.token(bytes, ByteRange(skipBlanks(bytes, place, range.end), range.end))
        if isZohoToken(bytes, token) { result.append(Found(kind: .zoho, range: token)) }
      }
    }
    if key.isFound(in: bytes, range: range) {
      for place in places(of: "zapikey=", in: bytes, range) {
        let token = self.token(bytes, ByteRange(place, range.end))
        if token.count >= 16, isRandom(bytes, token) { result.append(Found(kind: .zohoKey, range: token)) }
      }
    }
    if word.isFound(in: bytes, range: range) {
      for place in places(of: "token ", in: bytes, range) {
        let token = self.token(bytes, ByteRange(skipBlanks(bytes, place, range.end), range.end))
        if isUUID(bytes, token), isRandom(bytes, token) { result.append(Found(kind: .make, range: token)) }
      }
    }
    return result.sorted { $0.range < $1.range }
  }

  /// The token in the value of a header `Authorization` of a request to one of the APIs, whatever its form.
  static func find(inAuthorization bytes: [UInt8], _ value: ByteRange) -> Found? {
    if let found = find(in: bytes, value).first { return found }
    var end = value.start
    while end < value.end, bytes[end] > 0x20 { end += 1 }
    let scheme = ByteRange(value.start, end)
    let token = self.token(bytes, ByteRange(skipBlanks(bytes, end, value.end), value.end))
    guard token.end == value.end, token.count >= 16, isRandom(bytes, token) else { return nil }
    if DelugeScript.equalIgnoringCase(bytes[scheme], "bearer") { return Found(kind: .bearer, range: token) }
    if DelugeScript.equalIgnoringCase(bytes[scheme], "token") { return Found(kind: .make, range: token) }
    return nil
  }

  /// Whether a value that is used as a token is one.
  static func isToken(_ bytes: [UInt8], _ value: ByteRange) -> Bool {
    let token = self.token(bytes, value)
    guard token == value, token.count >= 16 else { return false }
    return isZohoToken(bytes, token) || isRandom(bytes, token)
  }

  // MARK: Forms

  private static func isZohoToken(_ bytes: [UInt8], _ token: ByteRange) -> Bool {
    let parts = bytes[token].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[0].allSatisfy({ isDigit($0) }) else { return false }
    return parts[1].count >= 8 && parts[2].count >= 8 && isRandom(bytes, token)
  }

  private static func isUUID(_ bytes: [UInt8], _ token: ByteRange) -> Bool {
    guard token.count == 36 else { return false }
    for (place, byte) in bytes[token].enumerated() {
      let isDash = place == 8 || place == 13 || place == 18 || place == 23
      if isDash ? byte != UInt8(ascii: "-") : !isHexadecimal(byte) { return false }
    }
    return true
  }

  /// Whether a token looks as if a machine had made it: with a digit, many different characters and none of the words
  /// and rows that stand for a token in examples.
  private static func isRandom(_ bytes: [UInt8], _ token: ByteRange) -> Bool {
    var seen: Set<UInt8> = []
    var hasDigit = false
    var run = 0
    var steps = 0
    var last: UInt8 = 0
    for byte in bytes[token] {
      if isDigit(byte) { hasDigit = true }
      seen.insert(byte | 0x20)
      run = byte == last ? run + 1 : 1
      if run >= 6 || run >= 4 && !isHexadecimal(byte) { return false }
      if byte == last &+ 1 { steps += 1 }
      last = byte
    }
    // Counting, and groups that repeat.
    guard hasDigit, seen.count >= 6, steps * 4 < token.count * 3 else { return false }
    let groups = bytes[token].split(separator: UInt8(ascii: "-"))
    if groups.count == 5, groups[1] == groups[2], groups[2] == groups[3] { return false }
    let lower = bytes[token].map { $0 | 0x20 }
    return !placeholders.contains { word in
      lower.count >= word.count
        && (0...(lower.count - word.count)).contains { lower[$0..<($0 + word.count)].elementsEqual(word) }
    }
  }

  private static let placeholders = [
    "your", "token", "example", "sample", "placeholder", "change", "insert", "redacted", "secret", "dummy",
    "fake", "xxxx", "apikey",
  ].map { Array($0.utf8) }

  // MARK: Bytes

  /// Behind each place of a word, letters compared without case. The word is not the end of a longer one.
  private static func places(of word: StaticString, in bytes: [UInt8], _ range: ByteRange) -> [Int] {
    var result: [Int] = []
    var place = range.start
    while place + word.utf8CodeUnitCount <= range.end {
      let end = place + word.utf8CodeUnitCount
      if DelugeScript.equalIgnoringCase(bytes[ByteRange(place, end)], word) {
        let before = place > range.start ? bytes[place - 1] : 0x20
        if !isLetter(before), before != UInt8(ascii: "-"), before != UInt8(ascii: "_") { result.append(end) }
        place = end
      } else {
        place += 1
      }
    }
    return result
  }

  private static func token(_ bytes: [UInt8], _ range: ByteRange) -> ByteRange {
    var end = range.start
    while end < range.end, isTokenByte(bytes[end]) { end += 1 }
    return ByteRange(range.start, end)
  }

  private static func skipBlanks(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    var place = start
    while place < end, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
    return place
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || "-._~+/=%".utf8.contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }
}
