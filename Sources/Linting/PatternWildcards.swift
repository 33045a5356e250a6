import CriteriaSemantics
import SourceText

/// The wildcards of `like` under each reading of it [decision C11].
struct PatternWildcards: Sendable {
  private let like: DialectOptions.Like

  init(_ like: DialectOptions.Like) { self.like = like }

  /// What stands for any run of characters; nil where nothing does.
  var anyRun: String? {
    switch like {
    case .sql: "%"
    case .glob: "*"
    case .contains: nil
    }
  }

  /// What a wildcard of another reading is written as here; nil where there is no such thing.
  func own(for foreign: UInt8) -> String? {
    switch (like, foreign) {
    case (.sql, UInt8(ascii: "*")): "%"
    case (.sql, UInt8(ascii: "?")): "_"
    case (.glob, UInt8(ascii: "%")): "*"
    default: nil
    }
  }

  /// Whether a wildcard that counts stands in the pattern.
  func hasOwn(_ bytes: [UInt8], _ pattern: ByteRange) -> Bool {
    switch like {
    case .sql: !places(of: [UInt8(ascii: "%"), UInt8(ascii: "_")], bytes, pattern).isEmpty
    case .glob: !places(of: [UInt8(ascii: "*"), UInt8(ascii: "?")], bytes, pattern).isEmpty
    case .contains: false
    }
  }

  /// The offsets of what is a wildcard only under other readings. `_` and `?` outside their own reading are mostly
  /// just characters, so `_` is never taken for one.
  func foreign(_ bytes: [UInt8], _ pattern: ByteRange) -> [Int] {
    switch like {
    case .sql: places(of: [UInt8(ascii: "*"), UInt8(ascii: "?")], bytes, pattern)
    case .glob: places(of: [UInt8(ascii: "%")], bytes, pattern)
    case .contains: places(of: [UInt8(ascii: "%"), UInt8(ascii: "*")], bytes, pattern)
    }
  }

  /// ``if `like` works as in SQL (undocumented, C11)``, or what the user set.
  func assumption(_ dialect: DialectOptions) -> String {
    let reading =
      switch like {
      case .sql: "as in SQL"
      case .glob: "with `*` and `?`"
      case .contains: "as a search for the text itself"
      }
    return dialect.chosen.contains(.like)
      ? "as `like` works \(reading) by the settings," : "if `like` works \(reading) (undocumented, C11),"
  }

  /// The places of `wanted`, those after a backslash left out.
  private func places(of wanted: [UInt8], _ bytes: [UInt8], _ pattern: ByteRange) -> [Int] {
    var result: [Int] = []
    var offset = pattern.start
    while offset < pattern.end, offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "\\"), like == .sql {
        offset += 2
        continue
      }
      if wanted.contains(bytes[offset]) { result.append(offset) }
      offset += 1
    }
    return result
  }
}
