/// What each byte can be in a request's address.
struct RequestBytes: Sendable {
  /// Where host and path have to look closer.
  static let pathStop: UInt8 = 1
  /// Where a name has to look closer.
  static let nameStop: UInt8 = 2
  /// Where a value has to look closer.
  static let valueStop: UInt8 = 4
  /// A letter, a digit, `_`, `-` or `.`: what names are made of.
  static let name: UInt8 = 8
  /// Space, tab, carriage return, line feed.
  static let blank: UInt8 = 16
  /// Cannot stand in a URL (RFC 3986, 2).
  static let unencoded: UInt8 = 32
  /// `+`, a blank in a value.
  static let plus: UInt8 = 64
  static let hexadecimal: UInt8 = 128

  let table: [UInt8]

  init() {
    var table = [UInt8](repeating: 0, count: 256)
    func mark(_ bytes: some Sequence<UInt8>, _ flag: UInt8) {
      for byte in bytes { table[Int(byte)] |= flag }
    }
    mark("/\\?#&% \t\r\n".utf8, Self.pathStop)
    mark("=&#?[]% \t\r\n".utf8, Self.nameStop)
    mark("&#?% \t\r\n".utf8, Self.valueStop)
    mark(UInt8(ascii: "a")...UInt8(ascii: "z"), Self.name)
    mark(UInt8(ascii: "A")...UInt8(ascii: "Z"), Self.name)
    mark(UInt8(ascii: "0")...UInt8(ascii: "9"), Self.name)
    mark("_-.".utf8, Self.name)
    mark(" \t\r\n".utf8, Self.blank)
    mark(0...0x20, Self.unencoded)
    mark(0x7F...0xFF, Self.unencoded)
    mark("\"<>\\^`{|}".utf8, Self.unencoded)
    mark("+".utf8, Self.plus)
    mark("0123456789abcdefABCDEF".utf8, Self.hexadecimal)
    self.table = table
  }
}
