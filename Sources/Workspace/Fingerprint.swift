import Linting
import SourceText

/// A finding's name that survives moved lines: made of the rule, the file, the text of the line and the finding's
/// own text, and its number among equals.
enum Fingerprint {
  private static let longestText = 200

  static func of(_ findings: [Finding], path: String, bytes: [UInt8]) -> [String] {
    var counts: [UInt64: UInt64] = [:]
    return findings.map { finding in
      var hash = FNV()
      hash.add(Array(path.utf8)[...])
      hash.add(Array(finding.code.utf8)[...])
      hash.addWithoutBlanks(line(at: finding.range.start, in: bytes))
      hash.addWithoutBlanks(
        bytes[ByteRange(finding.range.start, min(finding.range.end, finding.range.start + longestText))])
      let number = counts[hash.value, default: 0]
      counts[hash.value] = number + 1
      hash.add(number)
      return hash.text
    }
  }

  /// The line around `offset`, or as much of it as tells it from others.
  private static func line(at offset: Int, in bytes: [UInt8]) -> ArraySlice<UInt8> {
    let offset = min(max(offset, 0), bytes.count)
    var start = offset
    var end = offset
    while start > 0, offset - start < longestText, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    while end < bytes.count, end - offset < longestText, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    return bytes[start..<end]
  }

  /// FNV-1a, 64 bits: the same on every machine and in every run.
  private struct FNV {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    private mutating func mix(_ byte: UInt8) {
      value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    mutating func add(_ bytes: ArraySlice<UInt8>) {
      for byte in bytes { mix(byte) }
      mix(0)
    }

    mutating func addWithoutBlanks(_ bytes: ArraySlice<UInt8>) {
      for byte in bytes where byte > 0x20 { mix(byte) }
      mix(0)
    }

    mutating func add(_ number: UInt64) {
      for shift in stride(from: UInt64(0), to: 64, by: 8) { mix(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    var text: String {
      let digits = String(value, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
  }
}
