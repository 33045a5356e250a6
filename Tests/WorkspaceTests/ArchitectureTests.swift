import Testing
import Workspace

/// What each target may import beside the standard library.
private let allowed: [String: Set<String>] = [
  "SourceText": [],
  "JSONSyntax": ["SourceText"],
  "CriteriaSyntax": ["SourceText"],
  "CriteriaSemantics": ["SourceText", "CriteriaSyntax", "JSONSyntax"],
  "Formatting": ["SourceText", "CriteriaSyntax"],
  "Embedding": ["SourceText", "CriteriaSyntax", "JSONSyntax"],
  "Linting": ["SourceText", "CriteriaSyntax", "JSONSyntax", "CriteriaSemantics", "Embedding"],
  "Workspace": [
    "SourceText", "CriteriaSyntax", "JSONSyntax", "CriteriaSemantics", "Embedding", "Linting", "Formatting",
    "Yams", "Glibc", "Musl", "Darwin",
  ],
]

/// INVARIANT (direction): a layer knows those below it only; nothing above `Workspace` can do input or output, and
/// nothing that `check` runs knows Foundation or a database.
@Test("each target imports what the architecture lets it")
func imports() throws {
  let sources = FilePath(#filePath).parent.parent.parent.appending("Sources")
  for (target, modules) in allowed.sorted(by: { $0.key < $1.key }) {
    var folders = [sources.appending(target)]
    var count = 0
    while let folder = folders.popLast() {
      for entry in try FileSystem.list(folder) {
        let path = folder.appending(entry.name)
        if entry.kind == .folder { folders.append(path) }
        guard entry.kind == .file, path.text.hasSuffix(".swift") else { continue }
        count += 1
        for line in String(decoding: try FileSystem.read(path), as: UTF8.self).split(separator: "\n") {
          let words = line.split(separator: " ")
          guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
            words[..<index].allSatisfy({ ["package", "public", "internal", "@testable"].contains($0) })
          else { continue }
          let module = String(words[words.count - 1].split(separator: ".").first ?? "")
          #expect(modules.contains(module), "\(target) imports \(module) in \(entry.name.text)")
        }
      }
    }
    #expect(count > 0, "\(target) has no sources")
  }
}

extension [UInt8] {
  fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}
