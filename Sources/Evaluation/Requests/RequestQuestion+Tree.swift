import MakeQuery
import SourceText

/// From the text of a request to what it means.
extension RequestQuestion {
  /// `method` where the text has none; `values` are those of the holes by their names: a value is put in after the
  /// text was taken apart, so it is never read as syntax [decision C28]. A hole without a value stays as it is written.
  package init(_ tree: RequestTree, _ text: MappedText, method: String?, values: [String: String]) {
    func part(_ range: ByteRange, isValue: Bool) -> Part {
      Part(Self.decoded(tree, range, text, isValue: isValue, values), range)
    }
    let written = tree.method.map { text.bytes.text($0).uppercased() }
    self.init(
      method: written ?? method ?? "GET",
      path: tree.segments.filter { !$0.isEmpty }.map { part($0, isValue: false) },
      parameters: tree.parameters.map { parameter in
        let end = ByteRange(at: parameter.name.end)
        return Parameter(
          root: part(parameter.root, isValue: false).bytes,
          keys: tree.keys(of: parameter).map { part($0.text, isValue: false).bytes },
          nameRange: parameter.name, value: part(parameter.value ?? end, isValue: true))
      })
  }

  private static func decoded(
    _ tree: RequestTree, _ range: ByteRange, _ text: MappedText, isValue: Bool, _ values: [String: String]
  ) -> [UInt8] {
    var result: [UInt8] = []
    var start = range.start
    for hole in text.holes where range.contains(hole.range) {
      result += tree.decoded(ByteRange(start, hole.range.start), in: text, isValue: isValue)
      result += (values[text.bytes.text(hole.name)] ?? text.bytes.text(hole.range)).utf8
      start = hole.range.end
    }
    return result + tree.decoded(ByteRange(start, range.end), in: text, isValue: isValue)
  }

  /// The holes that have to have a value before the request can be answered: those of path and parameters. What
  /// stands for host and base is not asked for.
  package static func holes(_ tree: RequestTree, _ text: MappedText) -> [Hole] {
    text.holes.filter { hole in
      tree.segments.contains { $0.contains(hole.range) }
        || tree.parameters.contains { $0.range.contains(hole.range) }
    }
  }
}
