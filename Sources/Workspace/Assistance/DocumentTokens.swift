import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Linting
import SourceText

/// A part of a text that is shown in a colour of its own.
package struct DocumentToken: Sendable, Hashable {
  package enum Kind: UInt8, Sendable, CaseIterable {
    case comment
    /// A directive, and operators and other words that are spelt in letters.
    case keyword
    /// A datastore, and what a path names.
    case datastore
    /// A field; a parameter of a request, a column.
    case field
    /// A field that the datastore does not have; a parameter or a column that the endpoint does not have.
    case unknownField
    /// An operator of signs.
    case symbol
    case text
    case number
    /// `true`, `false`, and the values of directives that are chosen from a list.
    case constant
    case wildcard
    case hole
    /// The host and the base of an address.
    case address
  }

  package struct Modifiers: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The name of a hole where it gets its value.
    package static let declaration = Modifiers(rawValue: 1)
    /// What every record has, and nobody writes.
    package static let system = Modifiers(rawValue: 2)
  }

  /// In the file, on one line.
  package let range: ByteRange
  package let kind: Kind
  package let modifiers: Modifiers
}

extension DocumentAssistance {
  /// The parts of the document, or of what of it touches `range`, in order and apart from each other: all of a criteria
  /// document, and the criteria in other hosts, whose own highlighting does the rest. Linear.
  package func tokens(in range: ByteRange? = nil) -> [DocumentToken] {
    var collector = TokenCollector(
      bytes: bytes, limits: range ?? ByteRange(0, bytes.count), dialect: workspace.settings.dialect)
    switch kind {
    case .criteria: collectDocument(&collector)
    case .deluge, .json, .request:
      for query in host.queries {
        guard let text = query.criteria else { continue }
        collector.criteria(
          text, schema(of: query), workspace.catalog.knownFields(of: query.targets, host: kind))
      }
    }
    if kind == .request { collectRequestFile(&collector) }
    for request in host.requests { collector.request(request, workspace.endpoints) }
    return collector.sorted
  }

  private func collectDocument(_ collector: inout TokenCollector) {
    var scanner = CriteriaDocumentScanner(bytes)
    var last: (name: ByteRange?, api: APIVersion, schema: PreparedSchema?)?
    while scanner.next() {
      guard scanner.block.range.end >= collector.limits.start else { continue }
      if scanner.block.range.start > collector.limits.end { return }
      for comment in scanner.block.comments { collector.add(comment, .comment) }
      let name = scanner.datastore()
      let api = scanner.api ?? workspace.settings.dialect.api
      if last.map({ !isSame($0.name, name) || $0.api != api }) ?? true {
        let target = HostQuery.Target(
          datastore: name.map { bytes.text($0) }, datastoreRange: nil, operation: .list, api: api)
        last = (name, api, workspace.catalog.schema(of: target, host: .criteria))
      }
      let schema = last?.schema
      for directive in scanner.block.directives { collector.directive(directive, schema) }
      if scanner.block.hasText { collector.criteria(scanner.text(), schema, schema?.knownFields ?? .none) }
    }
  }

  private func isSame(_ left: ByteRange?, _ right: ByteRange?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return left == right || bytes[left].elementsEqual(bytes[right])
  }
}
