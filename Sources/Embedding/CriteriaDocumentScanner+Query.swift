import CriteriaSyntax
import SourceText

/// What the current block says, the document's defaults included.
extension CriteriaDocumentScanner {
  /// The directive in effect: the block's own, else the document's.
  package func directive(_ keyword: DocumentDirective.Keyword) -> DocumentDirective? {
    block.directives.first { $0.keyword == keyword && $0.isEffective }
      ?? defaults.first { $0.keyword == keyword && $0.isEffective }
  }

  /// Nil where the document leaves it to the settings.
  package var api: APIVersion? {
    directive(.api).flatMap { directive in
      bytes.withUnsafeBufferPointer { DocumentDirective.api($0, directive.value) }
    }
  }

  package var operation: CriteriaSyntax.Operation {
    directive(.operation).flatMap { directive in
      bytes.withUnsafeBufferPointer { DocumentDirective.operation($0, directive.value) }
    } ?? .list
  }

  /// The place of the datastore's name; nil where there is none, or it is computed.
  package mutating func datastore() -> ByteRange? {
    guard let directive = directive(.datastore) else { return nil }
    if mayHoldHole(directive.value), !mapped(directive.value).holes.isEmpty { return nil }
    return directive.value
  }

  /// The block's criteria: the file's own bytes where the text is in one piece, else a copy without the lines
  /// between.
  package mutating func text() -> MappedText {
    guard !block.pieces.isEmpty else { return mapped(block.text, encoding: .verbatim) }
    var joined: [UInt8] = []
    var segments: [MappedText.Segment] = []
    joined.reserveCapacity(block.pieces.reduce(0) { $0 + $1.count })
    for piece in block.pieces {
      let start = joined.count
      joined += bytes[piece]
      let text = ByteRange(start, joined.count)
      let literal = Int32(truncatingIfNeeded: segments.count)
      segments.append(MappedText.Segment(text: text, file: piece, kind: .verbatim, literal: literal))
    }
    return holeScanner.addHoles(to: MappedText(bytes: joined, segments: segments), forms: .all)
  }

  /// Whether the current block is a query in one piece, without a hole and with nothing wrong in its directives, so
  /// that all its texts are read where they stand.
  package mutating func isPlain() -> Bool {
    block.kind == .query && block.pieces.isEmpty && problems.isEmpty && !mayHoldHole(block.range)
  }

  /// A part of the file with the holes in it.
  private mutating func mapped(
    _ range: ByteRange, encoding: HostEncoding = HostEncoding([.singleLine])
  ) -> MappedText {
    let text = MappedText(bytes: bytes, range: range, encoding: encoding)
    return mayHoldHole(range) ? holeScanner.addHoles(to: text, forms: .all) : text
  }

  /// Whether a byte that begins a hole stands in `range`. One search serves all parts up to the next such byte; what
  /// lies before it, as the document's defaults do, is left for a look of its own.
  private mutating func mayHoldHole(_ range: ByteRange) -> Bool {
    if range.start < searchedFrom { return true }
    if nextHole < range.start {
      searchedFrom = range.start
      nextHole = bytes.withUnsafeBufferPointer {
        ByteSearch.first(
          of: UInt8(ascii: "$"), or: UInt8(ascii: "{"), in: $0, from: range.start, to: $0.count)
      }
    }
    return nextHole < range.end
  }

  /// The block's own bindings, and the document's for all other names.
  package func bindings() -> [HostQuery.Binding] {
    let own = bindings(of: block.directives)
    let names = Set(own.map { Array(bytes[$0.name]) })
    return own + bindings(of: defaults).filter { !names.contains(Array(bytes[$0.name])) }
  }

  private func bindings(of directives: [DocumentDirective]) -> [HostQuery.Binding] {
    bytes.withUnsafeBufferPointer { buffer in
      directives.compactMap { directive in
        guard directive.keyword == .let, directive.isEffective,
          let binding = DocumentDirective.binding(buffer, directive.value)
        else { return nil }
        let value = MappedText(bytes: bytes, range: binding.value, encoding: HostEncoding([.singleLine]))
        return HostQuery.Binding(name: binding.name, value: value)
      }
    }
  }

  /// The block's own expectations, or else the document's.
  package func expectations() -> [HostQuery.Expectation] {
    let own = expectations(of: block.directives)
    return own.isEmpty ? expectations(of: defaults) : own
  }

  private func expectations(of directives: [DocumentDirective]) -> [HostQuery.Expectation] {
    bytes.withUnsafeBufferPointer { buffer in
      directives.compactMap { directive in
        guard directive.keyword == .expect, directive.isEffective,
          let kind = DocumentDirective.expectation(buffer, directive.value)
        else { return nil }
        return HostQuery.Expectation(kind: kind, range: directive.range)
      }
    }
  }

  /// The current block as a query, with everything that belongs to it.
  package mutating func query(defaultAPI: APIVersion = .v3) -> HostQuery {
    let datastore = datastore()
    var parameters: [HostQuery.Parameter] = []
    let kinds: [(DocumentDirective.Keyword, HostQuery.Parameter.Kind)] = [
      (.orderBy, .orderBy), (.limit, .limit), (.ids, .ids),
    ]
    for (keyword, kind) in kinds {
      guard let directive = directive(keyword) else { continue }
      parameters.append(HostQuery.Parameter(kind: kind, text: mapped(directive.value)))
    }
    let target = HostQuery.Target(
      datastore: datastore.map { bytes.text($0) }, datastoreRange: datastore, operation: operation,
      api: api ?? defaultAPI)
    return HostQuery(
      criteria: text(), parameters: parameters, targets: [target], bindings: bindings(),
      expectations: expectations(), range: block.range)
  }
}
