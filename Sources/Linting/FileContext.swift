import CriteriaSemantics
import CriteriaSyntax
import Embedding
import SourceText

/// A whole host file: what a ``FileRule`` reads.
package struct FileContext: Sendable {
  package let file: HostFile
  package let host: HostKind
  package let bytes: [UInt8]
  package let catalog: SchemaCatalog
  package let dialect: DialectOptions

  /// The tree of a query's criteria; nil where it has none. Parses anew.
  package func tree(of query: HostQuery) -> CriteriaTree? {
    guard let text = query.criteria else { return nil }
    var parser = CriteriaParser()
    parser.parse(text, knownFields: knownFields(of: query))
    return parser.tree
  }

  /// The fields of all datastores that the query reaches.
  package func knownFields(of query: HostQuery) -> KnownFields {
    catalog.knownFields(of: query.targets, host: host)
  }

  package func string(_ range: ByteRange) -> String { bytes.text(range) }

  package func quoted(_ range: ByteRange) -> String { Message.quoted(string(range)) }
}
