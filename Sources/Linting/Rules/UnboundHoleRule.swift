import CriteriaSemantics
import CriteriaSyntax
import Embedding
import SourceText

/// ## What it does
/// Reports a `@let` that names no hole of its block (or of the file, where it stands in the file's defaults), or a hole
/// that is no value but a field, an operator, a list or a condition; and a hole without a `@let` in a block with
/// `@expect count` or `@expect ids`.
///
/// ## Why it matters
/// A block with expectations is a test, and a test needs a value for each hole. A document without expectations may
/// have holes that nothing binds: it is a template.
///
/// ## Example
/// ```criteria
/// @let dpt = Sales
/// @expect count 3
/// (department==${dept})
/// ```
///
/// ## Use instead
/// ```criteria
/// @let dept = Sales
/// @expect count 3
/// (department==${dept})
/// ```
///
/// ## Fix safety
/// Writing the name of the hole that was most likely meant is unsafe: it changes what the test asks.
///
/// ## Basis and source
/// The form of criteria documents is cliquery's own. Decision C28: what `@let` binds is a value and never syntax.
package enum UnboundHoleRule: FileRule {
  package static let info = RuleInfo(
    code: "CQ405", name: "unbound-hole", severity: .error, group: .documents,
    summary: "a `@let` without a hole that it could fill, or a test with a hole that has no value")

  package static func check(_ file: FileContext, _ findings: inout FindingSink) {
    guard file.host == .criteria,
      file.file.queries.contains(where: { !$0.bindings.isEmpty || isTest($0) })
    else { return }
    let datastores = DatastoreHoles(file)
    var defaults = SharedBindings()
    for query in file.file.queries where !query.bindings.isEmpty || isTest(query) {
      let holes = QueryHoles(query, file, datastores)
      for binding in query.bindings {
        let name = Array(file.bytes[binding.name])
        if query.range.contains(binding.name) {
          let use = holes.uses[name]
          if use != .value { report(binding, use, in: holes.names, file, &findings) }
        } else {
          defaults.note(binding, name, holes)
        }
      }
      defaults.note(holes.names)
      if isTest(query) { reportUnbound(query, holes, file, &findings) }
    }
    for (binding, use) in defaults.unused { report(binding, use, in: defaults.names, file, &findings) }
  }

  private static func isTest(_ query: HostQuery) -> Bool {
    query.expectations.contains {
      switch $0.kind {
      case .count, .ids: true
      case .error: false
      }
    }
  }

  private static func report(
    _ binding: HostQuery.Binding, _ use: QueryHoles.Use?, in names: [String], _ file: FileContext,
    _ findings: inout FindingSink
  ) {
    let name = file.string(binding.name)
    if let use {
      findings.report(
        at: binding.name,
        "\(Message.quoted(name)) stands for \(use.rawValue) in the text, and `@let` can only give a value; remove it"
      )
      return
    }
    let meant = Suggestions.nearest(to: name, in: names)
    let fixes = meant.map {
      [Fix(title: "write `\($0)`", isSafe: false, edits: [TextEdit(range: binding.name, newText: $0)])]
    }
    findings.report(
      at: binding.name,
      "no hole is called \(Message.quoted(name))"
        + (meant.map { "; did you mean `\($0)`?" } ?? "; remove the line"),
      fixes: fixes ?? [])
  }

  /// One finding for each name.
  private static func reportUnbound(
    _ query: HostQuery, _ holes: QueryHoles, _ file: FileContext, _ findings: inout FindingSink
  ) {
    let bound = Set(query.bindings.map { Array(file.bytes[$0.name]) })
    var reported: Set<[UInt8]> = []
    for hole in holes.holes where !bound.contains(hole.name) && reported.insert(hole.name).inserted {
      let name = String(decoding: hole.name, as: UTF8.self)
      let use = holes.uses[hole.name] ?? .value
      findings.report(
        at: hole.place,
        use == .value
          ? "\(Message.quoted(name)) has no value, which `@expect` needs; add \(Message.quoted("@let \(name) = …"))"
          : "\(Message.quoted(name)) stands for \(use.rawValue), which no `@let` can give; write it out, or remove"
            + " `@expect`")
    }
  }
}

/// The `@let`s of a document's defaults, which have the whole file to find their holes in.
private struct SharedBindings {
  private var order: [[UInt8]] = []
  private var bindings: [[UInt8]: HostQuery.Binding] = [:]
  private var uses: [[UInt8]: QueryHoles.Use] = [:]
  private(set) var names: [String] = []

  mutating func note(_ binding: HostQuery.Binding, _ name: [UInt8], _ holes: QueryHoles) {
    if bindings.updateValue(binding, forKey: name) == nil { order.append(name) }
    if let use = holes.uses[name], uses[name] == nil || use != .value { uses[name] = use }
  }

  /// Remembers a few names of holes, for suggestions.
  mutating func note(_ candidates: [String]) {
    for candidate in candidates where names.count < 64 && !names.contains(candidate) {
      names.append(candidate)
    }
  }

  /// Those that fill no hole that is a value.
  var unused: [(HostQuery.Binding, QueryHoles.Use?)] {
    order.compactMap { name in
      guard let binding = bindings[name], uses[name] != .value else { return nil }
      return (binding, uses[name])
    }
  }
}
