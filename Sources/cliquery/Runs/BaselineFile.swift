import JSONSyntax
import Workspace

/// The file of `--baseline`: `{"version": 1, "findings": [{"path", "code", "fingerprint"}]}`, sorted, so that it
/// changes little when it is written anew.
package enum BaselineFile {
  /// Why a file is no baseline.
  package struct Failure: Error {
    package let message: String
  }

  package static func read(_ path: String) throws(Failure) -> Baseline {
    let bytes: [UInt8]
    do {
      bytes = try FileSystem.read(FilePath(path))
    } catch {
      throw Failure(message: "the baseline cannot be read: \(error.message)")
    }
    let document = JSONDocument(bytes)
    guard document.errors.isEmpty, let root = document.root, root["version"]?.int64 == 1 else {
      throw Failure(
        message: "this is no baseline of cliquery; remove it, and `--baseline` writes it anew")
    }
    let entries = (root["findings"]?.elements ?? []).compactMap { entry -> Baseline.Entry? in
      guard let path = entry["path"]?.string, let code = entry["code"]?.string,
        let fingerprint = entry["fingerprint"]?.string
      else { return nil }
      return Baseline.Entry(path: path, code: code, fingerprint: fingerprint)
    }
    return Baseline(entries)
  }

  package static func text(of baseline: Baseline) -> [UInt8] {
    let entries = baseline.known.sorted {
      ($0.path, $0.code, $0.fingerprint) < ($1.path, $1.code, $1.fingerprint)
    }
    var writer = JSONWriter(indentation: 2)
    writer.object { writer in
      writer.member("version", 1)
      writer.key("findings")
      writer.array { writer in
        for entry in entries {
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
