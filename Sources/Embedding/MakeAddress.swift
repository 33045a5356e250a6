import SourceText

/// Where an address leads, as far as its text tells.
struct MakeAddress: Sendable {
  enum Host: Sendable {
    /// One of Make's.
    case make
    /// Somebody else's.
    case foreign
    /// A hole, which may hold a part of the path too.
    case hole
    /// None is written: the text begins with the path.
    case none
  }

  let host: Host
  /// Whether the host is one of Make's that serves the API, not its pages or webhooks.
  let isZone: Bool
  /// Whether the path begins with `/api/v2/`, written out.
  let isAPI: Bool
  /// Whether a parameter `pg[…]` or `cols[…]` is written out.
  let hasListParameter: Bool
  /// What follows the host, up to the query: `/api/v2/teams`, `/teams`, `teams`.
  let path: ByteRange
  /// Behind the `?`; nil where there is none.
  let query: ByteRange?

  /// - Parameter header: the value of the header `Host`, for a text that begins with the path.
  init(_ text: MappedText, hosts: MakeHosts, header: ArraySlice<UInt8>? = nil) {
    var cursor = Cursor(text)
    let end = cursor.end { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
    let isQuery = end < text.range.end && text.bytes[end] == UInt8(ascii: "?")
    query = isQuery ? ByteRange(end + 1, text.range.end) : nil
    hasListParameter = query.map { Self.hasListParameter(text, $0) } ?? false
    let location = ByteRange(text.range.start, end)

    var host: ByteRange?
    let start = Self.schemeEnd(text, location)
    if let start {
      host = ByteRange(start, Self.slash(text, ByteRange(start, end)))
    } else if text.bytes[location].starts(with: "//".utf8) {
      host = ByteRange(location.start + 2, Self.slash(text, ByteRange(location.start + 2, end)))
    } else if text.bytes[location].first != UInt8(ascii: "/") {
      let first = ByteRange(location.start, Self.slash(text, location))
      if text.holes.contains(where: { first.contains($0.range) }) || Self.looksLikeHost(text.bytes[first]) {
        host = first
      }
    }
    path = ByteRange(host?.end ?? location.start, end)
    if let host {
      self.host = Self.judge(host, text, hosts)
      isZone = Self.isZone(host, text, hosts)
    } else if let header {
      isZone = hosts.isZone(header)
      self.host = hosts.contains(header) ? .make : header.contains(UInt8(ascii: "{")) ? .hole : .foreign
    } else {
      self.host = .none
      isZone = false
    }
    isAPI = text.bytes[path].starts(with: "/api/v2/".utf8) && path.count > 8
  }

  /// The parts of the path behind `/api/v2`, as many as any known path has and more.
  func segments(in text: MappedText) -> [ByteRange] {
    var result: [ByteRange] = []
    var start = isAPI ? path.start + "/api/v2/".utf8.count : path.start
    if text.bytes[ByteRange(start, path.end)].first == UInt8(ascii: "/") { start += 1 }
    while start < path.end, result.count < 32 {
      let end = Self.slash(text, ByteRange(start, path.end))
      result.append(ByteRange(start, end))
      start = end + 1
    }
    return result
  }

  /// Whether the path names something that a zone serves beside the API: its MCP server, signing in.
  func isBesideAPI(in text: MappedText) -> Bool {
    guard let first = segments(in: text).first(where: { !$0.isEmpty }) else { return true }
    return ["mcp", "oauth", "sso", ".well-known"].contains { text.bytes[first].elementsEqual($0.utf8) }
  }

  /// Behind `scheme://`, where the scheme may be a hole.
  private static func schemeEnd(_ text: MappedText, _ range: ByteRange) -> Int? {
    var place = range.start
    if let hole = text.holes.first, hole.range.start == place, !hole.range.isEmpty {
      place = hole.range.end
    } else {
      while place < range.end, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(text.bytes[place] | 0x20) {
        place += 1
      }
    }
    guard place > range.start, text.bytes[ByteRange(place, range.end)].starts(with: "://".utf8) else {
      return nil
    }
    return place + 3
  }

  /// The next slash outside of holes, or the end.
  private static func slash(_ text: MappedText, _ range: ByteRange) -> Int {
    var cursor = Cursor(text)
    cursor.place = range.start
    return min(cursor.end { $0 == UInt8(ascii: "/") }, range.end)
  }

  private static func looksLikeHost(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.contains(UInt8(ascii: ".")) || bytes.contains(UInt8(ascii: ":"))
      || bytes.elementsEqual("localhost".utf8)
  }

  private static func judge(_ host: ByteRange, _ text: MappedText, _ hosts: MakeHosts) -> Host {
    guard let last = text.holes.last(where: { host.overlaps($0.range) || host == $0.range }) else {
      return hosts.contains(text.bytes[host]) ? .make : .foreign
    }
    let tail = ByteRange(last.range.end, host.end)
    // A port that is written out is none of Make's.
    if text.bytes[tail].first == UInt8(ascii: ":") { return .foreign }
    switch hosts.mayEnd(with: text.bytes[tail]) {
    case .sure: return .make
    case .possible: return .hole
    case .no: return .foreign
    }
  }

  /// A hole may stand for the name of the zone, no more: `{{zone}}.make.com`.
  private static func isZone(_ host: ByteRange, _ text: MappedText, _ hosts: MakeHosts) -> Bool {
    guard let last = text.holes.last(where: { host.overlaps($0.range) || host == $0.range }) else {
      return hosts.isZone(text.bytes[host])
    }
    return last.range.start == host.start
      && hosts.isEndOfZone(text.bytes[ByteRange(last.range.end, host.end)])
  }

  private static func hasListParameter(_ text: MappedText, _ query: ByteRange) -> Bool {
    var cursor = Cursor(text)
    var place = query.start
    while place < query.end {
      let rest = text.bytes[ByteRange(place, query.end)]
      for name in ["pg", "cols"] where rest.starts(with: name.utf8) {
        let bracket = rest.dropFirst(name.utf8.count)
        if bracket.first == UInt8(ascii: "[") || bracket.starts(with: "%5B".utf8)
          || bracket.starts(with: "%5b".utf8)
        {
          return true
        }
      }
      cursor.place = place
      place = cursor.end { $0 == UInt8(ascii: "&") } + 1
    }
    return false
  }

  /// Goes through a text without seeing what stands in holes.
  private struct Cursor {
    let text: MappedText
    var place: Int
    /// The first hole that is not passed.
    private var next = 0

    init(_ text: MappedText) {
      self.text = text
      place = text.range.start
    }

    /// The first byte from `place` on that fits, or the end.
    mutating func end(_ fits: (UInt8) -> Bool) -> Int {
      while place < text.range.end {
        while next < text.holes.count, text.holes[next].range.end <= place { next += 1 }
        if next < text.holes.count, text.holes[next].range.contains(place) {
          place = text.holes[next].range.end
          continue
        }
        if fits(text.bytes[place]) { return place }
        place += 1
      }
      return text.range.end
    }
  }
}
