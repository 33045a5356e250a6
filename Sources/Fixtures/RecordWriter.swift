import CriteriaSemantics
import Evaluation
import JSONSyntax
import SourceText

/// Writes records as bytes, in the forms that ``FixtureReader`` reads; what is written with a layout and read with its
/// schema is the same again.
///
/// In JSON numbers are strings and booleans are booleans, as the API answers (criteria language, "Records"); null is
/// null. In CSV null is an empty cell, and a text that is empty stands in quotes; lines end at LF.
package struct RecordWriter: Sendable {
  /// What was written and not taken yet.
  package private(set) var bytes: [UInt8] = []
  private let fields: [Int]
  /// `"name":`, for each of `fields`.
  private let keys: [[UInt8]]
  private let names: [[UInt8]]

  /// `projection` names the fields to write, by their places in the layout, in this order; nil for all.
  package init(_ layout: RecordLayout, projection: [Int]? = nil) {
    fields = (projection ?? Array(layout.fields.indices)).filter { layout.fields.indices.contains($0) }
    names = fields.map { Array(layout.fields[$0].name.utf8) }
    keys = names.map { name in
      var key: [UInt8] = []
      JSONText.append(name[...], to: &key)
      return key + [UInt8(ascii: ":")]
    }
  }

  /// Hands over what was written since the last time.
  package mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// The record as a JSON object, without a line end; one a line is this and a newline.
  package mutating func writeObject(_ record: Record) {
    bytes.append(UInt8(ascii: "{"))
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += keys[index]
      writeJSON(field < record.values.count ? record.values[field] : .null)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// A line of its own: one record of NDJSON.
  package mutating func writeLine(_ record: Record) {
    writeObject(record)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// The first line of a CSV file.
  package mutating func writeHeader() {
    for (index, name) in names.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      writeCell(name)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// One record of CSV, with its line end.
  package mutating func writeRow(_ record: Record) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      switch field < record.values.count ? record.values[field] : .null {
      case .null: break
      case .boolean(let value): bytes += (value ? "true" : "false").utf8
      case .number(let number): bytes += number.text
      case .text(let text), .masked(let text): writeCell(text)
      }
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func writeJSON(_ value: RecordValue) {
    switch value {
    case .null: bytes += "null".utf8
    case .boolean(let value): bytes += (value ? "true" : "false").utf8
    case .number(let number):
      bytes.append(UInt8(ascii: "\""))
      bytes += number.text
      bytes.append(UInt8(ascii: "\""))
    case .text(let text), .masked(let text): JSONText.append(text[...], to: &bytes)
    }
  }

  /// In quotes where a reader could see anything else than this text: separators of other countries and blanks at an
  /// end too.
  private mutating func writeCell(_ text: [UInt8]) {
    let isPlain =
      !text.isEmpty && text.first != UInt8(ascii: " ") && text.last != UInt8(ascii: " ")
      && text.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "\n"),
          UInt8(ascii: "\r"),
          // Of a byte-order mark.
          0xEF:
          false
        default: true
        }
      }
    guard !isPlain else {
      bytes += text
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      bytes.append(byte)
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

/// Texts as JSON strings.
enum JSONText {
  /// Appends valid UTF-8 in quotes; runs between escapes are copied.
  static func append(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var start = text.startIndex
    for index in text.indices {
      let byte = text[index]
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F else {
        continue
      }
      bytes += text[start..<index]
      JSONWriter.appendEscape(byte, to: &bytes)
      start = index + 1
    }
    bytes += text[start...]
    bytes.append(UInt8(ascii: "\""))
  }
}
