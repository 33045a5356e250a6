/// Makes sentences of a grammar, the same ones for the same seed.
package struct SentenceGenerator: Sendable {
  private let rules: [Node]
  private let names: [String: Int]
  private var random: SeededGenerator
  private var output: [UInt8] = []
  private let depthLimit: Int
  private let sizeLimit: Int

  /// The grammar with rules as numbers, and for each place the depth of the shallowest sentence from it.
  private indirect enum Node: Sendable {
    case terminal([UInt8])
    case rule(Int)
    case special([[UInt8]])
    case sequence([Node])
    case choice([Node])
    case optional(Node)
    case repetition(Node)
  }

  private var depths: [Int] = []

  /// `specials` holds the samples of each `? … ?`; below `depthLimit` rules, and after `sizeLimit` bytes, only what
  /// ends soonest is taken.
  package init(
    _ grammar: Grammar, specials: [String: [String]], seed: UInt64, depthLimit: Int = 24, sizeLimit: Int = 160
  ) {
    let sorted = grammar.rules.keys.sorted()
    let names = Dictionary(uniqueKeysWithValues: zip(sorted, sorted.indices))
    func node(_ expression: Grammar.Expression) -> Node {
      switch expression {
      case .terminal(let bytes): .terminal(bytes)
      case .rule(let name): .rule(names[name] ?? 0)
      case .special(let name): .special((specials[name] ?? []).map { Array($0.utf8) })
      case .sequence(let parts): .sequence(parts.map(node))
      case .choice(let parts): .choice(parts.map(node))
      case .optional(let part): .optional(node(part))
      case .repetition(let part): .repetition(node(part))
      }
    }
    rules = sorted.compactMap { grammar.rules[$0].map(node) }
    self.names = names
    self.depthLimit = depthLimit
    self.sizeLimit = sizeLimit
    random = SeededGenerator(seed: seed)
    depths = Self.depths(of: rules)
  }

  /// A sentence from the rule; empty where there is no such rule.
  package mutating func sentence(from rule: String) -> [UInt8] {
    output.removeAll(keepingCapacity: true)
    if let index = names[rule] { write(.rule(index), depth: 0) }
    return output
  }

  private mutating func write(_ node: Node, depth: Int) {
    switch node {
    case .terminal(let bytes): output += bytes
    case .special(let samples):
      if let sample = samples.randomElement(using: &random) { output += sample }
    case .rule(let index): write(rules[index], depth: depth + 1)
    case .sequence(let parts): for part in parts { write(part, depth: depth) }
    case .choice(let parts):
      let open = mayGrow(depth) ? parts : shallowest(parts)
      if let part = pick(open) { write(part, depth: depth) }
    case .optional(let part):
      if mayGrow(depth), Int.random(in: 0..<5, using: &random) < 3 { write(part, depth: depth) }
    case .repetition(let part):
      // Many short runs and a few long ones.
      let weight = Int.random(in: 1...4, using: &random)
      while mayGrow(depth), Int.random(in: 0..<6, using: &random) < weight { write(part, depth: depth) }
    }
  }

  private func mayGrow(_ depth: Int) -> Bool {
    depth < depthLimit && output.count < sizeLimit
  }

  /// Of a few alternatives the first are the usual ones; of many all are alike.
  private mutating func pick(_ parts: [Node]) -> Node? {
    guard (2...6).contains(parts.count) else { return parts.randomElement(using: &random) }
    for part in parts where Int.random(in: 0..<5, using: &random) < 2 { return part }
    return parts.randomElement(using: &random)
  }

  private func shallowest(_ parts: [Node]) -> [Node] {
    let least = parts.map { Self.depth(of: $0, depths) }.min() ?? 0
    return parts.filter { Self.depth(of: $0, depths) == least }
  }

  /// For each rule the depth of its shallowest sentence, found by going round until nothing changes.
  private static func depths(of rules: [Node]) -> [Int] {
    var depths = [Int](repeating: unknownDepth, count: rules.count)
    var changed = true
    while changed {
      changed = false
      for (index, rule) in rules.enumerated() {
        let depth = min(unknownDepth, depth(of: rule, depths) + 1)
        if depth < depths[index] {
          depths[index] = depth
          changed = true
        }
      }
    }
    return depths
  }

  private static let unknownDepth = 1_000_000

  private static func depth(of node: Node, _ depths: [Int]) -> Int {
    switch node {
    case .terminal, .special, .optional, .repetition: 0
    case .rule(let index): depths[index]
    case .sequence(let parts): parts.map { depth(of: $0, depths) }.max() ?? 0
    case .choice(let parts): parts.map { depth(of: $0, depths) }.min() ?? 0
    }
  }
}
