// swift-tools-version: 6.1
import PackageDescription

/// Cross-module optimisation is what keeps the layers below free of a price at run time.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

/// libedit and what a static link of it needs; on macOS it is a part of the system.
let lineEditing: [LinkerSetting] = [
  .linkedLibrary("edit"),
  .linkedLibrary("tinfo", .when(platforms: [.linux])),
  .linkedLibrary("bsd", .when(platforms: [.linux])),
  .linkedLibrary("md", .when(platforms: [.linux])),
]

let package = Package(
  name: "cliquery",
  platforms: [.macOS(.v14)],
  products: [.executable(name: "cliquery", targets: ["cliquery"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .target(name: "SourceText", swiftSettings: settings),
    .target(name: "JSONSyntax", dependencies: ["SourceText"], swiftSettings: settings),
    .target(name: "CriteriaSyntax", dependencies: ["SourceText"], swiftSettings: settings),
    .target(name: "MakeQuery", dependencies: ["SourceText"], swiftSettings: settings),
    .target(
      name: "CriteriaSemantics", dependencies: ["CriteriaSyntax", "JSONSyntax"], swiftSettings: settings),
    .target(name: "Formatting", dependencies: ["CriteriaSyntax", "MakeQuery"], swiftSettings: settings),
    .target(
      name: "Embedding", dependencies: ["CriteriaSyntax", "JSONSyntax", "MakeQuery"], swiftSettings: settings),
    .target(
      name: "Linting", dependencies: ["CriteriaSemantics", "Embedding", "Evaluation", "MakeQuery"],
      swiftSettings: settings),
    .target(
      name: "Evaluation", dependencies: ["CriteriaSemantics", "JSONSyntax", "MakeQuery"],
      swiftSettings: settings),
    .target(
      name: "Fixtures", dependencies: ["Evaluation", "JSONSyntax", "MakeQuery"], swiftSettings: settings),
    .target(
      name: "Workspace",
      dependencies: [
        "SourceText", "JSONSyntax", "CriteriaSyntax", "CriteriaSemantics", "Formatting", "Embedding",
        "Linting", "Evaluation", "Fixtures", "MakeQuery", "CYAML",
      ],
      swiftSettings: settings),
    .target(
      name: "RecordStore",
      dependencies: [
        "CriteriaSemantics", "CSQLite", "Evaluation", "Fixtures", "JSONSyntax",
      ],
      swiftSettings: settings),
    .target(name: "JSONRPC", dependencies: ["JSONSyntax"], swiftSettings: settings),
    .target(
      name: "LanguageServer", dependencies: ["Workspace", "JSONRPC"], swiftSettings: settings),
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite3"])]),
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .target(name: "CLibEdit", linkerSettings: lineEditing),
    .target(
      name: "REPL", dependencies: ["Workspace", "RecordStore", "CLibEdit"], swiftSettings: settings),
    .executableTarget(
      name: "cliquery",
      dependencies: [
        "Workspace", "RecordStore", "REPL", "LanguageServer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .target(
      name: "TestSupport", dependencies: ["CriteriaSyntax", "Formatting", "MakeQuery"], path: "Tests/Support",
      swiftSettings: settings),
    .target(
      name: "FolderTestSupport", dependencies: ["Workspace"], path: "Tests/FolderSupport",
      swiftSettings: settings),
    .target(
      name: "RecordTestSupport", dependencies: ["Evaluation", "TestSupport"], path: "Tests/RecordSupport",
      swiftSettings: settings),
    .target(
      name: "StoreTestSupport", dependencies: ["RecordStore", "RecordTestSupport"],
      path: "Tests/StoreSupport",
      swiftSettings: settings),
    .target(
      name: "ServerTestSupport", dependencies: ["LanguageServer", "TestSupport"],
      path: "Tests/ServerSupport",
      swiftSettings: settings),
    .executableTarget(
      name: "server-runner", dependencies: ["ServerTestSupport"], path: "Tests/ServerRunner",
      swiftSettings: settings),
    .executableTarget(
      name: "store-runner", dependencies: ["RecordTestSupport", "StoreTestSupport"],
      path: "Tests/StoreRunner",
      swiftSettings: settings),
    .executableTarget(
      name: "generate-docs", dependencies: ["LanguageServer", "Linting", "Workspace"], swiftSettings: settings
    ),
    .target(
      name: "LintTestSupport", dependencies: ["Embedding", "Linting"], path: "Tests/LintSupport",
      swiftSettings: settings),
    .executableTarget(
      name: "benchmarks", dependencies: ["Evaluation", "Fixtures", "LanguageServer", "Workspace"],
      path: "Benchmarks",
      swiftSettings: settings),
    .target(
      name: "Robustness", dependencies: ["Linting", "Formatting", "MakeQuery", "TestSupport"],
      path: "Tests/Robustness",
      swiftSettings: settings),
    .executableTarget(
      name: "robustness-runner", dependencies: ["Robustness"], path: "Tests/RobustnessRunner",
      swiftSettings: settings),
    .testTarget(name: "RobustnessTests", dependencies: ["Robustness"], swiftSettings: settings),
    .testTarget(
      name: "SourceTextTests", dependencies: ["SourceText", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "JSONSyntaxTests", dependencies: ["JSONSyntax", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "LanguageServerTests",
      dependencies: [
        "FolderTestSupport", "LanguageServer", "RecordTestSupport", "ServerTestSupport", "TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(name: "JSONRPCTests", dependencies: ["JSONRPC", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "CriteriaSyntaxTests", dependencies: ["CriteriaSyntax", "Formatting", "TestSupport"],
      swiftSettings: settings),
    .testTarget(name: "MakeQueryTests", dependencies: ["MakeQuery", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "CriteriaSemanticsTests", dependencies: ["CriteriaSemantics", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "FormattingTests", dependencies: ["Formatting", "Embedding", "MakeQuery", "TestSupport"],
      swiftSettings: settings),
    .testTarget(name: "EmbeddingTests", dependencies: ["Embedding", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "LintingTests", dependencies: ["Linting", "LintTestSupport", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "EvaluationTests", dependencies: ["Evaluation", "RecordTestSupport", "TestSupport"],
      swiftSettings: settings),
    .testTarget(name: "FixturesTests", dependencies: ["Fixtures", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "RecordStoreTests", dependencies: ["Fixtures", "RecordStore", "StoreTestSupport", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "WorkspaceTests", dependencies: ["FolderTestSupport", "Workspace", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "REPLTests", dependencies: ["FolderTestSupport", "REPL", "TestSupport", "cliquery"],
      exclude: ["terminal.py"],
      swiftSettings: settings),
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "Evaluation", "FolderTestSupport", "RecordStore", "cliquery", "SourceText", "TestSupport",
        "Workspace",
      ],
      exclude: ["Golden"],
      swiftSettings: settings),
  ]
)

/// Fuzzing instruments every target, so it has a build of its own; `make fuzz` makes it.
if Context.environment["CLIQUERY_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "criteria-fuzzer", dependencies: ["Robustness"], path: "Tests/Fuzzing", swiftSettings: settings))
  for target in package.targets where target.type != .test && target.type != .system {
    target.swiftSettings =
      (target.swiftSettings ?? []) + [
        .unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"])
      ]
  }
}
