import CriteriaSemantics
import Evaluation

extension Record {
  /// The values as a reader writes them down.
  package var sketch: String {
    values.map { value in
      switch value {
      case .null: "null"
      case .boolean(let flag): "\(flag)"
      case .number(let number):
        (number.isNegative ? "-" : "") + String(decoding: number.integer, as: UTF8.self)
          + (number.integer.isEmpty ? "0" : "")
          + (number.fraction.isEmpty ? "" : "." + String(decoding: number.fraction, as: UTF8.self))
      case .text(let bytes): "'" + String(decoding: bytes, as: UTF8.self) + "'"
      case .masked(let bytes): "masked " + String(decoding: bytes, as: UTF8.self)
      }
    }.joined(separator: ", ")
  }
}
