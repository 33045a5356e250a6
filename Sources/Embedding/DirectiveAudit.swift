import SourceText

/// Judges the directives of one block as they come (`CQ401` to `CQ404`).
struct DirectiveAudit: Sendable {
  /// Where each keyword stands first, by its raw value; only where its bit is set in `noted`.
  private var first = [Int](repeating: 0, count: DocumentDirective.Keyword.allCases.count)
  private var noted: UInt8 = 0
  private var names: [[UInt8]: ByteRange] = [:]

  mutating func reset() {
    noted = 0
    if !names.isEmpty { names.removeAll(keepingCapacity: true) }
  }

  /// Judges the last of `directives`.
  mutating func note(
    _ directives: inout [DocumentDirective], isMisplaced: Bool, _ buffer: UnsafeBufferPointer<UInt8>,
    problems: inout [DocumentProblem]
  ) {
    guard let directive = directives.last else { return }
    let last = directives.count - 1
    guard let keyword = directive.keyword else {
      problems.append(DocumentProblem(kind: .unknownDirective, keyword: nil, range: directive.word))
      return
    }
    if isMisplaced {
      problems.append(DocumentProblem(kind: .misplacedDirective, keyword: keyword, range: directive.range))
    }
    guard directive.hasValidValue(buffer) else {
      directives[last].isEffective = false
      if !isMisplaced {
        let range = directive.value.isEmpty ? directive.range : directive.value
        problems.append(DocumentProblem(kind: .badDirectiveValue, keyword: keyword, range: range))
      }
      return
    }
    guard let earlier = earlier(directive, keyword, directives, buffer) else { return }
    directives[last].isEffective = false
    if !isMisplaced {
      problems.append(
        DocumentProblem(kind: .duplicateDirective(first: earlier), keyword: keyword, range: directive.range))
    }
  }

  /// The place of the effective directive that says the same; notes this one where there is none.
  private mutating func earlier(
    _ directive: DocumentDirective, _ keyword: DocumentDirective.Keyword, _ directives: [DocumentDirective],
    _ buffer: UnsafeBufferPointer<UInt8>
  ) -> ByteRange? {
    if keyword == .let, let name = DocumentDirective.binding(buffer, directive.value)?.name {
      let text = Array(buffer[name.start..<name.end])
      if let known = names[text] { return known }
      names[text] = directive.range
      return nil
    }
    if keyword.mayRepeat { return nil }
    let index = Int(keyword.rawValue)
    let bit = UInt8(1) << keyword.rawValue
    if noted & bit != 0 { return directives[first[index]].range }
    noted |= bit
    first[index] = directives.count - 1
    return nil
  }
}
