import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// How much a finding matters.
package enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
  case hint
  case warning
  case error

  private var rank: Int {
    switch self {
    case .hint: 0
    case .warning: 1
    case .error: 2
    }
  }

  package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// What a finding rests on; see `CriteriaSemantics`.
package typealias Basis = CriteriaSemantics.Basis

/// A change that mends a finding.
package struct Fix: Sendable, Hashable {
  /// What it does, as an order: ``replace `=>` with `>=` ``.
  package let title: String
  /// Whether it can be applied without a look: it cannot change the records that are selected.
  package let isSafe: Bool
  /// Edits of the file, encoded for the host, not overlapping.
  package let edits: [TextEdit]

  package init(title: String, isSafe: Bool, edits: [TextEdit]) {
    self.title = title
    self.isSafe = isSafe
    self.edits = edits
  }
}

/// Another place that explains a finding.
package struct RelatedPlace: Sendable, Hashable {
  package let message: String
  /// Nil: the finding's own file. Else the path of a schema or other file, as the workspace names it.
  package let path: String?
  package let range: ByteRange

  package init(message: String, path: String? = nil, range: ByteRange) {
    self.message = message
    self.path = path
    self.range = range
  }
}

/// One thing that a rule has to say about a place in a file.
package struct Finding: Sendable, Hashable {
  /// `CQ011`; `custom` for a user's own rule.
  package let code: String
  /// `unknown-field`.
  package let name: String
  package var severity: Severity
  /// Lower case, no final stop, the user's text in backticks: what, and what to do.
  package let message: String
  package let basis: Basis?
  /// The code that the server would answer with, where it is documented.
  package let serverCode: String?
  package let operation: CriteriaSyntax.Operation?
  package let api: APIVersion?
  package var datastores: [String]
  /// In the file.
  package let range: ByteRange
  package var fixes: [Fix]
  package let related: [RelatedPlace]
  /// Whether the range holds text that has no effect; editors fade it.
  package let isUnnecessary: Bool

  /// Whether it is about a form that only an older version of the API has.
  package var isDeprecated: Bool { code == SortDialectRule.info.code && api == .v3 }

  package init(
    code: String, name: String, severity: Severity, message: String, basis: Basis? = nil,
    serverCode: String? = nil, operation: CriteriaSyntax.Operation? = nil, api: APIVersion? = nil,
    datastores: [String] = [], range: ByteRange, fixes: [Fix] = [], related: [RelatedPlace] = [],
    isUnnecessary: Bool = false
  ) {
    self.code = code
    self.name = name
    self.severity = severity
    self.message = message
    self.basis = basis
    self.serverCode = serverCode
    self.operation = operation
    self.api = api
    self.datastores = datastores
    self.range = range
    self.fixes = fixes
    self.related = related
    self.isUnnecessary = isUnnecessary
  }
}
