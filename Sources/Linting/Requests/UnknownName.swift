import MakeQuery
import SourceText

/// What a parameter's name is about that its endpoint does not know. Each has a rule of its own.
enum UnknownName {
  enum Use: Sendable, Hashable {
    /// `limit`, `pg.limit`: paging without its brackets; the string is the name that is meant.
    case barePaging(String)
    /// A member of `pg`.
    case paging
    /// What follows a raw `&` in a value.
    case restOfValue
    /// Encoded once too often.
    case encodedTwice
    /// Its brackets are wrong.
    case broken
    case plain
  }

  static func use(of argument: RequestContext.Argument, _ request: RequestContext) -> Use {
    if argument.parameter.traits.contains(.encodedTwice) { return .encodedTwice }
    if argument.isBroken { return .broken }
    if argument.name.hasPrefix("pg[") { return .paging }
    if let name = barePaging(argument.name) { return .barePaging(name) }
    return isRestOfValue(argument, request) ? .restOfValue : .plain
  }

  /// The members of `pg` by how their names are compared.
  private static let members = ["limit", "offset", "sortBy", "sortDir"]

  /// `pg[limit]` for `limit`, `pg.limit`, `pglimit`.
  static func barePaging(_ name: String) -> String? {
    var plain = Suggestions.plain(name)
    let prefix = Suggestions.plain("pg")
    if plain.starts(with: prefix) { plain.removeFirst(prefix.count) }
    return members.first { Suggestions.plain($0) == plain }.map { "pg[\($0)]" }
  }

  /// Whether a name without `=` follows a free text: `name=R&D`.
  private static func isRestOfValue(_ argument: RequestContext.Argument, _ request: RequestContext) -> Bool {
    // Of several pieces in a row the first one decides.
    guard argument.parameter.value == nil, let index = argument.lastWithValue else { return false }
    let before = request.tree.parameters[index]
    guard before.value.map({ !$0.isEmpty }) ?? false,
      let known = request.endpoint?.parameter(for: request.tree.name(of: before, in: request.text))
    else { return false }
    return known.type == .string && known.allowed.isEmpty && !known.name.hasPrefix("pg[")
  }

  /// What other APIs call it.
  private static let aliases: [(written: String, meant: String)] = [
    ("fields", "cols[]"), ("field", "cols[]"), ("select", "cols[]"), ("columns", "cols[]"),
    ("column", "cols[]"),
    ("col", "cols[]"), ("include", "cols[]"), ("sort", "pg[sortBy]"), ("order", "pg[sortDir]"),
    ("orderBy", "pg[sortBy]"), ("sortOrder", "pg[sortDir]"), ("direction", "pg[sortDir]"),
    ("dir", "pg[sortDir]"),
    ("page", "pg[offset]"), ("skip", "pg[offset]"), ("start", "pg[offset]"), ("perPage", "pg[limit]"),
    ("pageSize", "pg[limit]"), ("size", "pg[limit]"), ("count", "pg[limit]"), ("max", "pg[limit]"),
    ("maxResults", "pg[limit]"), ("take", "pg[limit]"), ("top", "pg[limit]"), ("pageLimit", "pg[limit]"),
    ("pageOffset", "pg[offset]"), ("pagelimit", "pg[limit]"), ("after", "pg[last]"), ("cursor", "pg[last]"),
    ("total", "pg[returnTotalCount]"), ("returnTotalCount", "pg[returnTotalCount]"), ("q", "name"),
    ("search", "name"), ("query", "name"), ("org", "organizationId"), ("orgId", "organizationId"),
    ("active", "isActive"), ("enabled", "isActive"), ("confirm", "confirmed"), ("force", "confirmed"),
  ]

  /// The parameter that was most likely meant.
  static func meant(by argument: RequestContext.Argument, _ endpoint: Endpoint) -> String? {
    let known = endpoint.parameters + endpoint.pagingMembers
    let bare = String(argument.name.prefix { $0 != "[" })
    if let same = endpoint.parameter(for: Array(bare.utf8)) { return same.name }
    let whole = Suggestions.plain(argument.name.filter { $0 != "[" && $0 != "]" })
    if let same = known.first(where: { Suggestions.plain($0.name.filter { $0 != "[" && $0 != "]" }) == whole }
    ) {
      return same.name
    }
    if let alias = aliases.first(where: { Suggestions.plain($0.written) == whole }),
      let parameter = endpoint.parameter(for: Array(alias.meant.utf8))
    {
      return parameter.name
    }
    let roots = known.filter { !$0.name.hasPrefix("<") }
    if let near = Suggestions.nearest(to: argument.name, in: roots.map(\.name)) { return near }
    if let near = Suggestions.nearest(to: bare, in: roots.map(\.root)) {
      return roots.first { $0.root == near }?.name
    }
    guard bare.utf8.count > 3 else { return nil }
    let longer = roots.filter { $0.root.lowercased().hasPrefix(bare.lowercased()) }
    return longer.count == 1 ? longer[0].name : nil
  }

  /// The parameters that the unknown names of a request most likely mean, of the first ones at least.
  static func allMeant(_ arguments: [RequestContext.Argument], _ endpoint: Endpoint) -> [String] {
    arguments.lazy.filter { $0.standing == .unknown }.prefix(FindingSink.findingsOfARule).compactMap {
      meant(by: $0, endpoint)
    }
  }
}
