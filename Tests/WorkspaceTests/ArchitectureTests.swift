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
    let files = try sources(of: target)
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
    for (name, text) in try sources(of: target) {
      for trap in traps { #expect(!text.contains(trap), "\(trap) in \(name)") }
    }
  }
}

/// INVARIANT (output): standard output belongs to the command that runs.
@Test("no library prints")
func prints() throws {
  for target in allowed.keys.sorted() {
    for (name, text) in try sources(of: target) {
      let prints = text.split(separator: "\n").contains { line in
        let code = line.drop { $0 == " " }
        return code.hasPrefix("print(") || code.hasPrefix("debugPrint(") || code.hasPrefix("Swift.print(")
      }
      #expect(!prints, "\(name) prints")
    }
  }
}

/// The Swift files of a target, with their texts.
private func sources(of target: String) throws -> [(name: String, text: String)] {
  var folders = [FilePath(#filePath).parent.parent.parent.appending("Sources").appending(target)]
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
