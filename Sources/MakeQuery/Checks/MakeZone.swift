import SourceText

/// The hosts of Make's own zones (Make API, "Make API structure").
package enum MakeZone {
  /// What every one of them ends with.
  private static let ends: [StaticString] = [
    ".make.com", ".make.celonis.com", ".make.cloud", ".make.dev", ".integromat.com",
  ]

  /// Whether the host at `range` is written out and one of them.
  package static func isHost(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
    let host = bytes[range]
    return ends.contains { end in
      end.withUTF8Buffer { host.count > $0.count && host.suffix($0.count).elementsEqual($0) }
    }
  }
}
