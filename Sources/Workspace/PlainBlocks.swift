import Embedding
import Linting
import SourceText

/// The blocks of a criteria document that say nothing but a datastore, an order, a limit and a text in one piece, all
/// without holes: most blocks of most documents.
struct PlainBlocks {
  struct Block {
    /// Where the datastore is named, in the block or in the document's defaults.
    let datastore: ByteRange
    let query: PlainQuery
  }

  private let bytes: [UInt8]
  private var datastore: ByteRange?
  private var orderBy: ByteRange?
  private var limit: ByteRange?
  /// Whether the defaults leave blocks plain; an api or an operation is the same for all of them.
  private var areDefaultsPlain = true

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Takes over the document's defaults, which hold for all blocks.
  mutating func readDefaults(of scanner: CriteriaDocumentScanner) {
    for directive in scanner.defaults where directive.isEffective {
      switch directive.keyword {
      case .datastore: datastore = directive.value
      case .orderBy: orderBy = directive.value
      case .limit: limit = directive.value
      case .api, .operation: break
      case .ids, .let, .expect, nil: areDefaultsPlain = false
      }
      if bytes[directive.value].contains(where: { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "{") }) {
        areDefaultsPlain = false
      }
    }
  }

  /// The scanner's block, if it is plain and names a datastore.
  func read(_ scanner: inout CriteriaDocumentScanner) -> Block? {
    guard areDefaultsPlain, scanner.isPlain() else { return nil }
    var datastore = datastore
    var orderBy = orderBy
    var limit = limit
    for directive in scanner.block.directives {
      switch directive.keyword {
      case .datastore: datastore = directive.value
      case .orderBy: orderBy = directive.value
      case .limit: limit = directive.value
      case .api, .operation, .ids, .let, .expect, nil: return nil
      }
    }
    guard let datastore else { return nil }
    return Block(
      datastore: datastore, query: PlainQuery(criteria: scanner.block.text, orderBy: orderBy, limit: limit))
  }
}
