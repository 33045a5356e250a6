import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Evaluation
import Linting
import SourceText

/// What a text holds and what is known of it, for the questions that editors ask about a place in it.
package struct DocumentAssistance: Sendable {
  /// Absolute; of a text that is no file, a name that stands for it.
  package let path: FilePath
  package let bytes: [UInt8]
  package let host: HostFile
  package let kind: HostKind
  package let workspace: WorkspaceSnapshot

  /// The query whose criteria holds an offset of the file, or ends there.
  func query(at offset: Int) -> (query: HostQuery, text: MappedText, textOffset: Int)? {
    for query in host.queries {
      guard let text = query.criteria, let place = text.textOffset(ofFile: offset) else { continue }
      return (query, text, place)
    }
    return nil
  }

  /// The schema of the first datastore that a query reaches.
  func schema(of query: HostQuery) -> PreparedSchema? {
    query.targets.lazy.compactMap { workspace.catalog.schema(of: $0, host: kind) }.first
  }

  /// The records of the fixtures for the datastore of a query; nil where there are none, or they cannot be read.
  func records(of query: HostQuery) -> RecordTable? {
    let named = query.targets.lazy.compactMap(\.datastore).first
    guard let name = named ?? (kind == .criteria ? workspace.onlyDatastore : nil),
      case .success(let records) = workspace.records(of: name, api: query.targets.first?.api)
    else { return nil }
    return records.table
  }
}

extension DocumentAssistance {
  /// What a new query in the document would ask, by the document's defaults.
  var newTarget: HostQuery.Target {
    var scanner = CriteriaDocumentScanner(kind == .criteria ? bytes : [])
    while scanner.next(), scanner.block.kind == .comments {}
    var target = scanner.query(defaultAPI: workspace.settings.dialect.api).targets.first
    if scanner.block.kind != .defaults { target = nil }
    return target
      ?? HostQuery.Target(
        datastore: nil, datastoreRange: nil, operation: .list, api: workspace.settings.dialect.api)
  }
}

extension WorkspaceSession {
  /// Reads a text for questions about places in it.
  package func assistance(_ input: StandardInput) -> DocumentAssistance {
    let workspace = workspaces[input.workspace]
    return DocumentAssistance(
      path: input.path, bytes: input.bytes,
      host: HostReader.read(input.bytes, path: input.path, kind: input.kind, workspace: workspace),
      kind: input.kind, workspace: workspace)
  }
}
