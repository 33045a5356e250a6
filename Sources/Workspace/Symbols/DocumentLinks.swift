import Embedding
import Linting
import SourceText

/// A place of a document that leads somewhere.
package struct DocumentLink: Sendable {
  package enum Target: Sendable, Hashable {
    case file(FilePath)
    case address(String)
  }

  package let range: ByteRange
  package let target: Target
  /// What is there, for people.
  package let tooltip: String
}

extension SymbolText {
  /// From the names of datastores to their schemas, or fixtures where there is no schema; from the rules in comments to
  /// their pages, where settings say where those are; from bodies of request files to their files.
  package func links() -> [DocumentLink] {
    guard case .host(let kind) = source, let host else { return [] }
    var targets: [String: DocumentLink.Target?] = [:]
    var links: [ByteRange: DocumentLink] = [:]
    let named =
      host.datastoreMentions
      + host.queries.flatMap(\.targets).compactMap { target in
        target.datastore.flatMap { name in target.datastoreRange.map { (name: name, range: $0) } }
      }
    for (name, range) in named where !range.isEmpty {
      let known = targets[name] ?? target(ofDatastore: name)
      targets[name] = known
      guard let known else { continue }
      let isSchema = workspace.catalog.names.contains(name)
      links[range] = DocumentLink(
        range: range, target: known,
        tooltip: isSchema ? "the schema of `\(name)`" : "the records of `\(name)`")
    }
    if let docsURL = workspace.settings.docsURL {
      for item in Suppressions(host, host: kind, bytes: bytes).all.flatMap(\.items) {
        guard let code = item.code, code != CustomRule.code else { continue }
        links[item.range] = DocumentLink(
          range: item.range, target: .address("\(docsURL)/\(code)"), tooltip: "what \(code) says")
      }
      for expectation in host.queries.flatMap(\.expectations) {
        guard case .error(let code) = expectation.kind, RuleRegistry.index(code) != nil else { continue }
        let range = ByteRange(expectation.range.end - code.utf8.count, expectation.range.end)
        links[range] = DocumentLink(
          range: range, target: .address("\(docsURL)/\(code)"), tooltip: "what \(code) says")
      }
    }
    for link in bodyLinks(kind) { links[link.range] = link }
    return links.values.sorted { $0.range < $1.range }
  }

  /// From `< ./body.json` to the file that is sent, as the settings of REST clients have it: beside the request file.
  private func bodyLinks(_ kind: HostKind) -> [DocumentLink] {
    guard kind == .request else { return [] }
    return RequestFile(bytes).bodyFiles.compactMap { range in
      // A name with variables is known only when it is sent.
      guard !bytes[range].contains(UInt8(ascii: "{")) else { return nil }
      return DocumentLink(
        range: range, target: .file(FilePath(bytes.text(range)).absolute(from: path.parent)),
        tooltip: "the body that is sent")
    }
  }

  private func target(ofDatastore name: String) -> DocumentLink.Target? {
    let index = workspace.catalog.index(of: name, api: workspace.settings.dialect.api)
    if let path = index.flatMap({ workspace.catalog.schemas[$0].schema.path }) {
      return .file(FilePath(path).absolute(from: workspace.root))
    }
    return workspace.fixtureFiles(of: name).first.map { .file($0) }
  }
}
