import SourceText

/// A place where a name stands that other places share.
package struct SymbolPlace: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case field
    case datastore
    /// What stands between the delimiters of a hole, and the name that `@let` gives a value to.
    case hole
    /// A variable of a script.
    case variable
  }

  package enum Role: Sendable, Hashable {
    /// Where it is said what the name stands for.
    case declaration
    /// Where what it stands for gets a value.
    case write
    case read
  }

  package let kind: Kind
  package let name: String
  /// The datastores that a field belongs to, sorted; empty where none is named.
  package fileprivate(set) var owners: [String]
  /// The part of the file in which the name means the same, for names that no other file shares.
  package let scope: ByteRange
  /// The name, in the file.
  package let range: ByteRange
  /// What the name stands in: a field's object of a schema, a directive.
  package let container: ByteRange
  package let role: Role
  /// Whether another name can be written there as it is.
  package let isEditable: Bool

  init(
    _ kind: Kind, _ name: String, owners: [String] = [], scope: ByteRange = ByteRange(at: 0),
    range: ByteRange,
    container: ByteRange? = nil, role: Role = .read, isEditable: Bool = true
  ) {
    self.kind = kind
    self.name = name
    self.owners = owners
    self.scope = scope
    self.range = range
    self.container = container ?? range
    self.role = role
    self.isEditable = isEditable
  }

  /// Whether `offset` lies in the name or at its end.
  func touches(_ offset: Int) -> Bool { range.start <= offset && offset <= range.end }
}

/// What a name at a place stands for.
package struct NamedSymbol: Sendable, Hashable {
  package let kind: SymbolPlace.Kind
  package let name: String
  package internal(set) var owners: Set<String>
  package let scope: ByteRange

  package init(_ place: SymbolPlace) {
    kind = place.kind
    name = place.name
    owners = Set(place.owners)
    scope = place.scope
  }

  /// Whether no other file can share the name: holes, variables, and fields of a datastore that is not named.
  package var isLocal: Bool {
    switch kind {
    case .hole, .variable: true
    case .field: owners.isEmpty
    case .datastore: false
    }
  }

  /// Whether a place, of the symbol's own file where it is local, stands for the symbol.
  func matches(_ place: SymbolPlace) -> Bool {
    guard place.kind == kind, place.name == name else { return false }
    switch kind {
    case .datastore: return true
    case .hole, .variable: return place.scope == scope
    case .field:
      return owners.isEmpty
        ? place.owners.isEmpty && place.scope == scope : place.owners.contains { owners.contains($0) }
    }
  }
}

/// Places that are collected, each once: a place that is met again belongs to the datastores of both.
struct SymbolPlaceList {
  private(set) var places: [SymbolPlace] = []
  private var indexes: [ByteRange: Int] = [:]

  mutating func add(_ place: SymbolPlace) {
    guard !place.range.isEmpty else { return }
    guard let index = indexes[place.range], places[index].kind == place.kind else {
      indexes[place.range] = places.count
      places.append(place)
      return
    }
    if Set(places[index].owners).isSuperset(of: place.owners) { return }
    places[index].owners = Set(places[index].owners + place.owners).sorted()
  }

  /// In the order of the text.
  var sorted: [SymbolPlace] { places.sorted { $0.range < $1.range } }
}
