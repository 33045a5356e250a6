import JSONSyntax
import SourceText

/// One record a line, read as one array: each line end becomes a comma, so that a place in the array is one byte
/// behind its place in the file.
struct LineArray {
  struct Fault {
    let message: String
    /// In the file.
    let offset: Int
  }

  let document: JSONDocument
  /// What is wrong with the first line that is no record.
  private(set) var fault: Fault?

  init(_ bytes: [UInt8]) {
    var text: [UInt8] = [UInt8(ascii: "[")]
    text.reserveCapacity(bytes.count + 2)
    var starts: [Int] = []
    var lineStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    text += repeatElement(UInt8(ascii: " "), count: lineStart)
    while lineStart < bytes.count {
      let end = bytes[lineStart...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let first = bytes[lineStart..<end].firstIndex { !Self.isBlank($0) }
      if let first {
        // The line end before it.
        if !starts.isEmpty { text[lineStart] = UInt8(ascii: ",") }
        starts.append(first)
      }
      text += bytes[lineStart..<end]
      if end < bytes.count { text.append(UInt8(ascii: "\n")) }
      lineStart = end + 1
    }
    text.append(UInt8(ascii: "]"))
    document = JSONDocument(text)
    let places = document.root?.elements.map { $0.range.start - 1 } ?? []
    if !document.errors.isEmpty || places != starts { fault = Self.fault(bytes, starts) }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }

  /// Line by line, so that a line that is not finished is blamed and not the one after it.
  private static func fault(_ bytes: [UInt8], _ starts: [Int]) -> Fault {
    for start in starts {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let line = JSONDocument(Array(bytes[start..<end]))
      if let error = line.errors.first {
        let message = error.message(in: line.bytes)
          .replacing("the end of the file", with: "the end of the line")
        return Fault(message: message, offset: start + error.range.start)
      }
    }
    return Fault(message: "expected one record a line", offset: starts.first ?? 0)
  }
}
