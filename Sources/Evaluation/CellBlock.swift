/// The values of records that follow each other, as a reader found them: places in the text that was read. A matrix,
/// one row a record, that is handed on column by column, so that each column is filled in one go.
///
/// Its members are inlinable because every value that is read passes through them, from another module.
///
/// It points into memory of the reader and lives no longer than the call that hands it over.
@usableFromInline package struct CellBlock {
  /// What a value is. A byte and no enumeration: those of another module are compared by a call.
  @usableFromInline package struct Kind: Sendable {
    @usableFromInline package let code: UInt8

    @inlinable init(code: UInt8) { self.code = code }

    /// The record lacks the field.
    @inlinable package static var absent: Kind { Kind(code: 0) }
    @inlinable package static var null: Kind { Kind(code: 1) }
    @inlinable package static var no: Kind { Kind(code: 2) }
    @inlinable package static var yes: Kind { Kind(code: 3) }
    /// A number literal [decision C22], without an exponent.
    @inlinable package static var number: Kind { Kind(code: 4) }
    /// Valid UTF-8 without escapes.
    @inlinable package static var text: Kind { Kind(code: 5) }

    @inlinable package static func == (left: Kind, right: Kind) -> Bool { left.code == right.code }
    @inlinable package static func != (left: Kind, right: Kind) -> Bool { left.code != right.code }
  }

  /// Eight bytes: the kind, and the place of the text for numbers and texts.
  @usableFromInline package struct Cell: Sendable {
    @inlinable package static var longest: Int { 1 << 24 - 1 }
    @inlinable package static var absent: Cell { Cell(.absent, start: 0, count: 0) }

    @usableFromInline let bits: UInt64

    /// `start` counts from the block's text and is below 2³²; `count` is at most ``longest``.
    @inlinable package init(_ kind: Kind, start: Int, count: Int) {
      bits =
        UInt64(kind.code) << 56 | UInt64(truncatingIfNeeded: count) << 32
        | UInt64(UInt32(truncatingIfNeeded: start))
    }

    @inlinable package var kind: Kind { Kind(code: UInt8(truncatingIfNeeded: bits >> 56)) }
    @inlinable package var start: Int { Int(truncatingIfNeeded: bits & 0xFFFF_FFFF) }
    @inlinable package var count: Int { Int(truncatingIfNeeded: bits >> 32 & 0xFF_FFFF) }
  }

  /// What the places of cells count from.
  @usableFromInline let text: UnsafePointer<UInt8>
  @usableFromInline let cells: UnsafePointer<Cell>
  @usableFromInline let width: Int
  @usableFromInline package let rowCount: Int

  @inlinable package init(
    text: UnsafePointer<UInt8>, cells: UnsafePointer<Cell>, width: Int, rowCount: Int
  ) {
    self.text = text
    self.cells = cells
    self.width = width
    self.rowCount = rowCount
  }

  @inlinable package func cell(_ row: Int, _ column: Int) -> Cell { cells[row &* width &+ column] }

  /// The text of a cell.
  @inlinable package func text(of cell: Cell) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text + cell.start, count: cell.count)
  }
}
