import CriteriaSemantics
import CriteriaSyntax
import Embedding

extension SchemaCatalog {
  /// The schema of a target. A criteria document that names no datastore means the only one there is.
  package func schema(of target: HostQuery.Target, host: HostKind) -> PreparedSchema? {
    if let name = target.datastore { return index(of: name, api: target.api).map { schemas[$0] } }
    return host == .criteria ? onlyIndex(api: target.api).map { schemas[$0] } : nil
  }

  /// The fields of all datastores that a text reaches: there is one tree, whichever of them is judged.
  package func knownFields(of targets: [HostQuery.Target], host: HostKind) -> KnownFields {
    var found: [PreparedSchema] = []
    for target in targets {
      guard let schema = schema(of: target, host: host) else { continue }
      if !found.contains(where: { $0.schema.uniqueName == schema.schema.uniqueName }) { found.append(schema) }
    }
    guard let first = found.first else { return .none }
    if found.count == 1 { return first.knownFields }
    return KnownFields(found.flatMap { $0.schema.fields.map(\.uniqueName) } + FieldTable.systemFields)
  }
}
