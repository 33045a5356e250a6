import CriteriaSemantics
import CriteriaSyntax
import Embedding
import SourceText

/// One query as one of its targets sees it: what a ``QueryRule`` reads.
package struct QueryContext: Sendable {
  /// A target with the schema that was found for it.
  package struct Target: Sendable {
    package let target: HostQuery.Target
    /// Nil where the datastore is not named, or has no schema.
    package let schema: PreparedSchema?
  }

  package let query: HostQuery
  package let host: HostKind
  /// The criteria; an empty text where there is none.
  package let text: MappedText
  package let tree: CriteriaTree
  /// One for each condition, in order.
  package let facts: [ConditionFact]
  package let traits: QueryTraits
  /// The target that is judged.
  package let current: Target
  /// All of the query's targets, for what is only true of all or only of some.
  package let targets: [Target]
  package let catalog: SchemaCatalog
  package let dialect: DialectOptions
  /// How often each datastore is named; see ``UnknownDatastoreRule``.
  package let datastoreUses: NameCounts

  package var target: HostQuery.Target { current.target }
  package var schema: PreparedSchema? { current.schema }
  package var operation: CriteriaSyntax.Operation { target.operation }
  package var api: APIVersion { target.api }
  package var bytes: [UInt8] { text.bytes }
  package var hasCriteria: Bool { query.criteria != nil }

  /// The server's answer to `refusal` in this operation.
  package func response(to refusal: Refusal) -> ServerResponse {
    ServerResponseTable.response(to: refusal, operation, api)
  }

  /// A parameter that the query carries, the first of its kind.
  package func parameter(_ kind: HostQuery.Parameter.Kind) -> HostQuery.Parameter? {
    query.parameters.first { $0.kind == kind }
  }
}

/// Reading the text.
extension QueryContext {
  /// The text of `range`, as written.
  package func string(_ range: ByteRange) -> String { text.bytes.text(range) }

  /// The text of `range` in backticks for a message: one line, at most 60 characters.
  package func quoted(_ range: ByteRange) -> String { Message.quoted(string(range)) }

  package func range(ofToken token: Int) -> ByteRange { tree.range(ofToken: token) }

  package func fieldName(_ fact: ConditionFact) -> String {
    fact.fieldToken < 0 ? "" : string(tree.range(ofToken: fact.fieldToken))
  }

  /// A condition's value tokens.
  package func values(_ fact: ConditionFact) -> [CriteriaTree.TokenIndex] { tree.condition(fact.node).values }

  /// Whether a value is written out: no hole, no placeholder.
  package func isLiteral(_ token: CriteriaTree.TokenIndex) -> Bool {
    tree.tokens[token].flags.isDisjoint(with: [.hasHole, .isHole, .placeholder])
  }

  /// A value's bytes without its quotes, in the text's buffer.
  package func inner(_ token: CriteriaTree.TokenIndex) -> ByteRange { CriteriaChecker.inner(tree, token) }

  /// A value's meaning: quotes removed, escapes resolved [decision C3].
  package func decoded(_ token: CriteriaTree.TokenIndex) -> [UInt8] {
    tree.decodedValue(ofToken: token, in: text.bytes)
  }
}

/// Changing the text.
extension QueryContext {
  /// Whether a syntax finding lies in the condition that no safe fix mends.
  package func isBroken(_ fact: ConditionFact) -> Bool {
    tree.nodes[fact.node].flags.contains(.broken)
  }

  /// Replaces a condition's operator; the blanks around go where a word gives way to a symbol.
  package func replaceOperator(_ fact: ConditionFact, with spelling: String) -> TextEdit {
    let token = range(ofToken: fact.operatorToken)
    let isWord = spelling.utf8.first.map { $0 >= UInt8(ascii: "a") } ?? false
    let wasWord = text.bytes[token].first.map { $0 | 0x20 >= UInt8(ascii: "a") } ?? false
    guard wasWord != isWord, fact.fieldToken >= 0, fact.valueToken >= 0 else {
      return TextEdit(range: token, newText: spelling)
    }
    let gap = ByteRange(range(ofToken: fact.fieldToken).end, range(ofToken: fact.valueToken).start)
    return TextEdit(range: gap, newText: isWord ? " \(spelling) " : spelling)
  }
}
