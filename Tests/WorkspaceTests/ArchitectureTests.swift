import Testing
import Workspace

/// What each target may import beside the standard library.
private let allowed: [String: Set<String>] = [
  "SourceText": [],
  "JSONSyntax": ["SourceText"],
  "CriteriaSyntax": ["SourceText"],
  "MakeQuery": ["SourceText"],
  "CriteriaSemantics": ["SourceText", "CriteriaSyntax", "JSONSyntax"],
  "Formatting": ["SourceText", "CriteriaSyntax", "MakeQuery"],
  "Embedding": ["SourceText", "CriteriaSyntax", "JSONSyntax", "MakeQuery"],
  "Linting": [
    "SourceText", "CriteriaSyntax", "JSONSyntax", "CriteriaSemantics", "Embedding", "Evaluation", "MakeQuery",
  ],
  "Evaluation": ["SourceText", "JSONSyntax", "CriteriaSyntax", "CriteriaSemantics", "MakeQuery"],
  "Fixtures": ["SourceText", "CriteriaSyntax", "JSONSyntax", "CriteriaSemantics", "Evaluation", "MakeQuery"],
  "Workspace": [
    "SourceText", "CriteriaSyntax", "JSONSyntax", "CriteriaSemantics", "Embedding", "Linting", "Formatting",
    "Evaluation", "Fixtures", "MakeQuery", "CYAML", "Glibc", "Musl", "Darwin",
  ],
  "RecordStore": [
    "SourceText", "JSONSyntax", "CriteriaSyntax", "CriteriaSemantics", "Evaluation", "Fixtures", "MakeQuery",
    "CSQLite", "Glibc", "Musl", "Darwin",
  ],
  "JSONRPC": ["SourceText", "JSONSyntax"],
  "LanguageServer": [
    "SourceText", "JSONSyntax", "CriteriaSyntax", "CriteriaSemantics", "Embedding", "Linting", "Evaluation",
    "MakeQuery", "Workspace", "JSONRPC", "Glibc", "Musl", "Darwin",
  ],
  "cliquery": [
    "SourceText", "JSONSyntax", "CriteriaSyntax", "CriteriaSemantics", "Embedding", "Linting", "Formatting",
    "Evaluation", "Fixtures", "MakeQuery", "Workspace", "RecordStore", "REPL", "LanguageServer",
    "ArgumentParser", "Glibc", "Musl", "Darwin",
  ],
  "REPL": [
    "SourceText", "JSONSyntax", "CriteriaSyntax", "CriteriaSemantics", "Embedding", "Linting", "Formatting",
    "Evaluation", "Fixtures", "MakeQuery", "Workspace", "RecordStore", "CLibEdit", "Glibc", "Musl", "Darwin",
  ],
]

/// INVARIANT (direction): a layer knows those below it only; nothing above `Workspace` can do input or output, and
/// nothing that `check` runs knows a database. Foundation is nowhere: its constructors run at every start.
@Test("each target imports what the architecture lets it")
func imports() throws {
  for (target, modules) in allowed.sorted(by: { $0.key < $1.key }) {
    let files = try sources(of: "Sources/\(target)")
    #expect(!files.isEmpty, "\(target) has no sources")
    for (name, text) in files {
      for line in text.split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
          words[..<index].allSatisfy({ ["package", "public", "internal", "@testable"].contains($0) })
        else { continue }
        let module = String(words[words.count - 1].split(separator: ".").first ?? "")
        #expect(modules.contains(module), "\(target) imports \(module) in \(name)")
      }
    }
  }
}

/// INVARIANT (no trap): nothing that a file or a client says ends the program. Forced unwrapping is the formatter's
/// to find; what is left is spelled out here.
@Test("no source can end the program on what it reads")
func traps() throws {
  let traps = [
    "try!", "as!", "fatalError(", "precondition(", "preconditionFailure(", "assert(", "assertionFailure(",
    "unsafelyUnwrapped", "unowned(unsafe)",
  ]
  for target in allowed.keys.sorted() + ["cliquery"] {
    for (name, text) in try sources(of: "Sources/\(target)") {
      for trap in traps { #expect(!text.contains(trap), "\(trap) in \(name)") }
    }
  }
}

/// INVARIANT (output): standard output belongs to the command that runs.
@Test("no library prints")
func prints() throws {
  for target in allowed.keys.sorted() {
    for (name, text) in try sources(of: "Sources/\(target)") {
      let prints = text.split(separator: "\n").contains { line in
        let code = line.drop { $0 == " " }
        return code.hasPrefix("print(") || code.hasPrefix("debugPrint(") || code.hasPrefix("Swift.print(")
      }
      #expect(!prints, "\(name) prints")
    }
  }
}

/// What the page says a target imports, with what comes with that, is what the target may import.
@Test("the page of the architecture says what the targets import, and names tests that exist")
func page() throws {
  let folder = FilePath(#filePath).parent.parent.parent
  let bytes = try FileSystem.read(folder.appending("docs/architecture.md"))
  let rows = bytes.text.split(separator: "\n").map { $0.split(separator: "|").map(names) }
  var imports: [String: Set<String>] = [:]
  for row in rows where row.count == 3 {
    guard let target = row[0].first, allowed[target] != nil else { continue }
    let above = row[2].isEmpty || target == "Workspace" ? Set(imports.keys) : []
    imports[target] = above.union(row[2]).intersection(allowed.keys)
  }
  #expect(Set(imports.keys) == Set(allowed.keys))
  for (target, modules) in allowed {
    var closure = imports[target] ?? []
    while true {
      let more = closure.reduce(closure) { $0.union(imports[$1] ?? []) }
      if more == closure { break }
      closure = more
    }
    let missing = modules.intersection(allowed.keys).subtracting(closure)
    #expect(missing.isEmpty, "\(target): \(missing)")
  }
  let texts = try allowed.keys.flatMap { try sources(of: "Sources/\($0)") } + sources(of: "Tests")
  for row in rows where row.count == 2 {
    for name in row[1] where name.first?.isUppercase ?? false {
      for part in name.split(separator: ".") {
        let isThere = texts.contains { $0.name.hasPrefix(part) || $0.text.contains(" \(part)") }
        #expect(isThere, "\(name)")
      }
    }
  }
}

/// What stands in backticks.
private func names(_ cell: Substring) -> [String] {
  cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
    .filter { $0.offset % 2 == 1 }.map { String($0.element) }
}

/// The Swift files of a folder, with their texts.
private func sources(of folder: String) throws -> [(name: String, text: String)] {
  var folders = [FilePath(#filePath).parent.parent.parent.appending(folder)]
  var result: [(String, String)] = []
  while let folder = folders.popLast() {
    for entry in try FileSystem.list(folder) {
      let path = folder.appending(entry.name)
      if entry.kind == .folder { folders.append(path) }
      guard entry.kind == .file, path.text.hasSuffix(".swift") else { continue }
      result.append((entry.name.text, String(decoding: try FileSystem.read(path), as: UTF8.self)))
    }
  }
  return result
}

extension [UInt8] {
  fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}
