import CriteriaSemantics
import SourceText

/// One field's values of all records. A class, because it is asked for single values and has many parts: one reference
/// is counted instead of each of them.
final class RecordColumn: Sendable {
  enum Storage: Sendable {
    /// A bit for each row.
    case boolean([UInt64])
    case number(NumberColumn)
    case dictionary(DictionaryColumn)
    /// A text for each row, empty where there is none.
    case text(TextBuffer)
  }

  /// A bit for each row, 64 rows a word, that is set where there is a value which is neither null nor masked. Bits
  /// beyond the last row are 0.
  let valid: [UInt64]
  /// Whether each row has one.
  let isComplete: Bool
  let storage: Storage
  /// Rows whose value is masked, ascending, and what stands there.
  let maskedRows: [Int]
  let maskedTexts: TextBuffer

  init(
    valid: [UInt64], isComplete: Bool, storage: Storage, maskedRows: [Int], maskedTexts: TextBuffer
  ) {
    self.valid = valid
    self.isComplete = isComplete
    self.storage = storage
    self.maskedRows = maskedRows
    self.maskedTexts = maskedTexts
  }

  func isValid(_ row: Int) -> Bool {
    let word = row >> 6
    return word >= 0 && word < valid.count && valid[word] >> UInt64(row & 63) & 1 == 1
  }

  /// The value at `row`; null where there is no such row.
  func value(at row: Int) -> RecordValue {
    guard isValid(row) else {
      return maskedText(at: row).map { .masked($0) } ?? .null
    }
    switch storage {
    case .boolean(let bits): return .boolean(bits[row >> 6] >> UInt64(row & 63) & 1 == 1)
    case .number(let numbers): return .number(numbers.literal(at: row))
    case .dictionary(let column): return .text(Array(column.texts[column.code(at: row)]))
    case .text(let texts): return .text(Array(texts[row]))
    }
  }

  /// Whether no row's number comes after the next one's; told only of numbers without gaps.
  var isAscending: Bool {
    guard isComplete, case .number(let numbers) = storage, numbers.wideRows.isEmpty else { return false }
    var row = 1
    while row < numbers.mantissas.count {
      if numbers.mantissas[row &- 1] > numbers.mantissas[row] { return false }
      row &+= 1
    }
    return true
  }

  private func maskedText(at row: Int) -> [UInt8]? {
    maskedRows.firstPlace(of: row).map { Array(maskedTexts[$0]) }
  }
}

/// Numbers as whole multiples of one power of ten; what does not fit stands beside, exactly [decision C5].
struct NumberColumn: Sendable {
  /// Multiples of ten to the power of minus `scale`; 0 where there is no value, or a wide one.
  let mantissas: [Int64]
  let scale: Int
  /// Rows whose value is no such multiple within 64 bits, ascending, and their values.
  let wideRows: [Int]
  let wideValues: [NumberLiteral]

  func literal(at row: Int) -> NumberLiteral {
    if !wideRows.isEmpty, let place = wideRows.firstPlace(of: row) { return wideValues[place] }
    return NumberLiteral(mantissa: mantissas[row], scale: scale)
  }
}

/// Texts of which there are few: a number for each row.
struct DictionaryColumn: Sendable {
  let texts: TextBuffer
  /// Where the numbers fit a byte; else empty.
  let narrow: [UInt8]
  let wide: [UInt16]

  func code(at row: Int) -> Int {
    narrow.isEmpty ? Int(wide[row]) : Int(narrow[row])
  }
}

extension Array where Element == Int {
  /// The index of `value` in a sorted array.
  func firstPlace(of value: Int) -> Int? {
    let place = firstPlace(from: value)
    return place < count && self[place] == value ? place : nil
  }

  /// The index of the first element of a sorted array that is not less than `value`.
  func firstPlace(from value: Int) -> Int {
    partitioningIndex { $0 >= value }
  }
}
