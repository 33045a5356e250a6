import CriteriaSemantics

/// The pattern of `like`, read once [decision C11]. It heeds no case: its literal parts are folded (CaseFolding,
/// statuses C and S), and it is held against folded text.
package struct LikePattern: Sendable, Hashable {
  package enum Element: Sendable, Hashable {
    /// Folded UTF-8; never empty.
    case literal([UInt8])
    /// Exactly one Unicode scalar.
    case one
    /// Any run, also none.
    case run
  }

  /// Two runs, or two literals, are never neighbours.
  package let elements: [Element]

  package init(elements: [Element]) {
    var result: [Element] = []
    for element in elements {
      switch (result.last, element) {
      case (_, .literal(let bytes)) where bytes.isEmpty: break
      case (.literal(let first), .literal(let second)): result[result.count - 1] = .literal(first + second)
      case (.run, .run): break
      default: result.append(element)
      }
    }
    self.elements = result
  }

  /// What a pattern comes to, where that is simple.
  enum Shape: Sendable {
    /// `%`
    case anything
    /// No element: only the empty text.
    case empty
    case equal([UInt8])
    case starts([UInt8])
    case ends([UInt8])
    case contains([UInt8])
    case other
  }

  var shape: Shape {
    switch (elements.first, elements.last) {
    case (nil, _), (_, nil): return .empty
    case (.run, _) where elements.count == 1: return .anything
    case (.literal(let text), _) where elements.count == 1: return .equal(text)
    case (.literal(let text), .run) where elements.count == 2: return .starts(text)
    case (.run, .literal(let text)) where elements.count == 2: return .ends(text)
    case (.run, .run) where elements.count == 3:
      if case .literal(let text) = elements[1] { return .contains(text) }
      return .other
    default: return .other
    }
  }

  /// Reads the decoded text of a pattern, in UTF-8. `\` takes the meaning from what follows it; a single one at the
  /// end is itself. Where the pattern is only searched for (`contains`) everything stands for itself.
  package init(_ text: [UInt8], like: DialectOptions.Like) {
    guard like != .contains else {
      self.init(elements: [.run, .literal(CaseFolding.folded(text)), .run])
      return
    }
    let run = like == .sql ? UInt8(ascii: "%") : UInt8(ascii: "*")
    let one = like == .sql ? UInt8(ascii: "_") : UInt8(ascii: "?")
    var elements: [Element] = []
    var literal: [UInt8] = []
    func closeLiteral() {
      if !literal.isEmpty { elements.append(.literal(CaseFolding.folded(literal))) }
      literal.removeAll(keepingCapacity: true)
    }
    var offset = 0
    while offset < text.count {
      let byte = text[offset]
      if byte == UInt8(ascii: "\\"), offset + 1 < text.count {
        literal.append(text[offset + 1])
        offset += 2
        continue
      }
      if byte == run || byte == one {
        closeLiteral()
        elements.append(byte == run ? .run : .one)
      } else {
        literal.append(byte)
      }
      offset += 1
    }
    closeLiteral()
    self.init(elements: elements)
  }

  /// Whether a text in UTF-8 has the shape of the pattern, whatever the case of letters.
  package func matches(_ text: some Collection<UInt8>) -> Bool {
    let answer = text.withContiguousStorageIfAvailable { buffer in
      // Letters of ASCII need no copy to be folded.
      buffer.allSatisfy { $0 < 0x80 } ? matches(buffer, foldingASCII: true) : nil
    }
    if case .some(.some(let known)) = answer { return known }
    return CaseFolding.folded(text).withUnsafeBufferPointer { matches($0, foldingASCII: false) }
  }

  /// Goes back to the last run only: what an earlier one took is as good as any.
  private func matches(_ text: UnsafeBufferPointer<UInt8>, foldingASCII: Bool) -> Bool {
    var element = 0
    var offset = 0
    var lastRun: Int?
    var runEnd = 0
    while true {
      if element < elements.count {
        switch elements[element] {
        case .run:
          lastRun = element
          runEnd = offset
          element += 1
          continue
        case .one:
          if offset < text.count {
            offset += UTF8Text.length(text[offset])
            element += 1
            continue
          }
        case .literal(let bytes):
          if Self.starts(text, at: offset, with: bytes, foldingASCII) {
            offset += bytes.count
            element += 1
            continue
          }
        }
      } else if offset >= text.count {
        return true
      }
      guard let run = lastRun, runEnd < text.count else { return false }
      if run == elements.count - 1 { return true }
      runEnd += UTF8Text.length(text[runEnd])
      offset = runEnd
      element = run + 1
    }
  }

  @inline(__always)
  private static func starts(
    _ text: UnsafeBufferPointer<UInt8>, at offset: Int, with bytes: [UInt8], _ foldingASCII: Bool
  ) -> Bool {
    guard bytes.count <= text.count - offset else { return false }
    var index = 0
    while index < bytes.count {
      var byte = text[offset &+ index]
      if foldingASCII, byte &- 0x41 < 26 { byte |= 0x20 }
      if byte != bytes[index] { return false }
      index &+= 1
    }
    return true
  }
}
