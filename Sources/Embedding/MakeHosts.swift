import SourceText

/// The hosts of the Make API: Make's own zones and those of the settings (`make.hosts`).
package struct MakeHosts: Sendable, Hashable {
  /// Lower case; one that begins with a dot stands for all hosts that end so.
  private var names: [[UInt8]]

  /// Make's zones: `eu1.make.com`, `eu1.make.celonis.com`, and what they were called before.
  package static let builtIn = MakeHosts()

  /// - Parameter names: further hosts: `make.example.com`, `*.example.com`; an address counts for its host.
  package init(_ names: [String] = []) {
    self.names = Self.own + names.compactMap { Self.host(of: Array($0.lowercased().utf8)) }
  }

  private static let own = [
    ".make.com", ".make.celonis.com", ".make.cloud", ".make.dev", ".integromat.com",
  ].map { Array($0.utf8) }

  /// Without scheme, port and path, `*.` as a dot.
  private static func host(of name: [UInt8]) -> [UInt8]? {
    var rest = name[...]
    if let colon = rest.firstIndex(of: UInt8(ascii: ":")), rest[colon...].starts(with: "://".utf8) {
      rest = rest[(colon + 3)...]
    }
    rest = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ":") && $0 > 0x20 }
    if rest.starts(with: "*.".utf8) { rest = rest.dropFirst() }
    return rest.isEmpty ? nil : Array(rest)
  }

  /// Whether the host is one of Make's, letters compared without case; user and port do not count.
  package func contains(_ host: ArraySlice<UInt8>) -> Bool {
    let host = Self.bare(host)
    return names.contains { name in
      name.first == UInt8(ascii: ".")
        ? host.count > name.count && host.suffix(name.count).elementsEqual(name) : host.elementsEqual(name)
    }
  }

  /// Whether the host serves the API and hardly anything else: a zone (`eu1.make.com`), or one of the settings. The pages
  /// (`www`, `help`) and the webhooks (`hook.eu1`) of Make are elsewhere.
  func isZone(_ host: ArraySlice<UInt8>) -> Bool {
    let host = Self.bare(host)
    for name in Self.own where host.count > name.count && host.suffix(name.count).elementsEqual(name) {
      let label = host.dropLast(name.count)
      let digits = label.drop { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
      return digits.startIndex > label.startIndex && !digits.isEmpty
        && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
    return contains(host[...])
  }

  /// Whether `tail` is all that follows the name of a zone.
  func isEndOfZone(_ tail: ArraySlice<UInt8>) -> Bool {
    let tail = Self.bare(tail)
    return names.contains { $0.first == UInt8(ascii: ".") && $0 == tail }
  }

  /// Whether a host whose beginning is not known may be one of Make's: `tail` is what is known of it.
  func mayEnd(with tail: ArraySlice<UInt8>) -> Verdict {
    let tail = Self.bare(tail)
    if tail.isEmpty { return .possible }
    var verdict = Verdict.no
    for name in names {
      if tail.count >= name.count, name.first == UInt8(ascii: "."),
        tail.suffix(name.count).elementsEqual(name)
      {
        return .sure
      }
      if name.count > tail.count, name.suffix(tail.count).elementsEqual(tail) { verdict = .possible }
    }
    return verdict
  }

  enum Verdict {
    case no
    case possible
    case sure
  }

  private static func bare(_ host: ArraySlice<UInt8>) -> [UInt8] {
    var rest = host
    if let at = rest.lastIndex(of: UInt8(ascii: "@")) { rest = rest[(at + 1)...] }
    if let colon = rest.lastIndex(of: UInt8(ascii: ":")) { rest = rest[..<colon] }
    return rest.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
  }
}
