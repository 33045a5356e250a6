import CriteriaSyntax
import SourceText

/// Queries in request files, `*.http` and `*.rest`: the form of the REST Client and of the HTTP client of JetBrains.
package enum RequestFileHost {
  /// Everything found in a file, in its order. Any bytes are a request file: what is not understood is passed over.
  package static func read(_ bytes: [UInt8]) -> HostFile {
    var file = HostFile()
    var lines = RequestFileLines(bytes)
    while let line = lines.next() {
      if let comment = lines.comment(in: line) { file.comments.append(comment) }
    }
    return file
  }
}
