import Foundation
import JSONSyntax
import Testing

@testable import LanguageServer

/// The table of the protocol, the methods that are taken, the capabilities that are announced and the documentation
/// say the same.
@Suite("The table of the protocol")
struct ProtocolTableTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static let row = "Sources/LanguageServer/Documentation/ProtocolTable.swift"

  @Test func eachMethodHasOneRow() {
    let names = ProtocolTable.methods.map(\.name)
    #expect(Set(names).count == names.count)
    // LSP 3.18.0, `metaModel.json`: 69 requests and 26 notifications.
    #expect(ProtocolTable.methods.count { $0.kind == .request } == 69)
    #expect(ProtocolTable.methods.count { $0.kind == .notification } == 26)
  }

  @Test func whatIsTakenIsSaidToBeDone() {
    let taken = Set(MethodTable.requests.map(\.method)).union(MethodTable.notifications.map(\.method))
      .union(MethodTable.elsewhere)
    for name in taken.subtracting(ProtocolTable.methods.map(\.name)) {
      Issue.record(
        "`\(name)` has a handler and is no method of the protocol: see its spelling in MethodTable")
    }
    for method in ProtocolTable.methods where method.sender != .server && !method.name.hasPrefix("$/progress")
    {
      if taken.contains(method.name), !method.isDone {
        Issue.record(
          "`\(method.name)` has a handler: write `.done(\"what it does\")` into its row in \(Self.row), then `make generate`"
        )
      }
      if !taken.contains(method.name), method.isDone {
        Issue.record(
          "`\(method.name)` has no handler in MethodTable: write `.not(\"why\")` into its row in \(Self.row)")
      }
    }
    for (name, _) in MethodTable.requests {
      #expect(ProtocolTable.methods.first { $0.name == name }?.kind == .request, "\(name) is no request")
    }
  }

  @Test func whatIsSentIsSaidToBeDone() throws {
    var sources = ""
    let folder = Self.root.appendingPathComponent("Sources/LanguageServer")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      if file.pathExtension == "swift", file.deletingLastPathComponent().lastPathComponent != "Documentation"
      {
        sources += try String(contentsOf: file, encoding: .utf8)
      }
    }
    for method in ProtocolTable.methods where method.sender == .server || method.name == "$/progress" {
      let isSent = sources.contains("\"\(method.name)\"")
      if isSent, !method.isDone {
        Issue.record("`\(method.name)` is sent: write `.done(\"when\")` into its row in \(Self.row)")
      }
      if !isSent, method.isDone {
        Issue.record("`\(method.name)` is sent nowhere: write `.not(\"why\")` into its row in \(Self.row)")
      }
    }
  }

  @Test func whatIsDoneIsAnnounced() {
    let capabilities = JSONDocument(LanguageServerDocs.capabilities).root
    for method in ProtocolTable.methods {
      guard let path = method.capability else { continue }
      var value = capabilities
      for name in path.split(separator: ".") { value = value?[String(name)] }
      let isAnnounced = value.map { !$0.isNull && $0.bool != false } ?? false
      if method.isDone, !isAnnounced {
        Issue.record(
          "`\(method.name)` is done, and `\(path)` does not tell a client that takes everything: write it in ServerCapabilities, or what it asks of the client in FullClient.swift"
        )
      }
      if !method.isDone, isAnnounced {
        Issue.record("`\(path)` is announced, and `\(method.name)` is not done: see ServerCapabilities")
      }
    }
  }

  @Test func theDocumentationIsUpToDate() throws {
    let url = Self.root.appendingPathComponent(LanguageServerDocs.path)
    let text = try String(contentsOf: url, encoding: .utf8)
    let isCurrent = LanguageServerDocs.updated(text) == text
    #expect(isCurrent, "docs/lsp.md: run `swift run generate-docs`")
    #expect(text.contains("| `textDocument/hover` | client | **done**"))
    #expect(text.contains("\"hoverProvider\": true"))
  }
}
