import MakeQuery
import SourceText

extension Endpoint {
  /// Everything that the endpoint takes: its own parameters, and those of paging that it does not list.
  var offeredParameters: [EndpointParameter] {
    var result = parameters
    for member in pagingMembers where !result.contains(where: { $0.name == member.name }) {
      result.append(member)
    }
    return result
  }

  /// What many endpoints take, for one that is not known (Make API, "Pagination, sorting and filtering").
  static let anyParameters: [EndpointParameter] = {
    var limit = EndpointParameter(name: "pg[limit]", type: .integer)
    limit.minimum = 1
    var offset = EndpointParameter(name: "pg[offset]", type: .integer)
    offset.minimum = 0
    offset.defaultValue = "0"
    var direction = EndpointParameter(name: "pg[sortDir]", type: .string)
    direction.allowed = ["asc", "desc"]
    return [
      limit, offset, EndpointParameter(name: "pg[sortBy]", type: .string), direction,
      EndpointParameter(name: "cols[]", type: .textList),
    ]
  }()

  /// Of paging and columns, by a readable name.
  static func anyParameter(for name: [UInt8]) -> EndpointParameter? {
    let name = String(decoding: name, as: UTF8.self)
    switch name {
    case "pg[last]": return EndpointParameter(name: name, type: .string)
    case "pg[showLast]", "pg[returnTotalCount]": return EndpointParameter(name: name, type: .boolean)
    default:
      let wanted = name == "cols" || name.hasPrefix("cols[") ? "cols[]" : name
      return anyParameters.first { $0.name == wanted }
    }
  }
}

extension EndpointCatalogue {
  /// The endpoint of a request; where its method does not fit, the one of another method.
  func likely(_ tree: RequestTree, in text: MappedText, method: String?) -> Endpoint? {
    switch match(tree, in: text, method: method) {
    case .endpoint(let endpoint): endpoint
    case .otherMethod(let endpoints): endpoints.first
    case .unknown, .unknowable: nil
    }
  }
}
