import CriteriaSyntax
import SourceText

/// Queries of both languages in request files, `*.http` and `*.rest`: the form of the REST Client and of the HTTP client
/// of JetBrains.
package enum RequestFileHost {
  /// What the settings say about one file.
  package struct Options: Sendable {
    /// Of bodies that are JSON.
    package var json: JSONHost.Options
    package var make: MakeEvidence

    package init(json: JSONHost.Options = JSONHost.Options(), make: MakeEvidence = MakeEvidence()) {
      self.json = json
      self.make = make
    }
  }

  /// Everything found in a file, in its order. Any bytes are a request file: what is not understood is passed over.
  package static func read(_ bytes: [UInt8], options: Options = Options()) -> HostFile {
    var reader = RequestFileReader(bytes, options: options)
    reader.read()
    return reader.file
  }

  /// Whether a text without a name is a request file: its first line that is no comment is a mark, or a method and an
  /// address.
  package static func isLikely(_ bytes: [UInt8]) -> Bool {
    var lines = RequestFileLines(bytes)
    while let line = lines.next() {
      let content = lines.trimmed(line)
      if bytes[line].starts(with: "###".utf8) { return true }
      if content.isEmpty || lines.comment(in: line) != nil { continue }
      guard let method = RequestLine.method(bytes, content) else { return false }
      let address = bytes[lines.trimmed(ByteRange(method.end, content.end))]
      return address.first == UInt8(ascii: "/") || address.starts(with: "{{".utf8)
        || address.starts(with: "http".utf8)
    }
    return false
  }

  /// The requests of a file, wherever they go.
  package static func requests(in bytes: [UInt8]) -> [WrittenRequest] {
    var scanner = RequestFileScanner(bytes)
    scanner.run()
    return scanner.requests
  }
}
