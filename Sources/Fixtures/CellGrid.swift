import Evaluation

/// The cells of the lines that are being read, until their columns are taken: few enough to stay in the processor's
/// cache, each absent until it is set.
struct CellGrid {
  private static let mostCells = 8192

  /// What a field takes as it stands, in any record.
  struct Form {
    fileprivate var kinds: UInt8 = 0
    var text = Text.any

    enum Text: UInt8 {
      case any
      /// Digits of a number that 64 bits hold.
      case digits
      /// Such digits that do not begin with a needless 0.
      case plainDigits
    }

    @inline(__always)
    func takes(_ kind: CellBlock.Kind) -> Bool { kinds >> (kind.code & 7) & 1 == 1 }

    static func taking(_ kinds: [CellBlock.Kind], text: Text = .any) -> Form {
      Form(kinds: kinds.reduce(0) { $0 | 1 << $1.code }, text: text)
    }
  }

  private var cells: [CellBlock.Cell]
  let width: Int
  let rows: Int

  /// Some keys more than the known `entries` have room too.
  init(entries: Int) {
    width = entries + 8
    rows = max(Self.mostCells / width, 1)
    // One row more: that of the line that ends a block.
    cells = [CellBlock.Cell](repeating: .absent, count: (rows + 1) * width)
  }

  mutating func withCells<Result>(_ body: (UnsafeMutablePointer<CellBlock.Cell>) -> Result?) -> Result? {
    cells.withUnsafeMutableBufferPointer { $0.baseAddress.flatMap(body) }
  }
}
