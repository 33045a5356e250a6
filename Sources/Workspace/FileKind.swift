import Embedding
import SourceText

/// What kind of file a name tells of.
package enum FileKind: Sendable, Hashable {
  /// Criteria documents: taken as they are.
  case document
  /// Deluge by its suffix, or a name without a suffix: taken where the content tells of queries.
  case deluge
  case json
  /// Request files, `*.http` and `*.rest`.
  case request
  /// A kind whose queries are not found by this version.
  case later
  case other

  /// The kind by the last part of a path.
  package init(name: ArraySlice<UInt8>) {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else {
      self = name.first == UInt8(ascii: ".") ? .other : .deluge
      return
    }
    let suffix = name[(dot + 1)...]
    guard suffix.count <= 16 else {
      self = .other
      return
    }
    switch String(decoding: suffix, as: UTF8.self).lowercased() {
    case "criteria": self = .document
    case "dg", "ds", "deluge", "dls": self = .deluge
    case "json": self = .json
    case "http", "rest": self = .request
    case "js", "mjs", "cjs", "ts", "mts", "cts", "jsx", "tsx", "py", "sh", "bash", "zsh",
      "md", "markdown":
      self = .later
    default: self = .other
    }
  }

  /// How a file of this kind is read; nil for a kind that is not read yet. A file of no known kind that was asked
  /// for is read as a script.
  package var host: HostKind? {
    switch self {
    case .document: .criteria
    case .deluge, .other: .deluge
    case .json: .json
    case .request: .request
    case .later: nil
    }
  }
}

/// Whether a file that was not asked for by name can hold queries at all, from its bytes alone.
package enum ContentGate {
  private static let cliq = Needle("zoho.cliq.", rare: 8)
  private static let invoke = Needle("invokeurl", rare: 4)
  /// Of the paths that hold records; without slashes, which JSON may write as `\/` or leave out.
  private static let paths = [Needle("datastores", rare: 0), Needle("storages", rare: 0)]
  private static let criteria = Needle("criteria", rare: 0)
  /// Of addresses of Make's, written whole, with `\/`, and in parts.
  private static let make = [
    Needle("api/v2", rare: 4), Needle("api\\/v2", rare: 5), Needle("\"v2\"", rare: 1), Needle("pg[", rare: 1),
    Needle("pg%5", rare: 2), Needle("cols[", rare: 4), Needle("cols%5", rare: 4),
  ]

  /// Of comments.
  private static let marker = Needle("cliquery: ", rare: 3)

  private struct Needle: Sendable {
    private let bytes: [UInt8]
    private let rare: Int

    init(_ text: String, rare: Int) {
      bytes = Array(text.utf8)
      self.rare = rare
    }

    func isFound(in bytes: [UInt8]) -> Bool { SystemCalls.contains(self.bytes, rare: rare, in: bytes) }
  }

  /// Whether the file at `path`, of this kind, may hold anything to look at.
  package static func passes(_ bytes: [UInt8], of path: FilePath, kind: HostKind) -> Bool {
    switch kind {
    case .criteria: true
    case .deluge: DelugeHost.mayHoldQueries(bytes) && (path.hasSuffix || !isProgram(bytes))
    case .json:
      criteria.isFound(in: bytes) || paths.contains { $0.isFound(in: bytes) }
        || make.contains { $0.isFound(in: bytes) } || marker.isFound(in: bytes)
    case .request: true
    }
  }

  /// Whether the bytes are no text, as git tells: a NUL stands among the first 8,000. Programs have no suffix, as some
  /// scripts have none, and one that serves scripts holds their words.
  private static func isProgram(_ bytes: [UInt8]) -> Bool { bytes.prefix(8_000).contains(0) }

  /// The kind of a text without a name.
  package static func guess(_ bytes: [UInt8]) -> HostKind {
    if cliq.isFound(in: bytes) || invoke.isFound(in: bytes) { return .deluge }
    let start = bytes.prefix(1 << 12).filter { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }.prefix(2)
    let isJSON = [["{", "\""], ["{", "}"], ["[", "{"], ["[", "\""], ["[", "["]].contains {
      start.elementsEqual($0.joined().utf8)
    }
    if isJSON { return .json }
    return RequestFileHost.isLikely(bytes) ? .request : .criteria
  }
}
