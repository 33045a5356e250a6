import SourceText

/// The structure of a script, as far as editors ask for it.
extension DelugeHost {
  /// The blocks in braces of a script, from `{` to `}`.
  package static func blocks(_ bytes: [UInt8]) -> [ByteRange] {
    guard bytes.count < Int(Int32.max) else { return [] }
    let script = DelugeScript(bytes)
    return script.blocks.compactMap { blockRange($0, in: script) }
  }

  private static func blockRange(_ block: DelugeScript.Block, in script: DelugeScript) -> ByteRange? {
    guard script.kind(block.open) == .openBlock, script.kind(block.close) == .closeBlock else { return nil }
    return script.fileRange(DelugeRange(block.open, block.close + 1))
  }

  /// What of a script holds `offset`, in no order: literals without and with quotes, what stands in brackets and the
  /// brackets, statements, blocks.
  package static func enclosing(_ offset: Int, in bytes: [UInt8]) -> [ByteRange] {
    guard bytes.count < Int(Int32.max) else { return [] }
    let script = DelugeScript(bytes)
    var result: [ByteRange] = []
    func add(_ range: ByteRange) {
      if range.start <= offset, offset <= range.end { result.append(range) }
    }
    for (index, token) in script.tokens.enumerated() {
      let index = Int32(index)
      if Int(token.start) > offset { break }
      if token.kind == .string { add(script.contents(index)) }
      add(token.range)
      guard token.kind.opensGroup, script.isClosed(index) else { continue }
      add(script.fileRange(script.inside(index)))
      add(script.fileRange(DelugeRange(index, token.link + 1)))
      // With what is called.
      if script.kind(index - 1) == .word { add(script.fileRange(DelugeRange(index - 1, token.link + 1))) }
    }
    for statement in script.statements {
      let range = script.fileRange(statement.tokens)
      add(range)
      let hasEnd = script.kind(statement.tokens.end) == .semicolon
      if hasEnd { add(script.fileRange(DelugeRange(statement.tokens.start, statement.tokens.end + 1))) }
      guard statement.opened >= 0, Int(statement.opened) < script.blocks.count,
        let block = blockRange(script.blocks[Int(statement.opened)], in: script)
      else { continue }
      add(ByteRange(range.start, block.end))
    }
    for block in script.blocks {
      guard let range = blockRange(block, in: script) else { continue }
      add(range)
      add(ByteRange(range.start + 1, range.end - 1))
    }
    return result
  }
}
