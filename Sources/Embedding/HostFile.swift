import CriteriaSyntax
import SourceText

/// The kinds of file that queries are found in.
package enum HostKind: String, Sendable, Hashable, CaseIterable {
  case criteria
  case deluge
  case json
  /// Request files: `*.http`, `*.rest`.
  case request
}

/// A comment, for suppressions.
package struct HostComment: Sendable, Hashable {
  /// The comment with its delimiters.
  package let range: ByteRange
  /// Its text without them, trimmed.
  package let text: ByteRange
  /// Whether nothing but blanks stands before it on its line.
  package let isAlone: Bool

  package init(range: ByteRange, text: ByteRange, isAlone: Bool) {
    self.range = range
    self.text = text
    self.isAlone = isAlone
  }
}

/// What a host file tells beside its queries: how they are built and sent. Rules of the `HQ` group report them.
package struct HostObservation: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// `HQ206`: a string where a map is expected; the string names the function.
    case stringInsteadOfMap(function: String)
    /// `HQ212`: a key of the map that a function takes, which is none of its parameters.
    case unknownKey(name: String, function: String)
    /// `HQ207`: the variable of a map that got `criteria` and is not used afterwards.
    case unusedQuery(variable: String)
    /// `HQ210`: `${x}` in a string of a host that does not interpolate; the string is what stands in the braces.
    case noInterpolation(expression: String)
    /// `HQ203`: a raw `&&` in a URL ends the criteria; the string is what is left of it.
    case unencodedCriteria(sent: String)
    /// `HQ204`: the percent signs of an encoded criteria are encoded again.
    case doubleEncoding
    /// `HQ205`
    case tokenInSource(Token)
    /// `HQ209`: the sign of an order is a blank in a URL; the string names the field.
    case plusInURL(field: String, api: APIVersion)
  }

  /// What a token is for.
  package enum Token: Sendable, Hashable {
    case make
    /// An access token of Zoho's.
    case zoho
    /// The key of a webhook of Zoho's.
    case zohoKey
    /// The access token of a request to one of the two.
    case bearer
  }

  package let kind: Kind
  /// Where to point.
  package let range: ByteRange
  /// Edits that mend it, where there are any.
  package let edits: [TextEdit]

  package init(kind: Kind, range: ByteRange, edits: [TextEdit] = []) {
    self.kind = kind
    self.range = range
    self.edits = edits
  }
}

/// What a value that a host writes tells of a field's type.
package enum FieldValue: Sendable, Hashable {
  /// `true` or `false` without quotes.
  case boolean
  /// A number without quotes, or what a host makes one.
  case number
  /// A text in quotes, the operands that are joined to it left out.
  case text(String)
}

/// A field seen in use, for drafting a schema from scripts.
package struct FieldMention: Sendable, Hashable {
  package enum Use: Sendable, Hashable {
    /// A key of the map given to `createRecord` or `updateRecord`; nil where nothing tells what it is given.
    case written(FieldValue?)
    /// `.get("field")` on a record of a result.
    case read
  }
  package let datastore: String
  package let field: String
  package let use: Use
  package let range: ByteRange

  package init(datastore: String, field: String, use: Use, range: ByteRange) {
    self.datastore = datastore
    self.field = field
    self.use = use
    self.range = range
  }
}

/// Everything that is found in one host file.
package struct HostFile: Sendable {
  package var queries: [HostQuery] = []
  /// Requests to the Make API, in the order of the file.
  package var requests: [HostRequest] = []
  package var observations: [HostObservation] = []
  package var comments: [HostComment] = []
  /// What is wrong with the directives of a criteria document.
  package var documentProblems: [DocumentProblem] = []
  package var fieldMentions: [FieldMention] = []
  /// Whether the fields of a script were looked for.
  package var knowsFields = true
  /// Every datastore named in the file, queried or not, with each place.
  package var datastoreMentions: [(name: String, range: ByteRange)] = []

  package init() {}

  /// Whether a text is encoded wrongly in its URL (`HQ203`, `HQ204`), so that its way of being written says nothing.
  package func isMisencoded(_ text: MappedText) -> Bool {
    let place = text.fileRange(text.range)
    let first = observations.partitioningIndex { $0.range.start >= place.start }
    for observation in observations[first...] {
      if observation.range.start >= place.end { return false }
      switch observation.kind {
      case .unencodedCriteria, .doubleEncoding: return true
      default: continue
      }
    }
    return false
  }
}
