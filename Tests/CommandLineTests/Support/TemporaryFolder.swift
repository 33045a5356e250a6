import Foundation

/// A folder of its own for a test, removed with it.
final class TemporaryFolder {
  let url: URL

  /// `files` by their paths.
  init(_ files: [String: String] = [:]) throws {
    // Outside of any workspace; the resolved path, so that tools name it as we do.
    let base = URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath()
    url = base.appendingPathComponent("cliquery-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (path, text) in files { try write(text, to: path) }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ text: String, to path: String) throws {
    let file = url.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ path: String) -> String? {
    (try? Data(contentsOf: url.appendingPathComponent(path))).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Runs cliquery in this folder.
  func cliquery(_ arguments: String..., input: String? = nil, environment: [String: String] = [:]) throws
    -> Outcome
  {
    try Program.cliquery.run(arguments, in: url, input: input, environment: environment)
  }
}
