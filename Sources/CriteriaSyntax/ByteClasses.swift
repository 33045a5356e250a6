/// What a byte can be in a criteria text; one look-up in a table that the parser keeps beside it.
struct ByteClasses: Sendable {
  static let field: UInt8 = 1
  /// Space, tab, carriage return, line feed.
  static let blank: UInt8 = 2
  /// A byte at which a bare value has to look closer.
  static let bareStop: UInt8 = 4
  /// The first byte of a symbol operator.
  static let symbol: UInt8 = 8
  /// May begin white space or a full-width form that is more than one byte, or is white space of another kind.
  static let wide: UInt8 = 16

  private let table: [UInt8]

  init() {
    var table = [UInt8](repeating: 0, count: 256)
    func mark(_ bytes: some Sequence<UInt8>, _ flag: UInt8) {
      for byte in bytes { table[Int(byte)] |= flag }
    }
    mark(UInt8(ascii: "a")...UInt8(ascii: "z"), Self.field)
    mark(UInt8(ascii: "A")...UInt8(ascii: "Z"), Self.field)
    mark(UInt8(ascii: "0")...UInt8(ascii: "9"), Self.field)
    mark("_.-".utf8, Self.field)
    mark(" \t\r\n".utf8, Self.blank)
    mark(" \t\r\n&|(),".utf8, Self.bareStop)
    mark([0xEF], Self.bareStop)
    mark("=!<>:".utf8, Self.symbol)
    // VT, FF; U+0085, U+00A0 (C2); U+1680 (E1); U+2000… (E2); U+3000 (E3); U+FEFF, full width (EF).
    mark([0x0B, 0x0C, 0xC2, 0xE1, 0xE2, 0xE3, 0xEF], Self.wide)
    self.table = table
  }

  func of(_ byte: UInt8) -> UInt8 { table[Int(byte)] }
}
