import Embedding
import MakeQuery
import SourceText

/// What a `curl` command sends, read from its command line (curl's manual, "OPTIONS").
///
/// Secrets are read over: of an `Authorization` header only the scheme is kept, and user and password of an address are
/// left out.
package struct CurlCommand: Sendable {
  package private(set) var method = "GET"
  /// As it is written, with what `-G` adds.
  package private(set) var address: [UInt8] = []
  /// Nil: none. A file's name stands there as `@name`.
  package private(set) var body: [UInt8]?
  /// What stands before the token: `Token`, `Bearer`.
  package private(set) var authorizationScheme: String?
  /// What the reader has to know, each a sentence.
  package private(set) var notes: [String] = []

  /// Why a command cannot be read: a sentence, lower case, no final stop.
  package struct Failure: Error {
    package let message: String
  }

  /// Whether a text is a curl command and nothing else.
  package static func isCurl(_ bytes: [UInt8]) -> Bool {
    let text = bytes.drop { $0 <= 0x20 || $0 == UInt8(ascii: "$") }
    return text.starts(with: "curl".utf8) && text.dropFirst(4).first.map { $0 <= 0x20 || $0 == 0x5C } ?? true
  }

  package init(_ bytes: [UInt8]) throws(Failure) {
    // A prompt is often copied too.
    let shell = ShellWords(Array(bytes.drop { $0 <= 0x20 || $0 == UInt8(ascii: "$") }))
    if let quote = shell.openQuote { throw Failure(message: "the quote `\(quote)` is not closed") }
    guard let first = shell.words.first, first.elementsEqual("curl".utf8) else {
      throw Failure(message: "this is no curl command: it does not begin with `curl`")
    }
    if shell.hasBareAmpersand {
      notes.append("a shell ends the command at an `&` without quotes; put the address in quotes")
    }
    var reader = CurlReader(words: shell.words.dropFirst())
    reader.read()
    guard let written = reader.address else { throw Failure(message: "the curl command names no address") }
    notes += reader.notes
    authorizationScheme = reader.scheme
    address = withoutUser(written)
    let data = reader.data.isEmpty ? nil : Array(reader.data.joined(separator: "&".utf8))
    if reader.isGet {
      if let data { add(data) }
    } else {
      body = data ?? reader.file
    }
    let usual = reader.isHead ? "HEAD" : body == nil ? "GET" : reader.isUpload ? "PUT" : "POST"
    method = reader.method.map { String(decoding: $0, as: UTF8.self).uppercased() } ?? usual
  }

  /// Adds parameters to the address, before its fragment.
  private mutating func add(_ parameters: [UInt8]) {
    let end = address.firstIndex(of: UInt8(ascii: "#")) ?? address.endIndex
    let head = address[..<end]
    var mark: [UInt8] = []
    if !head.contains(UInt8(ascii: "?")) {
      mark = [UInt8(ascii: "?")]
    } else if let last = head.last, last != UInt8(ascii: "?"), last != UInt8(ascii: "&") {
      mark = [UInt8(ascii: "&")]
    }
    address.insert(contentsOf: mark + parameters, at: end)
  }

  private mutating func withoutUser(_ address: [UInt8]) -> [UInt8] {
    let text = RequestPlaceholders.addHoles(to: MappedText(bytes: address))
    var parser = RequestParser()
    parser.parse(text)
    guard let host = parser.tree.host, let at = address[host].lastIndex(of: UInt8(ascii: "@")) else {
      return address
    }
    notes.append("user and password of the address are left out")
    return Array(address[ByteRange(0, host.start)] + address[ByteRange(at + 1, address.count)])
  }
}

/// Goes through curl's options.
private struct CurlReader {
  var words: ArraySlice<[UInt8]>
  var address: [UInt8]?
  var method: [UInt8]?
  var scheme: String?
  var data: [[UInt8]] = []
  var file: [UInt8]?
  var isGet = false
  var isHead = false
  var isUpload = false
  var notes: [String] = []

  init(words: ArraySlice<[UInt8]>) {
    self.words = words
  }

  mutating func read() {
    while let word = words.popFirst() {
      guard word.first == UInt8(ascii: "-"), word.count > 1 else {
        take(address: word)
        continue
      }
      if word.elementsEqual("--".utf8) {
        for word in words { take(address: word) }
        return
      }
      if word.starts(with: "--".utf8) { readLong(word) } else { readShort(word) }
    }
  }

  private mutating func readLong(_ word: [UInt8]) {
    var name = String(decoding: word.dropFirst(2), as: UTF8.self)
    var value: [UInt8]?
    if let equals = word.firstIndex(of: UInt8(ascii: "=")) {
      name = String(decoding: word[2..<equals], as: UTF8.self)
      value = Array(word[(equals + 1)...])
    }
    if CurlOptions.takesValue(name) {
      if let value = value ?? words.popFirst() { take(name, value) }
    } else {
      take(flag: name)
    }
  }

  /// `-sSL`, `-XPOST`, `-sX POST`.
  private mutating func readShort(_ word: [UInt8]) {
    for index in word.indices.dropFirst() {
      guard let name = CurlOptions.shortNames[word[index]] else {
        switch word[index] {
        case UInt8(ascii: "G"): take(flag: "get")
        case UInt8(ascii: "I"): take(flag: "head")
        default: break
        }
        continue
      }
      let rest = Array(word[(index + 1)...])
      if let value = rest.isEmpty ? words.popFirst() : rest { take(name, value) }
      return
    }
  }

  private mutating func take(flag: String) {
    if flag == "get" { isGet = true }
    if flag == "head" { isHead = true }
  }

  private mutating func take(address word: [UInt8]) {
    if address == nil {
      address = word
    } else {
      notes.append("the command names more than one address; only the first one is read")
    }
  }

  private mutating func take(_ name: String, _ value: [UInt8]) {
    switch name {
    case "request": method = value
    case "url": take(address: value)
    case "header": take(header: value)
    case "data", "data-raw", "data-binary", "data-ascii", "json": data.append(value)
    case "data-urlencode": data.append(Self.encoded(value))
    case "url-query":
      data.append(value.first == UInt8(ascii: "+") ? Array(value.dropFirst()) : Self.encoded(value))
      isGet = true
    case "form", "form-string": file = file ?? Array("@form".utf8)
    case "upload-file":
      file = [UInt8(ascii: "@")] + value
      isUpload = true
    case "oauth2-bearer": scheme = "Bearer"
    case "user": scheme = scheme ?? "Basic"
    default: break
    }
  }

  /// `name=content`, `=content`, `content`: the content is encoded, the name is not.
  private static func encoded(_ value: [UInt8]) -> [UInt8] {
    guard let equals = value.firstIndex(of: UInt8(ascii: "=")) else {
      if value.contains(UInt8(ascii: "@")) { return value }
      return RequestText.encoded(value, as: .value)
    }
    let content = RequestText.encoded(Array(value[(equals + 1)...]), as: .value)
    return equals == 0 ? content : Array(value[...equals]) + content
  }

  private mutating func take(header: [UInt8]) {
    guard let colon = header.firstIndex(of: UInt8(ascii: ":")) else { return }
    let name = String(decoding: header[..<colon], as: UTF8.self)
    let value = header[(colon + 1)...].drop { $0 <= 0x20 }
    switch name.lowercased() {
    case "authorization":
      // A token without a scheme is a secret as a whole.
      let word = value.prefix { $0 > 0x20 }
      let hasToken = value.dropFirst(word.count).contains { $0 > 0x20 }
      scheme = hasToken ? String(decoding: word, as: UTF8.self) : ""
    case "content-type", "accept", "user-agent": break
    default: notes.append("the header `\(name)` is left out")
    }
  }
}
