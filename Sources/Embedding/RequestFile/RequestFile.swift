import SourceText

/// A request file taken apart, for what is asked about the file itself.
package struct RequestFile: Sendable {
  /// `@name = value`
  package struct Definition: Sendable, Hashable {
    package let name: ByteRange
    package let value: ByteRange
  }

  package let requests: [WrittenRequest]
  package let definitions: [Definition]
  package let comments: [HostComment]
  /// The names of files that are sent as bodies: the `./file` of `< ./file`.
  package let bodyFiles: [ByteRange]

  /// Linear; any bytes are a request file.
  package init(_ bytes: [UInt8]) {
    var scanner = RequestFileScanner(bytes)
    scanner.run()
    requests = scanner.requests
    definitions = scanner.definitions.map { Definition(name: $0.name, value: $0.value) }
    comments = scanner.comments
    let lines = RequestFileLines(bytes)
    bodyFiles = requests.compactMap { Self.bodyFile(of: $0, bytes, lines) }
  }

  private static func bodyFile(
    of request: WrittenRequest, _ bytes: [UInt8], _ lines: RequestFileLines
  ) -> ByteRange? {
    guard request.body == .file, !request.isCommand else { return nil }
    let head = max(request.parts.last?.range.end ?? 0, request.headers.last?.value.end ?? 0)
    var start = head
    while start < request.range.end, bytes[start] != UInt8(ascii: "<") { start += 1 }
    var end = start
    while end < request.range.end, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    var name = ByteRange(min(start + 1, end), end)
    if bytes[name].first == UInt8(ascii: "@") {
      // `<@latin1 ./file`
      while name.start < name.end, !RequestFileLines.isBlank(bytes[name.start]) {
        name = ByteRange(name.start + 1, name.end)
      }
    }
    name = lines.trimmed(name)
    return name.isEmpty ? nil : name
  }
}
