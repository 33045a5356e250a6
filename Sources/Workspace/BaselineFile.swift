import JSONSyntax
import SourceText

/// The file of `--baseline`.
extension Baseline {
  private static let version = 1

  /// Reads the file at `path`; a problem where it is not a baseline.
  package static func read(_ path: FilePath) -> (baseline: Baseline, problem: Problem?) {
    do {
      return decode(try FileSystem.read(path), path: path)
    } catch {
      return (Baseline(), Problem(.input, error.message, path: path.text))
    }
  }

  private static func decode(_ bytes: [UInt8], path: FilePath) -> (baseline: Baseline, problem: Problem?) {
    let document = JSONDocument(bytes)
    func failure(_ message: String, _ range: ByteRange) -> (Baseline, Problem?) {
      let place = PlaceTable(offsets: [range.start], lineOffsets: [], in: bytes).place(at: range.start)
      return (
        Baseline(),
        Problem(.input, "not a baseline: \(message); write it anew", path: path.text, place: place)
      )
    }
    if let error = document.errors.first { return failure(error.message(in: bytes), error.range) }
    guard let root = document.root, let list = root["findings"], list.kind == .array else {
      return failure("expected an object with a list `findings`", ByteRange(at: 0))
    }
    if let found = root["version"], found.int64 != Int64(version) {
      return failure("expected `version` \(version), found `\(found.source)`", found.range)
    }
    var entries: [Entry] = []
    for item in list.elements {
      guard let path = item["path"]?.string, let code = item["code"]?.string,
        let fingerprint = item["fingerprint"]?.string
      else { return failure("expected `path`, `code` and `fingerprint`", item.range) }
      entries.append(Entry(path: path, code: code, fingerprint: fingerprint))
    }
    return (Baseline(entries), nil)
  }

  /// The file's content, sorted, so that versions of it can be compared.
  package var encoded: [UInt8] {
    var writer = JSONWriter(indentation: 2)
    writer.object { writer in
      writer.member("version", Self.version)
      writer.key("findings")
      writer.array { writer in
        for entry in known.sorted(by: {
          ($0.path, $0.code, $0.fingerprint) < ($1.path, $1.code, $1.fingerprint)
        }) {
          writer.object { writer in
            writer.member("path", entry.path)
            writer.member("code", entry.code)
            writer.member("fingerprint", entry.fingerprint)
          }
        }
      }
    }
    return writer.textWithNewline
  }
}
