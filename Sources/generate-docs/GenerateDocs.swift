import Foundation
import LanguageServer
import Linting
import Workspace

/// Writes what is made from the sources: the rules' pages, the decisions, the schema of the settings,
/// and the language server's table of the protocol. Run it in the
/// package's root: `swift run generate-docs`.
///
/// Pages and registry are compiled in, so after a new rule it takes two runs.
@main
enum GenerateDocs {
  static func main() throws {
    let root = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    let rules = root.appendingPathComponent("Sources/Linting/Rules")
    var bodies: [String: String] = [:]
    for file in try FileManager.default.subpathsOfDirectory(atPath: rules.path)
    where file.hasSuffix(".swift") {
      let source = try String(contentsOf: rules.appendingPathComponent(file), encoding: .utf8)
      if let page = RulePage.extract(fromSource: source) { bodies[page.code] = page.body }
    }
    try write(
      GeneratedDocs.pagesSource(bodies), to: root.appendingPathComponent("Sources/Linting/RulePages.swift"))
    for file in GeneratedDocs.files(bodies) {
      try write(file.text, to: root.appendingPathComponent(file.path))
    }
    try write(
      String(decoding: SettingsSchema.text, as: UTF8.self),
      to: root.appendingPathComponent(SettingsSchema.path))
    let server = root.appendingPathComponent(LanguageServerDocs.path)
    try write(LanguageServerDocs.updated(String(contentsOf: server, encoding: .utf8)), to: server)
  }

  private static func write(_ text: String, to url: URL) throws {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    if (try? String(contentsOf: url, encoding: .utf8)) == text { return }
    try text.write(to: url, atomically: true, encoding: .utf8)
    print("wrote \(url.lastPathComponent)")
  }
}
