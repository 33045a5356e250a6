import JSONSyntax

/// How values of a property are sorted: nothing first, then false and true, numbers as numbers, texts by their Unicode
/// scalars, then what has no order.
enum JSONOrderKey: Sendable, Hashable {
  /// Null, or no such property.
  case none
  case boolean(Bool)
  case number(ExactNumber)
  case text([UInt8])
  case other

  init(_ place: Int?, in collection: JSONCollection) {
    guard let place else {
      self = .none
      return
    }
    switch collection.kind(place) {
    case .null: self = .none
    case .true: self = .boolean(true)
    case .false: self = .boolean(false)
    case .number: self = .number(ExactNumber(collection.text(place)))
    case .string: self = .text(collection.text(place))
    default: self = .other
    }
  }

  static func < (left: JSONOrderKey, right: JSONOrderKey) -> Bool {
    switch (left, right) {
    case (.boolean(let left), .boolean(let right)): !left && right
    case (.number(let left), .number(let right)): left < right
    // The order of valid UTF-8 is that of its scalars.
    case (.text(let left), .text(let right)): left.lexicographicallyPrecedes(right)
    default: left.rank < right.rank
    }
  }

  private var rank: Int {
    switch self {
    case .none: 0
    case .boolean: 1
    case .number: 2
    case .text: 3
    case .other: 4
    }
  }
}

/// The value of a JSON number, of any size and exact.
struct ExactNumber: Sendable, Hashable {
  /// -1, 0 or 1.
  private let sign: Int
  /// The place of the first digit before the point: 1 for `7`, 3 for `100`, 0 for `0.5`.
  private let magnitude: Int
  /// Without zeros at either end.
  private let digits: [UInt8]

  /// `text` is a number of JSON.
  init(_ text: [UInt8]) {
    var digits: [UInt8] = []
    var whole = 0
    var exponent = 0
    var isNegativeExponent = false
    var part = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "."): part = 1
      case UInt8(ascii: "e"), UInt8(ascii: "E"): part = 2
      case UInt8(ascii: "-") where part == 2: isNegativeExponent = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if part == 2 {
          exponent = min(exponent, 1 << 40) * 10 + Int(byte &- 48)
        } else {
          digits.append(byte)
          if part == 0 { whole += 1 }
        }
      default: break
      }
    }
    let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
    digits.removeFirst(leading)
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    self.digits = digits
    magnitude = digits.isEmpty ? 0 : whole - leading + (isNegativeExponent ? -exponent : exponent)
    sign = digits.isEmpty ? 0 : text.first == UInt8(ascii: "-") ? -1 : 1
  }

  static func < (left: ExactNumber, right: ExactNumber) -> Bool {
    if left.sign != right.sign { return left.sign < right.sign }
    return left.sign < 0 ? right.isSmaller(than: left) : left.isSmaller(than: right)
  }

  private func isSmaller(than other: ExactNumber) -> Bool {
    if magnitude != other.magnitude { return magnitude < other.magnitude }
    return digits.lexicographicallyPrecedes(other.digits)
  }
}
