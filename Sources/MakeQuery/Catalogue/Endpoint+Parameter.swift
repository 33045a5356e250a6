/// Which of an endpoint's parameters a name in a request stands for.
extension Endpoint {
  /// The parameter that a readable name stands for, nil where the endpoint is not known to have it.
  ///
  /// A list is one parameter in all of its forms: `cols`, `cols[]` and `cols[2]`, `event[0]` (make query parameters,
  /// "Paging, sorting, columns"). Where an endpoint pages, the members of `pg` that go with its way of paging hold also
  /// where they are not listed.
  package func parameter(for name: [UInt8]) -> EndpointParameter? {
    if let known = parameters.first(where: { $0.name.utf8.elementsEqual(name) }) { return known }
    if let root = Self.listRoot(name),
      let known = parameters.first(where: { $0.type.isList && $0.root.utf8.elementsEqual(root) })
    {
      return known
    }
    return pagingMembers.first { $0.name.utf8.elementsEqual(name) }
  }

  /// The members of `pg` that hold by the endpoint's way of paging, listed or not.
  package var pagingMembers: [EndpointParameter] {
    switch paging {
    case .none, .observedOffset, .accepted: []
    case .offset: EndpointParameter.offsetPaging
    case .last: EndpointParameter.sorting + EndpointParameter.keysetPaging
    case .offsetAndLast: EndpointParameter.offsetPaging + EndpointParameter.keysetPaging
    }
  }

  /// `cols` of `cols`, `cols[]` and `cols[12]`; nil for other names.
  private static func listRoot(_ name: [UInt8]) -> ArraySlice<UInt8>? {
    guard let open = name.firstIndex(of: UInt8(ascii: "[")) else { return name[...] }
    guard name.last == UInt8(ascii: "]"), open > 0 else { return nil }
    let key = name[(open + 1)..<(name.count - 1)]
    return key.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } ? name[..<open] : nil
  }
}

extension EndpointParameter {
  /// The name without the brackets of a list: `cols` of `cols[]`.
  package var root: String {
    let bytes = name.utf8
    return bytes.suffix(2).elementsEqual("[]".utf8) ? String(Substring(bytes.dropLast(2))) : name
  }

  /// `pg[sortBy]` and `pg[sortDir]`.
  package static let sorting = [
    EndpointParameter(name: "pg[sortBy]", type: .string), direction,
  ]

  /// What the API pages with where it counts (Make API, "Pagination and sorting").
  package static let offsetPaging =
    [
      EndpointParameter(name: "pg[limit]", type: .integer),
      EndpointParameter(name: "pg[offset]", type: .integer),
    ] + sorting

  /// What it pages with by the last item.
  package static let keysetPaging = [
    EndpointParameter(name: "pg[limit]", type: .integer), EndpointParameter(name: "pg[last]", type: .string),
    EndpointParameter(name: "pg[showLast]", type: .boolean),
  ]

  private static var direction: EndpointParameter {
    var parameter = EndpointParameter(name: "pg[sortDir]", type: .string)
    parameter.allowed = ["asc", "desc"]
    return parameter
  }
}
